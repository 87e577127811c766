"""Set, change or remove the passphrase of a file that is not open: a checked export beside it, then one swap."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from roadmap_desktop.errors import (
    Cancelled,
    FileIsDamaged,
    FileIsOpenElsewhere,
    FileIsReadOnly,
    FileNotThere,
    FileWasChangedByAnotherProgram,
    ProtectionFailed,
    ProtectionUnavailable,
    RoadmapError,
    WrongPassphrase,
)
from roadmap_desktop.storage.catalogue import APPLICATION_ID, FORMAT_VERSION
from roadmap_desktop.storage.connecting import connect
from roadmap_desktop.storage.database import has_exact_schema, settle
from roadmap_desktop.storage.faults import told
from roadmap_desktop.storage.hashes import digest
from roadmap_desktop.storage.identity import FileIdentity, is_protected, require_same_file
from roadmap_desktop.storage.keys import FileKey
from roadmap_desktop.storage.schema_text import BY_VERSION
from roadmap_desktop.storage.swapping import erase, part_beside, put_in_place, sweep
from roadmap_desktop.storage.verification import verify

Reporter = Callable[[int, int], None]
_ROWS_A_REPORT = 500
# These say it better than that the passphrase was not changed.
_PLAIN_REASONS = (Cancelled, FileIsOpenElsewhere, FileIsReadOnly, WrongPassphrase, ProtectionUnavailable)


def reprotect(path: Path, old: FileKey | None, new: FileKey | None, reporter: Reporter) -> None:
    """Put the contents of a file into one with another key, or none, in its place; the old bytes are overwritten once.

    The file may not be open in this process. It is copied row by row, the copy is reopened with the new key, every
    hash and every row compared, and only then swapped; the library's own change of keys in place is never used.
    `reporter(done, total)` may raise Cancelled until the swap. Raises ProtectionFailed, WrongPassphrase,
    FileIsOpenElsewhere and FileIsReadOnly with the file as it was.
    """
    # A link stays a link: the file that it names is the one that is changed.
    path = path.resolve()
    beside = part_beside(path)
    try:
        with told(path):
            _require_one_name(path)
            if (identity := FileIdentity.of(path)) is None:
                raise FileNotThere(path)
            rows = _export(path, old, beside, new, reporter)
            _check_export(path, beside, new, rows, reporter)
            require_same_file(path, identity)
            put_in_place(beside, path)
    except _PLAIN_REASONS:
        raise
    except RoadmapError as error:
        raise ProtectionFailed(path, type(error).__name__) from None
    finally:
        with contextlib.suppress(RoadmapError, OSError):
            erase(beside)


def _require_one_name(path: Path) -> None:
    # Under another name the old contents would live on, unless they were overwritten under that name too.
    if path.stat().st_nlink > 1:
        raise ProtectionFailed(path, "another name")


def _export(
    path: Path, old: FileKey | None, beside: Path, new: FileKey | None, reporter: Reporter
) -> dict[str, list[str]]:
    # Returns the digest of every row by table, as they are in the old file.
    with _locked(path, old) as source:
        sweep(path)
        version = int(source.execute("PRAGMA user_version").fetchone()[0])
        if source.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID or not has_exact_schema(
            source, version
        ):
            raise FileWasChangedByAnotherProgram(path)
        if version == FORMAT_VERSION and not (found := verify(source)).is_sound:
            raise FileIsDamaged(path, found.problems[0])
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with contextlib.closing(connect(beside, new)) as target:
            settle(beside, target)
            target.execute(f"PRAGMA application_id={APPLICATION_ID}")
            target.execute("BEGIN EXCLUSIVE")
            for _name, statement in BY_VERSION[version]:
                target.execute(statement)
            rows = _copy_rows(source, target, version, reporter)
            target.execute(f"PRAGMA user_version={version}")
            target.execute("COMMIT")
            target.execute("PRAGMA journal_mode=delete").fetchall()
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    return rows


@contextlib.contextmanager
def _locked(path: Path, key: FileKey | None) -> Iterator[sqlite3.Connection]:
    # Nobody else may write to a file while it is copied. What a crash left half done in it is settled first.
    with contextlib.closing(connect(path, key)) as connection:
        settle(path, connection)
        connection.execute("BEGIN EXCLUSIVE")
        yield connection
        connection.rollback()
        connection.execute("PRAGMA journal_mode=delete").fetchall()


def _copy_rows(
    source: sqlite3.Connection, target: sqlite3.Connection, version: int, reporter: Reporter
) -> dict[str, list[str]]:
    digests: dict[str, list[str]] = {}
    total = 2 * sum(_count(source, table) for table in _tables(version))
    done = 0
    for table in _tables(version):
        digests[table] = []
        for row in _rows(source, table):
            target.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
            digests[table].append(digest(row))
            done += 1
            if done % _ROWS_A_REPORT == 0:
                reporter(done, total)
    reporter(done, total)
    return digests


def _check_export(
    path: Path, beside: Path, key: FileKey | None, expected: dict[str, list[str]], reporter: Reporter
) -> None:
    half = sum(map(len, expected.values()))
    if is_protected(beside) != (key is not None):
        raise ProtectionFailed(path, "not what was asked for")
    with contextlib.closing(connect(beside, key)) as copy:
        settle(beside, copy)
        version = int(copy.execute("PRAGMA user_version").fetchone()[0])
        if version == FORMAT_VERSION and not (found := verify(copy)).is_sound:
            raise ProtectionFailed(path, found.problems[0])
        reporter(half + half // 2, 2 * half)
        if {table: [digest(row) for row in _rows(copy, table)] for table in _tables(version)} != expected:
            raise ProtectionFailed(path, "rows differ")
        copy.execute("PRAGMA journal_mode=delete").fetchall()
    # The last moment at which it may be cancelled.
    reporter(2 * half, 2 * half)


def _tables(version: int) -> list[str]:
    return [name for name, statement in BY_VERSION[version] if statement.startswith("CREATE TABLE")]


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str | int | None, ...]]:
    return iter(connection.execute(f"SELECT * FROM {table} ORDER BY rowid"))  # noqa: S608 - a released table


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - a released table
