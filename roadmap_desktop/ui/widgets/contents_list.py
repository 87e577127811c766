"""A list of what can be read: titles that wrap and are never cut, in groups with headings."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
_KEY = Qt.ItemDataRole.UserRole
_BELOW = Qt.ItemDataRole.UserRole + 1
_HIGHEST = 10_000
_TEXT = QPalette.ColorRole.Text
_MUTED = QPalette.ColorRole.PlaceholderText


class Entry(NamedTuple):
    """One line to choose: its key, its title, and a smaller line below it."""

    key: str
    title: str
    below: str = ""


class ContentsList(QListWidget):
    """Arrow keys move over the entries; headings are passed over."""

    entry_chosen = Signal(str)  # key of the entry

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Delegate(self))
        self.currentItemChanged.connect(self._chosen)

    def set_entries(self, groups: Sequence[tuple[str, Sequence[Entry]]]) -> None:
        """Show groups under their headings; an empty heading is left out. The chosen entry stays while it is there."""
        before = self.chosen
        self.blockSignals(True)
        self.clear()
        for heading, entries in groups:
            if heading and entries:
                item = QListWidgetItem(heading, self)
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            for entry in entries:
                item = QListWidgetItem(entry.title, self)
                item.setData(_KEY, entry.key)
                item.setData(_BELOW, entry.below)
                words = ", ".join(filter(None, (entry.title, entry.below)))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        self.blockSignals(False)
        keys = self.keys()
        if keys:
            self.choose(before if before in keys else keys[0])

    def keys(self) -> list[str]:
        """The entries in order, without the headings."""
        return [key for row in range(self.count()) if (key := self._key(self.item(row)))]

    @property
    def chosen(self) -> str:
        """The key of the chosen entry; empty when there is none."""
        return self._key(self.currentItem())

    def choose(self, key: str) -> None:
        """Choose an entry as if by hand; nothing happens for a key that is not listed."""
        for row in range(self.count()):
            if self._key(self.item(row)) == key:
                self.setCurrentRow(row)

    @staticmethod
    def _key(item: QListWidgetItem | None) -> str:
        return str(item.data(_KEY) or "") if item is not None else ""

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if key := self._key(item):
            self.entry_chosen.emit(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the titles otherwise."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: ContentsList) -> None:
        super().__init__(view)
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The background of the style, a bar beside the chosen entry, the title and the line below it."""
        painter.save()
        # The style sheet gives the view's own palette other colors for a selection and for muted text.
        palette = QGuiApplication.palette()
        is_chosen = self._view.selectionModel().isSelected(index)
        if is_chosen:
            option.state |= QStyle.StateFlag.State_Selected
            style = self._view.style()
            style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._view)
            bar = QRect(option.rect.x(), option.rect.y() + 4, 3, option.rect.height() - 8)
            painter.fillRect(bar, palette.highlight())
        if is_chosen and self._view.hasFocus():
            painter.setPen(QPen(palette.highlight().color(), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 4, 4)
        title, below = self._places(index)
        rect = option.rect
        painter.setFont(self._font(index))
        painter.setPen(palette.color(_MUTED if self._is_heading(index) else _TEXT))
        painter.drawText(title.translated(rect.topLeft()), _WRAP, str(index.data()))
        if not below.isEmpty():
            painter.setFont(self._small())
            painter.setPen(palette.color(_MUTED))
            painter.drawText(below.translated(rect.topLeft()), _WRAP, str(index.data(_BELOW)))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the wrapped words need."""
        title, below = self._places(index)
        bottom = below.bottom() if not below.isEmpty() else title.bottom()
        return QSize(self._width(), bottom + self._gap())

    def _places(self, index: QModelIndex | QPersistentModelIndex) -> tuple[QRect, QRect]:
        gap = self._gap()
        left, width = gap + 6, self._width() - 2 * gap - 8
        room = QRect(left, gap + (gap if self._is_heading(index) and index.row() else 0), width, _HIGHEST)
        title = QFontMetrics(self._font(index)).boundingRect(room, _WRAP, str(index.data()))
        words = index.data(_BELOW)
        if not words:
            return QRect(room.topLeft(), QSize(width, title.height())), QRect()
        place = QRect(left, room.y() + title.height() + 1, width, _HIGHEST)
        below = QFontMetrics(self._small()).boundingRect(place, _WRAP, str(words))
        return (
            QRect(room.topLeft(), QSize(width, title.height())),
            QRect(place.topLeft(), QSize(width, below.height())),
        )

    @staticmethod
    def _is_heading(index: QModelIndex | QPersistentModelIndex) -> bool:
        return not index.data(_KEY)

    def _width(self) -> int:
        return self._view.viewport().width()

    def _gap(self) -> int:
        return max(4, self._view.fontMetrics().height() // 3)

    def _font(self, index: QModelIndex | QPersistentModelIndex) -> QFont:
        font = QFont(self._view.font())
        if self._is_heading(index):
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small(self) -> QFont:
        font = QFont(self._view.font())
        font.setPointSizeF(font.pointSizeF() * 0.88)
        return font
