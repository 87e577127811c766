"""A paragraph in a column of text."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class FlowingLabel(PlainLabel):
    """As high as its wrapped words need, however narrow the column is; the column ends in a stretch."""

    def __init__(
        self, text: str, parent: QWidget | None = None, *, role: str = "body", font: QFont | None = None
    ) -> None:
        super().__init__(text, parent, role=role)
        if font is not None:
            self.setFont(font)
        # A label that may not grow is cut where its column is narrower than the width that Qt guesses for it.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
