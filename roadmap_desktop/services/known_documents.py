"""Which files this installation closed itself, and has found again exactly as it left them."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from roadmap_desktop.paths import real
from roadmap_desktop.storage.moving import move_into_place

MOST = 50


class KnownDocuments:
    """A short list of marks, newest first. A mark is a hash of where and when a file was left; it names nothing.

    A list that cannot be read or written knows nothing: then every file is looked at before it is opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def knows(self, file: Path) -> bool:
        """True when a file is, to the nanosecond and the byte count, as this installation left it."""
        mark = _mark(real(file))
        return mark is not None and mark in self._load()

    def remember(self, file: Path) -> None:
        """A file was closed by us just now."""
        mark = _mark(real(file))
        if mark is not None:
            self._save([mark, *(one for one in self._load() if one != mark)][:MOST])

    def clear(self) -> None:
        """Know nothing any more."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def _load(self) -> list[str]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []

    def _save(self, marks: Sequence[str]) -> None:
        beside = self.path.with_name(f".{self.path.name}.{os.urandom(4).hex()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(marks, out)
            move_into_place(beside, self.path)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _mark(file: Path) -> str | None:
    # None for a file with a second name, or with something beside it that SQLite would act on.
    try:
        facts = file.stat()
    except (OSError, ValueError):
        return None
    if facts.st_nlink > 1 or any(os.path.lexists(f"{file}{ending}") for ending in ("-journal", "-wal", "-shm")):
        return None
    # Hashing is wanted with a file alone; the empty window does without it.
    import hashlib

    # The last one cannot be set back by whoever changes a file and gives it its old date; on Windows it is its birth.
    parts = (facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns)
    return hashlib.sha256(repr(parts).encode()).hexdigest()
