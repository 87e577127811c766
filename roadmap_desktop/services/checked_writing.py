"""Write a file beside its target, find in it what it should hold, and only then move it into place."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from roadmap_desktop.errors import ExportFailed, PlaceIsALink
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.storage.copies import sync_folder
from roadmap_desktop.storage.faults import told
from roadmap_desktop.storage.moving import move_into_place


def write_checked(data: bytes, target: Path, holds: Callable[[bytes], bool], progress: Progress) -> int:
    """Write bytes that only the user may read, and return how many; a failed or cancelled one leaves only the old file.

    `holds` says whether what was read back is what was meant. Raises Cancelled, PlaceIsALink, ExportFailed and the
    faults of drives.
    """
    if target.is_symlink():
        raise PlaceIsALink(target)
    beside = target.with_name(f".{target.name}.{new_id()[:8]}.part")
    try:
        with told(target):
            handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            found = beside.read_bytes()
            if not _is_held(found, holds):
                raise ExportFailed(target, "read back")
            progress.report(1, 1)
            move_into_place(beside, target)
            sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return len(found)


def _is_held(found: bytes, holds: Callable[[bytes], bool]) -> bool:
    # What cannot be read back at all is told in the same way.
    try:
        return holds(found)
    except (ValueError, KeyError, IndexError):
        return False
