"""Cards: a number with its words, and a button with two lines."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class CountCard(QFrame):
    """A plain count and what is counted; never a percentage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._count = PlainLabel(role="count", wrap=False)
        self._words = PlainLabel(role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 12)
        layout.setSpacing(0)
        layout.addWidget(self._count)
        layout.addWidget(self._words, 1, Qt.AlignmentFlag.AlignTop)

    def show_count(self, count: int, words: str) -> None:
        """Show a number and its words."""
        self._count.setText(f"{count:,}")
        self._words.setText(words)
        self.setAccessibleName(f"{count} {words}")


class SideCard(QPushButton):
    """A button that looks like a card: a title, and a smaller line below it."""

    def __init__(self, title: str, below: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(", ".join(filter(None, (title, below))))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(1)
        for text, role in ((title, "body"), (below, "small")):
            if text:
                label = PlainLabel(text, self, role=role)
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                layout.addWidget(label)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The lines wrap, so a narrow card is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the wrapped lines need."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)
