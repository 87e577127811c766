"""A calm note under an answer: something in it looks as if it could point at a person. It holds nothing up."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

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
