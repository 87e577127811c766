"""What the File menu does with files: new, open, sample, copy, close."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from roadmap_desktop import paths
from roadmap_desktop.errors import (
    FileIsDamaged,
    FileIsInTemporaryFolder,
    FileIsOnNetworkDrive,
    FileIsOpenElsewhere,
    FileIsProtected,
    FileIsReadOnly,
    RoadmapError,
)
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.sentences import sentence, shown_name
from roadmap_desktop.settings import Settings
from roadmap_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from roadmap_desktop.content.schema import ContentPack
    from roadmap_desktop.model.passphrase import Passphrase
    from roadmap_desktop.services.borrowed_files import Borrowings
    from roadmap_desktop.services.documents import Document, DocumentService
    from roadmap_desktop.services.known_documents import KnownDocuments
    from roadmap_desktop.services.places import Computer
    from roadmap_desktop.services.quarantine import Looked

SUFFIX = ".roadmap"
PATTERN = "Roadmap (*.roadmap)"
Result = TypeVar("Result")


class FileCommands(QObject):
    """Opens and closes files in a window."""

    def __init__(
        self,
        window: MainWindow,
        documents: "Callable[[], DocumentService]",
        load_settings: Callable[[], Settings],
        change_settings: Callable[[Callable[[Settings], Settings]], None],
        computer: "Callable[[], Computer]",
        borrowings: "Borrowings",
        known: "KnownDocuments | None" = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._documents = documents
        self._settings = load_settings
        self._change_settings = change_settings
        self._computer = computer
        self._borrowings = borrowings
        self._known = known
        window.file_dropped.connect(self.open_path)
        window.copy_wanted.connect(self.open_a_copy)

    def run(self, name: str) -> bool:
        """Do a command of this module; False when it is not one."""
        table: dict[str, Callable[[], object]] = {
            "new": self.new,
            "open": self.open,
            "sample": self.sample,
            "copy": self.save_a_copy,
            "close": self._window.close_document,
            "quit": self._window.close,
        }
        if name not in table:
            return False
        table[name]()
        return True

    def show_recent(self) -> None:
        """Show recent files on the welcome page, where they may be remembered."""
        self._window.set_recent(self._settings().recent if self._settings().remembers_files else ())

    def new(self) -> None:
        """Ask what the file is for and where it is kept, and make it."""
        from roadmap_desktop.ui.dialogs.new_file_dialog import NewFileDialog

        pack = self._try(original_pack)
        if pack is None:
            return
        is_shared = not self._settings().remembers_files
        dialog = NewFileDialog(pack, self._folder(), self._window.messages, self._window, is_shared=is_shared)
        if dialog.exec() and (wanted := dialog.wanted()) is not None:
            if self._computer().is_on_network(wanted.path):
                self._window.show_problem(FileIsOnNetworkDrive(wanted.path))
                return
            self._show(lambda: self._documents().new(wanted.path, wanted.name, pack, wanted.title, wanted.scope))
            view = self._window.view
            if wanted.protect and view is not None and view.desk.document.path == wanted.path:
                self._window.command_wanted.emit("passphrase")

    def open(self) -> None:
        """Ask for a file and open it."""
        path = self._window.messages.choose_to_open(_("Open a Roadmap file"), str(self._folder()), PATTERN)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a file in place of the one that is open; one that is refused leaves the window as it was."""
        window = self._window
        path = paths.real(path)
        if window.view is not None and window.view.desk.document.path == path:
            return
        try:
            self.require_kept(path)
            document = self._unlocked(path, lambda words: self._opened(path, words))
        except RoadmapError as error:
            self.refuse(error)
        else:
            if document is not None:
                self.present(document)

    def refuse(self, error: RoadmapError) -> None:
        """Say why a file was not opened, with the way on that there is."""
        if isinstance(error, FileIsOnNetworkDrive):
            self._offer_working_copy(error)
        elif isinstance(error, FileIsReadOnly):
            self._window.show_read_only(error)
        elif isinstance(error, FileIsOpenElsewhere):
            self.offer_backup(error)
        elif isinstance(error, FileIsDamaged):
            self._window.file_damaged.emit(error)
        else:
            self._window.show_problem(error)

    def require_kept(self, path: Path) -> None:
        """Raise for a file where others may take it away, or write over it, while it is worked on.

        Raises FileIsOnNetworkDrive, and FileIsInTemporaryFolder unless this installation left it there itself.
        """
        try:
            is_there = path.is_file()
        except OSError:
            # A name that no system has: whoever opens it hears of that.
            is_there = False
        if not is_there:
            return
        if self._computer().is_on_network(path):
            raise FileIsOnNetworkDrive(path)
        if (self._known is None or not self._known.knows(path)) and self._computer().is_temporary(path):
            raise FileIsInTemporaryFolder(path)

    def _offer_working_copy(self, error: FileIsOnNetworkDrive) -> None:
        # Whoever opens it again most likely wants the copy with the newest words.
        copy = self._borrowings.copy_of(error.path)
        if copy is None:
            self._window.show_read_only(error)
            return
        question = _(
            "“{name}” is on a network drive, and you already have a working copy of it on this computer: “{copy}”."
        )
        if self._window.view is None:
            self._window.show_welcome()
        if self._window.messages.confirm(
            question.format(name=shown_name(error.path), copy=shown_name(copy)), _("Open the working copy")
        ):
            self.open_path(copy)
        elif self._window.view is None:
            self._window.show_read_only(error)

    def is_trusted(self, path: Path) -> bool:
        """True for a file that this installation left exactly as it is now, and where nothing is looked at."""
        if self._computer().is_on_network(path):
            return False
        return self._known is None or self._known.knows(path) or self._documents().has_open(path)

    def _opened(self, path: Path, passphrase: "Passphrase | None") -> "Document":
        looked = None if self.is_trusted(path) else self._looked_at(path, passphrase)
        return self._documents().open(path, passphrase, looked)

    def _looked_at(self, path: Path, passphrase: "Passphrase | None") -> "Looked | None":
        # In a process of its own, on a copy. Whoever sent a protected file may have sent its passphrase, too.
        from roadmap_desktop.services.quarantine import look
        from roadmap_desktop.ui.dialogs.waiting_dialog import wait_for

        if passphrase is None and self._documents().is_protected(path):
            return None
        words, window = _("Checking a file from elsewhere…"), self._window
        return wait_for(lambda progress: look(path, progress, passphrase), words, window)

    def offer_backup(self, error: FileIsOpenElsewhere) -> None:
        """Another window has this file: say so, and offer a copy of the newest backup that is whole."""
        from roadmap_desktop.services.backups import newest_backup_of

        newest = newest_backup_of(error.path)
        if newest is None:
            self._window.show_problem(error)
            return
        from roadmap_desktop.ui.moments import moment_words

        answers = ngettext("{count} answer", "{count} answers", newest.answers or 0).format(count=newest.answers)
        found = _("Its newest backup is of {when}, with {answers}; it can be opened as a file of its own.")
        words = " ".join((sentence(error), found.format(when=moment_words(newest.at), answers=answers)))
        if self._window.view is None:
            self._window.show_welcome()
            self._window.welcome.set_problem(words, newest.path, is_backup=True)
        elif self._window.messages.confirm(words, _("Open the backup as a new file…")):
            self.open_a_copy(newest.path)

    def open_a_copy(self, path: Path) -> None:
        """Copy a file that may not be written where it is, and open the copy."""
        suggestion = self._folder() / path.name
        target = self._window.messages.choose_to_save(_("Save a copy"), suggestion, PATTERN)
        if target is None:
            return
        copy = with_suffix(target)
        if not self._computer().is_on_network(path):
            self._show(lambda: self._unlocked(path, lambda words: self._documents().open_copy(path, copy, words)))
        elif self._computer().is_on_network(copy):
            self._window.show_problem(FileIsOnNetworkDrive(copy))
        else:
            self._show(lambda: self._borrow(path, copy))

    def _borrow(self, path: Path, copy: Path) -> "Document | None":
        from roadmap_desktop.services.borrowed_files import Borrowed
        from roadmap_desktop.services.borrowing import content_mark, last_change

        path = paths.real(path)
        # Taken before the copy: a change in between is then noticed when it is put back.
        base = content_mark(path)
        document = self._unlocked(path, lambda words: self._documents().open_copy(path, copy, words))
        if document is not None:
            self._borrowings.remember(Borrowed(document.path, path, base, last_change(document)))
        return document

    def sample(self) -> None:
        """Make a sample where the user says, and open it."""
        from roadmap_desktop.services.samples import SampleService

        suggestion = self._folder() / f"Sample River Task Force{SUFFIX}"
        path = self._window.messages.choose_to_save(_("Where to keep the sample"), suggestion, PATTERN)
        pack = self._try(original_pack) if path is not None else None
        if path is not None and pack is not None:
            self._show(lambda: SampleService(self._documents(), pack).new_sample(with_suffix(path)))

    def save_a_copy(self) -> None:
        """Write a verified copy elsewhere."""
        window = self._window
        if window.view is None:
            return
        window.view.flush()
        document = window.view.desk.document
        suggestion = document.path.with_name(f"{document.path.stem} copy{SUFFIX}")
        path = window.messages.choose_to_save(_("Save a copy"), suggestion, PATTERN)
        if path is None:
            return
        target = with_suffix(path)
        unsaved = window.unsaved
        try:
            self._documents().save_a_copy(document, target, unsaved)
        except RoadmapError as error:
            if unsaved:
                self._save_words(target, error)
            else:
                window.show_problem(error)
            return
        words = _("A whole copy is at “{name}”. It was closed, opened again and checked by reading it back.")
        if unsaved:
            words += " " + _("It also holds the words on this screen that could not be saved here.")
        window.messages.tell(words.format(name=target.name))

    def _save_words(self, target: Path, error: RoadmapError) -> None:
        # The drive with the file does not answer: what can still be kept are the words on the screen.
        from roadmap_desktop.services.plain_words import write_text

        path = target.with_suffix(".txt")
        try:
            write_text(path, "\n\n".join(text for _key, text in self._window.unsaved))
        except RoadmapError as second:
            self._window.show_problem(second)
            return
        words = _(
            "No whole copy could be made, because the drive with the file does not answer. The words on this screen "
            "that were not saved are in “{name}”; what was saved before is still on that drive."
        )
        self._window.messages.tell(f"{sentence(error)}\n\n{words.format(name=path.name)}")

    def _folder(self) -> Path:
        last = self._settings().last_folder if self._settings().remembers_files else ""
        folder = Path(last) if last else paths.documents()
        return folder if folder.is_dir() else Path.home()

    def _unlocked(self, path: Path, open_with: "Callable[[Passphrase | None], Document]") -> "Document | None":
        # Asks for the passphrase of a protected file; None when it is not to be opened after all.
        try:
            return open_with(None)
        except FileIsProtected:
            from roadmap_desktop.ui.window_passphrase import unlock

            return unlock(self._window, path, open_with)

    def _show(self, make: "Callable[[], Document | None]") -> None:
        if self._window.view is None:
            self._window.show_welcome()
        document = self._try(make)
        if document is not None:
            self.present(document)

    def present(self, document: "Document") -> None:
        """Show an opened document, get it ready for writing, and remember it where that is allowed."""
        self._window.show_document(document)
        document.warm_up()
        self._change_settings(lambda settings: settings.with_opened(document.path))
        self.show_recent()
        self._window.tell_ready()

    def _try(self, action: Callable[[], Result]) -> Result | None:
        try:
            return action()
        except RoadmapError as error:
            self._window.show_problem(error)
            return None


def original_pack() -> "ContentPack":
    """The pack that new files start with, read and validated."""
    # The validation library is wanted only when a file is made.
    from roadmap_desktop.content.loader import load

    return load(paths.original_pack())


def with_suffix(path: Path) -> Path:
    """The path with the ending of our files."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
