"""Backups by themselves: soon after a file is opened, every half hour of work, and when a moment is named."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from roadmap_desktop.errors import DiskIsFull, FileIsReadOnly, PlaceIsALink, RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from roadmap_desktop.model.backups import Backup, Reason
    from roadmap_desktop.services.backups import BackupService
    from roadmap_desktop.services.documents import Document
    from roadmap_desktop.ui.jobs import Jobs

# The window is on the screen and the first words may be coming: a backup takes its turn a moment later.
OPENING_MS = 4_000
WORKING_MS = 30 * 60 * 1000


class BackupCommands(QObject):
    """Makes backups, says so in the line below the pages, and shows the list of them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._made_jobs: Jobs | None = None
        self._complained: set[str] = set()
        self._opening, self._working = QTimer(self), QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.timeout.connect(self.back_up_opened)
        self._working.timeout.connect(self.back_up_work)
        window.file_ready.connect(self._begin)

    def run(self, name: str) -> bool:
        """Do a command of this module; False when it is not one or no file is open."""
        table: dict[str, Callable[[], object]] = {"backups": self.show_list, "moment": self.name_moment}
        if name not in table or self._window.view is None:
            return False
        self._window.view.flush()
        table[name]()
        return True

    def _begin(self) -> None:
        self._opening.start(OPENING_MS)
        self._working.start(WORKING_MS)

    @property
    def _jobs(self) -> "Jobs":
        if self._made_jobs is None:
            from roadmap_desktop.ui.jobs import Jobs

            self._made_jobs = Jobs(self)
            self._made_jobs.finished.connect(self._done)
            self._made_jobs.failed.connect(self._failed)
            self._made_jobs.broke.connect(self._broke)
        return self._made_jobs

    def _service(self) -> "BackupService | None":
        from roadmap_desktop.services.backups import BackupService

        return BackupService(self._window.view.desk.document) if self._window.view is not None else None

    def back_up_opened(self) -> None:
        """Keep the file as it was opened."""
        from roadmap_desktop.model.backups import Reason

        self.back_up(Reason.OPENED)

    def back_up_work(self) -> None:
        """Keep what was written in the last half hour."""
        from roadmap_desktop.model.backups import Reason

        self.back_up(Reason.WORK)

    def back_up(self, reason: "Reason") -> None:
        """Make a backup if anything was written since the last one; flushing and verifying go on in the background."""
        service = self._service()
        view = self._window.view
        if service is None or view is None or self._jobs.is_busy:
            return
        now = datetime.now(UTC)
        try:
            if not service.is_due():
                return
            unfinished = service.start(reason, now)
        except RoadmapError as error:
            self._failed(error)
            return
        view.desk.document.on_settle(self.settle)
        self._jobs.start(service.finisher(unfinished, now))

    def settle(self) -> None:
        """Wait for the backup that is being made."""
        if self._made_jobs is not None:
            self._made_jobs.wait()

    def _done(self, made: "Backup") -> None:
        from roadmap_desktop.ui.moments import moment_words

        self._window.status.show_backup(_("Backup checked {time}").format(time=moment_words(made.at)))

    def _broke(self, error: BaseException) -> None:
        raise error

    def _failed(self, error: RoadmapError) -> None:
        from roadmap_desktop.ui.announcing import announce

        self._window.status.show_backup(_("Backup FAILED"), is_failure=True)
        kind = type(error).__name__
        if self._window.view is None or kind in self._complained:
            return
        self._complained.add(kind)
        words = " ".join((_("Your answers are saved, but no backup could be made."), reason_words(error)))
        announce(self._window.view, words)
        offers: list[tuple[str, Callable[[], object]]] = [
            (_("Try again"), self.back_up_work),
            (_("Save a copy elsewhere…"), lambda: self._window.command_wanted.emit("copy")),
            (_("Not now"), lambda: None),
        ]
        self._window.notice.show_notice(words, offers)

    def name_moment(self) -> None:
        """Everything is saved already; a name makes the moment easy to find, in the log and as a backup."""
        from roadmap_desktop.model.backups import Reason

        window = self._window
        if window.view is None:
            return
        name = window.messages.ask_text(_("Name this moment"), _("Everything is already saved. Name this moment?"))
        if name is None:
            return
        desk = window.view.desk
        try:
            desk.history.name_moment(name)
        except RoadmapError as error:
            window.show_problem(error)
            return
        self.settle()
        self._name_backup(desk.document, Reason.NAMED)

    def _name_backup(self, document: "Document", reason: "Reason") -> None:
        from roadmap_desktop.services.backups import BackupService
        from roadmap_desktop.services.progress import Progress

        service, now = BackupService(document), datetime.now(UTC)
        try:
            made = service.finisher(service.start(reason, now), now)(Progress())
        except RoadmapError as error:
            self._window.status.show_backup(_("Backup FAILED"), is_failure=True)
            words = _("The moment has its name in this file, but no backup of it could be made.")
            self._window.messages.tell(" ".join((words, reason_words(error))))
        else:
            self._done(made)

    def show_list(self) -> None:
        """The backups of the open file; one of them may be opened as a new file."""
        from roadmap_desktop.ui.dialogs.backups_dialog import BackupsDialog

        service, view = self._service(), self._window.view
        if service is None or view is None:
            return
        self.settle()
        dialog = BackupsDialog(service, service.folder, self._window.messages, self._window)
        dialog.exec()
        wanted: Path | None = dialog.wanted
        dialog.deleteLater()
        if wanted is not None:
            self._window.copy_wanted.emit(wanted)


def reason_words(error: RoadmapError) -> str:
    """Why a backup could not be made, and what to do; the answers are safe, so their own sentences do not fit."""
    if isinstance(error, DiskIsFull):
        return _("The disk is full. Free some space, or save a copy elsewhere.")
    if isinstance(error, FileIsReadOnly):
        return _("The folder beside this file may not be written. Save a copy elsewhere now and then.")
    if isinstance(error, PlaceIsALink):
        return _("The folder for backups is a link to another place. Remove the link, or save a copy elsewhere.")
    return _("The folder for backups beside this file could not be written. Save a copy elsewhere.")
