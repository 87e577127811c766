"""A dialog whose contents scroll where the screen is too low for them, so that its buttons are always there."""

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from roadmap_desktop.ui.dialogs.frame import Frame


class ScrollingFrame(Frame):
    """A frame for long contents: title and buttons stay, `body` scrolls between them."""

    def __init__(self, title: str, accept_words: str, parent: QWidget | None = None) -> None:
        super().__init__(title, accept_words, parent)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(title)
        inside = QWidget(self.area)
        outer, self.body = self.body, QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, 12, 0)
        self.body.setSpacing(8)
        self.area.setWidget(inside)
        outer.addWidget(self.area, 1)
