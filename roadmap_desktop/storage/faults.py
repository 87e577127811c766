"""What SQLite and the operating system report, told as errors a user can meet."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roadmap_desktop.errors import (
    DiskIsFull,
    DriveStoppedAnswering,
    FileCannotBeOpened,
    FileIsDamaged,
    FileIsForeign,
    FileIsOpenElsewhere,
    FileIsReadOnly,
    RoadmapError,
)

CIPHER_LIBRARY = "sqlcipher3.dbapi2"


def database_errors() -> tuple[type[Exception], ...]:
    """What the database libraries raise; SQLCipher's errors are not those of the standard library.

    It is asked when something was raised, since SQLCipher is there only once a protected file was opened.
    """
    library = sys.modules.get(CIPHER_LIBRARY)
    return (sqlite3.Error,) if library is None else (sqlite3.Error, library.Error)


def error_name(error: BaseException) -> str:
    """SQLite's own name of an error, e.g. `SQLITE_BUSY`; also of one that SQLAlchemy wrapped. Empty for others."""
    original = getattr(error, "orig", None) or error
    return str(getattr(original, "sqlite_errorname", None) or "")


def translated(error: BaseException, path: Path) -> RoadmapError:
    """The error a user can meet for a failure of SQLite; the caller raises it `from None`.

    The library's message is dropped on purpose: it can hold a path or a part of an answer.
    """
    name = error_name(error)
    if name.startswith("SQLITE_IOERR") or name == "SQLITE_PROTOCOL":
        return DriveStoppedAnswering(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return FileIsReadOnly(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return FileIsOpenElsewhere(path)
    by_name: dict[str, RoadmapError] = {
        "SQLITE_FULL": DiskIsFull(path),
        "SQLITE_NOTADB": FileIsForeign(path),
        "SQLITE_CORRUPT": FileIsDamaged(path, name),
    }
    return by_name.get(name) or FileCannotBeOpened(path, name or type(error).__name__)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors in the block into errors a user can meet."""
    try:
        yield
    except database_errors() as error:
        raise translated(error, path) from None
    except UnicodeError:
        # Even the name of a table can be garbage in a damaged file.
        raise FileIsDamaged(path, "text that is not UTF-8") from None
    except OSError as error:
        raise told_by_system(error, path) from None


def told_by_system(error: OSError, path: Path) -> RoadmapError:
    """The error a user can meet for a failure of the operating system; the caller raises it `from None`."""
    if isinstance(error, PermissionError):
        return FileIsReadOnly(path)
    if error.errno == 28:  # ENOSPC
        return DiskIsFull(path)
    if error.errno == 30:  # EROFS
        return FileIsReadOnly(path)
    return DriveStoppedAnswering(path)
