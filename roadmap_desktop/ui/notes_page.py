"""The page that stands in the window while it is hidden: nothing of the work is on it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, text_button


class NotesPage(QFrame):
    """A neutral page with one way back."""

    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_privacy_screen: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(title())
        lines = [_("Hiding does not delete anything."), _("Press F12 again to go on.")]
        if is_privacy_screen:
            lines[:0] = [_("Privacy screen: nobody used this window for a while.")]
            lines.append(_("This hides the screen. It does not lock the file."))
        self._lines = tuple(lines)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 40, 48, 40)
        layout.setSpacing(12)
        layout.addWidget(PlainLabel(title(), self, role="title"))
        for line in lines:
            layout.addWidget(PlainLabel(line, self, role="muted"))
        self.back = text_button(_("Go on  (F12)"), self)
        self.back.clicked.connect(self.back_wanted)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)

    def words(self) -> str:
        """What a screen reader is told."""
        return " ".join((f"{title()}.", *self._lines))


def title() -> str:
    """What the window is called while it is hidden."""
    return _("Notes")


def blank_icon() -> QIcon:
    """A sheet of paper, as any program could have it."""
    picture = QPixmap(64, 64)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setPen(QPen(Qt.GlobalColor.darkGray, 3))
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawRect(12, 6, 40, 52)
    for line in range(4):
        painter.drawLine(20, 18 + 10 * line, 44, 18 + 10 * line)
    painter.end()
    return QIcon(picture)
