"""What happens when something happens that should not: a log line, and a report without answers."""

import sys
from collections.abc import Callable
from types import TracebackType

from roadmap_desktop import __version__, logs
from roadmap_desktop.i18n import _


class CrashGuard:
    """Catches what nobody caught, logs its type and place, and tells once."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._before = sys.excepthook
        self._telling = False

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._caught

    def remove(self) -> None:
        """Catch no more."""
        sys.excepthook = self._before

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        report = logs.failure(kind, error, trace)
        if self._telling:
            return
        self._telling = True
        try:
            self._tell(crash_words(report))
        finally:
            self._telling = False


def crash_words(report: str) -> str:
    """The sentence and the report a user may copy; no answers are in it."""
    return _(
        "Something went wrong inside Roadmap Desktop {version}. What was saved is safe. You can go on; if it happens "
        "again, send this line to whoever helps you. It holds no answers.\n\n{report}"
    ).format(version=__version__, report=report)
