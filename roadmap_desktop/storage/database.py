"""Open, lock and close a .roadmap file: one connection, one lock, every setting read back."""

import os
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_desktop.errors import (
    FileAlreadyThere,
    FileCannotBeOpened,
    FileFromNewerVersion,
    FileIsDamaged,
    FileIsForeign,
    FileWasChangedByAnotherProgram,
)
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.storage.catalogue import APPLICATION_ID, FORMAT_VERSION
from roadmap_desktop.storage.connecting import connect, limit
from roadmap_desktop.storage.faults import database_errors, told, told_by_system, translated
from roadmap_desktop.storage.identity import FileIdentity, read_version, require_same_file
from roadmap_desktop.storage.schema_text import BY_VERSION

if TYPE_CHECKING:
    from roadmap_desktop.storage.keys import FileKey
    from roadmap_desktop.storage.sql import Connection

# `locking_mode` stands before `journal_mode`: the order matters to SQLite.
_WANTED: Mapping[str, str | int] = {
    "locking_mode": "exclusive",
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "journal_mode": "truncate",
    "synchronous": 3,
    "secure_delete": 1,
    "foreign_keys": 1,
    "recursive_triggers": 0,
}


class Database:
    """An open .roadmap file. Owned by one thread; close it to leave one single file behind."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        identity: FileIdentity,
        document_id: str,
        key: "FileKey | None" = None,
    ) -> None:
        self.path = path
        self.connection = connection
        self.document_id = document_id
        self.key = key
        self._identity = identity
        self._core: Connection | None = None
        self.was_interrupted = False  # the session before this one did not close the file

    @property
    def identity(self) -> FileIdentity:
        """Which file is open, whatever it is called."""
        return self._identity

    def require_same_file(self) -> None:
        """Raise FileWasReplaced when the path no longer names this file."""
        require_same_file(self.path, self._identity)

    def core(self) -> "Connection":
        """The same connection, for SQLAlchemy Core; the library is imported at the first call."""
        if self._core is None:
            # Imported here because it costs more than the whole first paint; see "Start-up is a budget" in the README.
            from roadmap_desktop.storage.core_connection import core_connection

            self._core = core_connection(self.connection)
        return self._core

    @contextmanager
    def transaction(self) -> "Iterator[Connection]":
        """One transaction: committed when the block ends, rolled back when it raises.

        Raises FileWasReplaced before anything is written, and SQLite's failures as errors a user can meet.
        """
        self.require_same_file()
        core = self.core()
        transaction = core.begin()
        try:
            yield core
            transaction.commit()
        except Exception as error:
            self._roll_back()
            transaction.close()
            if isinstance(getattr(error, "orig", error), database_errors()):
                raise translated(error, self.path) from None
            raise

    @contextmanager
    def reading(self) -> "Iterator[Connection]":
        """Several reads through SQLAlchemy that see one state; nothing is written."""
        core = self.core()
        transaction = core.begin()
        try:
            yield core
        finally:
            transaction.rollback()

    def _roll_back(self) -> None:
        # After SQLITE_FULL SQLite has rolled back already, and a second rollback would be an error of its own.
        if self.connection.in_transaction:
            self.connection.rollback()

    def close(self) -> None:
        """Close the file so that it is one file again; safe to call twice."""
        if self._core is not None:
            self._core.close()
            self._core = None
        try:
            # DELETE takes the empty journal away; a failure to do so loses nothing.
            self.connection.execute("PRAGMA journal_mode=delete").fetchall()
        except database_errors():
            pass
        finally:
            self.connection.close()


def create(path: Path, written_by: str) -> Database:
    """Make a new file that never replaces another; readable by its owner alone.

    Raises FileAlreadyThere, FileIsReadOnly, DiskIsFull, DriveStoppedAnswering.
    """
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise FileAlreadyThere(path) from None
    except OSError as error:
        raise told_by_system(error, path) from None
    try:
        with told(path):
            os.close(handle)
        return _created(path, written_by)
    except Exception:
        for made in (path, path.with_name(path.name + "-journal")):
            # A drive that refuses everything keeps the empty file; what went wrong is what the user must hear.
            with suppress(OSError):
                made.unlink(missing_ok=True)
        raise


def _created(path: Path, written_by: str) -> Database:
    with _connecting(path) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("BEGIN IMMEDIATE")
        for _, statement in BY_VERSION[FORMAT_VERSION]:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={FORMAT_VERSION}")
        connection.execute(
            "INSERT INTO document (document_id, created_at, written_by, open_count) VALUES (?, ?, ?, 1)",
            (new_id(), now(), written_by),
        )
        connection.execute("COMMIT")
        return _opened(path, connection)


def open_database(path: Path, key: "FileKey | None" = None) -> Database:
    """Open a file of the current format and take its lock; a protected one with its key.

    Raises FileNotThere, FileIsProtected, WrongPassphrase, ProtectionUnavailable, FileIsForeign, FileIsDamaged,
    FileWasChangedByAnotherProgram, FileFromNewerVersion, FileIsOpenElsewhere, FileIsReadOnly and the faults of drives;
    a refused file is left as it is.
    """
    if key is None:
        read_version(path)
    # A clean close takes the journal away; whatever ended the last session without one left it, empty or not.
    was_interrupted = path.with_name(path.name + "-journal").exists()
    with _connecting(path, key) as connection:
        _require_sound(path, connection)
        # One small write takes the lock: a second window or a read-only folder shows up now, not at an answer.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE document SET open_count = open_count + 1")
        connection.execute("COMMIT")
        database = _opened(path, connection, key)
        database.was_interrupted = was_interrupted
        return database


def _opened(path: Path, connection: sqlite3.Connection, key: "FileKey | None" = None) -> Database:
    identity = FileIdentity.of(path)
    found = connection.execute("SELECT document_id FROM document").fetchone()
    if identity is None or found is None:
        raise FileIsDamaged(path, "no document")
    return Database(path, connection, identity, str(found[0]), key)


@contextmanager
def _connecting(path: Path, key: "FileKey | None" = None) -> Iterator[sqlite3.Connection]:
    with told(path):
        connection = connect(path, key)
        try:
            settle(path, connection)
            yield connection
        except BaseException:
            connection.close()
            raise


def settle(path: Path, connection: sqlite3.Connection) -> None:
    """Make a connection as careful as a document needs, and read every setting back."""
    wanted = {**_WANTED, "fullfsync": 1} if sys.platform == "darwin" else _WANTED
    for name, value in wanted.items():
        connection.execute(f"PRAGMA {name}={value}").fetchall()
    for name, value in wanted.items():
        found = connection.execute(f"PRAGMA {name}").fetchone()
        # mmap_size answers nothing where the build has no memory mapping at all.
        if found is not None and found[0] != value:
            raise FileCannotBeOpened(path, f"PRAGMA {name}")
    limit(connection)


def _require_sound(path: Path, connection: sqlite3.Connection) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION_ID:
        raise FileIsForeign(path)
    if version > FORMAT_VERSION:
        raise FileFromNewerVersion(path, version, FORMAT_VERSION)
    # Before any other statement touches a table: a foreign trigger or view could act on our behalf.
    if not has_exact_schema(connection, version):
        raise FileWasChangedByAnotherProgram(path)
    if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise FileIsDamaged(path, "quick_check")


def has_exact_schema(connection: sqlite3.Connection, version: int) -> bool:
    """True when the file's tables and indexes are, to the letter, those of a released format."""
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
    return [tuple(row) for row in found] == sorted(BY_VERSION.get(version, ()))


def now() -> str:
    """The present time as stored: UTC with offset, to the microsecond; for showing, never for deciding an order."""
    return datetime.now(UTC).isoformat()
