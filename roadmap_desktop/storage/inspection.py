"""The worker that looks at a file from elsewhere: in a process of its own, on a private copy, within limits.

Started by `services.quarantine`. It reads one line of JSON from standard input: the `path` of the file, an empty
private `folder`, the `key` of a protected file as hex or null, and whether `hashes` count. It answers with one line: a
`verdict`, which is "sound" or the name of an error that a user can meet, and two format numbers or a size where they
matter. Nothing is ever written to the file itself.
"""

import contextlib
import json
import sqlite3
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from roadmap_desktop.errors import (
    FileFromNewerVersion,
    FileIsDamaged,
    FileIsOpenElsewhere,
    FileIsTooLarge,
    FileNotThere,
    FileWasChangedByAnotherProgram,
    RoadmapError,
)
from roadmap_desktop.storage.catalogue import APPLICATION_ID, FORMAT_VERSION
from roadmap_desktop.storage.connecting import connect
from roadmap_desktop.storage.database import has_exact_schema, settle
from roadmap_desktop.storage.faults import database_errors, error_name, told
from roadmap_desktop.storage.identity import read_version
from roadmap_desktop.storage.keys import FileKey
from roadmap_desktop.storage.plausibility import implausible, is_too_much
from roadmap_desktop.storage.schema_text import BY_VERSION
from roadmap_desktop.storage.verification import verify

# Larger than any task force will write: all elements answered at length make about four megabytes.
LARGEST = 256 << 20
_MEMORY = 2 << 30
_SECONDS = 60
_STEPS = 100_000
_MOST_STEPS = 20_000
_LOW_LIMITS = (
    (sqlite3.SQLITE_LIMIT_COLUMN, 100),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 20),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 3),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 25_000),
    (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 8),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
    (sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 50),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
)


def inspect(path: Path, folder: Path, key: FileKey | None, *, hashes: bool) -> None:
    """Look at a file. Raises what keeps it from being opened; the file is as it was, and the folder holds the copy.

    Without `hashes` single damaged rows are left to whoever asked.
    """
    if key is None:
        # Before SQLite sees the file itself, too: it makes files beside one whose header wants a write-ahead log.
        read_version(path)
    _require_free(path, key)
    copy = copied(path, folder)
    if key is None:
        read_version(copy)
    with told(path), contextlib.closing(connect(copy, key)) as connection:
        connection.execute("PRAGMA trusted_schema=0").fetchall()
        connection.execute("PRAGMA cell_size_check=1").fetchall()
        _limit(connection)
        version = _known_version(path, connection)
        if connection.execute("PRAGMA encoding").fetchone()[0] != "UTF-8":
            raise FileWasChangedByAnotherProgram(path)
        if not has_exact_schema(connection, version):
            raise FileWasChangedByAnotherProgram(path)
        if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise FileIsDamaged(path, "quick_check")
        if version == FORMAT_VERSION:
            # The very settings a document is worked on with have to take hold.
            settle(copy, connection)
        if hashes:
            _require_our_words(path, connection, version)


def _require_our_words(path: Path, connection: sqlite3.Connection, version: int) -> None:
    tables = [name for name, text in BY_VERSION[version] if text.startswith("CREATE TABLE")]
    if is_too_much(connection, tables):
        raise FileIsTooLarge(path, path.stat().st_size)
    if problems := verify(connection, version).problems:
        raise FileIsDamaged(path, problems[0])
    if implausible(connection, tables):
        raise FileWasChangedByAnotherProgram(path)


def _known_version(path: Path, connection: sqlite3.Connection) -> int:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application != APPLICATION_ID or version not in BY_VERSION:
        if application == APPLICATION_ID and version > FORMAT_VERSION:
            raise FileFromNewerVersion(path, version, FORMAT_VERSION)
        raise FileWasChangedByAnotherProgram(path)
    return version


def _require_free(path: Path, key: FileKey | None) -> None:
    # A copy of a file that another process is writing could be half of two states.
    try:
        with contextlib.closing(connect(path, key, mode="ro")) as connection:
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except database_errors() as error:
        if error_name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise FileIsOpenElsewhere(path) from None
    except UnicodeError:
        # Even the name of a table can be garbage in a damaged file, and SQLite quotes it; that is no lock.
        return


def copied(path: Path, folder: Path) -> Path:
    """A private copy of a file and its journal. Raises FileNotThere, FileIsTooLarge and the faults of drives."""
    copy = folder / "copy.roadmap"
    for ending in ("", "-journal"):
        source = path.with_name(path.name + ending)
        with told(path):
            if not source.exists():
                if ending:
                    continue
                raise FileNotThere(path)
            facts = source.stat()
            if not stat.S_ISREG(facts.st_mode):
                raise FileWasChangedByAnotherProgram(path)
            if facts.st_size > LARGEST:
                raise FileIsTooLarge(path, facts.st_size)
            copy.with_name(copy.name + ending).write_bytes(source.read_bytes())
    return copy


def _limit(connection: sqlite3.Connection) -> None:
    if isinstance(connection, sqlite3.Connection):
        for name, value in _LOW_LIMITS:
            connection.setlimit(name, value)
    connection.set_progress_handler(_counter(), _STEPS)


def _counter() -> Callable[[], int]:
    steps = iter(range(_MOST_STEPS))
    return lambda: 0 if next(steps, None) is not None else 1


def bound_process() -> None:
    """Limit what this process may take of memory, time and room on the drive."""
    # What a limit of SQLite does not hold, the system does; on Windows the parent's time limit stands alone.
    try:
        import resource
    except ImportError:
        return
    for name, value in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 2 * LARGEST),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (value, value))


def main() -> int:
    """Read one question, answer it in one line."""
    bound_process()
    asked = json.loads(sys.stdin.readline())
    key = FileKey.from_bytes(bytes.fromhex(asked["key"])) if asked["key"] else None
    answer: dict[str, object] = {"verdict": "sound"}
    try:
        inspect(Path(asked["path"]), Path(asked["folder"]), key, hashes=bool(asked["hashes"]))
    except FileFromNewerVersion as error:
        answer = {"verdict": "FileFromNewerVersion", "found": error.found, "supported": error.supported}
    except FileIsTooLarge as error:
        answer = {"verdict": "FileIsTooLarge", "size": error.size}
    except RoadmapError as error:
        answer = {"verdict": type(error).__name__}
    except MemoryError:
        answer = {"verdict": "FileWasChangedByAnotherProgram"}
    sys.stdout.write(json.dumps(answer) + "\n")
    return 0
