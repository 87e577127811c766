"""What every page has in common: a scrolled column, and news for the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from roadmap_desktop.ui.qt_numbers import ALIGN_HCENTER, NO_FOCUS

if TYPE_CHECKING:
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

    def show_place(self, place: "Place") -> None:
        """Show the page for a round and a respondent."""
        self.place = place
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown."""

    def flush(self) -> None:
        """Write whatever was typed and is not on disk yet."""

    def tell(self, error: "RoadmapError") -> None:
        """Hand a failure to the window."""
        self.failed.emit(error)


def column(
    parent: QWidget, *, margin: int = 28, widest: int = 1180, name: str = "page"
) -> tuple[QScrollArea, QVBoxLayout]:
    """A scroll area with one column in it, and the layout of that column."""
    area = QScrollArea(parent)
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("focusPolicy", NO_FOCUS)
    area.setProperty("alignment", ALIGN_HCENTER)
    inner = QWidget(area)
    inner.setObjectName(name)
    inner.setMaximumWidth(widest)
    layout = QVBoxLayout(inner)
    layout.setContentsMargins(margin, 22, margin, 28)
    layout.setSpacing(12)
    area.setWidget(inner)
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


class Sides:
    """A column with a side widget at its right; where the page is too narrow for both, the side stands below."""

    _NARROWEST = 30  # average characters that the column keeps beside its side widget

    def __init__(self, page: QWidget, scroll: QScrollArea, main: QVBoxLayout, side: QWidget) -> None:
        self._page, self._main, self._side = page, main, side
        self._outer = QHBoxLayout(page)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(scroll, 1)
        self._outer.addWidget(side)
        self._is_below = False

    def fit(self) -> None:
        """Put the side widget where there is room for it."""
        letters = self._page.fontMetrics().averageCharWidth()
        needed = self._side.minimumWidth() + 2 * self._NARROWEST * letters
        below = self._page.width() < needed
        if below == self._is_below:
            return
        self._is_below = below
        if below:
            self._outer.removeWidget(self._side)
            self._main.insertWidget(self._main.count() - 1, self._side)
            self._side.setMinimumHeight(24 * self._page.fontMetrics().lineSpacing())
        else:
            self._main.removeWidget(self._side)
            self._side.setMinimumHeight(0)
            self._outer.addWidget(self._side)
