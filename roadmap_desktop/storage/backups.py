"""The backups beside a file: made in two halves, listed, verified and thinned."""

import contextlib
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from roadmap_desktop.errors import FileIsDamaged, PlaceIsALink, RoadmapError
from roadmap_desktop.model.backups import Backup, Reason, to_thin
from roadmap_desktop.storage.catalogue import ANSWER
from roadmap_desktop.storage.connecting import connect
from roadmap_desktop.storage.copies import backups_folder, finish_copy, list_backups, start_copy
from roadmap_desktop.storage.database import Database
from roadmap_desktop.storage.faults import told
from roadmap_desktop.storage.reads import select
from roadmap_desktop.storage.verification import Verification, verify

if TYPE_CHECKING:
    import sqlite3

    from roadmap_desktop.storage.keys import FileKey

_STAMP = "%Y-%m-%d %H.%M.%S"
_NAMED = re.compile(r"^(?P<stem>.*) (?P<at>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: (?P<reason>[a-z ]+?))?(?: \d+)?$")


class Unfinished(Struct, frozen=True):
    """A backup whose bytes are there but not yet flushed, verified and named."""

    beside: Path
    target: Path
    key: "FileKey | None"


def start(database: Database, reason: Reason, at: datetime) -> Unfinished:
    """Copy the file as it is into the folder of its backups; the first half, for the thread that owns the database.

    Raises PlaceIsALink, ExportFailed and the faults of drives; then nothing is left behind.
    """
    folder = backups_folder(database.path)
    if folder.is_symlink():
        # Somebody else may own the place it leads to.
        raise PlaceIsALink(folder)
    with told(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    target = free_name(folder, f"{database.path.stem} {at.astimezone():{_STAMP}} {reason.value}".rstrip())
    return Unfinished(start_copy(database, target), target, database.key)


def free_name(folder: Path, stem: str) -> Path:
    """A name in a folder that nothing has yet."""
    target, number = folder / f"{stem}.roadmap", 1
    while target.exists() or target.is_symlink():
        number += 1
        target = folder / f"{stem} {number}.roadmap"
    return target


def finish(unfinished: Unfinished) -> Backup:
    """Flush, reopen, verify and name a backup; the second half, for any thread. Raises as `start` does."""
    finish_copy(unfinished.beside, unfinished.target, unfinished.key)
    return describe(unfinished.target, unfinished.key)


def back_up(database: Database, at: datetime, reason: Reason = Reason.OTHER) -> Path:
    """Make one verified backup at once and return its path. Raises as `start` does."""
    return finish(start(database, reason, at)).path


def listed(path: Path, key: "FileKey | None") -> tuple[Backup, ...]:
    """The backups beside a file, newest first; also those that cannot be read."""
    found = [describe(one, key) for one in list_backups(path) if not one.is_symlink() and one.is_file()]
    return tuple(sorted(found, key=lambda one: (one.at, one.path.name), reverse=True))


def describe(path: Path, key: "FileKey | None") -> Backup:
    """What is known of a backup without verifying it."""
    parts = _NAMED.match(path.stem)
    facts = path.stat()
    at, reason = datetime.fromtimestamp(facts.st_mtime).astimezone(), Reason.OTHER
    if parts is not None:
        with contextlib.suppress(ValueError):
            at = datetime.strptime(parts["at"], _STAMP).astimezone()
        reason = next((one for one in Reason if one.value == (parts["reason"] or "")), Reason.OTHER)
    if " before upgrade from format " in path.stem:
        reason = Reason.UPGRADE
    answers, name = None, ""
    with contextlib.suppress(RoadmapError), reading(path, key) as connection, told(path):
        answers = int(connection.execute("SELECT count(*) FROM answer WHERE text <> ''").fetchone()[0])
        if reason is Reason.NAMED:
            text = "SELECT moment FROM batch WHERE moment <> '' ORDER BY sequence DESC LIMIT 1"
            name = str((connection.execute(text).fetchone() or ("",))[0])
    return Backup(path, at, reason, facts.st_size, answers, name)


@contextlib.contextmanager
def reading(path: Path, key: "FileKey | None") -> "Iterator[sqlite3.Connection]":
    """A connection that can only read a backup; the one place where backups are opened. Raises the faults of drives."""
    with told(path), contextlib.closing(connect(path, key, mode="ro")) as connection:
        connection.execute("PRAGMA trusted_schema=0").fetchall()
        yield connection


def check(path: Path, key: "FileKey | None") -> Verification:
    """Verify a backup: structure, schema and every hash. Raises the faults of drives."""
    with reading(path, key) as connection:
        return verify(connection)


def answers_in(path: Path, key: "FileKey | None") -> Mapping[tuple[str, ...], str]:
    """The texts of a backup by assessment, respondent and prompt. Raises FileIsDamaged for one that is not whole."""
    with reading(path, key) as connection:
        found = verify(connection)
        if not found.is_sound:
            raise FileIsDamaged(path, found.problems[0])
        rows = [stored.row for stored in select(connection, ANSWER)]
    return {ANSWER.key_of(row): str(row["text"]) for row in rows if row["text"]}


def state_mark(connection: "sqlite3.Connection") -> tuple[object, ...]:
    """Changes whenever something was written that a backup would miss."""
    text = "SELECT count(*), max(at), (SELECT count(*) FROM batch) FROM change"
    return tuple(connection.execute(text).fetchone())


def mark_of(path: Path, key: "FileKey | None") -> tuple[object, ...] | None:
    """The same mark of a backup; None when it cannot be read."""
    try:
        with reading(path, key) as connection:
            return state_mark(connection)
    except RoadmapError:
        return None


def thin(path: Path, key: "FileKey | None", now: datetime) -> tuple[Path, ...]:
    """Remove the backups that may go, and return them; one that cannot be removed stays."""
    gone = []
    for one in to_thin(listed(path, key), now):
        with contextlib.suppress(OSError):
            one.path.unlink()
            gone.append(one.path)
    return tuple(gone)


def replace_backups(database: Database, at: datetime) -> tuple[int, Path | None]:
    """Make one new backup and take every older one away; returns how many went, and the new one.

    A file without backups gets none. Words erased from the document must not live on beside it.
    """
    older = list_backups(database.path)
    if not older:
        return 0, None
    kept = back_up(database, at)
    with told(kept.parent):
        for path in older:
            path.unlink()
    return len(older), kept
