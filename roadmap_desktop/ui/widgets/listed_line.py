"""One line of a list: its mark, and text that wraps beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QWidget

from roadmap_desktop.ui.widgets.flowing_label import FlowingLabel
from roadmap_desktop.ui.widgets.plain_label import PlainLabel

BULLET = "•"


class ListedLine(QWidget):
    """A number or a bullet, and the text it belongs to; lines of one list keep their texts in one column."""

    def __init__(
        self, mark: str, text: str, parent: QWidget | None = None, *, role: str = "body", font: QFont | None = None
    ) -> None:
        super().__init__(parent)
        self.mark = PlainLabel(mark, self, role=role, wrap=False)
        self.text = FlowingLabel(text, self, role=role, font=font)
        if font is not None:
            self.mark.setFont(font)
        self.mark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.text.fontMetrics().averageCharWidth())
        layout.addWidget(self.mark)
        layout.addWidget(self.text, 1)
        self.mark.ensurePolished()
        self.mark.setMinimumWidth(self.mark.fontMetrics().horizontalAdvance("00.") + 4)
