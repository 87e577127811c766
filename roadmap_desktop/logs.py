"""A log that holds the type, code and place of a failure, never a message: messages quote answers and paths."""

import logging
import os
import re
import traceback
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from roadmap_desktop.paths import make_own

_LOGGER = "roadmap_desktop"
_BYTES = 200_000
_CAUSES = 8  # an exception after an exception after ...; more than these say nothing more
_CODE = re.compile(r"[A-Z_]{1,60}")
_NOT_A_NAME = re.compile(r"[^\w.:-]")


class ContentFreeFormatter(logging.Formatter):
    """Writes time, level, the place of the call, and of an exception its types and the lines it passed through."""

    def format(self, record: logging.LogRecord) -> str:
        """One line a record; the message is kept only when it is a fixed text of ours without arguments."""
        event = str(record.msg) if not record.args and not record.exc_info else "-"
        line = f"{self.formatTime(record)} {record.levelname} {Path(record.pathname).name}:{record.lineno} {event}"
        if record.exc_info and record.exc_info[1] is not None:
            line += " " + described(record.exc_info[1])
        return line


class _OwnersFile(logging.FileHandler):
    """A log file that is made at its first line, for its owner alone; a line that cannot be written is left out."""

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        make_own(path.parent)
        handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        return os.fdopen(handle, "a", encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, and its file before the first."""
        try:
            super().emit(record)
        except OSError:
            self.handleError(record)

    def close(self) -> None:
        """Close the file; what a full disk did not take is left out."""
        with suppress(OSError):
            super().close()

    def handleError(self, record: logging.LogRecord) -> None:
        """Do nothing: the library would print the failure with its words."""


def described(error: BaseException, causes: int = _CAUSES) -> str:
    """An exception as its type, its code where it has one, and file:line of each frame; no words of it."""
    code = _code(error)
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(error.__traceback__))
    )
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f" after {described(cause, causes - 1)}" if cause is not None and causes > 0 else ""
    return f"{type(error).__name__}{f' {code}' if code else ''} at {places or '?'}{before}"


def _code(error: BaseException) -> str:
    # Either attribute may hold any words: OSError("a name", "a reason") takes the name for its number.
    name, number = getattr(error, "sqlite_errorname", None), getattr(error, "errno", None)
    if isinstance(name, str) and _CODE.fullmatch(name):
        return name
    return str(number) if type(number) is int else ""


def start(path: Path) -> logging.Logger:
    """Log into a file that is put aside at the next start once it holds 200 kB; without a place to write, into nothing.

    The file is made at the first line, so that a day without a failure leaves none. Calling it again replaces the file
    of the call before.
    """
    logger = logging.getLogger(_LOGGER)
    stop()
    logger.propagate = False
    logger.setLevel(logging.INFO)
    try:
        # The library's own rotating handler brings network modules along; a log this small needs none of it.
        if path.exists() and path.stat().st_size > _BYTES:
            path.replace(path.with_name(path.name + ".1"))
        handler: logging.Handler = _OwnersFile(path, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(ContentFreeFormatter())
    logger.addHandler(handler)
    return logger


def stop() -> None:
    """Close the log file."""
    logger = logging.getLogger(_LOGGER)
    for handler in tuple(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def failure(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Log an exception nobody expected and return the text of a report without content."""
    logger = logging.getLogger(_LOGGER)
    # Without a file of ours the library would print the exception with its words.
    if logger.handlers:
        logger.error("unexpected", exc_info=(kind, error, trace))
    return described(error)


def note(event: str, *names: str) -> None:
    """Log that something happened: a fixed text of ours, and names such as a category; anything else is cut out."""
    logger = logging.getLogger(_LOGGER)
    if logger.handlers:
        line = " ".join((event, *(_NOT_A_NAME.sub("", name)[:80] for name in names)))
        logger.warning(line)
