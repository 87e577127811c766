"""A note under an answer that holds hidden direction characters: what is stored is not in the order that is seen."""

from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from roadmap_desktop.i18n import _
from roadmap_desktop.model.text import turning_places
from roadmap_desktop.ui.widgets.answer_editor import AnswerEditor
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, text_button


class HiddenNote(QFrame):
    """Stands below a field and follows it; made when such a character is first met."""

    def __init__(self, editor: AnswerEditor, layout: QBoxLayout) -> None:
        super().__init__(editor.parentWidget())
        self.setObjectName("hint")
        self._editor = editor
        self._words = PlainLabel(
            _(
                "Contains hidden direction characters. They can make words look as if they stood in another order. "
                "They may be there for a language that is written from right to left."
            ),
            self,
        )
        self.button = text_button(_("Take them out"), self)
        self.button.setAccessibleDescription(editor.accessibleName())
        self.button.setProperty("kind", "link")
        self.button.clicked.connect(self._take_out)
        own = QVBoxLayout(self)
        own.setContentsMargins(12, 8, 12, 8)
        own.setSpacing(6)
        own.addWidget(self._words)
        own.addWidget(self.button)
        layout.insertWidget(layout.indexOf(editor) + 1, self)
        editor.textChanged.connect(self.look)
        self.look()

    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def look(self) -> None:
        """Show or hide, as the text is now; what may not be changed is only told."""
        self.setVisible(bool(turning_places(self._editor.text())))
        self.button.setVisible(not self._editor.isReadOnly())
        self.button.setAccessibleDescription(self._editor.accessibleName())

    def _take_out(self) -> None:
        self._editor.replace_stretches([(place, place + 1, "") for place in turning_places(self._editor.text())])
        self._editor.flush()
        self._editor.setFocus()
