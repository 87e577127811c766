"""A layout that goes on in the next line when the widgets do not fit, so that large text loses no control."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QWidget

from roadmap_desktop.ui.widgets.item_layout import ItemLayout

# A widget with this property, and all that follow it in its line, stand at the right edge.
AT_RIGHT = "atRight"


class FlowRow(QWidget):
    """Holds its children in a FlowLayout; the column around it ends in a stretch."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=spacing)
        # Never "at most": that would be the height of one line, and hide what goes on in the next.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget, made as a child of this row, behind the others."""
        self._flow.addWidget(widget)


class FlowLayout(ItemLayout):
    """Widgets from left to right; each line is as high as its highest widget."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._known: dict[int, int] = {}  # height by width, until something changes
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def heightForWidth(self, width: int) -> int:
        """Qt: how high at a width."""
        if width not in self._known:
            self._known[width] = self._arrange(QRect(0, 0, width, 0), moves=False)
        return self._known[width]

    def invalidate(self) -> None:
        """Qt: a widget changed its size or went."""
        self._known.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Qt: put the widgets in their places."""
        super().setGeometry(rect)
        self._arrange(rect, moves=True)

    def sizeHint(self) -> QSize:
        """Qt: everything in one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """Qt: the widest widget alone."""
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in shown), default=0), max((size.height() for size in shown), default=0)
        )

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            if moves:
                self._place(line, rect, y, height)
            y += height + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wanted = item.sizeHint().width()
            if lines and used + self.spacing() + wanted <= width:
                lines[-1].append(item)
                used += self.spacing() + wanted
            else:
                lines.append([item])
                used = wanted
        return lines

    def _place(self, line: list[QLayoutItem], rect: QRect, y: int, height: int) -> None:
        x = rect.x()
        free = rect.width() - sum(item.sizeHint().width() for item in line) - self.spacing() * (len(line) - 1)
        for item in line:
            size = item.sizeHint()
            widget = item.widget()
            if free > 0 and widget is not None and widget.property(AT_RIGHT):
                x, free = x + free, 0
            item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
            x += size.width() + self.spacing()
