"""Which files of this computer are working copies of files on a network drive."""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from roadmap_desktop.paths import real
from roadmap_desktop.storage.moving import move_into_place

MOST = 50


class Borrowed(NamedTuple):
    """A working copy and the file it was made of, as they were when the two last held the same.

    `base` is the SHA-256 of the original's bytes, and `saved` when the last change in the copy was written.
    """

    copy: Path
    original: Path
    base: str
    saved: str


class Borrowings:
    """The working copies of this computer. Without a `path` they are known until the window closes, and no longer.

    A list that cannot be read is empty; one that cannot be written stays known in this window.
    """

    def __init__(self, path: Callable[[], Path | None]) -> None:
        self._path = path
        self._known: dict[Path, Borrowed] = {}
        self._is_loaded = False

    def of(self, copy: Path) -> Borrowed | None:
        """What a file was borrowed as; None for one that was not."""
        return self._all().get(real(copy))

    def copy_of(self, original: Path) -> Path | None:
        """The newest working copy of a file that is still there."""
        found = [one.copy for one in self._all().values() if one.original == real(original) and one.copy.is_file()]
        return found[-1] if found else None

    def remember(self, borrowed: Borrowed) -> None:
        """A working copy was made, or was put back."""
        known = self._all()
        known.pop(borrowed.copy, None)
        known[borrowed.copy] = borrowed
        while len(known) > MOST:
            del known[next(iter(known))]
        self._save()

    @property
    def path(self) -> Path | None:
        """The file they are remembered in; None on a shared computer."""
        return self._path()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._all())

    def clear(self) -> None:
        """Know none any more; the copies themselves stay."""
        self._known.clear()
        path = self._path()
        if path is not None:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _all(self) -> dict[Path, Borrowed]:
        if not self._is_loaded:
            self._is_loaded = True
            self._known.update({one.copy: one for one in _read(self._path())})
        return self._known

    def _save(self) -> None:
        path = self._path()
        if path is None:
            return
        rows = [[str(part) for part in one] for one in self._known.values()]
        beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(rows, file)
            move_into_place(beside, path)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)


def _read(path: Path | None) -> Sequence[Borrowed]:
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path is not None else []
        return [Borrowed(Path(copy), Path(original), str(base), str(at)) for copy, original, base, at in found]
    except (OSError, ValueError, TypeError):
        return []
