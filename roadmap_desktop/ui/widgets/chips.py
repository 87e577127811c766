"""Small round buttons: a state to choose from a menu, a flag to switch."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from roadmap_desktop.ui.widgets.plain_label import on_a_button, restyled


class FlagChip(QPushButton):
    """A flag that is set or not; says so by its check mark, its name and its color."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._words = words
        self.setCheckable(True)
        self.setProperty("kind", "chip")
        self.setAccessibleName(words)

    def set_on(self, on: bool) -> None:
        """Show the flag; announces nothing."""
        self.setChecked(on)
        self._show()

    def nextCheckState(self) -> None:
        """Switch on a click."""
        super().nextCheckState()
        self._show()

    def _show(self) -> None:
        self.setText(f"✓ {self._words}" if self.isChecked() else self._words)


class ChoiceChip(QToolButton):
    """One of several choices, shown with its name and chosen from a menu."""

    chosen = Signal(str)  # the id of the choice, by the user only

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._titles = dict(choices)
        self.setProperty("kind", "chip")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._actions: dict[str, QAction] = {}
        for key, title in choices:
            action = self._menu.addAction(on_a_button(title))
            action.setCheckable(True)
            action.setData(key)
            self._group.addAction(action)
            self._actions[key] = action
        self._group.triggered.connect(self._emit)
        self.setMenu(self._menu)

    def set_choice(self, key: str, words: str = "") -> None:
        """Show a choice, with other words than its title where they say more; announces nothing."""
        if key in self._actions:
            self._actions[key].setChecked(True)
        text = words or self._titles.get(key, "")
        self.setText(f"{on_a_button(text)} ▾")
        self.setAccessibleName(f"{self._name}: {text}")
        restyled(self, state=key)

    def _emit(self, action: QAction) -> None:
        self.chosen.emit(str(action.data()))
