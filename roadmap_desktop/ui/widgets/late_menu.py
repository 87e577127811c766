"""A menu that is filled when it is opened, so that no window waits for entries nobody has asked for."""

from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget


class LateMenu(QMenu):
    """Calls `fill` with itself, empty, before it is shown; again each time, for what it offers may have changed."""

    def __init__(self, fill: Callable[[QMenu], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fill = fill
        self.aboutToShow.connect(self._refill)

    def _refill(self) -> None:
        self.clear()
        for child in self.children():
            if isinstance(child, QMenu | QActionGroup):
                child.deleteLater()
        self._fill(self)
