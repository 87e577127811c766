"""The pages of one open file, each built when it is first shown."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from roadmap_desktop.model.overview import Place
from roadmap_desktop.ui.pages.page import Page


class PageStack(QStackedWidget):
    """Owns the factories; a page that is not visible is marked stale and refreshed when it is shown."""

    page_built = Signal(str, object)  # name, Page

    def __init__(self, factories: Mapping[str, Callable[[QWidget], Page]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factories = factories
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.shown = ""

    def page(self, name: str) -> Page:
        """A page, built now if it was not yet."""
        if name not in self._pages:
            page = self._factories[name](self)
            self._pages[name] = page
            self.addWidget(page)
            self.page_built.emit(name, page)
        return self._pages[name]

    def built(self) -> dict[str, Page]:
        """The pages that exist."""
        return dict(self._pages)

    def show_page(self, name: str, place: Place) -> Page:
        """Show a page for a place; what was typed on the page before is written first."""
        self.flush()
        page = self.page(name)
        page.show_place(place)
        self._stale.discard(name)
        self.shown = name
        self.setCurrentWidget(page)
        return page

    def refresh(self) -> None:
        """Refresh the visible page; the others when they are shown."""
        self._stale = set(self._pages) - {self.shown}
        if self.shown in self._pages:
            self._pages[self.shown].refresh()

    def flush(self) -> None:
        """Write whatever was typed on the visible page."""
        if self.shown in self._pages:
            self._pages[self.shown].flush()
