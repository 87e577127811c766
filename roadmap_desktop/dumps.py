"""Nothing of the memory is left behind when the process dies: no core, no contents, only the lines it was at."""

import faulthandler
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from roadmap_desktop.paths import make_own

_PR_SET_DUMPABLE = 4
# Of Windows: no box and no report when the process fails, and no heap in a report that is made all the same.
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x1, 0x2
_WER_FAULT_REPORTING_FLAG_NOHEAP = 0x1


class FaultFile:
    """Where the interpreter writes the file and line of each thread when the process is ended by the system."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None

    def start(self) -> None:
        """Write there from now on; without a place to write, into nothing."""
        with suppress(OSError):
            make_own(self._path.parent)
            handle = os.open(self._path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
            self._file = os.fdopen(handle, "a", encoding="utf-8")
            # Never to standard error; and it knows files, lines and functions, no values.
            faulthandler.enable(self._file)

    def stop(self) -> None:
        """Write no more; a file in which nothing was written goes."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._file = None
        with suppress(OSError):
            if self._path.stat().st_size == 0:
                self._path.unlink()


def leave_none() -> None:
    """Ask the system to write no core and no crash report of this process, where it can be asked.

    It takes some milliseconds and is called once the window is on the screen. On macOS and other systems only the core
    is refused; what their crash reporters take is not in a program's hand.
    """
    if sys.platform == "win32":  # pragma: no cover - run by hand, see tests/MANUAL.md
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.windll.kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
            ctypes.windll.kernel32.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP)
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        # A limit of zero does not hold where cores are handed to a program; this does.
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
