"""A check box whose words may be a whole sentence: they wrap, which the words of an ordinary one do not."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class WrappedBox(QWidget):
    """A box with a sentence beside it; a click on the sentence is a click on the box."""

    toggled = Signal(bool)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(self)
        self.box.setAccessibleName(words)
        self.box.toggled.connect(self.toggled)
        self._words = PlainLabel(words, self)
        self._words.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addWidget(self._words, 1)
        self.setFocusProxy(self.box)

    def set_words(self, words: str) -> None:
        """Ask for something else."""
        self._words.setText(words)
        self.box.setAccessibleName(words)

    def is_checked(self) -> bool:
        """True while it is ticked."""
        return self.box.isChecked()

    def set_checked(self, on: bool) -> None:
        """Tick it, or take the tick away."""
        self.box.setChecked(on)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The sentence belongs to the box."""
        if self.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.box.toggle()
        event.accept()
