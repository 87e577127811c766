"""What happens when something happens that should not: a log line, and a report without answers."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from roadmap_desktop import __version__, logs
from roadmap_desktop.i18n import _

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType


class CrashGuard:
    """Catches what nobody caught, in every thread, logs its type and place, and tells once.

    What a thread or the end of an object threw is only logged: the window goes on, and no window is made outside of its
    own thread.
    """

    def __init__(self, tell: Callable[[str], None] | None = None) -> None:
        self.tell = tell
        self._before = sys.excepthook
        self._telling = False

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self._caught
        sys.unraisablehook = _unraisable
        threading.excepthook = _in_a_thread

    def install_for_qt(self) -> None:
        """Hear what Qt says as well; it may quote a text, so only what kind of message it was is logged."""
        from PySide6.QtCore import qInstallMessageHandler

        qInstallMessageHandler(_said_by_qt)

    def remove(self) -> None:
        """Catch no more."""
        sys.excepthook = self._before
        sys.unraisablehook = sys.__unraisablehook__
        threading.excepthook = threading.__excepthook__

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        report = logs.failure(kind, error, trace)
        if self._telling or self.tell is None:
            return
        self._telling = True
        try:
            self.tell(crash_words(report))
        finally:
            self._telling = False


def _unraisable(found: "sys.UnraisableHookArgs") -> None:
    if found.exc_value is not None:
        logs.failure(found.exc_type, found.exc_value, found.exc_traceback)


def _in_a_thread(found: "threading.ExceptHookArgs") -> None:
    if found.exc_value is not None:
        logs.failure(found.exc_type, found.exc_value, found.exc_traceback)


def _said_by_qt(kind: "QtMsgType", context: "QMessageLogContext", _words: str) -> None:
    logs.note("qt", kind.name, context.category or "", f"{context.file or ''}:{context.line}")


def crash_words(report: str) -> str:
    """The sentence and the report a user may copy; no answers are in it."""
    return _(
        "Something went wrong inside Roadmap Desktop {version}. What was saved is safe. You can go on; if it happens "
        "again, send this line to whoever helps you. It holds no answers.\n\n{report}"
    ).format(version=__version__, report=report)
