"""Whether a place is on a drive that can be pulled out and lost."""

import os
import sys
from pathlib import Path, PurePath

_DRIVE_REMOVABLE = 2
_DRIVE_REMOTE = 4
# Where systems show sticks and cards; a second inner disk may stand there as well, and then one line too much is said.
_MOUNTED = ("/media", "/run/media", "/Volumes")


def is_removable(path: Path) -> bool:
    """True for a place on a stick, a card or another drive that is meant to be pulled out, as far as can be told."""
    if os.name == "nt":
        return _windows_drive_type(path.absolute().anchor) == _DRIVE_REMOVABLE
    # A link in the home folder may lead to a stick. The start disk of a Mac is only a link in its own list.
    return is_below_mounts(path.resolve())


def is_remote(path: Path) -> bool:
    """True for a place on a drive letter that Windows connected to another computer; False everywhere else."""
    return os.name == "nt" and _windows_drive_type(path.absolute().anchor) == _DRIVE_REMOTE


def is_below_mounts(path: PurePath) -> bool:
    """True for a place below one of the folders in which sticks are shown."""
    return any(path.is_relative_to(folder) and len(path.parts) > len(PurePath(folder).parts) for folder in _MOUNTED)


def _windows_drive_type(anchor: str) -> int:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(anchor))
    return 0
