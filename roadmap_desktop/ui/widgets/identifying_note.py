"""A calm note under an answer: something in it looks as if it could point at a person. It holds nothing up."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from roadmap_desktop.ui.widgets.answer_editor import AnswerEditor
from roadmap_desktop.ui.widgets.flow_layout import FlowRow
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, on_a_button


class IdentifyingNote(QFrame):
    """One sentence and a button for each thing that can be done about it; it takes no focus by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")
        self._words = PlainLabel("", self)
        self._row = FlowRow(self)
        self._buttons: list[QPushButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self._words)
        layout.addWidget(self._row)
        self.hide()

    def show_note(self, words: str, about: str, offers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Say it; `about` tells a screen reader which answer the buttons belong to."""
        self._words.setText(words)
        while len(self._buttons) < len(offers):
            self._buttons.append(QPushButton(self._row))
            self._row.add(self._buttons[-1])
        for button, (name, choose) in zip(self._buttons, offers, strict=True):
            button.setText(on_a_button(name))
            button.setAccessibleDescription(about)
            if button.receivers("2clicked(bool)"):
                button.clicked.disconnect()
            button.clicked.connect(lambda _on=False, choose=choose: choose())
        self.show()

    def words(self) -> str:
        """What is said."""
        return self._words.text()

    @property
    def buttons(self) -> Sequence[QPushButton]:
        """The buttons, in order."""
        return tuple(self._buttons)


class NoteBelow:
    """Makes the note under a field when there is first something to say."""

    def __init__(self, editor: AnswerEditor, layout: QBoxLayout) -> None:
        self.editor = editor
        self.note: IdentifyingNote | None = None
        self._layout = layout

    def set_note(self, words: str, about: str, offers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show a note; no words take it away."""
        if self.note is None and words:
            self.note = IdentifyingNote(self.editor.parentWidget())
            self._layout.insertWidget(self._layout.indexOf(self.editor) + 1, self.note)
        if self.note is not None and words:
            self.note.show_note(words, about, offers)
        elif self.note is not None:
            self.note.hide()

    def note_words(self) -> str:
        """What the note says now."""
        return self.note.words() if self.note is not None and not self.note.isHidden() else ""
