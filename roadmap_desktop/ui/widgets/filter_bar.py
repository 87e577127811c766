"""Filters for the navigation, each visible as a chip that takes it away again."""

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from roadmap_desktop.content.schema import Label
from roadmap_desktop.i18n import _
from roadmap_desktop.model.filters import Filters
from roadmap_desktop.ui.widgets.late_menu import LateMenu
from roadmap_desktop.ui.widgets.plain_label import on_a_button


class FilterBar(QWidget):
    """Chooses filters from a menu and shows those in force."""

    filters_changed = Signal(object)  # Filters

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = Filters()
        self._titles: dict[tuple[str, str], str] = {}
        self._button = QToolButton(self)
        self._button.setText(_("Filter ▾"))
        self._button.setAccessibleName(_("Filter the elements"))
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._choices: tuple[Sequence[Label], Sequence[Label]] = ((), ())
        self._button.setMenu(LateMenu(self._fill, self._button))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._button)
        self._chips: list[QPushButton] = []

    def set_choices(self, disciplines: Sequence[Label], lenses: Sequence[Label]) -> None:
        """Offer the disciplines and lenses of a pack."""
        self._choices = (disciplines, lenses)
        self._titles = {("discipline", label.id): label.title for label in disciplines}
        self._titles |= {("lens", label.id): label.title for label in lenses}
        self._titles |= {(name, ""): title for name, title in _kinds()}

    def _fill(self, menu: QMenu) -> None:
        disciplines, lenses = self._choices
        roles = menu.addMenu(_("Where my role is needed"))
        for label in disciplines:
            self._offer(roles, "discipline", label.id, label.title)
        views = menu.addMenu(_("Lens"))
        for label in lenses:
            self._offer(views, "lens", label.id, label.title)
        menu.addSeparator()
        for name, title in _kinds():
            self._offer(menu, name, "", title)

    def _offer(self, menu: QMenu, name: str, value: str, title: str) -> None:
        action = menu.addAction(on_a_button(title))
        chosen: str | bool = value or True
        action.triggered.connect(lambda: self._change(replace(self._filters, **{name: chosen})))

    def _change(self, filters: Filters) -> None:
        had_focus = any(chip.hasFocus() for chip in self._chips)
        self._filters = filters
        self._show()
        if had_focus:
            # The chip that was pressed is gone; the keyboard must not be lost with it.
            (self._chips[0] if self._chips else self._button).setFocus()
        self.filters_changed.emit(filters)

    def _show(self) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for (name, value), title in self._titles.items():
            if getattr(self._filters, name) == (value or True):
                chip = QPushButton(f"{on_a_button(title)}  ✕", self)
                chip.setProperty("kind", "chip")
                chip.setAccessibleName(_("Take away the filter: {title}").format(title=title))
                chip.clicked.connect(lambda _on, name=name: self._change(self._filters.without(name)))
                self._layout.addWidget(chip)
                # At once, not with the next turn of the event loop: it may be given the focus.
                chip.show()
                self._chips.append(chip)


def _kinds() -> list[tuple[str, str]]:
    return [
        ("unanswered", _("With prompts not answered yet")),
        ("draft", _("With drafts")),
        ("discuss", _("With prompts to discuss")),
        ("with_actions", _("With action items")),
    ]
