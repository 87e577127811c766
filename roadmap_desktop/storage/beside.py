"""What may stand beside a .roadmap file, asked before SQLite sees it: its own unfinished journal, and nothing else.

SQLite acts on files beside a database whoever put them there. It reads pages from a write-ahead log even for a file
that never had one, and when it rolls back a journal that names a "super-journal", it deletes the file of that name.
"""

import stat
from pathlib import Path

from roadmap_desktop.errors import FileWasChangedByAnotherProgram

_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
# At the end of a journal: the name, its length, its checksum, the magic bytes.
_TAIL = 16


def require_nothing_planted(path: Path) -> None:
    """Raise FileWasChangedByAnotherProgram for what the application never leaves beside a file. Only reads.

    That is a write-ahead log or its index, a journal that is no ordinary file, and one that names another file.
    """
    for ending in ("-wal", "-shm"):
        if _mode(path.with_name(path.name + ending)) is not None:
            raise FileWasChangedByAnotherProgram(path)
    journal = path.with_name(path.name + "-journal")
    mode = _mode(journal)
    if mode is not None and (not stat.S_ISREG(mode) or _names_another_file(journal)):
        raise FileWasChangedByAnotherProgram(path)


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except OSError:
        return None


def _names_another_file(journal: Path) -> bool:
    # Only a step over several files at once makes such a journal, and the application takes none.
    try:
        with journal.open("rb") as file:
            size = file.seek(0, 2)
            if size < _TAIL:
                return False
            file.seek(size - _TAIL)
            tail = file.read(_TAIL)
    except OSError:
        # What cannot be read SQLite cannot roll back either, and says so.
        return False
    return tail.endswith(_JOURNAL_MAGIC) and 0 < int.from_bytes(tail[:4], "big") <= size - _TAIL
