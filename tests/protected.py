"""Protected files for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.protection import ProtectionChange, ProtectionChanged, change_protection
from tests.documents import Desk

WORDS = Passphrase("unfold clarity gravel mustang pebble")
OTHER_WORDS = Passphrase("a sentence of our own that is long")
CANARY = "CANARY-7f3a We meet weekly."


def protect(path: Path, words: Passphrase = WORDS) -> ProtectionChanged:
    """Set a passphrase on a closed file."""
    return change_protection(ProtectionChange(path, None, words), Progress())


def protected_desk(desk: Desk, words: Passphrase = WORDS) -> Desk:
    """The same file with one answer and a passphrase, open again."""
    desk.answering.answer(desk.key(), CANARY)
    path = desk.document.path
    desk.document.close()
    protect(path, words)
    return Desk(desk.documents.open(path, words), desk.documents, desk.feed)


def holds_canary(data: bytes) -> bool:
    """True when the words of an answer can be read in some bytes."""
    return any("CANARY".encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


@contextmanager
def without_library(monkeypatch: object) -> Iterator[None]:
    """While the library that opens protected files is not installed."""
    import sys

    import pytest

    assert isinstance(monkeypatch, pytest.MonkeyPatch)
    with monkeypatch.context() as hidden:
        hidden.setitem(sys.modules, "sqlcipher3", None)
        hidden.setitem(sys.modules, "sqlcipher3.dbapi2", None)
        yield
