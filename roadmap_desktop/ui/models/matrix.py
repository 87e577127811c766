"""Elements by stages: one row an element, one column a stage, a heading row for each area."""

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from roadmap_desktop.content.schema import ContentPack, StageId
from roadmap_desktop.i18n import _
from roadmap_desktop.model.overview import ElementSummary, Overview
from roadmap_desktop.ui.words import stage_words

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1


class Cell(Struct, frozen=True):
    """What one cell shows: a heading, an element's title, or a stage with its words."""

    words: str
    area: int
    is_heading: bool = False
    is_title: bool = False
    is_now: bool = False
    is_goal: bool = False


class Matrix(QAbstractTableModel):
    """Shows an Overview; column 0 holds titles."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[int, str, ElementSummary | None]] = []
        self._pack: ContentPack | None = None

    def set_overview(self, overview: Overview, pack: ContentPack) -> None:
        """Show new placements."""
        self.beginResetModel()
        self._pack = pack
        self._rows = []
        for area in overview.areas:
            if area.elements:
                self._rows.append((area.number, f"{area.number} · {area.title}", None))
                self._rows += [(area.number, element.title, element) for element in area.elements]
        self.endResetModel()

    def element_at(self, row: int) -> str:
        """The element of a row, or "" for a heading."""
        element = self._rows[row][2] if 0 <= row < len(self._rows) else None
        return element.element if element is not None else ""

    def heading_rows(self) -> list[int]:
        """The rows that name an area."""
        return [row for row, (_area, _title, element) in enumerate(self._rows) if element is None]

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt: one row an area and one an element."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Qt: the title, then one column a stage."""
        if (parent is not None and parent.isValid()) or self._pack is None:
            return 0
        return 1 + len(self._pack.stages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the words of a cell; the cell itself for the delegate."""
        if not index.isValid() or self._pack is None:
            return None
        cell = self._cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._in_words(index.row(), index.column(), cell)
        return None

    def _cell(self, row: int, column: int) -> Cell:
        area, title, element = self._rows[row]
        if column == 0:
            words = _("{title} · not our role").format(title=title) if _is_not_ours(element) else title
            return Cell(words, area, is_heading=element is None, is_title=True)
        if element is None or self._pack is None:
            return Cell("", area, is_heading=True)
        stage = self._pack.stage_order[column - 1]
        is_now, is_goal = element.now == stage, element.goal == stage
        return Cell(_cell_words(element, stage), area, is_now=is_now, is_goal=is_goal and not is_now)

    def _in_words(self, row: int, column: int, cell: Cell) -> str:
        element = self._rows[row][2]
        if element is None or self._pack is None:
            return self._rows[row][1]
        if column == 0:
            goal = stage_words(self._pack, element.goal) if element.goal else _("none")
            now = _("not our role") if element.is_not_our_role else stage_words(self._pack, element.now)
            return _("{title}: now {now}, goal {goal}").format(title=element.title, now=now, goal=goal)
        stage = stage_words(self._pack, self._pack.stage_order[column - 1])
        words = cell.words or _("empty")
        return f"{element.title}, {stage}: {words}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the stages with their numbers."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal or self._pack is None:
            return None
        return "" if section == 0 else stage_words(self._pack, self._pack.stage_order[section - 1])


def _is_not_ours(element: ElementSummary | None) -> bool:
    return element is not None and element.is_not_our_role


def _cell_words(element: ElementSummary, stage: StageId) -> str:
    if element.now == stage:
        parts = [_("now")]
        if element.moved:
            parts.append(_("moved"))
        if element.goal == stage:
            parts.append(_("goal"))
        return " · ".join(parts)
    return _("goal") if element.goal == stage else ""
