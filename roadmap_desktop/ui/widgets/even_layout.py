"""A layout of equal columns that fill the line; what does not fit in one line stands in lines of like length."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from roadmap_desktop.ui.widgets.item_layout import ItemLayout


class EvenLayout(ItemLayout):
    """Five widgets stand in lines of 5, of 3 and 2, of 2, 2 and 1, or below each other; never 4 and 1."""

    def __init__(self, narrowest: int, parent: QWidget | None = None, *, spacing: int = 12) -> None:
        super().__init__(parent)
        self._narrowest = narrowest
        # Asking every widget is slow, and Qt asks a layout again and again: known until something changes.
        self._known_least = 0
        self._known_heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def expandingDirections(self) -> Qt.Orientation:
        """Qt: takes the whole width and wants no more height than it needs."""
        return Qt.Orientation.Horizontal

    def invalidate(self) -> None:
        """Qt: a widget changed its size or went."""
        self._known_least = 0
        self._known_heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Qt: how high at a width."""
        columns, wide = self._columns(width)
        high = self._line_height(wide)
        lines = -(-len(self._items) // columns)
        return max(0, lines * (high + self.spacing()) - self.spacing())

    def sizeHint(self) -> QSize:
        """Qt: everything in one line."""
        wide = self._least()
        return QSize(len(self._items) * (wide + self.spacing()), self._line_height(wide))

    def minimumSize(self) -> QSize:
        """Qt: one column."""
        return QSize(self._least(), self._line_height(self._least()))

    def setGeometry(self, rect: QRect) -> None:
        """Qt: put the widgets in their places."""
        super().setGeometry(rect)
        columns, wide = self._columns(rect.width())
        high = self._line_height(wide)
        for place, item in enumerate(self._items):
            line, column = divmod(place, columns)
            x, y = column * (wide + self.spacing()), line * (high + self.spacing())
            item.setGeometry(QRect(rect.x() + x, rect.y() + y, wide, high))

    def _columns(self, width: int) -> tuple[int, int]:
        # How many columns, and how wide each is.
        count, gap = max(1, len(self._items)), self.spacing()
        fitting = max(1, min(count, (width + gap) // (self._least() + gap)))
        lines = -(-count // fitting)
        columns = -(-count // lines)
        return columns, (width - gap * (columns - 1)) // columns

    def _least(self) -> int:
        if not self._known_least:
            self._known_least = max([self._narrowest, *(item.minimumSize().width() for item in self._items)])
        return self._known_least

    def _line_height(self, wide: int) -> int:
        if wide not in self._known_heights:
            heights = (
                item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
                for item in self._items
            )
            self._known_heights[wide] = max(heights, default=0)
        return self._known_heights[wide]
