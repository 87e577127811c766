"""The action plan: what, who, when, status; sorted, filtered and edited in place."""

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.actions import ActionId, ActionItem, ActionStatus
from roadmap_desktop.sentences import sentence
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.models.action_table import DUE, ELEMENT, STATUS, WHAT, ActionFilter, ActionTable
from roadmap_desktop.ui.pages.action_watch import ActionWatch
from roadmap_desktop.ui.pages.page import Page
from roadmap_desktop.ui.widgets.flow_layout import FlowLayout
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.words import action_states


class _CellEditor(QStyledItemDelegate):
    """A list of states for the status, a hint for the date, a plain field elsewhere."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """The field that fits the column."""
        if index.column() == STATUS:
            box = QComboBox(parent)
            box.setAccessibleName(_("Status"))
            for status, title in action_states():
                box.addItem(title, status.value)
            return box
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
            if index.column() == DUE:
                editor.setPlaceholderText(_("2027-06 or 2027-06-15"))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Start from the stored value."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Hand the choice to the table."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)


class ActionPlanPage(Page):
    """Every action item of the file."""

    def __init__(self, desk: Desk, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._messages = messages
        self._table = ActionTable(self._save, self)
        self._filter = ActionFilter(self._table, self)
        self.view = QTableView(self)
        self._words = QLineEdit(self)
        self._status = QComboBox(self)
        self._found = PlainLabel(role="muted", wrap=False)
        self._empty = PlainLabel(
            _("No action item yet. An action says what happens next, which role does it, and by when."), role="muted"
        )
        self._problem = PlainLabel(role="warning")
        self._lay_out()

    def _lay_out(self) -> None:
        self._words.setPlaceholderText(_("Filter by any word"))
        self._words.setAccessibleName(_("Filter the action plan by any word"))
        self._words.setClearButtonEnabled(True)
        self._words.textEdited.connect(self._apply_filter)
        self._status.setAccessibleName(_("Filter by status"))
        self._status.addItem(_("Any status"), "")
        for status, title in action_states():
            self._status.addItem(title, status.value)
        self._status.activated.connect(self._apply_filter)
        self._set_up_view()
        buttons = FlowLayout(spacing=8)
        for words, command, kind in (
            (_("Add action…"), self._add, "primary"),
            (_("Resources and who will be told…"), self._edit_needs, ""),
            (_("Open its element"), self._open_element, ""),
            (_("Remove"), self._remove, ""),
        ):
            button = QPushButton(words, self)
            button.setProperty("kind", kind)
            button.clicked.connect(command)
            buttons.addWidget(button)
        filters = QHBoxLayout()
        filters.addWidget(self._words, 2)
        filters.addWidget(self._status)
        filters.addWidget(self._found)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 22, 28, 22)
        layout.setSpacing(12)
        layout.addWidget(PlainLabel(_("Action plan"), self, role="title"))
        layout.addWidget(
            PlainLabel(
                _("What happens next, who does it and by when. Double-click or press F2 to edit in place."),
                self,
                role="muted",
            )
        )
        layout.addLayout(filters)
        layout.addWidget(self._empty)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._problem)
        layout.addLayout(buttons)
        self.watch = ActionWatch(
            lambda: self._desk.identifying,
            self._save,
            lambda: self.command_wanted.emit("help-identifying"),
            self.view,
            layout,
        )

    def _set_up_view(self) -> None:
        self.view.setModel(self._filter)
        self.view.setItemDelegate(_CellEditor(self.view))
        self.view.setAccessibleName(_("Action items"))
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(DUE, Qt.SortOrder.AscendingOrder)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setTabKeyNavigation(False)
        self.view.setShowGrid(False)
        self.view.setWordWrap(True)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * 12)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, letters in ((1, 24), (DUE, 26), (STATUS, 14), (ELEMENT, 28)):
            self.view.setColumnWidth(column, self.fontMetrics().averageCharWidth() * letters)

    def refresh(self) -> None:
        """Read the plan again."""
        if self.place is None:
            return
        try:
            items = self._desk.reading.actions()
            pack = self._desk.reading.pack(self.place.assessment)
        except RoadmapError as error:
            self.failed.emit(error)
            return
        titles = {str(element.id): element.title for element in pack.elements}
        gone = {item.element for item in items if item.element and item.element not in titles}
        titles |= {str(name): self._desk.reading.title_of(name) for name in gone}
        self._table.set_actions(items, titles, date.today())
        self._empty.setVisible(not items)
        self.view.setVisible(bool(items))
        self._problem.hide()
        self._count()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: what was said about one item is not said again on coming back."""
        super().hideEvent(event)
        self.watch.clear()

    def _apply_filter(self) -> None:
        self._filter.set_filter(self._words.text(), str(self._status.currentData()))
        self._count()
        self.announced.emit(self._found.text())

    def _count(self) -> None:
        shown = self._filter.rowCount()
        self._found.setText(ngettext("{count} shown", "{count} shown", shown).format(count=shown))

    def _save(self, item: ActionItem) -> bool:
        if item.status is ActionStatus.DROPPED and not item.dropped_why:
            why = self._messages.ask_text(_("Dropped"), _("Why is this action dropped?"))
            if why is None:
                return False
            item = replace(item, dropped_why=why)
        is_saved = self._try(lambda: self._desk.planning.save_action(item))
        if is_saved:
            self.watch.look(item)
        return is_saved

    def _try(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except RoadmapError as error:
            self._problem.setText(sentence(error))
            self._problem.show()
            self.announced.emit(sentence(error))
            return False
        self._problem.hide()
        return True

    def _current(self) -> ActionItem | None:
        return self._table.item_at(self._filter.mapToSource(self.view.currentIndex()).row())

    def _add(self) -> None:
        what = self._messages.ask_text(_("Add action item"), _("What is the next step?"))
        if what is not None and self.place is not None:
            item = ActionItem(ActionId(""), what, raised_in=self.place.assessment)
            self._try(lambda: self._desk.planning.save_action(item))

    def _edit_needs(self) -> None:
        item = self._current()
        if item is None:
            return
        question = _("Which resources does “{what}” need?").format(what=item.what)
        resources = self._messages.ask_text(_("Resources needed"), question, item.resources)
        if resources is None:
            return
        question = _("Who will be told about “{what}”? Name roles or agencies.").format(what=item.what)
        told = self._messages.ask_text(_("Who will be told"), question, item.told)
        if told is not None:
            changed = replace(item, resources=resources.strip(), told=told.strip())
            self._try(lambda: self._desk.planning.save_action(changed))

    def _open_element(self) -> None:
        item = self._current()
        if item is not None and item.element is not None:
            self.element_opened.emit(item.element)

    def _remove(self) -> None:
        item = self._current()
        if item is not None:
            self._try(lambda: self._desk.planning.remove_action(item.id))
            self.watch.clear()
            self.announced.emit(_("Removed. Undo brings it back."))
