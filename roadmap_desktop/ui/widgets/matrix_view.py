"""The matrix of the overview: arrows move, Enter opens the element."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.models.matrix import CELL_ROLE, Cell, Matrix
from roadmap_desktop.ui.theme import Theme

# As in the style sheet, on each side of a stage's name.
_HEADER_PADDING = 2


class _CellDelegate(QStyledItemDelegate):
    """Draws now as a filled pill, the goal as a dashed one; both also in words."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

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
        """A calm row height at every text size, and room for a title that wraps."""
        cell = index.data(CELL_ROLE)
        lines = option.fontMetrics.lineSpacing()
        if isinstance(cell, Cell) and cell.is_title and not cell.is_heading:
            room = QRect(0, 0, max(20, self._view.columnWidth(0) - 13), 10_000)
            lines = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), cell.words).height()
        return QSize(super().sizeHint(option, index).width(), lines + self._theme.px(14))


class MatrixView(QTableView):
    """As high as its rows, so that the page scrolls and not the table."""

    element_opened = Signal(str)  # element id

    def __init__(self, theme: Theme, model: Matrix, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix = model
        self.setModel(model)
        self.setObjectName("matrix")
        self.setItemDelegate(_CellDelegate(theme, self))
        self.setAccessibleName(_("Elements by stage of development"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # At large text the stages keep the width of their words, and the table scrolls sideways.
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
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
            narrowest = self._narrowest_stage()
            # Titles wrap before a stage would be cut off at the right.
            width = self.viewport().width()
            left = min(int(width * 0.32), width - narrowest * (columns - 1))
            first = max(left, int(width * 0.26), self._widest_title_word() + 20)
            self.setColumnWidth(0, first)
            rest = max(narrowest, (self.viewport().width() - first) // (columns - 1))
            for column in range(1, columns):
                self.setColumnWidth(column, rest)
        header = self.horizontalHeader()
        header.setFixedHeight(self._header_height())
        self.resizeRowsToContents()
        height = header.height() + self.verticalHeader().length() + 2 * self.frameWidth() + 2
        if header.length() > self.viewport().width():
            height += self.horizontalScrollBar().sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)

    def _narrowest_stage(self) -> int:
        columns = range(1, self._matrix.columnCount())
        header = QFont(self.horizontalHeader().font())
        header.setWeight(QFont.Weight.DemiBold)
        titles = (str(self._matrix.headerData(column, Qt.Orientation.Horizontal)) for column in columns)
        words = (word for title in titles for word in title.split())
        widest = max(map(QFontMetrics(header).horizontalAdvance, words), default=0)
        pills = (str(self._matrix.index(row, column).data()) for row in self._element_rows() for column in columns)
        return max(widest + 16, max(map(self.fontMetrics().horizontalAdvance, pills), default=0) + 16)

    def _widest_title_word(self) -> int:
        cells = (str(self._matrix.index(row, 0).data()) for row in self._element_rows())
        words = (word for cell in cells for word in cell.split())
        return max(map(self.fontMetrics().horizontalAdvance, words), default=0)

    def _element_rows(self) -> list[int]:
        return [row for row in range(self._matrix.rowCount()) if self._matrix.element_at(row)]

    def _header_height(self) -> int:
        font = QFont(self.horizontalHeader().font())
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        wrap = int(Qt.TextFlag.TextWordWrap)
        heights = [metrics.lineSpacing()]
        for column in range(1, self._matrix.columnCount()):
            words = str(self._matrix.headerData(column, Qt.Orientation.Horizontal))
            room = QRect(0, 0, max(20, self.columnWidth(column) - 2 * _HEADER_PADDING), 1000)
            heights.append(metrics.boundingRect(room, wrap, words).height())
        return max(heights) + 2 * _HEADER_PADDING + 4

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
