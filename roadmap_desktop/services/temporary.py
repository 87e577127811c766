"""A private folder for what other libraries write on the way, such as a page on its way to the printer."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from roadmap_desktop.paths import make_own

_NAMES = ("TMPDIR", "TMP", "TEMP")
_LOCK = "in-use"


@contextmanager
def private(folder: Path) -> Iterator[Path]:
    """A new folder for its owner alone inside `folder`, in force for all temporary files, and taken away at the end.

    Only while the block runs: a browser or viewer that is started later must not keep its files there. Where it
    cannot be made, the system's own folder stays in force and is returned.
    """
    here = folder / os.urandom(8).hex()
    try:
        make_own(folder)
        here.mkdir(mode=0o700)
        lock = os.open(here / _LOCK, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except OSError:
        yield Path(next((os.environ[name] for name in _NAMES if name in os.environ), "/tmp"))  # noqa: S108
        return
    _try_to_hold(lock)
    before = {name: os.environ.get(name) for name in _NAMES}
    os.environ.update(dict.fromkeys(_NAMES, str(here)))
    try:
        yield here
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        os.close(lock)
        shutil.rmtree(here, ignore_errors=True)
        with suppress(OSError):
            folder.rmdir()


def wipe(folder: Path) -> tuple[Path, ...]:
    """Take away what a process left there that ended before its time; returns what could not be.

    A folder that another window uses at this moment stays, and is not named. Links are never followed.
    """
    left: list[Path] = []
    try:
        if not stat.S_ISDIR(folder.lstat().st_mode):
            return (folder,)
        found = sorted(folder.iterdir())
    except FileNotFoundError:
        return ()
    except OSError:
        return (folder,)
    for one in found:
        if _is_in_use(one / _LOCK):
            continue
        try:
            if one.is_dir() and not one.is_symlink():
                shutil.rmtree(one)
            else:
                one.unlink()
        except OSError:
            left.append(one)
    with suppress(OSError):
        folder.rmdir()
    return tuple(left)


def _is_in_use(lock: Path) -> bool:
    try:
        handle = os.open(lock, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return False
    try:
        return not _try_to_hold(handle)
    finally:
        os.close(handle)


def _try_to_hold(handle: int) -> bool:
    # On Windows an open file cannot be removed, which is all the lock that is needed.
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
