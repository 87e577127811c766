"""kill -9 on the storage while it saves: nothing acknowledged is lost, nothing is corrupt, whatever the moment."""

import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import Document, DocumentService
from tests.campaigns import workloads
from tests.campaigns.reading import lost, numbers_in, promised
from tests.documents import a_desk

SEED = 20261125
# A new file every so often: the log grows, and a long one only makes opening slow.
FRESH = 100
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows; see tests/MANUAL.md")


@dataclass
class Tally:
    """What a campaign counted."""

    kills: int = 0
    promises: int = 0
    lost: int = 0
    unfinished: int = 0


def honest(document: Document, start: int, told: Callable[[str], None]) -> None:
    """Save for ever, and promise each save after it was made."""
    workloads.saves(document, 1_000_000, start, told)


def boasting(document: Document, start: int, told: Callable[[str], None]) -> None:
    """The control: promise each save before it is made."""
    for number in range(start, start + 1_000_000):
        told(f"SAVED {number % len(workloads.PROMPTS)} {number}")
        workloads.saves(document, 1, number, lambda _line: None)


def killed(path: Path, start: int, rest: float, work: Callable[..., None]) -> list[str]:
    """Let a child process save, kill it `rest` seconds after its first promise, and return what it promised."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            document = DocumentService(ChangeFeed()).open(path)
            work(document, start, lambda line: os.write(writing, f"{line}\n".encode()))
        finally:
            os._exit(1)
    os.close(writing)
    assert select.select([reading], [], [], 60)[0]
    time.sleep(rest)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read().decode().splitlines()


def campaign(folder: Path, count: int, work: Callable[..., None] = honest) -> Tally:
    """Kill `count` times and count what was promised and is not there. Damage of any kind raises."""
    choose = random.Random(SEED)
    tally = Tally()
    path, start = folder / "none", 0
    for number in range(count):
        if number % FRESH == 0:
            path, start = folder / f"kill-{number // FRESH}.roadmap", 0
            a_desk(path).document.close()
        lines = killed(path, start, choose.random() * 0.03, work)
        made = promised(lines)
        journal = path.with_name(path.name + "-journal")
        tally.kills += 1
        tally.promises += len(lines)
        tally.unfinished += journal.exists() and journal.stat().st_size > 0
        tally.lost += len(lost(made, numbers_in(path)))
        start = max(made.values(), default=start) + 1
    return tally


def test_nothing_acknowledged_is_lost_by_a_kill(tmp_path: Path) -> None:
    tally = campaign(tmp_path, 60)
    assert tally.promises >= tally.kills == 60
    assert tally.lost == 0


def test_a_promise_made_too_early_is_noticed(tmp_path: Path) -> None:
    assert campaign(tmp_path, 60, boasting).lost > 0


@pytest.mark.campaign
def test_ten_thousand_kills(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally = campaign(tmp_path, 10_000)
    with capsys.disabled():
        print(f"\nseed {SEED}: {tally}")
    assert tally.unfinished > 100
    assert tally.lost == 0
