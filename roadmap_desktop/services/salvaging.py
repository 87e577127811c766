"""Put everything that can still be read of a damaged file into a new one, and say what came from where."""

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from roadmap_desktop import __version__
from roadmap_desktop.errors import ExportFailed, NothingReadable, RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.paths import real
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.quarantine import ask, facts_of, require_sound
from roadmap_desktop.storage import rebuilding
from roadmap_desktop.storage.copies import list_backups
from roadmap_desktop.storage.database import create
from roadmap_desktop.storage.keys import FileKey
from roadmap_desktop.storage.rebuilding import Found, Rows
from roadmap_desktop.storage.verification import verify

SECONDS = 300.0
# Every row of the largest file, spelled as JSON.
_MOST_WORDS = 1 << 30


class DamagedText(Struct, frozen=True):
    """Words of a row that does not match its hash, and that no backup has: readable, and not to be trusted."""

    table: str
    text: str


class SalvageReport(Struct, frozen=True):
    """What the new file holds: rows that were whole, rows from backups by the backup's name, and words left out."""

    path: Path
    whole: int
    from_backups: Mapping[str, int]
    damaged: tuple[DamagedText, ...]
    answers: int


def salvage(path: Path, target: Path, progress: Progress, key: FileKey | None = None) -> SalvageReport:
    """Make a new file of what can be read; the damaged one is only copied. Works on values, in any thread.

    Raises FileNotThere, FileIsForeign, FileHasTwoNames, NothingReadable, FileAlreadyThere, Cancelled and the faults of
    drives; then nothing is left behind.
    """
    path = real(path)
    facts_of(path)
    found = _read(path, progress, key)
    backups = {backup.name: _genuine(_read(backup, progress, key)) for backup in _sound_backups(path, progress, key)}
    plan = rebuilding.plan(found, backups)
    if not plan.is_enough:
        raise NothingReadable(path)
    database = create(target, f"Roadmap Desktop {__version__}")
    try:
        rebuilding.write(database, plan, _("Salvaged from a damaged file"), new_id())
        result = verify(database.connection)
        if not result.is_sound:
            raise ExportFailed(target, result.problems[0])
    except BaseException:
        database.close()
        target.unlink(missing_ok=True)
        raise
    database.close()
    return SalvageReport(
        target,
        plan.whole,
        plan.from_backups,
        tuple(DamagedText(table, text) for table, text in plan.damaged_texts),
        result.counts.get("answer", 0),
    )


def _read(path: Path, progress: Progress, key: FileKey | None) -> list[Found]:
    with tempfile.TemporaryDirectory(prefix="roadmap-desktop-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o700)
        spelled = key.to_bytes().hex() if key is not None else None
        answer = ask(
            "salvage", {"path": str(path), "folder": folder, "key": spelled}, path, progress, SECONDS, _MOST_WORDS
        )
    return list(_found(answer.splitlines()))


def _found(lines: Iterable[str]) -> "Iterable[Found]":
    for line in lines:
        try:
            one = json.loads(line)
            if isinstance(one["row"], dict):
                yield Found(str(one["table"]), one["row"], bool(one["is_genuine"]))
        except (ValueError, KeyError, TypeError):
            continue


def _genuine(found: Iterable[Found]) -> Rows:
    return rebuilding.by_key(one for one in found if one.is_genuine)


def _sound_backups(path: Path, progress: Progress, key: FileKey | None) -> list[Path]:
    sound = []
    for backup in reversed(list_backups(path)):
        try:
            require_sound(backup, progress, key)
        except RoadmapError:
            if progress.is_cancelled:
                raise
            continue
        sound.append(backup)
    return sound
