"""What happens to a file behind the window's back: a sudden stop, a replaced file, a full disk, a folder that syncs."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from roadmap_desktop.errors import FileWasReplaced, RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from roadmap_desktop.services.places import Computer

LOOK_MS = 30_000
ROOM_MS = 5 * 60_000


class FaultCommands(QObject):
    """Watches the open file and says calmly what happened to it, each thing once."""

    def __init__(
        self,
        window: MainWindow,
        computer: "Callable[[], Computer]",
        free_bytes: Callable[[Path], int],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._computer = computer
        self._free_bytes = free_bytes
        self._said: set[tuple[str, str]] = set()
        self._is_keeping = False
        window.file_ready.connect(self._begin)
        window.file_lost.connect(self.keep_aside)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._activated)
        self._looking, self._room = QTimer(self), QTimer(self)
        self._looking.timeout.connect(self.look)
        self._room.timeout.connect(self.look_for_room)

    def _begin(self) -> None:
        self._looking.start(LOOK_MS)
        self._room.start(ROOM_MS)
        for tell in (self.tell_of_sudden_stop, self.tell_of_syncing, self.look_for_room):
            tell()

    def _notice(self, kind: str, words: str, *offers: tuple[str, Callable[[], object]]) -> None:
        from roadmap_desktop.ui.announcing import announce

        view = self._window.view
        if view is None or (kind, view.desk.document.document_id) in self._said:
            return
        self._said.add((kind, view.desk.document.document_id))
        announce(view, words)
        self._window.notice.show_notice(words, [*offers, (_("OK"), lambda: None)])

    def tell_of_sudden_stop(self) -> None:
        """The session before this one did not close the file: say up to when everything is here."""
        view = self._window.view
        if view is None or not view.desk.document.database.was_interrupted:
            return
        from roadmap_desktop.ui.moments import moment_words

        last = view.desk.document.last_saved_at
        words = _("Your computer or Roadmap Desktop stopped suddenly. Everything that was saved is here.")
        if last is not None:
            told = _("Your computer or Roadmap Desktop stopped suddenly. Everything up to {time} is here.")
            words = told.format(time=moment_words(last, seconds=True))
        self._notice("stop", words)

    def tell_of_syncing(self) -> None:
        """The folder is one that a program copies elsewhere, or holds copies of a conflict."""
        from roadmap_desktop.services.places import conflict_copies

        view = self._window.view
        if view is None:
            return
        path = view.desk.document.path
        copies = conflict_copies(path)
        if copies:
            words = _("Beside this file lies one that looks like a second version of it: {names}. Open it to compare.")
            self._notice("conflict", words.format(names=", ".join(f"“{one.name}”" for one in copies)))
            return
        program = self._computer().syncing_program(path)
        if program:
            words = _(
                "This file lies in a folder that {program} copies to other computers. Keep it open on one at a "
                "time, and let {program} finish before you open it on another."
            )
            self._notice("sync", words.format(program=program))

    def look_for_room(self) -> None:
        """Warn while there is still room for some saves."""
        from roadmap_desktop.services.places import LOW_SPACE

        view = self._window.view
        if view is None:
            return
        free = self._free_bytes(view.desk.document.path.parent)
        if 0 <= free < LOW_SPACE:
            words = _(
                "The disk is almost full: {size} MB are left. Please free some space soon, so that saving goes on."
            )
            self._notice("room", words.format(size=free // 1_000_000))

    def _activated(self, now: object) -> None:
        if now is not None:
            QTimer.singleShot(0, self, self.look)

    def look(self) -> None:
        """Make sure that the path still names the file that is open."""
        view = self._window.view
        if view is None or self._is_keeping:
            return
        try:
            view.desk.document.require_same_file()
        except FileWasReplaced as error:
            self.keep_aside(error)

    def keep_aside(self, error: FileWasReplaced) -> None:
        """Put everything, with the words on the screen, into a new file beside the path, and offer to go on in it."""
        from roadmap_desktop.sentences import sentence
        from roadmap_desktop.services.rescuing import keep_aside

        window, view = self._window, self._window.view
        if view is None or self._is_keeping or view.desk.document.path != error.path:
            return
        self._is_keeping = True
        try:
            kept = keep_aside(view.desk.document, window.unsaved, datetime.now(UTC))
        except RoadmapError as second:
            window.show_problem(second)
            return
        finally:
            self._is_keeping = False
        words = _(
            "Another program moved, deleted or replaced “{name}” while it was open. Everything you wrote, up to your "
            "last word, is in “{kept}” beside it, checked. Go on in that file? You can compare the two later."
        )
        if window.messages.confirm(words.format(name=error.path.name, kept=kept.name), _("Go on in the kept file")):
            window.abandon_document()
            window.file_dropped.emit(kept)
        else:
            window.banner.show_sentence(sentence(error))
