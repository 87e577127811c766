import base64
import json
import logging
from pathlib import Path

import pytest

from tests.leaks import Listener, found_in, own_files, worth_watching

WORDS = "The night line rings at the shelter – sí."


@pytest.mark.parametrize(
    "data",
    [
        f"INFO {WORDS}\n".encode(),
        WORDS.encode("utf-16"),
        json.dumps({"last": WORDS}).encode(),
        base64.b64encode(f"x{WORDS}x".encode()),
        base64.b64encode(f"xx{WORDS}".encode()),
    ],
    ids=["plain", "utf-16", "json", "base 64", "base 64 shifted"],
)
def test_words_are_found_however_they_are_written(data: bytes) -> None:
    assert found_in([WORDS], [("log", data), ("other", b"Nothing here.")]) == ["log"]


def test_short_words_are_not_looked_for() -> None:
    assert not worth_watching("Saved.")
    assert found_in(["Saved."], [("log", b"Saved.")]) == []


def test_only_what_the_application_keeps_for_itself_is_looked_at(tmp_path: Path) -> None:
    for name in ("settings.json", "roadmap.log", "river.roadmap", "report.pdf", "crash.txt"):
        (tmp_path / name).touch()
    assert {path.name for path in own_files(tmp_path)} == {"settings.json", "roadmap.log", "crash.txt"}


def test_what_an_exception_brings_along_is_heard() -> None:
    listener = Listener()
    logger = logging.getLogger("roadmap_desktop.test_leaks")
    logger.addHandler(listener)
    try:
        raise ValueError(WORDS)
    except ValueError:
        logger.exception("failed")
    finally:
        logger.removeHandler(listener)
    assert found_in([WORDS], [("log", "\n".join(listener.lines).encode())]) == ["log"]
