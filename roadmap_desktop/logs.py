"""A log that holds the type, code and place of a failure, never a message: messages quote answers and paths."""

import logging
import traceback
from pathlib import Path
from types import TracebackType

_LOGGER = "roadmap_desktop"
_BYTES = 200_000


class ContentFreeFormatter(logging.Formatter):
    """Writes time, level, the place of the call, and of an exception its types and the lines it passed through."""

    def format(self, record: logging.LogRecord) -> str:
        """One line a record; the message is kept only when it is a fixed text of ours without arguments."""
        event = str(record.msg) if not record.args and not record.exc_info else "-"
        line = f"{self.formatTime(record)} {record.levelname} {Path(record.pathname).name}:{record.lineno} {event}"
        if record.exc_info and record.exc_info[1] is not None:
            line += " " + described(record.exc_info[1])
        return line


def described(error: BaseException) -> str:
    """An exception as its type, its code where it has one, and file:line of each frame; no words of it."""
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "errno", None) or ""
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(traceback.extract_tb(error.__traceback__))
    )
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = f" after {described(cause)}" if cause is not None else ""
    return f"{type(error).__name__}{f' {code}' if code else ''} at {places or '?'}{before}"


def start(path: Path) -> logging.Logger:
    """Log into a file that is put aside at the next start once it holds 200 kB; without a place to write, into nothing.

    Calling it again replaces the file of the call before.
    """
    logger = logging.getLogger(_LOGGER)
    stop()
    logger.propagate = False
    logger.setLevel(logging.INFO)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The library's own rotating handler brings network modules along; a log this small needs none of it.
        if path.exists() and path.stat().st_size > _BYTES:
            path.replace(path.with_name(path.name + ".1"))
        handler: logging.Handler = logging.FileHandler(path, encoding="utf-8")
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
    logging.getLogger(_LOGGER).error("unexpected", exc_info=(kind, error, trace))
    return described(error)
