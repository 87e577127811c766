"""The tree at the left: titles that wrap, stage marks, counts."""

from PySide6 import QtCore
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from roadmap_desktop.content.schema import ElementId
from roadmap_desktop.i18n import _
from roadmap_desktop.ui.models.navigation_tree import NODE_ROLE, Kind, NavigationTree, Node
from roadmap_desktop.ui.qt_numbers import ALIGN_LEFT, ALIGN_RIGHT, ALIGN_VCENTER, SCROLL_BAR_OFF, WORD_WRAP
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.ink import fill, outline, rounded, write
from roadmap_desktop.ui.widgets.stage_marks import marks_width, paint_marks

_WRAP = WORD_WRAP | ALIGN_VCENTER | ALIGN_LEFT


class _NavigationDelegate(QStyledItemDelegate):
    """Draws a row from its node; heights follow the wrapped titles."""

    def __init__(self, theme: Theme, view: "NavigationView") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._known: dict[tuple[object, ...], int] = {}  # heights of rows in pixels

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Background, arrow, title, marks or count."""
        node = index.data(NODE_ROLE)
        if not isinstance(node, Node):
            return
        tokens = self._theme.tokens
        painter.save()
        rect = self._row(option.rect)
        selected = self._view.selectionModel().isSelected(index)
        if selected:
            frame = rounded(QRectF(rect.adjusted(1, 1, -1, -1)), 4)
            fill(painter, frame, tokens.selected)
            fill(painter, rounded(QRectF(rect.x() + 1, rect.y() + 4, 3, rect.height() - 8), 1), tokens.accent)
            outline(painter, frame, tokens.accent, 2 if self._view.hasFocus() else 1)
        if node.kind is Kind.AREA:
            self._paint_arrow(painter, rect, node, self._view.is_open(node))
        write(painter, QRectF(self._text_rect(rect, node)), node.title, self._font(node), tokens.text, ALIGN_VCENTER)
        self._paint_right(painter, rect, node)
        painter.restore()

    def _row(self, rect: QRect) -> QRect:
        # The whole width, whatever indentation the view would give.
        return QRect(0, rect.y(), self._view.row_width, rect.height())

    def _paint_arrow(self, painter: QPainter, rect: QRect, node: Node, is_open: bool) -> None:
        size = self._theme.px(4)
        x, y = rect.x() + self._theme.px(12), rect.center().y()
        points = (
            [QPointF(x - size, y - size / 2), QPointF(x + size, y - size / 2), QPointF(x, y + size)]
            if is_open
            else [QPointF(x - size / 2, y - size), QPointF(x - size / 2, y + size), QPointF(x + size, y)]
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        arrow = QPainterPath()
        arrow.addPolygon(QPolygonF(points))
        fill(painter, arrow, self._theme.tokens.area(node.area))

    def _paint_right(self, painter: QPainter, rect: QRect, node: Node) -> None:
        tokens = self._theme.tokens
        if self._is_stacked(node):
            rect = QRect(rect.x(), rect.bottom() - self._line() - 4, rect.width(), self._line())
        if node.kind is Kind.ELEMENT and node.element is not None:
            side = self._theme.px(9)
            stages = self._view.stage_ids()
            at = QPointF(rect.right() - marks_width(len(stages), side) - 8, rect.center().y() - side / 2)
            element = node.element
            paint_marks(painter, at, side, stages, element.now, element.goal, tokens.area(node.area), tokens)
        elif node.count:
            right = QRectF(rect.adjusted(0, 0, -10, 0))
            write(painter, right, node.count, self._view.font(), tokens.muted, ALIGN_RIGHT | ALIGN_VCENTER)

    def _font(self, node: Node) -> QFont:
        font = QFont(self._view.font())
        if node.kind is not Kind.ELEMENT:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _text_rect(self, rect: QRect, node: Node) -> QRect:
        left = {Kind.AREA: 26, Kind.ELEMENT: 34}.get(node.kind, 12)
        metrics = QFontMetrics(self._view.font())
        if self._is_stacked(node):
            return rect.adjusted(self._theme.px(left), 4, -10, -4 - self._line())
        if node.kind is Kind.ELEMENT:
            right = int(marks_width(len(self._view.stage_ids()), self._theme.px(9))) + 18
        else:
            right = metrics.horizontalAdvance(node.count) + 22
        return rect.adjusted(self._theme.px(left), 4, -right, -4)

    def _line(self) -> int:
        return QFontMetrics(self._view.font()).lineSpacing()

    def _is_stacked(self, node: Node) -> bool:
        """True where marks or count stand below the title: long names of areas, and elements at large text."""
        width = self._view.row_width
        if node.kind is Kind.AREA:
            beside = width - self._theme.px(26) - QFontMetrics(self._view.font()).horizontalAdvance(node.count) - 22
            metrics = QFontMetrics(self._font(node))
            return metrics.boundingRect(QRect(0, 0, beside, 1000), _WRAP, node.title).height() > 2 * self._line() + 4
        # One rule for all elements, so that their marks stay in one column.
        marks = int(marks_width(len(self._view.stage_ids()), self._theme.px(9))) + 18
        return node.kind is Kind.ELEMENT and width - self._theme.px(34) - marks < 7 * self._line()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the wrapped title."""
        node = index.data(NODE_ROLE)
        if not isinstance(node, Node):
            return super().sizeHint(option, index)
        if not self._view.isVisible():
            # Before it is shown the view has no width of its own, and asks again as soon as it has.
            return QSize(self._view.row_width, self._theme.px(30))
        # The view asks several times for each row before it is painted once.
        asked = (self._view.row_width, self._view.font().key(), node.kind, node.title, node.count)
        if asked not in self._known:
            whole = QRect(0, 0, self._view.row_width, 1000)
            metrics = QFontMetrics(self._font(node))
            bounds = metrics.boundingRect(self._text_rect(whole, node), _WRAP, node.title)
            below = self._line() if self._is_stacked(node) else 0
            self._known[asked] = bounds.height() + below + self._theme.px(12)
        return QSize(self._view.row_width, self._known[asked])


class NavigationView(QTreeView):
    """Arrow keys move, Enter opens, as in every tree."""

    node_opened = Signal(object)  # Node

    def __init__(self, theme: Theme, model: NavigationTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = model
        self.row_width = self.width()  # pixels; the rows are as wide as the viewport
        self.setModel(model)
        self.setObjectName("navigation")
        self.setAccessibleName(_("Navigation"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setProperty("horizontalScrollBarPolicy", SCROLL_BAR_OFF)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_NavigationDelegate(theme, self))
        self.setExpandsOnDoubleClick(False)
        self.clicked.connect(self._open)
        model.modelReset.connect(self.expandAll)

    def stage_ids(self) -> tuple[str, ...]:
        """The stages in order, for the marks."""
        return tuple(self._tree.stage_ids())

    def is_open(self, node: Node) -> bool:
        """True while the elements of an area are shown."""
        row = node.parent.rows.index(node) if node.parent is not None else 0
        return self.isExpanded(self._tree.index(row, 0))

    def select(self, kind: Kind, element: ElementId | None = None) -> None:
        """Show where the window is; opens nothing."""
        index = self._tree.index_of(kind, element)
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    def _open(self, index: QModelIndex) -> None:
        node = index.data(NODE_ROLE)
        if isinstance(node, Node) and node.kind is Kind.AREA:
            self.setExpanded(index, not self.isExpanded(index))
        elif node is not None:
            self.node_opened.emit(node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, wherever the mouse happens to rest; `activated` would come with every click as well."""
        if event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the titles otherwise."""
        super().resizeEvent(event)
        self.row_width = event.size().width()
        self.scheduleDelayedItemsLayout()
