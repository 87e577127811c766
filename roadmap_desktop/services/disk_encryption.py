"""Whether the disk under a folder is encrypted, as far as a program may see without special rights; it only reads."""

import os
import sys
from enum import Enum
from pathlib import Path

_SYSTEM = Path("/sys/dev/block")
_MOUNTS = Path("/proc/self/mountinfo")
_DEEPEST = 8
# These may be encrypted by means of their own that do not show below them.
_OPAQUE = {"zfs", "fuse", "overlay", "ecryptfs", "nfs", "nfs4", "cifs", "9p", "virtiofs", "tmpfs"}


class DiskEncryption(Enum):
    """What is known of the disk."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


def disk_encryption(folder: Path, system: Path = _SYSTEM, mounts: Path = _MOUNTS) -> DiskEncryption:
    """Look below the folder: ON when every disk there is behind dm-crypt, OFF when one plainly is not.

    OFF means that no encryption by the system was found: a drive can encrypt itself unseen. On Windows and macOS, on
    network drives, and wherever the system does not say, it is UNKNOWN.
    """
    if sys.platform != "linux":
        return DiskEncryption.UNKNOWN
    try:
        number = device(*number_under(folder), mounts)
        return _look(system / number, _DEEPEST) if number else DiskEncryption.UNKNOWN
    except OSError:
        return DiskEncryption.UNKNOWN


def number_under(folder: Path) -> tuple[int, int]:
    """The two numbers of the file system that a folder lies on. Raises OSError."""
    found = folder.stat().st_dev
    return os.major(found), os.minor(found)


def device(major: int, minor: int, mounts: Path) -> str:
    """The number "major:minor" of the block device below a file system; empty when there is none to look at."""
    number = f"{major}:{minor}"
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        words, _, rest = line.partition(" - ")
        kind, _, source = rest.partition(" ")
        if words.split()[2:3] == [number]:
            if kind.split(".")[0] in _OPAQUE:
                return ""
            # A file system with a number of its own, such as btrfs: its source names the disk.
            return number if major else _number_of(Path(source.partition(" ")[0]))
    return number if major else ""


def _number_of(device: Path) -> str:
    if not device.is_block_device():
        return ""
    found = device.stat().st_rdev
    return f"{os.major(found)}:{os.minor(found)}"


def _look(device: Path, depth: int) -> DiskEncryption:
    # What lies in a file of another disk is as safe as that disk, which is not followed any further.
    if not device.exists() or (device / "loop").exists() or depth == 0:
        return DiskEncryption.UNKNOWN
    identity = device / "dm" / "uuid"
    if identity.exists() and identity.read_text(encoding="utf-8").startswith("CRYPT-"):
        return DiskEncryption.ON
    below = device / "slaves"
    found = {_look(one, depth - 1) for one in below.iterdir()} if below.is_dir() else set()
    if not found:
        return DiskEncryption.OFF
    # One open disk of several is enough to read what lies on it.
    for answer in (DiskEncryption.OFF, DiskEncryption.UNKNOWN):
        if answer in found:
            return answer
    return DiskEncryption.ON
