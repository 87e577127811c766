"""A paragraph in a column of text."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class FlowingLabel(PlainLabel):
    """A label that may be set in another font, such as the large one for a projector; the column ends in a stretch."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, role: str = "body", font: QFont | None = None
    ) -> None:
        super().__init__(text, parent, role=role)
        if font is not None:
            self.setFont(font)
