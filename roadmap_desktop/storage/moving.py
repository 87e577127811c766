"""Give a finished file its name in one step, also where another program holds it for a moment."""

import os
import time
from collections.abc import Callable
from pathlib import Path

# Ten tries within about three seconds.
_RESTS = (0.02, 0.04, 0.08, 0.15, 0.25, 0.35, 0.5, 0.7, 0.9)


def move_into_place(
    finished: Path, target: Path, *, is_patient: bool = os.name == "nt", rest: Callable[[float], None] = time.sleep
) -> None:
    """Rename a file over its target, or raise OSError with both as they were.

    On Windows a virus scanner or an indexer may hold a new file for a moment, which the system reports as a refused
    permission: it is asked again, up to ten times in three seconds. Elsewhere a refusal is final.
    """
    for seconds in _RESTS if is_patient else ():
        try:
            finished.replace(target)
        except PermissionError:
            rest(seconds)
        else:
            return
    finished.replace(target)
