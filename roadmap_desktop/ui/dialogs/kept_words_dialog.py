"""Words that stood in a box when the window was hidden, to be read and copied."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.clipboard import copy_text
from roadmap_desktop.ui.dialogs.frame import Frame


class KeptWordsDialog(Frame):
    """Shows words with the name of the field they were typed in; they are kept only until the window closes."""

    def __init__(self, words: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(_("Words that were not saved"), "", parent)
        self.say(_("Copy what you still need to where it belongs. It is kept only until this box is closed."))
        self.words = QPlainTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(_("Words that were not saved"))
        self.words.setPlainText("\n\n".join(f"{name}\n{text}" if name else text for name, text in words))
        self.body.addWidget(self.words, 1)
        copy = QPushButton(self)
        copy.setText(_("Copy all of it"))
        copy.clicked.connect(lambda: copy_text(self.words.toPlainText()))
        self.body.addWidget(copy)
        self.resize(620, 400)
