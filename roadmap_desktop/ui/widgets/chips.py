"""Small round buttons: a state to choose from a menu, a flag to switch."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from roadmap_desktop.ui.widgets.late_menu import LateMenu
from roadmap_desktop.ui.widgets.plain_label import on_a_button, restyled


class FlagChip(QPushButton):
    """A flag that is set or not; says so by its check mark, its name and its color."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words)
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
        self._chosen = ""
        self.setMenu(LateMenu(self._fill, self))

    def _fill(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for key, title in self._titles.items():
            action = menu.addAction(on_a_button(title))
            action.setCheckable(True)
            action.setChecked(key == self._chosen)
            action.triggered.connect(lambda _on=False, key=key: self.chosen.emit(key))
            group.addAction(action)

    def set_choice(self, key: str, words: str = "") -> None:
        """Show a choice, with other words than its title where they say more; announces nothing."""
        self._chosen = key
        text = words or self._titles.get(key, "")
        self.setText(f"{on_a_button(text)} ▾")
        self.setAccessibleName(f"{self._name}: {text}")
        restyled(self, state=key)
