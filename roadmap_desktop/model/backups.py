"""Backups of a file: why each was made, and which of them may go."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

LATEST = 10
DAYS = 7
WEEKS = 4
# A backup that somebody asked for, or that stands before a step that cannot be undone, is not thinned so soon.
KEPT_LONGER = timedelta(weeks=4)


class Reason(StrEnum):
    """Why a backup was made, as it stands in the name of its file."""

    OPENED = "opened"
    WORK = "while working"
    NAMED = "named"
    PROMPTS = "before new prompts"
    UPGRADE = "before upgrade"
    RESTORE = "before restore"
    OTHER = ""

    @property
    def is_routine(self) -> bool:
        """True for those that nobody asked for and that stand before nothing."""
        return self in (Reason.OPENED, Reason.WORK)


class Backup(Struct, frozen=True):
    """One backup as it can be listed: `answers` is None when it could not be read; `name` is a restore point's."""

    path: Path
    at: datetime
    reason: Reason
    size: int
    answers: int | None = None
    name: str = ""


def to_thin(backups: Sequence[Backup], now: datetime) -> tuple[Backup, ...]:
    """The backups that may go: all but the 10 latest, the newest of each of 7 days and of each of 4 weeks.

    Those that are not routine stay for 4 weeks at least. The newest of all is never among them.
    """
    newest_first = sorted(backups, key=lambda one: (one.at, one.path.name), reverse=True)
    kept = {one.path for one in newest_first[:LATEST]}
    kept |= {one.path for one in _newest_of_each(newest_first, lambda at: at.date().toordinal(), DAYS)}
    kept |= {one.path for one in _newest_of_each(newest_first, lambda at: at.date().toordinal() // 7, WEEKS)}
    kept |= {one.path for one in newest_first if not one.reason.is_routine and now - one.at < KEPT_LONGER}
    return tuple(one for one in newest_first if one.path not in kept)


def _newest_of_each(newest_first: Sequence[Backup], period: Callable[[datetime], int], most: int) -> list[Backup]:
    found: dict[int, Backup] = {}
    for one in newest_first:
        if len(found) < most or period(one.at) in found:
            found.setdefault(period(one.at), one)
    return list(found.values())


class Difference(Struct, frozen=True):
    """One answer that a backup does not hold as it is now; an empty text means that there is none."""

    wording: str
    who: str
    assessment: str
    now: str
    then: str
