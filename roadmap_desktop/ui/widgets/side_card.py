"""A button with two lines."""

from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from roadmap_desktop.ui.widgets.plain_label import PlainLabel


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
                layout.addWidget(PlainLabel(text, self, role=role))
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
