"""Is this file what it says: the header before SQLite sees it, and whether a path still names the open file."""

import errno
import os
import stat
from pathlib import Path

from msgspec import Struct

from roadmap_desktop.errors import (
    FileFromNewerVersion,
    FileIsDamaged,
    FileIsForeign,
    FileIsProtected,
    FileNotThere,
    FileWasChangedByAnotherProgram,
    FileWasReplaced,
)
from roadmap_desktop.storage.catalogue import APPLICATION_ID, FORMAT_VERSION
from roadmap_desktop.storage.faults import told_by_system

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_PAGE = 4096
_SALT = 16
# What stands in the header of every file this application ever wrote: pages of 4096 bytes, a rollback journal, no room
# kept at the end of a page, SQLite's own fractions; schemas of format 4; no automatic vacuum; text in UTF-8.
_CONSTANT = (
    (16, b"\x10\x00\x01\x01\x00\x40\x20\x20"),
    (44, b"\0\0\0\x04"),
    (52, b"\0\0\0\0\0\0\0\x01"),
    (64, b"\0\0\0\0"),
)


class FileIdentity(Struct, frozen=True):
    """Which file a path names: device and file number, the same through every name of it."""

    device: int
    number: int

    @classmethod
    def of(cls, path: Path) -> "FileIdentity | None":
        """The identity of the file at a path; None when there is none. Never opens the file."""
        try:
            found = path.stat()
        except (OSError, ValueError):
            return None
        return cls(found.st_dev, found.st_ino)


def require_same_file(path: Path, identity: FileIdentity) -> None:
    """Raise FileWasReplaced when the path no longer names the open file.

    SQLite would go on committing into a file that nobody can find again.
    """
    if FileIdentity.of(path) != identity:
        raise FileWasReplaced(path)


def read_version(path: Path) -> int:
    """The format version in the header of a file that is not open in this process.

    Raises FileNotThere, FileIsReadOnly, FileIsProtected (its format is known only to those who have the passphrase),
    FileIsForeign (empty, another format, another application), FileIsDamaged (cut short, or a header that says what
    none says), FileWasChangedByAnotherProgram (settings of SQLite that only another program makes) and
    FileFromNewerVersion. Only reads.
    """
    header, size = _header_of(path)
    if not header.startswith(_MAGIC):
        raise FileIsProtected(path) if _looks_protected(path, header, size) else FileIsForeign(path)
    if len(header) < _HEADER:
        raise FileIsDamaged(path, "cut short inside the header")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise FileIsForeign(path)
    _require_whole(path, header, size)
    version = int.from_bytes(header[60:64], "big")
    if version > FORMAT_VERSION:
        raise FileFromNewerVersion(path, version, FORMAT_VERSION)
    if any(not header.startswith(value, place) for place, value in _CONSTANT):
        raise FileWasChangedByAnotherProgram(path) if _is_by_another(header) else FileIsDamaged(path, "header")
    return version


def _header_of(path: Path) -> tuple[bytes, int]:
    # Opening and closing a file drops this process's locks on it, so callers make sure it is not the open document.
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise FileIsForeign(path)
        with path.open("rb") as file:
            header = file.read(_HEADER)
            size = os.fstat(file.fileno()).st_size
    except (FileNotFoundError, ValueError):
        # No file has a name with a NUL in it.
        raise FileNotThere(path) from None
    except OSError as error:
        if error.errno in {errno.ENAMETOOLONG, errno.ELOOP, errno.ENOTDIR}:
            raise FileNotThere(path) from None
        raise told_by_system(error, path) from None
    return header, size


def _is_by_another(header: bytes) -> bool:
    # Another page size, a write-ahead log, UTF-16 or automatic vacuum is what a program sets; the rest is what a bad
    # drive does, and then the words in the file can still be saved.
    page = int.from_bytes(header[16:18], "big")
    is_other_page = page in {1, 512, 1024, 2048, 8192, 16384, 32768}
    return (
        is_other_page or header[18:20] == b"\2\2" or header[56:60] in {b"\0\0\0\2", b"\0\0\0\3"} or any(header[52:56])
    )


def is_protected(path: Path) -> bool:
    """True for a file that only a passphrase opens, as far as can be seen from outside. Raises as `read_version`."""
    try:
        read_version(path)
    except FileIsProtected:
        return True
    return False


def _looks_protected(path: Path, header: bytes, size: int) -> bool:
    # Whole pages that begin with a random salt; a file that a power cut left full of zeros does not.
    return size >= _PAGE and (size % _PAGE == 0 or _has_hot_journal(path)) and any(header[:_SALT])


def _has_hot_journal(path: Path) -> bool:
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0


def _require_whole(path: Path, header: bytes, size: int) -> None:
    # With a hot journal the size is settled only when SQLite has rolled it back.
    if _has_hot_journal(path):
        return
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if size < pages * (65_536 if page_size == 1 else page_size):
        raise FileIsDamaged(path, "cut short")
