"""Put a working copy back on its network drive without writing over anybody."""

import hashlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from roadmap_desktop.errors import PlaceIsALink
from roadmap_desktop.i18n import _
from roadmap_desktop.services.borrowed_files import Borrowed
from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage.copies import finish_copy, start_copy
from roadmap_desktop.storage.faults import told


def last_change(document: Document) -> str:
    """When the last change in an open file was written; empty in a file without one."""
    at = document.last_saved_at
    return at.isoformat() if at is not None else ""


def content_mark(path: Path) -> str:
    """The SHA-256 of a file's bytes, with its journal's where there is one; empty for a file that is not there.

    For files that are not open here. Raises the faults of drives.
    """
    found = hashlib.sha256()
    with told(path):
        try:
            found.update(path.read_bytes())
        except FileNotFoundError:
            return ""
        with suppress(FileNotFoundError):
            found.update(path.with_name(path.name + "-journal").read_bytes())
    return found.hexdigest()


class PutBack(Struct, frozen=True):
    """What stands on the network drive now; `beside` says that somebody else's file was left as it is there."""

    path: Path
    borrowed: Borrowed
    beside: bool


class PuttingBack:
    """One way back of one working copy: `begin` where the file is open, then `finish` in any thread."""

    def __init__(self, document: Document, borrowed: Borrowed, now: datetime) -> None:
        self._document = document
        self._borrowed = borrowed
        self._now = now
        self._part = Path()
        self._saved = ""

    def begin(self) -> None:
        """Write the bytes beside the original. Raises PlaceIsALink and the faults of drives; nothing is left then."""
        if self._borrowed.original.is_symlink():
            raise PlaceIsALink(self._borrowed.original)
        self._document.seal()
        self._saved = last_change(self._document)
        self._part = start_copy(self._document.database, self._borrowed.original, may_replace=True)

    def finish(self) -> PutBack:
        """Verify them, and give them the original's name only when nobody changed the original meanwhile.

        Otherwise they get a name of their own beside it, and both files stay. Raises as `begin` does.
        """
        original = self._borrowed.original
        found = content_mark(original)
        is_changed = found not in (self._borrowed.base, "")
        target = self._name_beside() if is_changed else original
        finish_copy(self._part, target, self._document.database.key)
        # After a clash the two still differ: the next way back must not replace the other's file either.
        base = self._borrowed.base if is_changed else content_mark(original)
        return PutBack(target, Borrowed(self._borrowed.copy, original, base, self._saved), is_changed)

    def _name_beside(self) -> Path:
        original, number = self._borrowed.original, 1
        stem = _("{name} – put back {time}").format(name=original.stem, time=f"{self._now:%Y-%m-%d %H.%M}")
        while (target := original.with_name(f"{stem}{f' {number}' if number > 1 else ''}{original.suffix}")).exists():
            number += 1
        return target
