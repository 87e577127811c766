"""What every page has in common: a scrolled column, and news for the window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.model.overview import Place


class Page(QWidget):
    """A page of the window. It is shown for a place, refreshes on demand, and writes what is pending on `flush`."""

    element_opened = Signal(str)  # element id
    place_opened = Signal(object)  # Place
    link_wanted = Signal(str)  # address
    failed = Signal(object)  # RoadmapError
    saved = Signal(object)  # datetime of the commit
    announced = Signal(str)  # short news for screen readers
    command_wanted = Signal(str)  # name of a command of the window

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.place: Place | None = None

    def show_place(self, place: Place) -> None:
        """Show the page for a round and a respondent."""
        self.place = place
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown."""

    def flush(self) -> None:
        """Write whatever was typed and is not on disk yet."""

    def tell(self, error: RoadmapError) -> None:
        """Hand a failure to the window."""
        self.failed.emit(error)


def column(parent: QWidget, *, margin: int = 28, widest: int = 1180) -> tuple[QScrollArea, QVBoxLayout]:
    """A scroll area with one column in it, and the layout of that column."""
    area = QScrollArea(parent)
    area.setObjectName("page")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner = QWidget(area)
    inner.setObjectName("page")
    inner.setMaximumWidth(widest)
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(margin, 22, margin, 28)
    layout.setSpacing(12)
    area.setWidget(inner)
    area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return area, layout


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
