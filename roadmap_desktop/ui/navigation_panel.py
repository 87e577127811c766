"""The left side: search, filters, and the tree."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from roadmap_desktop.content.schema import ContentPack, ElementId
from roadmap_desktop.i18n import _
from roadmap_desktop.model.overview import Overview
from roadmap_desktop.ui.models.navigation_tree import Kind, NavigationTree, Node
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.filter_bar import FilterBar
from roadmap_desktop.ui.widgets.navigation_view import NavigationView


class NavigationPanel(QFrame):
    """Leads to pages and elements."""

    page_opened = Signal(str)  # name of a page
    element_opened = Signal(str)  # element id
    search_wanted = Signal(str)  # words

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self._pack_key = ""
        self.model = NavigationTree(self)
        self.view = NavigationView(theme, self.model, self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_("Search everywhere  Ctrl+Shift+F"))
        self.search.setAccessibleName(_("Search prompts, answers and resources"))
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(lambda: self.search_wanted.emit(self.search.text()))
        self._filters = FilterBar(self)
        self._filters.filters_changed.connect(self.model.set_filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 12, 4, 0)
        layout.setSpacing(8)
        # The tree's scroll bar may stand at the edge; a field must not.
        top = QVBoxLayout()
        top.setContentsMargins(0, 0, 6, 0)
        top.setSpacing(8)
        top.addWidget(self.search)
        top.addWidget(self._filters)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        self.view.node_opened.connect(self._open)

    def show_overview(self, overview: Overview, pack: ContentPack, agencies: int) -> None:
        """Show new counts and marks."""
        if self._pack_key != pack.key:
            self._pack_key = pack.key
            self._filters.set_choices(pack.disciplines, pack.lenses)
        self.model.set_overview(overview, pack, agencies)

    def select(self, page: str, element: ElementId | None) -> None:
        """Show where the window is."""
        if page == "element":
            self.view.select(Kind.ELEMENT, element)
        elif page in {kind.value for kind in Kind}:
            self.view.select(Kind(page))
        else:
            # A page that the tree does not lead to, such as help.
            self.view.setCurrentIndex(QModelIndex())

    def neighbor(self, element: ElementId | None, step: int) -> ElementId | None:
        """The element before or after another in the tree as it is shown."""
        shown = self.model.elements()
        if not shown:
            return None
        if element not in shown:
            return shown[0 if step > 0 else -1]
        place = shown.index(element) + step
        return shown[place] if 0 <= place < len(shown) else None

    def _open(self, node: Node) -> None:
        if node.element is not None:
            self.element_opened.emit(node.element.element)
        elif node.kind is not Kind.AREA:
            self.page_opened.emit(node.kind.value)
