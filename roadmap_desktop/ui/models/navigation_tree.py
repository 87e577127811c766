"""The tree that leads everywhere: overview, areas with their elements, action plan, agencies, library, workshop."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex

from roadmap_desktop.content.schema import ContentPack, ElementId
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.filters import Filters, matches
from roadmap_desktop.model.overview import ElementSummary, Overview
from roadmap_desktop.ui.qt_numbers import ACCESSIBLE_TEXT_ROLE, DISPLAY_ROLE, USER_ROLE
from roadmap_desktop.ui.words import stage_words

Index = QModelIndex | QPersistentModelIndex
NODE_ROLE = USER_ROLE + 1


class Kind(StrEnum):
    """What a row of the tree stands for."""

    OVERVIEW = "overview"
    AREA = "area"
    ELEMENT = "element"
    ACTIONS = "actions"
    AGENCIES = "agencies"
    LIBRARY = "library"
    WORKSHOP = "workshop"


class Node(Struct):
    """One row of the tree; `words` says in words what its marks and counts show."""

    kind: Kind
    title: str
    words: str = ""
    count: str = ""
    area: int = 0
    element: ElementSummary | None = None
    parent: "Node | None" = None
    rows: "list[Node]" = []


class NavigationTree(QAbstractItemModel):
    """Shows an Overview as a tree; filters leave areas without a fitting element out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node(Kind.OVERVIEW, "")
        self._overview: Overview | None = None
        self._pack: ContentPack | None = None
        self._filters = Filters()
        self._agencies = 0

    def set_overview(self, overview: Overview, pack: ContentPack, agencies: int) -> None:
        """Show new counts; where the same rows stand, they are updated in place and the selection stays."""
        self._overview, self._pack, self._agencies = overview, pack, agencies
        fresh = self._built()
        if _shape(fresh) == _shape(self._root):
            self._update(self._root, fresh, QModelIndex())
        else:
            self.beginResetModel()
            self._root = fresh
            self.endResetModel()

    def set_filters(self, filters: Filters) -> None:
        """Show the elements that fit."""
        self._filters = filters
        if self._overview is not None and self._pack is not None:
            self.set_overview(self._overview, self._pack, self._agencies)

    def stage_ids(self) -> Sequence[str]:
        """The stages in order, for the marks."""
        return self._pack.stage_order if self._pack is not None else ()

    def index_of(self, kind: Kind, element: ElementId | None = None) -> QModelIndex:
        """Where a page or an element stands; an invalid index when a filter hides it."""
        for row, node in enumerate(self._root.rows):
            if node.kind is kind and element is None:
                return self.createIndex(row, 0, node)
            for inner, child in enumerate(node.rows):
                if child.element is not None and child.element.element == element:
                    return self.createIndex(inner, 0, child)
        return QModelIndex()

    def elements(self) -> list[ElementId]:
        """The shown elements in order, for going to the next or the previous one."""
        return [child.element.element for node in self._root.rows for child in node.rows if child.element is not None]

    def _built(self) -> Node:
        root = Node(Kind.OVERVIEW, "")
        if self._overview is None or self._pack is None:
            return root
        _add(root, Node(Kind.OVERVIEW, _("Overview"), _("Overview")))
        for area in self._overview.areas:
            shown = [element for element in area.elements if matches(element, self._filters)]
            if not shown:
                continue
            answered = ngettext("{count} answered", "{count} answered", area.answered).format(count=area.answered)
            title = f"{area.number}  {area.title}"
            words = _("Area of function {title}, {answered}").format(title=title, answered=answered)
            node = _add(root, Node(Kind.AREA, title, words, answered, area.number))
            for element in shown:
                words = _element_words(self._pack, element)
                _add(node, Node(Kind.ELEMENT, element.title, words, "", area.number, element))
        actions = self._overview.actions
        words = ngettext("Action plan, {count} item", "Action plan, {count} items", actions).format(count=actions)
        _add(root, Node(Kind.ACTIONS, _("Action plan"), words, str(actions)))
        words = ngettext("Partner agencies, {count}", "Partner agencies, {count}", self._agencies)
        _add(root, Node(Kind.AGENCIES, _("Partner agencies"), words.format(count=self._agencies), str(self._agencies)))
        _add(root, Node(Kind.LIBRARY, _("Library"), _("Library of resources and glossary")))
        _add(root, Node(Kind.WORKSHOP, _("Workshop"), _("Workshop: ground rules, plans and invented scenarios")))
        return root

    def _update(self, old: Node, fresh: Node, parent: QModelIndex) -> None:
        for row, (one, other) in enumerate(zip(old.rows, fresh.rows, strict=True)):
            index = self.index(row, 0, parent)
            if (one.title, one.words, one.count, one.element) != (other.title, other.words, other.count, other.element):
                one.title, one.words, one.count, one.element = other.title, other.words, other.count, other.element
                self.dataChanged.emit(index, index)
            self._update(one, other, index)

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """Qt: the index of a row below a parent."""
        node = self._node(parent)
        if column == 0 and 0 <= row < len(node.rows):
            return self.createIndex(row, 0, node.rows[row])
        return QModelIndex()

    def parent(self, index: Index | None = None) -> QModelIndex:  # type: ignore[override]
        """Qt: the index of the row above."""
        if index is None or not index.isValid():
            return QModelIndex()
        above = self._node(index).parent
        if above is None or above is self._root or above.parent is None:
            return QModelIndex()
        return self.createIndex(above.parent.rows.index(above), 0, above)

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt: how many rows stand below."""
        return len(self._node(parent).rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        """Qt: one column."""
        return 1

    def data(self, index: Index, role: int = DISPLAY_ROLE) -> object:
        """Qt: the title; the node itself for the delegate; everything in words for screen readers."""
        if not index.isValid():
            return None
        node = self._node(index)
        values: dict[int, object] = {
            DISPLAY_ROLE: node.title,
            ACCESSIBLE_TEXT_ROLE: node.words or node.title,
            NODE_ROLE: node,
        }
        return values.get(role)

    def _node(self, index: Index | None) -> Node:
        if index is None or not index.isValid():
            return self._root
        node = index.internalPointer()
        return node if isinstance(node, Node) else self._root


def _add(parent: Node, node: Node) -> Node:
    node.parent = parent
    parent.rows.append(node)
    return node


def _shape(node: Node) -> list[object]:
    return [(row.kind, row.element.element if row.element else "", _shape(row)) for row in node.rows]


def _element_words(pack: ContentPack, element: ElementSummary) -> str:
    # Qt's trees do not tell screen readers the level of a row, so the words say it.
    parts = [_("Key element {title}").format(title=element.title)]
    if element.is_not_our_role:
        parts.append(_("not our role"))
    else:
        parts.append(_("now {stage}").format(stage=stage_words(pack, element.now)))
    if element.goal is not None:
        parts.append(_("goal {stage}").format(stage=stage_words(pack, element.goal)))
    parts.append(ngettext("{count} answered", "{count} answered", element.answered).format(count=element.answered))
    return ", ".join(parts)
