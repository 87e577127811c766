"""The matrix of the overview: arrows move, Enter opens the element."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.models.matrix import CELL_ROLE, Cell, Matrix
from roadmap_desktop.ui.theme import Theme


class _CellDelegate(QStyledItemDelegate):
    """Draws now as a filled pill, the goal as a dashed one; both also in words."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One cell."""
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        tokens = self._theme.tokens
        color = QColor(tokens.area(cell.area))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -2.5)
        if cell.is_title:
            self._paint_title(painter, rect, cell, color)
        elif not cell.is_heading:
            style = Qt.PenStyle.DashLine if cell.is_goal else Qt.PenStyle.SolidLine
            painter.setPen(QPen(color, 1.8, style) if cell.is_now or cell.is_goal else Qt.PenStyle.NoPen)
            painter.setBrush(color if cell.is_now else QColor(tokens.track))
            painter.drawRoundedRect(rect, 5, 5)
            painter.setPen(QColor(tokens.on_accent if cell.is_now else tokens.text))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), cell.words)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.text), 2))
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 5, 5)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRectF, cell: Cell, color: QColor) -> None:
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold if cell.is_heading else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(color if cell.is_heading else QColor(self._theme.tokens.text))
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(rect.adjusted(4 if cell.is_heading else 8, 0, 0, 0), flags, cell.words)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """A calm row height at every text size."""
        return QSize(super().sizeHint(option, index).width(), option.fontMetrics.lineSpacing() + self._theme.px(14))


class MatrixView(QTableView):
    """As high as its rows, so that the page scrolls and not the table."""

    element_opened = Signal(str)  # element id

    def __init__(self, theme: Theme, model: Matrix, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix = model
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(theme, self))
        self.setAccessibleName(_("Elements by stage of development"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        header.setSectionsClickable(False)
        model.modelReset.connect(self._settle)
        self.clicked.connect(self._open)

    def _settle(self) -> None:
        self.clearSpans()
        for row in self._matrix.heading_rows():
            self.setSpan(row, 0, 1, self._matrix.columnCount())
        self._fit()

    def _fit(self) -> None:
        columns = self._matrix.columnCount()
        if columns > 1:
            first = int(self.viewport().width() * 0.34)
            self.setColumnWidth(0, first)
            rest = (self.viewport().width() - first) // (columns - 1)
            for column in range(1, columns):
                self.setColumnWidth(column, rest)
        header = self.horizontalHeader()
        header.setFixedHeight(self._header_height())
        self.resizeRowsToContents()
        height = header.height() + self.verticalHeader().length() + 2 * self.frameWidth() + 2
        if height != self.height():
            self.setFixedHeight(height)

    def _header_height(self) -> int:
        metrics = QFontMetrics(self.horizontalHeader().font())
        wrap = int(Qt.TextFlag.TextWordWrap)
        heights = [metrics.lineSpacing()]
        for column in range(1, self._matrix.columnCount()):
            words = str(self._matrix.headerData(column, Qt.Orientation.Horizontal))
            # The header is set in semibold, a little wider than what is measured here.
            room = QRect(0, 0, max(20, int(self.columnWidth(column) * 0.8) - 16), 1000)
            heights.append(metrics.boundingRect(room, wrap, words).height())
        return max(heights) + 16

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns share the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the element of the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        element = self._matrix.element_at(index.row())
        if element:
            self.element_opened.emit(element)
