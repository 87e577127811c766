"""What this computer remembers of the work: listed in plain words, cleared, or forgotten with everything there is."""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from roadmap_desktop import logs
from roadmap_desktop.errors import FileIsReadOnly, PlaceIsALink, RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.services import temporary
from roadmap_desktop.services.borrowed_files import Borrowings
from roadmap_desktop.services.known_documents import KnownDocuments
from roadmap_desktop.services.purging import PlaceReport
from roadmap_desktop.settings import Settings
from roadmap_desktop.storage.copies import backups_folder, list_backups
from roadmap_desktop.storage.erasing import overwrite_and_remove

_DOCUMENT = ".roadmap"


class Trace(Struct, frozen=True):
    """One thing that is remembered: its name, what it holds now, where, and whether Clear all takes it."""

    name: str
    holds: str
    path: Path | None = None
    is_cleared: bool = True


class Keeper(Protocol):
    """Another list about files that the application keeps on this computer, such as of files it closed itself."""

    def trace(self) -> Trace:
        """What it holds now, in words."""

    def clear(self) -> None:
        """Empty it. Raises RoadmapError."""


class KnownFiles:
    """The marks of files that this installation closed itself: hashes that name nothing."""

    def __init__(self, known: KnownDocuments) -> None:
        self._known = known

    def trace(self) -> Trace:
        """Whether there are any."""
        name = _("Marks of files that were closed here: no names, no places")
        return Trace(name, _size_words([self._known.path]), self._known.path)

    def clear(self) -> None:
        """Know none any more; files are looked at again before they are opened."""
        self._known.clear()


class WorkingCopies:
    """The list of working copies of files on network drives."""

    def __init__(self, borrowings: Borrowings) -> None:
        self._borrowings = borrowings

    def trace(self) -> Trace:
        """How many are remembered."""
        count = self._borrowings.count
        holds = ngettext("{count} working copy", "{count} working copies", count).format(count=count)
        return Trace(_("Working copies of files on a network drive, with their places"), holds, self._borrowings.path)

    def clear(self) -> None:
        """Know none any more; the copies themselves stay where they are."""
        self._borrowings.clear()


class Places(Struct, frozen=True):
    """Where the application keeps things for itself."""

    settings: Path
    log: Path
    crash: Path
    temporary: Path


class TracesService:
    """Lists and removes what the application keeps outside of the task force's files."""

    def __init__(
        self,
        places: Places,
        settings: Callable[[], Settings],
        let_go: Callable[[], object] = logs.stop,
        take_up: Callable[[], object] = lambda: None,
        keepers: Sequence[Keeper] = (),
    ) -> None:
        self._places = places
        self._settings = settings
        self._let_go = let_go
        self._take_up = take_up
        self._keepers = keepers

    def listed(self, open_file: Path | None = None) -> tuple[Trace, ...]:
        """Everything that is remembered now, in words; `open_file` is the one on the screen."""
        settings = self._settings()
        nothing, kept = _("nothing"), _("kept")
        logs_there = [path for path in self._log_files() if path.exists()]
        backups = [self._backups_trace(path) for path in self.known_files(open_file) if list_backups(path)]
        return (
            Trace(
                _("Your choices: colors, text size, privacy"), _size_words([self._places.settings]),
                self._places.settings, is_cleared=False,
            ),
            Trace(_("Recent files"), "\n".join(settings.recent) or nothing, self._places.settings),
            Trace(_("The last folder"), settings.last_folder or nothing, self._places.settings),
            Trace(_("Size and place of the window"), kept if settings.window else nothing, self._places.settings),
            Trace(_("Log of failures: types and places, no words of yours"), _size_words(logs_there), self._places.log),
            Trace(_("Log of crashes: lines of the program, no words of yours"), _size_words([self._places.crash]),
                  self._places.crash),
            Trace(_("Temporary files"), _count_words(self._places.temporary), self._places.temporary),
            *(keeper.trace() for keeper in self._keepers),
            *backups,
        )  # fmt: skip

    @staticmethod
    def _backups_trace(path: Path) -> Trace:
        found = list_backups(path)
        words = ngettext("{count} backup, with answers in it", "{count} backups, with answers in them", len(found))
        name = _("Backups of “{name}”").format(name=path.name)
        return Trace(name, words.format(count=len(found)), backups_folder(path), is_cleared=False)

    def known_files(self, open_file: Path | None = None) -> tuple[Path, ...]:
        """The open file and the recent ones, each once."""
        recent = self._settings().recent if self._settings().remembers_files else ()
        return tuple(dict.fromkeys(([open_file] if open_file is not None else []) + [Path(name) for name in recent]))

    @staticmethod
    def backups_of(path: Path) -> Path:
        """The folder beside a file in which its backups lie."""
        return backups_folder(path)

    def _log_files(self) -> tuple[Path, ...]:
        log = self._places.log
        return (log, log.with_name(log.name + ".1"))

    def clear(self) -> tuple[PlaceReport, ...]:
        """Remove logs and temporary files and empty the other lists; choices, files and backups stay.

        The settings are the caller's to change (`Settings.forgotten`), who holds them. Returns what became of each
        place that held something.
        """
        reports = self._cleared()
        self._take_up()
        return tuple(reports)

    def _cleared(self) -> list[PlaceReport]:
        self._let_go()
        logs_there = [path for path in (*self._log_files(), self._places.crash) if path.exists()]
        reports = [_remove(path) for path in logs_there]
        if self._places.temporary.exists():
            left = temporary.wipe(self._places.temporary)
            reports += [PlaceReport(path, FileIsReadOnly(path)) for path in left]
            reports += [] if left else [PlaceReport(self._places.temporary)]
        return reports + [_emptied(keeper) for keeper in self._keepers]

    def forget(self, backups_of: Sequence[Path] = ()) -> tuple[PlaceReport, ...]:
        """Remove settings, logs, temporary files, and the backups of the named files; those files themselves stay.

        Whoever calls it stops writing settings first; nothing is logged any more either. Returns what became of each
        place.
        """
        reports = self._cleared()
        folders = {self._places.settings.parent, self._places.log.parent, self._places.temporary.parent}
        # The deepest first: on some systems one lies inside another.
        for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
            reports += _empty(folder)
        for path in backups_of:
            reports += [_remove(backup) for backup in list_backups(path)]
            with suppress(OSError):
                backups_folder(path).rmdir()
        return tuple(reports)


def _empty(folder: Path) -> list[PlaceReport]:
    """Remove everything in a folder of ours, and the folder; a task force's file that lies there is left and named."""
    if folder.is_symlink():
        return [PlaceReport(folder, PlaceIsALink(folder))]
    reports = []
    for root, folders, names in os.walk(folder, topdown=False, followlinks=False):
        for name in names:
            path = Path(root, name)
            is_kept = path.suffix in {_DOCUMENT, f"{_DOCUMENT}-journal"}
            reports.append(PlaceReport(path, FileIsReadOnly(path)) if is_kept else _remove(path))
        for name in folders:
            path = Path(root, name)
            with suppress(OSError):
                path.unlink() if path.is_symlink() else path.rmdir()
    with suppress(OSError):
        folder.rmdir()
    return reports


def _remove(path: Path) -> PlaceReport:
    try:
        if path.is_symlink():
            path.unlink()
        else:
            overwrite_and_remove(path)
    except RoadmapError as error:
        return PlaceReport(path, error)
    except OSError:
        return PlaceReport(path, FileIsReadOnly(path))
    return PlaceReport(path)


def _emptied(keeper: Keeper) -> PlaceReport:
    path = keeper.trace().path or Path()
    try:
        keeper.clear()
    except RoadmapError as error:
        return PlaceReport(path, error)
    return PlaceReport(path)


def _size_words(paths: Sequence[Path]) -> str:
    size = sum(path.stat().st_size for path in paths if path.exists())
    return _("{size} kB").format(size=max(1, round(size / 1000))) if size else _("nothing")


def _count_words(folder: Path) -> str:
    count = sum(len(names) for _root, _folders, names in os.walk(folder))
    return ngettext("{count} file", "{count} files", count).format(count=count) if count else _("nothing")
