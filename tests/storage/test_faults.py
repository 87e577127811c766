import errno
import sqlite3
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.storage.faults import error_name, told, translated

PATH = Path("a.roadmap")


def an_error(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("CANARY words of an answer")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SQLITE_FULL", errors.DiskIsFull),
        ("SQLITE_IOERR_WRITE", errors.DriveStoppedAnswering),
        ("SQLITE_IOERR_FSYNC", errors.DriveStoppedAnswering),
        ("SQLITE_READONLY_DIRECTORY", errors.FileIsReadOnly),
        ("SQLITE_CANTOPEN", errors.FileIsReadOnly),
        ("SQLITE_BUSY", errors.FileIsOpenElsewhere),
        ("SQLITE_NOTADB", errors.FileIsForeign),
        ("SQLITE_CORRUPT", errors.FileIsDamaged),
        ("SQLITE_ERROR", errors.FileCannotBeOpened),
        ("", errors.FileCannotBeOpened),
    ],
)
def test_each_fault_of_the_library_has_its_own_error(name: str, expected: type[errors.RoadmapError]) -> None:
    found = translated(an_error(name), PATH)
    assert type(found) is expected
    assert "CANARY" not in str(vars(found))


@pytest.mark.parametrize(
    ("raised", "expected"),
    [
        (OSError(errno.ENOSPC, "CANARY"), errors.DiskIsFull),
        (OSError(errno.EROFS, "CANARY"), errors.FileIsReadOnly),
        (OSError(errno.EIO, "CANARY"), errors.DriveStoppedAnswering),
        (PermissionError("CANARY"), errors.FileIsReadOnly),
        (an_error("SQLITE_FULL"), errors.DiskIsFull),
    ],
)
def test_faults_of_the_system_are_told_without_their_message(
    raised: Exception, expected: type[errors.RoadmapError]
) -> None:
    with pytest.raises(expected) as caught, told(PATH):
        raise raised
    assert caught.value.__suppress_context__


def test_the_name_of_other_errors_is_empty() -> None:
    assert error_name(ValueError("x")) == ""
