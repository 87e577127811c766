"""One table of everything a user can command: name, words, shortcut, menu."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from roadmap_desktop.i18n import _


class Command(NamedTuple):
    """One command; `needs` says when it works: "file", "element", "open round", "borrowed" or always."""

    name: str
    words: str
    menu: str
    shortcut: str = ""
    needs: str = "file"
    ends_group: bool = False


def menus() -> list[tuple[str, str]]:
    """The menus in their order."""
    return [
        ("file", _("&File")),
        ("edit", _("&Edit")),
        ("view", _("&View")),
        ("assessment", _("&Assessment")),
        ("partners", _("&Partners")),
        ("help", _("&Help")),
    ]


def commands() -> list[Command]:
    """Every command in the order of its menu."""
    return [
        Command("new", _("&New…"), "file", "Ctrl+N", ""),
        Command("open", _("&Open…"), "file", "Ctrl+O", ""),
        Command("sample", _("Try the &sample"), "file", "", "", ends_group=True),
        Command("copy", _("Save a &copy…"), "file", "Ctrl+Shift+S"),
        Command("put-back", _("P&ut back on the network drive"), "file", needs="borrowed"),
        Command("moment", _("Name this &moment…"), "file", "Ctrl+S"),
        Command("backups", _("&Backups…"), "file", ends_group=True),
        Command("export", _("&Export PDF…"), "file", "Ctrl+E"),
        Command("print", _("&Print…"), "file", "Ctrl+P"),
        Command("table", _("E&xport a table…"), "file"),
        Command("mail", _("Prepare an e-ma&il…"), "file", "", "", ends_group=True),
        Command("passphrase", _("P&assphrase…"), "file"),
        Command("review", _("&Review date…"), "file"),
        Command("purge", _("Pur&ge answers…"), "file"),
        Command("destroy", _("Erase this &whole file…"), "file", ends_group=True),
        Command("settings", _("Se&ttings…"), "file", "Ctrl+,", ""),
        Command("close", _("C&lose file"), "file", "Ctrl+W"),
        Command("quit", _("&Quit"), "file", "Ctrl+Q", ""),
        Command("undo", _("&Undo"), "edit", "Ctrl+Z"),
        Command("redo", _("&Redo"), "edit", "Ctrl+Shift+Z", ends_group=True),
        Command("find", _("&Find on this page"), "edit", "Ctrl+F"),
        Command("search", _("Find &everywhere"), "edit", "Ctrl+Shift+F"),
        Command("overview", _("&Overview"), "view", "Ctrl+1"),
        Command("actions", _("&Action plan"), "view", "Ctrl+2"),
        Command("agencies", _("&Partner agencies"), "view", "Ctrl+3"),
        Command("library", _("&Library"), "view", "Ctrl+4"),
        Command("workshop", _("&Workshop"), "view", "Ctrl+5", ends_group=True),
        Command("previous", _("Pre&vious element"), "view", "Alt+Up"),
        Command("next", _("Ne&xt element"), "view", "Alt+Down"),
        Command("stages", _("Go to the &stages"), "view", "Ctrl+G", "element"),
        Command("guidance", _("How to &talk about this"), "view", "F8", "element"),
        Command("panel", _("Show the &right panel"), "view", "F9"),
        Command("shelf", _("&No longer asked"), "view", ends_group=True),
        Command("hide", _("&Hide this window"), "view", "F12", "", ends_group=True),
        Command("larger", _("&Larger text"), "view", "Ctrl++", ""),
        Command("smaller", _("S&maller text"), "view", "Ctrl+-", ""),
        Command("start-round", _("&Start a new assessment…"), "assessment"),
        Command("rename-round", _("&Rename…"), "assessment"),
        Command("scope", _("Choose its &elements…"), "assessment", needs="open round", ends_group=True),
        Command("close-round", _("&Close this assessment…"), "assessment", needs="open round"),
        Command("reopen-round", _("Re&open this assessment"), "assessment", needs="closed round", ends_group=True),
        Command("update-prompts", _("Update the &prompts…"), "assessment"),
        Command("load-prompts", _("&Load prompts from a folder…"), "assessment", ends_group=True),
        Command("rename-task-force", _("Rename the &task force…"), "assessment"),
        Command("show-agencies", _("Partner &agencies…"), "partners"),
        Command("help", _("&Help"), "help", "F1", ""),
        Command("shortcuts", _("&Keyboard shortcuts"), "help", "Ctrl+/", ""),
        Command("remembered", _("&What this computer remembers…"), "help", "", ""),
        Command("about", _("&About Roadmap Desktop"), "help", "", ""),
    ]


def _keys(*names: str) -> list[QKeySequence]:
    return [QKeySequence.fromString(name) for name in names]


class Commands(QObject):
    """The actions of one window, in its menu bar."""

    wanted = Signal(str)  # name of a command

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._table = {command.name: command for command in commands()}
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        for key, words in menus():
            self._menus[key] = window.menuBar().addMenu(words)
        for command in self._table.values():
            # Words given to the constructor would be compared with an icon, whose names take long to make.
            action = QAction(self)
            action.setText(command.words)
            action.setObjectName(command.name)
            if command.shortcut:
                action.setShortcuts(_keys(command.shortcut))
            action.triggered.connect(lambda _on=False, name=command.name: self.wanted.emit(name))
            self._menus[command.menu].addAction(action)
            if command.ends_group:
                self._menus[command.menu].addSeparator()
            self._actions[command.name] = action
        # Ctrl and the key with + on it, whether or not Shift is needed for it.
        self._actions["larger"].setShortcuts(_keys("Ctrl++", "Ctrl+="))
        self._actions["redo"].setShortcuts(_keys("Ctrl+Shift+Z", "Ctrl+Y"))

    def action(self, name: str) -> QAction:
        """One action, for buttons and tests."""
        return self._actions[name]

    def menu(self, name: str) -> QMenu:
        """One menu, for what is added to it while the window is open."""
        return self._menus[name]

    def allow(self, state: Mapping[str, bool]) -> None:
        """Enable what works now; `state` says of each need whether it is met."""
        for name, command in self._table.items():
            self._actions[name].setEnabled(not command.needs or state.get(command.needs, False))
