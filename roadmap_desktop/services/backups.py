"""Backups of an open file: make them in two halves, check them, compare them with now, and name a moment."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from roadmap_desktop.content.schema import PromptId
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.model.backups import Backup, Difference, Reason
from roadmap_desktop.services.homes import Homes
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.reading import ReadingService
from roadmap_desktop.storage import backups
from roadmap_desktop.storage.backups import Unfinished
from roadmap_desktop.storage.catalogue import ANSWER
from roadmap_desktop.storage.copies import backups_folder, list_backups
from roadmap_desktop.storage.reads import select

if TYPE_CHECKING:
    from roadmap_desktop.services.documents import Document


class Checked(Struct, frozen=True):
    """A backup that was opened and compared with its hashes; no problem means that it is whole."""

    path: Path
    answers: int
    problem: RoadmapError | str = ""

    @property
    def is_whole(self) -> bool:
        """True when every row of it is what was written."""
        return not self.problem


class BackupService:
    """What the window and the command line do with the backups of one open file."""

    def __init__(self, document: "Document") -> None:
        self._document = document

    @property
    def folder(self) -> Path:
        """Where the backups of the file are kept."""
        return backups_folder(self._document.path)

    def is_due(self) -> bool:
        """True when something was written since the newest backup, or there is none."""
        newest = list_backups(self._document.path)[-1:]
        mark = backups.state_mark(self._document.connection)
        return not newest or backups.mark_of(newest[0], self._document.database.key) != mark

    def start(self, reason: Reason, at: datetime) -> Unfinished:
        """Copy what is in the file now; the half that needs the open file. Raises the faults of drives."""
        self._document.seal()
        return backups.start(self._document.database, reason, at)

    def finisher(self, unfinished: Unfinished, at: datetime) -> Callable[[Progress], Backup]:
        """The other half, for another thread: flush, reopen, verify, name, and only then thin the older ones."""
        path, key = self._document.path, self._document.database.key

        def finish(_progress: Progress) -> Backup:
            made = backups.finish(unfinished)
            backups.thin(path, key, at)
            return made

        return finish

    def listed(self) -> tuple[Backup, ...]:
        """Every backup beside the file, newest first."""
        return backups.listed(self._document.path, self._document.database.key)

    def checker(self) -> Callable[[Progress], tuple[Checked, ...]]:
        """Open and verify every backup, newest first, as work for another thread."""
        paths, key = tuple(reversed(list_backups(self._document.path))), self._document.database.key

        def check(progress: Progress) -> tuple[Checked, ...]:
            found = []
            for done, path in enumerate(paths):
                progress.report(done, len(paths))
                try:
                    result = backups.check(path, key)
                except RoadmapError as error:
                    found.append(Checked(path, 0, error))
                else:
                    found.append(Checked(path, result.counts.get("answer", 0), "".join(result.problems[:1])))
            return tuple(found)

        return check

    def compare(self, path: Path) -> tuple[Difference, ...]:
        """The answers that a backup lacks, has besides, or has otherwise, newest assessment first.

        Raises FileIsDamaged and the faults of drives.
        """
        then = backups.answers_in(path, self._document.database.key)
        rows = [stored.row for stored in select(self._document.connection, ANSWER)]
        now = {ANSWER.key_of(row): str(row["text"]) for row in rows if row["text"]}
        homes, reading = Homes(self._document), ReadingService(self._document)
        rounds = {str(one.id): one.title for one in reading.assessments()}
        who = {str(one.id): one.label for one in reading.respondents()}
        found = []
        for key in sorted(now.keys() | then.keys()):
            if now.get(key, "") != then.get(key, ""):
                assessment, respondent, prompt = key
                wording = homes.home(PromptId(prompt)).text
                texts = (now.get(key, ""), then.get(key, ""))
                found.append(Difference(wording, who.get(respondent, ""), rounds.get(assessment, ""), *texts))
        return tuple(found)


def list_backups_of(path: Path) -> tuple[Backup, ...]:
    """The backups beside a file that is not open here, newest first; what is in a protected one stays unknown."""
    return backups.listed(path, None)


def newest_backup_of(path: Path) -> Backup | None:
    """The newest backup beside a file that can be read and is whole; None when there is none.

    For a file that cannot be opened itself: because another window has it, or because it is damaged.
    """
    for one in list_backups_of(path):
        if one.answers is None:
            continue
        try:
            if backups.check(one.path, None).is_sound:
                return one
        except RoadmapError:
            continue
    return None
