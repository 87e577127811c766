"""Looks after every test whether words that were typed as an answer are where no answer may be."""

import base64
import json
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path

# Shorter words stand in sentences of the application as well.
SHORTEST = 14
# What the application keeps for itself, by name; files, copies and outputs may hold answers.
OWN_NAMES = ("settings", "known-documents", "working-copies", "crash")
OWN_ENDINGS = (".log", ".log.1", ".tmp", ".crash")


class Listener(logging.Handler):
    """Keeps what was logged, with everything an exception brings along."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Logging: one record."""
        self.lines.append(self.format(record))


def worth_watching(text: str) -> bool:
    """True for words that cannot be in a log by chance."""
    return len(text.strip()) >= SHORTEST and " " in text.strip()


def own_files(folder: Path) -> Iterable[Path]:
    """The files in a test's folder that the application keeps for itself."""
    for path in folder.rglob("*"):
        is_own = path.name.startswith(OWN_NAMES) or path.name.endswith(OWN_ENDINGS)
        if is_own and path.is_file() and not path.is_symlink():
            yield path


def spellings(text: str) -> tuple[bytes, ...]:
    """The ways in which words could be written: plain, as UTF-16, escaped as JSON does, and inside base 64."""
    plain = text.encode("utf-8", "surrogatepass")
    # Base 64 depends on where in a group of three the words begin; what is left out are the edges.
    inside = [base64.b64encode(b" " * shift + plain)[4:-4] for shift in range(3)]
    return (plain, text.encode("utf-16-le", "surrogatepass"), json.dumps(text)[1:-1].encode(), *inside)


def found_in(typed: Iterable[str], places: Sequence[tuple[str, bytes]]) -> list[str]:
    """The names of the places that hold any of the words."""
    wanted = {spelling for text in typed if worth_watching(text) for spelling in spellings(text.strip())}
    return [name for name, data in places if any(spelling in data for spelling in wanted)]
