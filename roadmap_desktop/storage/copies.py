"""Copies of an open file: to another place, or as a verified backup beside it."""

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_desktop.errors import ExportFailed, FileAlreadyThere, FileIsDamaged, FileIsOpenElsewhere, PlaceIsALink
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.storage.connecting import connect
from roadmap_desktop.storage.database import Database, settle
from roadmap_desktop.storage.faults import database_errors, error_name, told
from roadmap_desktop.storage.moving import move_into_place
from roadmap_desktop.storage.verification import verify

if TYPE_CHECKING:
    from roadmap_desktop.storage.keys import FileKey


def copy_to(database: Database, target: Path, *, may_replace: bool = False) -> None:
    """Write a whole, verified copy; what stood at the target is replaced only when that is allowed.

    Made with SQLite's backup: an ordinary file copy of an open document would drop its lock.
    Raises FileAlreadyThere, PlaceIsALink, ExportFailed, and the faults of drives; then nothing is left behind.
    """
    finish_copy(start_copy(database, target, may_replace=may_replace), target, database.key)


def start_copy(database: Database, target: Path, *, may_replace: bool = False) -> Path:
    """Write the bytes of a copy beside its target and return where; `finish_copy` verifies it and gives it its name.

    This half is for the thread that owns the database. Raises as `copy_to` does; then nothing is left behind.
    """
    if target.is_symlink():
        raise PlaceIsALink(target)
    if target.exists() and (not may_replace or target.resolve() == database.path.resolve()):
        raise FileAlreadyThere(target)
    beside = target.with_name(f".{target.name}.{new_id()[:8]}.part")
    try:
        with told(target):
            os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            # A copy of a protected file has the same key: what SQLite hands over is written under it again.
            with contextlib.closing(connect(beside, database.key)) as copy:
                database.connection.backup(copy)
    except BaseException:
        _leave_nothing(beside)
        raise
    return beside


def finish_copy(beside: Path, target: Path, key: "FileKey | None") -> None:
    """Flush and verify what `start_copy` wrote, and give it its name; for any thread. Raises as `copy_to` does."""
    try:
        with told(target):
            _flush(beside)
            with contextlib.closing(connect(beside, key)) as copy:
                settle(beside, copy)
                found = verify(copy)
                copy.execute("PRAGMA journal_mode=delete").fetchall()
            if not found.is_sound:
                raise ExportFailed(target, found.problems[0])
            move_into_place(beside, target)
            sync_folder(target.parent)
    finally:
        _leave_nothing(beside)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _leave_nothing(beside: Path) -> None:
    for made in (beside, beside.with_name(beside.name + "-journal")):
        with contextlib.suppress(OSError):
            made.unlink(missing_ok=True)


def copy_unopened(path: Path, target: Path, key: "FileKey | None" = None) -> None:
    """Write a whole, verified copy of a file that is not open and may not be written where it is; it is only read.

    An unfinished journal comes along, so that a file that outlived a power cut is whole in its copy. Raises
    FileAlreadyThere, PlaceIsALink, FileIsOpenElsewhere, FileIsDamaged and the faults of drives; then nothing is left
    behind.
    """
    if target.is_symlink():
        raise PlaceIsALink(target)
    if target.exists():
        raise FileAlreadyThere(target)
    _require_unlocked(path, key)
    journal = path.with_name(path.name + "-journal")
    with told(path):
        found = {"": path.read_bytes(), "-journal": journal.read_bytes() if journal.exists() else b""}
    beside = target.with_name(f".{target.name}.{new_id()[:8]}.part")
    try:
        with told(target):
            for ending, data in found.items():
                if data:
                    handle = os.open(f"{beside}{ending}", os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
                    with os.fdopen(handle, "wb") as file:
                        file.write(data)
            _settle_and_verify(beside, path, key)
            beside.rename(target)
            sync_folder(target.parent)
    finally:
        _leave_nothing(beside)


def _require_unlocked(path: Path, key: "FileKey | None") -> None:
    # A copy of a file that another process is writing could be half of two states.
    try:
        with contextlib.closing(connect(path, key, mode="ro")) as connection:
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except database_errors() as error:
        if error_name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise FileIsOpenElsewhere(path) from None


def _settle_and_verify(beside: Path, path: Path, key: "FileKey | None") -> None:
    copy = connect(beside, key)
    try:
        settle(beside, copy)
        found = verify(copy)
        copy.execute("PRAGMA journal_mode=delete").fetchall()
    finally:
        copy.close()
    if not found.is_sound:
        raise FileIsDamaged(path, found.problems[0])
    _flush(beside)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last through a power cut, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def backups_folder(path: Path) -> Path:
    """Where the backups of a file live: `NAME.backups` beside it."""
    return path.with_name(f"{path.stem}.backups")


def list_backups(path: Path) -> tuple[Path, ...]:
    """The backups beside a file, oldest first."""
    folder = backups_folder(path)
    return tuple(sorted(folder.glob("*.roadmap"))) if folder.is_dir() else ()
