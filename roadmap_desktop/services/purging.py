"""Purge: take what was written out of a file, its backups and the exports one names, and report each place."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from roadmap_desktop.errors import NotAnExport, RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.model.assessment import AssessmentId
from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage import purging
from roadmap_desktop.storage.backups import back_up
from roadmap_desktop.storage.catalogue import ACTION_ITEM, ANSWER, EVIDENCE, NOTE, PLACEMENT
from roadmap_desktop.storage.copies import backups_folder, list_backups
from roadmap_desktop.storage.erasing import overwrite_and_remove

# What this application writes and a user may have kept beside the file.
EXPORTS = (".pdf", ".xlsx", ".csv", ".ics", ".eml", ".roadmap")


class PurgeScope(Struct, frozen=True):
    """The assessments whose answers, stages and notes go; with the plan, every action item and all evidence too."""

    assessments: tuple[AssessmentId, ...]
    with_plan: bool = False


class PurgeCounts(Struct, frozen=True):
    """What a purge would take."""

    answers: int
    placements: int
    notes: int
    actions: int
    evidence: int
    backups: int

    @property
    def is_nothing(self) -> bool:
        """True when no word would go."""
        return not any((self.answers, self.placements, self.notes, self.actions, self.evidence))


class PlaceReport(Struct, frozen=True):
    """One file that was to be erased, and why it was not; no error means that it is gone."""

    path: Path
    error: RoadmapError | None = None


class PurgeReport(Struct, frozen=True):
    """What a purge did, place by place."""

    counts: PurgeCounts
    entries: int
    is_compact: bool
    backups: tuple[PlaceReport, ...]
    exports: tuple[PlaceReport, ...]
    new_backup: Path | None = None

    @property
    def is_complete(self) -> bool:
        """True when every place that can be reached was."""
        return self.is_compact and not any(one.error for one in (*self.backups, *self.exports))


class PurgeService:
    """Counts, purges and reports. What is purged is gone: there is no undo, and its backups go with it."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def counts(self, scope: PurgeScope) -> PurgeCounts:
        """What would go."""
        found = purging.count(self._document.connection, scope.assessments, with_plan=scope.with_plan)
        return self._counts(found, len(list_backups(self._document.path)))

    def purged_on(self) -> tuple[datetime, ...]:
        """When this file was purged before, oldest first."""
        return tuple(datetime.fromisoformat(at) for at in purging.purged_on(self._document.connection))

    def purge(self, scope: PurgeScope, exports: Sequence[Path], at: datetime | None = None) -> PurgeReport:
        """Erase; what cannot be erased is named in the report.

        A checked backup stands beside the file until the file is purged and checked; then every backup is overwritten
        and removed, and one new backup is made where there were any. Raises the faults of drives and WriteNotVerified
        when nothing was purged; the backup made for it is taken away again.
        """
        document = self._document
        document.settle()
        older = list_backups(document.path)
        moment = at or datetime.now(UTC)
        guard = back_up(document.database, moment)
        try:
            gone = purging.purge(
                document.database, _("Purge"), frozenset(map(str, scope.assessments)), with_plan=scope.with_plan
            )
        except RoadmapError:
            guard.unlink(missing_ok=True)
            raise
        is_compact = self._compact()
        backups = [_remove(path) for path in (*older, guard)]
        new_backup = back_up(document.database, moment) if older else None
        if not older:
            _remove_folder(backups_folder(document.path))
        document.announce(_("Purge"), *gone.rows)
        return PurgeReport(
            self._counts(gone.rows, len(older)),
            gone.entries,
            is_compact,
            tuple(backups[:-1]) if backups[-1].error is None else tuple(backups),
            tuple(self._remove_export(path) for path in exports),
            new_backup,
        )

    def _compact(self) -> bool:
        # A full disk leaves the file as it was: the words are overwritten in it already, only its size stays.
        try:
            purging.compact(self._document.database)
        except RoadmapError:
            return False
        return True

    def _remove_export(self, path: Path) -> PlaceReport:
        # The one file that must never go by this way is the open one, by whatever name it is called.
        document = self._document
        if path.resolve() == document.path.resolve() or path.suffix.lower() not in EXPORTS:
            return PlaceReport(path, NotAnExport(path))
        return _remove(path)

    @staticmethod
    def _counts(found: Mapping[str, int], backups: int) -> PurgeCounts:
        return PurgeCounts(
            found[ANSWER.name],
            found[PLACEMENT.name],
            found[NOTE.name],
            found[ACTION_ITEM.name],
            found[EVIDENCE.name],
            backups,
        )


def destroy(path: Path) -> tuple[PlaceReport, ...]:
    """Overwrite and remove a closed file, its journal and every backup beside it; what could not be is named."""
    journal = path.with_name(path.name + "-journal")
    files = [*list_backups(path), *([journal] if journal.exists() else []), path]
    reports = tuple(_remove(one) for one in files)
    _remove_folder(backups_folder(path))
    return reports


def _remove(path: Path) -> PlaceReport:
    try:
        overwrite_and_remove(path)
    except RoadmapError as error:
        return PlaceReport(path, error)
    return PlaceReport(path)


def _remove_folder(folder: Path) -> None:
    # Only an empty folder goes: what someone else put there is not ours.
    try:
        folder.rmdir()
    except OSError:
        return
