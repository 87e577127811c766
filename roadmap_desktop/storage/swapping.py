"""Put a finished file in the place of another, whose bytes are overwritten once; sweep up what a crash left."""

import contextlib
import glob
import os
from pathlib import Path

from roadmap_desktop.errors import FileNotThere, RoadmapError
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.storage.copies import sync_folder
from roadmap_desktop.storage.erasing import overwrite, overwrite_and_remove
from roadmap_desktop.storage.moving import move_into_place


def part_beside(path: Path) -> Path:
    """A name beside a file, for one that is to take its place; no program shows it by default."""
    return path.with_name(f".{path.name}.{new_id()[:8]}.part")


def put_in_place(finished: Path, path: Path) -> None:
    """Let a file that is on disk take the place of another in one step, then overwrite the old bytes once.

    Neither file may be open in this process. After a crash at any moment `path` names the old or the new file, whole.
    Raises OSError with the old file in place.
    """
    if os.name == "nt":
        _put_in_place_by_link(finished, path)
        return
    # The handle reaches the old bytes when no name does any more, so that no crash can leave them under another name.
    with path.open("rb+") as old:
        move_into_place(finished, path)
        # The new file stands there already, so that nothing is a failure any more. The old bytes go only when the new
        # name is on the drive: a power cut could otherwise bring back the old name with nothing behind it.
        with contextlib.suppress(OSError):
            sync_folder(path.parent)
            overwrite(old.fileno())


def _put_in_place_by_link(finished: Path, path: Path) -> None:
    # An open file cannot be replaced there, so a second name holds the old one. Where the drive knows no second names,
    # such as on many USB sticks, the old bytes cannot be reached any more.
    aside = part_beside(path)
    with contextlib.suppress(OSError):
        os.link(path, aside)
    move_into_place(finished, path)
    sync_folder(path.parent)
    with contextlib.suppress(RoadmapError, OSError):
        erase(aside)


def erase(path: Path) -> None:
    """Overwrite a file once and take its name away, its journal's too; a file that is not there is no failure.

    A file that has another name as well keeps its bytes: they are still somebody's. Raises the faults of drives.
    """
    for one in (path, path.with_name(path.name + "-journal")):
        with contextlib.suppress(FileNotFoundError, FileNotThere):
            if one.lstat().st_nlink > 1 or one.is_symlink():
                one.unlink()
            else:
                overwrite_and_remove(one)


def sweep(path: Path) -> None:
    """Erase the unfinished files that a crash left beside a file; only who holds its lock may do so."""
    for part in path.parent.glob(f".{glob.escape(path.name)}.????????.part"):
        with contextlib.suppress(RoadmapError, OSError):
            erase(part)
