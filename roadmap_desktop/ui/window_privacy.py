"""Privacy at the window: hide, the privacy screen, copies, what keyboards learn, and what this computer remembers."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from roadmap_desktop import paths
from roadmap_desktop.settings import Settings
from roadmap_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from roadmap_desktop.model.passphrase import Passphrase
    from roadmap_desktop.services.borrowed_files import Borrowings
    from roadmap_desktop.services.known_documents import KnownDocuments
    from roadmap_desktop.services.traces import TracesService
    from roadmap_desktop.ui.clipboard import CopyGuard
    from roadmap_desktop.ui.hiding import Hiding
    from roadmap_desktop.ui.idle_watch import IdleWatch
    from roadmap_desktop.ui.input_hints import InputHints


class PrivacyCommands(QObject):
    """What guards words on the screen and on the computer; its parts are made once the window is on the screen."""

    def __init__(
        self,
        window: MainWindow,
        load_settings: Callable[[], Settings],
        change_settings: Callable[[Callable[[Settings], Settings]], None],
        stop_writing: Callable[[], None],
        logging: tuple[Callable[[], object], Callable[[], object]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = load_settings
        self._change_settings = change_settings
        self._stop_writing = stop_writing
        self._stop_logging, self._start_logging = logging
        self._hiding: Hiding | None = None
        self.known: KnownDocuments | None = None
        self.borrowings: Borrowings | None = None
        self.idle: IdleWatch | None = None
        self.copies: CopyGuard | None = None
        self._hints: InputHints | None = None
        window.hide_wanted.connect(lambda: self.run("hide"))

    @property
    def hiding(self) -> "Hiding":
        """Hides the window and brings it back; `unlock` on it is asked before it comes back."""
        if self._hiding is None:
            from roadmap_desktop.ui.hiding import Hiding

            self._hiding = Hiding(self._window)
            self._hiding.unlock = self._unlock
        return self._hiding

    def _unlock(self) -> bool:
        document = self._window.held
        if document is None or not document.is_protected:
            return True
        from roadmap_desktop.i18n import _
        from roadmap_desktop.services.protection import verify_passphrase
        from roadmap_desktop.ui.dialogs.passphrase_dialogs import UnlockDialog
        from roadmap_desktop.ui.notes_page import title

        def attempt(words: "Passphrase") -> str:
            return "" if verify_passphrase(document, words.reveal()) else _("This is not the passphrase of this file.")

        # Under the neutral name: whoever looks on learns nothing from the question.
        dialog = UnlockDialog(title(), _("Go on"), attempt, self._window)
        is_right = bool(dialog.exec())
        dialog.deleteLater()
        return is_right

    @property
    def is_hidden(self) -> bool:
        """True while the neutral page stands in the window."""
        return self._hiding is not None and self._hiding.is_hidden

    def run(self, name: str) -> bool:
        """Do a command of this module; False when it is not one. While the window is hidden, only Quit goes through."""
        if name == "hide":
            self.hiding.toggle()
        elif self.is_hidden:
            return name != "quit"
        elif name == "remembered":
            self.show_traces()
        else:
            return False
        return True

    def start(self) -> None:
        """Make what watches, and put the settings in force; called once the window is on the screen."""
        if self.idle is None:
            from PySide6.QtGui import QGuiApplication

            from roadmap_desktop.ui.clipboard import CopyGuard
            from roadmap_desktop.ui.idle_watch import IdleWatch
            from roadmap_desktop.ui.input_hints import InputHints

            self.idle = IdleWatch(self)
            self.idle.idle.connect(self._hide_when_idle)
            self.copies = CopyGuard(QGuiApplication.clipboard(), self)
            self.copies.told.connect(self._window.status.tell)
            self._hints = InputHints(self)
            self._window.closing.connect(self.copies.clear)
            # Made now, so that its key works in boxes.
            self.hiding.setObjectName("hiding")
        self.follow_settings()

    @staticmethod
    def wipe() -> None:
        """Take away what a window left in the folder for temporary files that ended before its time."""
        folder = paths.temporary()
        if folder.exists():
            from roadmap_desktop.services.temporary import wipe

            wipe(folder)

    def follow_settings(self) -> None:
        """Put the privacy settings in force; nothing before `start`."""
        settings = self._settings()
        if self.idle is not None and self.copies is not None and self._hints is not None:
            self.idle.set_minutes(settings.hides_after)
            self.copies.set_on(settings.clears_clipboard)
            self._hints.set_on(not settings.remembers_files)

    def _hide_when_idle(self) -> None:
        # A presentation is looked at without being touched, and shows nothing that was typed.
        if not self._presents():
            self.hiding.hide(is_privacy_screen=True)

    def _presents(self) -> bool:
        from PySide6.QtWidgets import QApplication

        return any(one.objectName() == "present" and one.isVisible() for one in QApplication.topLevelWidgets())

    def traces(self) -> "TracesService":
        """What lists and removes the traces."""
        from roadmap_desktop.services.traces import Keeper, KnownFiles, Places, TracesService, WorkingCopies

        places = Places(paths.settings_file(), paths.log_file(), paths.crash_file(), paths.temporary())
        keepers: list[Keeper] = [KnownFiles(self.known)] if self.known is not None else []
        keepers += [WorkingCopies(self.borrowings)] if self.borrowings is not None else []
        return TracesService(places, self._settings, self._stop_logging, self._start_logging, keepers)

    def show_traces(self) -> None:
        """Show what this computer remembers, with Clear all and Forget this computer."""
        from roadmap_desktop.ui.dialogs.traces_dialog import TracesDialog

        view = self._window.view
        open_file = view.desk.document.path if view is not None else None
        dialog = TracesDialog(self.traces(), open_file, self._window.messages, self._window)
        dialog.clearing.connect(self._clear_settings)
        dialog.forgetting.connect(self._stop_writing)
        dialog.exec()
        dialog.deleteLater()

    def _clear_settings(self) -> None:
        self._change_settings(lambda settings: settings.forgotten())
        self._window.set_recent(self._settings().recent)
