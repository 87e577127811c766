"""The bar that appears when words are not on disk, with the ways out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, text_button


class UnsavedBanner(QFrame):
    """Says what happened and what was kept; goes when a save succeeds."""

    copy_wanted = Signal()  # save a copy of the file elsewhere
    text_wanted = Signal()  # copy the unsaved words
    retry_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._words = PlainLabel("", self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(self._words, 1)
        for words, signal in (
            (_("Try again"), self.retry_wanted),
            (_("Save a copy…"), self.copy_wanted),
            (_("Copy text"), self.text_wanted),
        ):
            button = text_button(words, self)
            button.clicked.connect(signal)
            layout.addWidget(button)
        self.hide()

    def show_sentence(self, words: str) -> None:
        """Appear with a sentence."""
        self.set_sentence(words)
        self.show()

    def set_sentence(self, words: str) -> None:
        """Hold a sentence."""
        self._words.setText(words)

    def words(self) -> str:
        """What is said."""
        return self._words.text()
