"""A number with its words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class CountCard(QFrame):
    """A plain count and what is counted; never a percentage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._count = PlainLabel("", self, role="count", wrap=False)
        self._words = PlainLabel("", self, role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(0)
        layout.addWidget(self._count)
        layout.addWidget(self._words, 1, Qt.AlignmentFlag.AlignTop)

    def show_count(self, count: int, words: str) -> None:
        """Show a number and its words."""
        self._count.setText(f"{count:,}")
        self._words.setText(words)
        self.setAccessibleName(f"{count} {words}")
