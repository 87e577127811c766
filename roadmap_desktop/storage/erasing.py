"""Take a file away as thoroughly as a program can: overwrite it once, then remove its name."""

import os
import stat
from pathlib import Path

from roadmap_desktop.errors import FileNotThere, PlaceIsALink
from roadmap_desktop.storage.copies import sync_folder
from roadmap_desktop.storage.faults import told

_PIECE = 1 << 20


def overwrite_and_remove(path: Path) -> None:
    """Overwrite a closed file once with zeros, flush it, and remove it. Never follows a link.

    On flash memory and copy-on-write drives the old bytes can remain in spare areas that no program reaches; whoever
    calls this says so. Raises PlaceIsALink for a link or anything but an ordinary file, FileNotThere, and the faults
    of drives.
    """
    with told(path):
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                raise PlaceIsALink(path)
            handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            raise FileNotThere(path) from None
        try:
            overwrite(handle)
        finally:
            os.close(handle)
        path.unlink()
        sync_folder(path.parent)


def overwrite(handle: int) -> None:
    """Write zeros over all of a file that is open for writing, and flush them to the drive. Raises OSError."""
    left = os.fstat(handle).st_size
    os.lseek(handle, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(handle, bytes(min(left, _PIECE)))
    os.fsync(handle)
