"""The action plan as a table that is edited in place."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from roadmap_desktop.i18n import _
from roadmap_desktop.model.actions import ActionItem, ActionStatus
from roadmap_desktop.ui.moments import due_words
from roadmap_desktop.ui.words import action_states

Index = QModelIndex | QPersistentModelIndex
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
WHAT, OWNER, DUE, STATUS, ELEMENT = range(5)


class ActionTable(QAbstractTableModel):
    """Shows action items; an edit is handed to `save`, and what is on disk comes back by `set_actions`."""

    def __init__(self, save: Callable[[ActionItem], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self._items: list[ActionItem] = []
        self._elements: Mapping[str, str] = {}
        self._today = date.today()

    def set_actions(self, items: Sequence[ActionItem], elements: Mapping[str, str], today: date) -> None:
        """Show these items; `elements` names elements by id. The same rows keep the selection and the open editor."""
        same_rows = [item.id for item in items] == [item.id for item in self._items]
        if same_rows:
            self._items, self._elements, self._today = list(items), elements, today
            if items:
                self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, ELEMENT))
            return
        self.beginResetModel()
        self._items, self._elements, self._today = list(items), elements, today
        self.endResetModel()

    def item_at(self, row: int) -> ActionItem | None:
        """The action item of a row."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt: one row an item."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def columnCount(self, parent: Index | None = None) -> int:
        """Qt: what, owner, when, status, element."""
        return 0 if parent is not None and parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: the names of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (_("What"), _("Owner (role or agency)"), _("When"), _("Status"), _("Element"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: words to show, values to edit, values to sort by."""
        item = self.item_at(index.row()) if index.isValid() else None
        if item is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(item, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return (item.what, item.owner, item.due, item.status.value, "")[index.column()]
        if role == SORT_ROLE:
            return (item.what, item.owner, item.due or "9999", self._status_order(item), self._element(item))[
                index.column()
            ]
        return None

    def _shown(self, item: ActionItem, column: int) -> str:
        due = due_words(item.due)
        if item.is_past_its_date(self._today):
            due = _("{due} · past its date").format(due=due)
        status = dict(action_states())[item.status]
        if item.status is ActionStatus.DROPPED and item.dropped_why:
            status = f"{status}: {item.dropped_why}"
        return (_with_needs(item), item.owner, due, status, self._element(item))[column]

    def _element(self, item: ActionItem) -> str:
        return self._elements.get(item.element or "", "")

    @staticmethod
    def _status_order(item: ActionItem) -> int:
        return [status for status, _title in action_states()].index(item.status)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: everything but the element is edited in place."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and index.column() != ELEMENT else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: save an edit; False leaves the table as it was."""
        item = self.item_at(index.row()) if index.isValid() else None
        if item is None or role != Qt.ItemDataRole.EditRole or index.column() == ELEMENT:
            return False
        text = str(value).strip()
        if text == self.data(index, Qt.ItemDataRole.EditRole):
            return True
        if index.column() == STATUS:
            return self._save(replace(item, status=ActionStatus(text)))
        name = ("what", "owner", "due")[index.column()]
        return self._save(replace(item, **{name: text}))


class ActionFilter(QSortFilterProxyModel):
    """Sorts by what values mean, and leaves out what does not fit the chosen status and words."""

    def __init__(self, table: ActionTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._status = ""
        self._words = ""
        self.setSourceModel(table)
        self.setSortRole(SORT_ROLE)
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def set_filter(self, words: str, status: str) -> None:
        """Show items that hold these words in any column and, where one is chosen, have this status."""
        self._words, self._status = words.casefold(), status
        self.invalidate()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        """Qt: whether an item fits."""
        item = self._table.item_at(row)
        if item is None or (self._status and item.status.value != self._status):
            return False
        texts = (str(self._table.index(row, column).data() or "") for column in range(self._table.columnCount()))
        return not self._words or any(self._words in text.casefold() for text in texts)


def _with_needs(item: ActionItem) -> str:
    # Below what is done, as in the report: few items say it, and columns of their own would be narrow.
    lines = [item.what]
    if item.resources:
        lines.append(_("Resources needed: {resources}").format(resources=item.resources))
    if item.told:
        lines.append(_("Who will be told: {told}").format(told=item.told))
    return "\n".join(lines)
