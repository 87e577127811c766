"""The composition root of the window: build everything, show it, quit cleanly."""

import builtins
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

# PySide6 puts a slower function in place of `import`; the plain one is used again while our own modules and the
# database library load. Nothing made while modules load is garbage, so the collector need not look for it.
_plain_import = builtins.__import__
gc.disable()

from PySide6.QtCore import QLocale, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

_slow_import = builtins.__import__
builtins.__import__ = _plain_import
# What msgspec takes from typing_extensions where that is installed, Python 3.11 has itself and quicker.
_modules: dict[str, object] = vars(sys)["modules"]
_is_hidden = _modules.setdefault("typing_extensions", None) is None
import msgspec  # noqa: E402, F401

if _is_hidden:
    del _modules["typing_extensions"]

from roadmap_desktop import logs, paths  # noqa: E402
from roadmap_desktop.dumps import FaultFile, leave_none  # noqa: E402
from roadmap_desktop.errors import FileIsDamaged, FileIsProtected, RoadmapError  # noqa: E402
from roadmap_desktop.i18n import install  # noqa: E402
from roadmap_desktop.services.borrowed_files import Borrowings  # noqa: E402
from roadmap_desktop.services.changes import ChangeFeed  # noqa: E402
from roadmap_desktop.services.known_documents import KnownDocuments  # noqa: E402
from roadmap_desktop.settings import Settings, SettingsFile  # noqa: E402
from roadmap_desktop.ui.crash import CrashGuard  # noqa: E402
from roadmap_desktop.ui.main_window import MainWindow  # noqa: E402
from roadmap_desktop.ui.messages import Messages, WindowMessages  # noqa: E402
from roadmap_desktop.ui.theme import Theme, new_application  # noqa: E402
from roadmap_desktop.ui.window_files import FileCommands  # noqa: E402
from roadmap_desktop.ui.window_look import LookCommands  # noqa: E402
from roadmap_desktop.ui.window_outputs import OutputCommands  # noqa: E402
from roadmap_desktop.ui.window_privacy import PrivacyCommands  # noqa: E402
from roadmap_desktop.ui.window_rounds import RoundCommands  # noqa: E402

builtins.__import__ = _slow_import
gc.enable()

if TYPE_CHECKING:
    from roadmap_desktop.services.documents import DocumentService
    from roadmap_desktop.services.places import Computer
    from roadmap_desktop.ui.late_commands import LateCommands


@contextmanager
def quick_loading() -> Iterator[None]:
    """Import with Python's own function, and collect no garbage, while the block runs."""
    slow, builtins.__import__ = builtins.__import__, _plain_import
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        builtins.__import__ = slow
        if collects:
            gc.enable()


class CommandModule(Protocol):
    """Does some of the commands of a window."""

    def run(self, name: str) -> bool:
        """Do a command; False when it is another module's."""


class SettingsDesk:
    """The settings in force, and the file they are kept in."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file
        self._is_writing = True
        self.present = file.load()

    def get(self) -> Settings:
        """The settings in force."""
        return self.present

    def change(self, change: Callable[[Settings], Settings]) -> None:
        """Put others in force and write them; where they cannot be written they hold until the window closes."""
        changed = change(self.present)
        if changed != self.present:
            self.present = changed
            if self._is_writing:
                self._file.save(changed)

    def stop_writing(self) -> None:
        """Hold settings only until the window closes: this computer is to forget them."""
        self._is_writing = False
        self.present = self.present.with_shared_computer(True).forgotten()


class Application:
    """The built window and what steers it."""

    def __init__(
        self,
        window: MainWindow,
        feed: ChangeFeed,
        settings: SettingsDesk,
        files: FileCommands,
        look: LookCommands,
        privacy: PrivacyCommands,
        faults: FaultFile,
        left: Callable[[Path], object] | None = None,
    ) -> None:
        self.privacy = privacy
        self.faults = faults
        self.window = window
        self.feed = feed
        self.settings = settings
        self.files = files
        self.look = look
        self.guard = CrashGuard(window.messages.report)
        self._left = left
        self._documents: DocumentService | None = None

    @property
    def documents(self) -> "DocumentService":
        """What opens files; imported when the first one is wanted, for the empty window must not wait for it."""
        if self._documents is None:
            from roadmap_desktop.services.documents import DocumentService

            self._documents = DocumentService(self.feed, self._left)
        return self._documents

    def open_first(self, path: Path | None) -> None:
        """Open the named file, or the last one where it may be remembered; otherwise show the welcome page."""
        recent = self.settings.present.recent if self.settings.present.remembers_files else ()
        last = Path(recent[0]) if recent else None
        wanted = path or (last if last is not None and last.exists() else None)
        self.files.show_recent()
        if wanted is None:
            self.window.show_welcome()
            return
        if not self.files.is_trusted(wanted):
            self._open_once_painted(wanted)
            return
        try:
            document = self.documents.open(wanted)
        except FileIsProtected:
            self._open_once_painted(wanted)
            return
        except RoadmapError as error:
            self.window.show_welcome()
            self.files.refuse(error)
            return
        self.window.show_document(document)
        self.settings.change(lambda settings: settings.with_opened(document.path))

    def _open_once_painted(self, path: Path) -> None:
        # What has to be asked or looked at first is asked and looked at in front of a window.
        self.window.show_welcome()
        self.window.painted.connect(lambda: QTimer.singleShot(0, self.window, lambda: self.files.open_path(path)))

    def show(self) -> None:
        """Style the window as it stands, and show it."""
        self.window.theme.apply()
        self.window.show()

    def warm_up(self) -> None:
        """Load what the first save needs, once the window is on the screen."""
        with quick_loading():
            desk = self.window.desk
            if desk is not None:
                desk.document.warm_up()
        self.window.name_undo()
        if self.window.desk is not None:
            self.window.tell_ready()

    def close(self) -> None:
        """Write, close the file and let the window go."""
        self.guard.remove()
        self.window.close()


def build(
    application: QApplication,
    settings_file: SettingsFile,
    messages: Callable[[QWidget], Messages] | None = None,
    *,
    computer: "Callable[[], Computer] | None" = None,
    known: "KnownDocuments | None" = None,
    working_copies: Path | None = None,
    theme_name: str = "",
    text_size: int = 0,
    styled: bool = True,
) -> Application:
    """Build the window with everything it needs; nothing is opened or shown yet.

    With `styled=False` the style sheet waits for `Application.show`.
    """
    settings = SettingsDesk(settings_file)
    install(settings.present.language, paths.translations())
    # A system without a language of its own would write days and months as nobody does.
    if QLocale.system().name() == "C":
        QLocale.setDefault(QLocale(settings.present.language))
    theme = Theme(application, theme_name or settings.present.theme, text_size or settings.present.text_size)
    theme.apply(styled=styled)
    feed = ChangeFeed()
    make_messages = messages or (
        lambda window: WindowMessages(window, keeps_traces=lambda: settings.present.remembers_files)
    )
    window = MainWindow(theme, feed, make_messages)
    this_computer = computer or _ordinary_computer

    borrowings = Borrowings(
        lambda: working_copies if settings.present.remembers_files else None,
    )
    window.is_borrowed = lambda path: borrowings.of(path) is not None
    files = FileCommands(
        window, lambda: built.documents, settings.get, settings.change, this_computer, borrowings, known
    )
    look = LookCommands(window, settings.get, settings.change)
    rounds = RoundCommands(window)
    outputs = OutputCommands(window)
    faults = FaultFile(paths.crash_file())
    privacy = PrivacyCommands(window, settings.get, settings.change, settings.stop_writing, logging_of(faults))
    privacy.known, privacy.borrowings = known, borrowings
    look.changed.connect(privacy.follow_settings)
    look.traces_wanted.connect(privacy.show_traces)
    made: list[LateCommands] = []

    def others() -> "LateCommands":
        if not made:
            # The first paint does without them.
            from roadmap_desktop.ui.late_commands import LateCommands

            made.append(
                LateCommands(window, lambda: built.documents, files.present, this_computer, free_bytes, borrowings)
            )
        return made[0]

    _steer(window, (privacy, files, look, rounds, outputs), others)
    window.closing.connect(look.remember)
    application.commitDataRequest.connect(lambda _manager: window.view.flush() if window.view is not None else None)
    built = Application(
        window, feed, settings, files, look, privacy, faults, known.remember if known is not None else None
    )
    return built


def logging_of(faults: FaultFile) -> tuple[Callable[[], object], Callable[[], object]]:
    """How to close the logs, so that they can be removed, and how to open them again."""

    def stop() -> None:
        logs.stop()
        faults.stop()

    def start() -> None:
        logs.start(paths.log_file())
        faults.start()

    return stop, start


def _steer(window: MainWindow, modules: "Sequence[CommandModule]", others: "Callable[[], LateCommands]") -> None:
    def run_command(name: str) -> None:
        # Each module does its own commands; the first that knows one does it.
        if not any(module.run(name) for module in modules):
            others().run(name)

    def offer_repair(error: FileIsDamaged) -> None:
        others().damage.offer(error)

    def salvage(path: Path) -> None:
        others().damage.salvage(path)

    window.command_wanted.connect(run_command)
    window.file_coming.connect(others)
    window.file_damaged.connect(offer_repair)
    window.salvage_wanted.connect(salvage)


def _ordinary_computer() -> "Computer":
    from roadmap_desktop.services.places import Computer

    return Computer({}, ())


def _this_computer() -> "Computer":
    import os

    from roadmap_desktop.services.places import Computer

    temporary = next((os.environ[name] for name in ("TMPDIR", "TEMP", "TMP") if os.environ.get(name)), "/tmp")  # noqa: S108
    return Computer(os.environ, (Path(temporary),), file_system)


def file_system(path: Path) -> str:
    """What the system calls the file system of a place, such as "ext4" or "cifs"."""
    from PySide6.QtCore import QStorageInfo

    place = next((folder for folder in path.parents if folder.is_dir()), path)
    return bytes(QStorageInfo(str(place)).fileSystemType().data()).decode("ascii", "replace")


def free_bytes(folder: Path) -> int:
    """How much room the drive of a folder has for this user, in bytes; -1 when it does not say."""
    from PySide6.QtCore import QStorageInfo

    return int(QStorageInfo(str(folder)).bytesAvailable())


def run(arguments: Sequence[str], watch: Callable[[Application], None] | None = None) -> int:
    """Open the window on a file, or where work stopped; returns the exit status.

    `watch` is handed the window once, before it is shown; measurements look on through it.
    """
    logs.start(paths.log_file())
    QApplication.setApplicationName("Roadmap Desktop")
    QApplication.setDesktopFileName("roadmap-desktop")
    application = new_application(sys.argv[0])
    # Nothing that a start makes is garbage; the collector looks for it once the window is on the screen.
    gc.disable()
    with quick_loading():
        built = build(
            application,
            SettingsFile(paths.settings_file()),
            computer=_this_computer,
            known=KnownDocuments(paths.known_documents_file()),
            working_copies=paths.borrowed_files_file(),
            styled=False,
        )
        built.guard.install()
        built.guard.install_for_qt()
        built.faults.start()
        built.look.restore()
        built.open_first(Path(arguments[0]) if arguments else None)
        if watch is not None:
            watch(built)
        built.window.painted.connect(lambda: _after_first_paint(built))
        built.show()
    status = application.exec()
    gc.enable()
    built.faults.stop()
    logs.stop()
    return int(status)


def _after_first_paint(built: Application) -> None:
    def warm_up() -> None:
        built.warm_up()
        leave_none()
        built.privacy.wipe()
        built.privacy.start()
        built.window.theme.follow_system()
        # What is there now stays to the end, so that it need not be looked through again and again.
        gc.freeze()
        gc.enable()

    QTimer.singleShot(0, built.window, warm_up)
    if built.settings.present.shared_computer is None:
        QTimer.singleShot(0, built.window, lambda: ask_first_questions(built))


def ask_first_questions(built: Application) -> None:
    """The questions of the first run; closing the box is the careful answer."""
    from roadmap_desktop.ui.dialogs.settings_dialog import SettingsDialog

    dialog = SettingsDialog(built.settings.present, built.window, first_run=True)
    accepted = dialog.exec()
    chosen = dialog.chosen()
    shared = chosen.shared_computer is not False if accepted else True
    built.settings.change(lambda settings: settings.with_shared_computer(shared))
    built.privacy.follow_settings()
    if accepted:
        built.look.set_look(chosen.theme, chosen.text_size)
