"""How the window looks and where it leads: theme, text size, pages, help, finding."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtGui import QGuiApplication

from roadmap_desktop.settings import TEXT_SIZES, Settings
from roadmap_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from roadmap_desktop.ui.file_view import FileView

_PAGES = {"overview", "actions", "agencies", "library", "workshop"}


class LookCommands(QObject):
    """Commands that change nothing in a file."""

    changed = Signal()  # other settings are in force
    traces_wanted = Signal()  # what this computer remembers is to be shown

    def __init__(
        self,
        window: MainWindow,
        load_settings: Callable[[], Settings],
        change_settings: Callable[[Callable[[Settings], Settings]], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = load_settings
        self._change_settings = change_settings

    def run(self, name: str) -> bool:
        """Do a command of this module; False when it is not one."""
        anywhere: dict[str, Callable[[], object]] = {
            "larger": lambda: self._resize_text(1),
            "smaller": lambda: self._resize_text(-1),
            "settings": self._show_settings,
            "shortcuts": self._show_shortcuts,
            "about": self._show_about,
            "help": self._show_help,
            "help-identifying": lambda: self._show_help("identifying"),
        }
        if name in anywhere:
            anywhere[name]()
            return True
        view = self._window.view
        return view is not None and self._run_in_file(view, "agencies" if name == "show-agencies" else name)

    def _run_in_file(self, view: "FileView", name: str) -> bool:
        page = view.element_page
        table: dict[str, Callable[[], object]] = {
            "next": lambda: view.step(1),
            "previous": lambda: view.step(-1),
            "search": view.navigation.search.setFocus,
            "find": self._find_here,
            "shelf": lambda: view.open_page("shelf"),
            "panel": lambda: page.panel.setVisible(not page.panel.isVisible()) if page is not None else None,
            "guidance": lambda: page.toggle_guidance() if page is not None else None,
            "stages": lambda: page.tracker.track.setFocus() if page is not None else None,
        }
        if name in _PAGES:
            view.open_page(name)
        elif name in table:
            table[name]()
        else:
            return False
        return True

    def _find_here(self) -> None:
        from roadmap_desktop.ui.find_bar import FindBar

        view = self._window.view
        if view is None:
            return
        bar = view.findChild(FindBar)
        if bar is None:
            bar = FindBar(view)
            layout = view.layout()
            if layout is not None:
                layout.addWidget(bar)
        bar.open()

    def _resize_text(self, step: int) -> None:
        sizes = list(TEXT_SIZES)
        here = sizes.index(min(sizes, key=lambda size: abs(size - self._window.theme.text_size)))
        self.set_look(text_size=sizes[max(0, min(len(sizes) - 1, here + step))])

    def set_look(self, theme: str | None = None, text_size: int | None = None) -> None:
        """Put a theme and a text size in force and remember them."""
        self._window.theme.apply(theme, text_size)
        name, size = self._window.theme.name, self._window.theme.text_size
        self._change_settings(lambda settings: settings._replace(theme=name, text_size=size))
        if self._window.view is not None:
            self._window.view.pages.refresh()

    def _show_settings(self) -> None:
        from roadmap_desktop.ui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._settings(), self._window)
        dialog.traces_wanted.connect(self.traces_wanted)
        if dialog.exec():
            chosen = dialog.chosen()
            self._change_settings(lambda settings: settings.with_shared_computer(chosen.shared_computer is not False))
            self._change_settings(
                lambda settings: settings._replace(
                    idle_minutes=chosen.idle_minutes, guards_clipboard=chosen.guards_clipboard
                )
            )
            self.changed.emit()
            self.set_look(chosen.theme, chosen.text_size)
            self._window.set_recent(self._settings().recent)

    def _show_shortcuts(self) -> None:
        from roadmap_desktop.ui.dialogs.reading_dialogs import ShortcutsDialog

        ShortcutsDialog(self._window).exec()

    def _show_about(self) -> None:
        from roadmap_desktop.ui.dialogs.reading_dialogs import AboutDialog

        AboutDialog(self._window).exec()

    def _show_help(self, topic: str = "") -> None:
        if self._window.view is not None:
            self._window.view.open_page("help")
            page = self._window.view.pages.currentWidget()
            from roadmap_desktop.ui.pages.help_page import HelpPage

            if topic and isinstance(page, HelpPage):
                page.contents.choose(topic)
            return
        from roadmap_desktop.ui.dialogs.reading_dialogs import HelpDialog

        HelpDialog(self._window).exec()

    def restore(self) -> None:
        """Put the window where it was; one that lies off every screen is pulled back."""
        window = self._window
        stored = QByteArray.fromHex(self._settings().window.encode())
        if stored.isEmpty() or not window.restoreGeometry(stored):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            window.resize(min(1440, screen.width()), min(900, screen.height()))
        if not any(
            screen.availableGeometry().intersects(window.frameGeometry()) for screen in QGuiApplication.screens()
        ):
            window.move(QGuiApplication.primaryScreen().availableGeometry().topLeft())

    def remember(self) -> None:
        """Keep where the window is."""
        stored = bytes(self._window.saveGeometry().toHex().data()).decode()
        self._change_settings(lambda settings: settings._replace(window=stored))
