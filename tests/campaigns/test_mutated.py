"""Documents with random damage, looked at in a worker: never a crash or a hang here, and never a wrong word let in."""

import random
import select
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from roadmap_desktop.errors import RoadmapError
from tests.campaigns.reading import Broken, texts_in
from tests.campaigns.tracing import ROOT, environment
from tests.documents import a_desk

SEED = 20261125
HANGS_AFTER = 5.0
# The window makes a worker for each file, and gives it a minute of the processor for its whole life.
FILES_OF_A_WORKER = 5_000
# Looks at one file after the other; a worker that dies or hangs is replaced, as the window replaces it with a refusal.
WORKER = """
import sys, tempfile
from pathlib import Path
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.storage import inspection
inspection.bound_process()
checks = sys.argv[1] == "checks"
if not checks:
    inspection.verify = lambda *_file: type("Sound", (), {"problems": ()})
for line in sys.stdin:
    with tempfile.TemporaryDirectory() as folder:
        try:
            inspection.inspect(Path(line.rstrip()), Path(folder), None, hashes=True)
        except RoadmapError as error:
            print(type(error).__name__, flush=True)
        else:
            print("sound", flush=True)
"""


class Worker:
    """A process that looks at files; started anew when it died."""

    def __init__(self, *, checks: bool) -> None:
        self._words = "checks" if checks else "trusts"
        self._process: subprocess.Popen[str] | None = None

    def look(self, path: Path) -> str:
        """The verdict, or "crash" or "hang"."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", WORKER, self._words],
                cwd=ROOT,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            self._wait_until_ready(path)
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        if not select.select([self._process.stdout], [], [], HANGS_AFTER)[0]:
            self.end()
            return "hang"
        answer = self._process.stdout.readline().strip()
        if not answer:
            self.end()
        return answer or "crash"

    def _wait_until_ready(self, path: Path) -> None:
        # The first answer takes the time of the imports, which is no hang.
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{path.parent / 'nothing'}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline().strip() == "FileNotThere"

    def end(self) -> None:
        """Kill it."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def mutated(whole: bytes, choose: random.Random) -> bytes:
    """One to forty changes: bits, bytes, runs, pages swapped, cut, repeated."""
    data = bytearray(whole)
    for _turn in range(choose.choice((1, 1, 2, 5, 40))):
        place, kind = choose.randrange(len(data)), choose.randrange(6)
        if len(data) < 8192:
            break
        if kind == 0:
            data[place] ^= 1 << choose.randrange(8)
        elif kind == 1:
            data[place] = choose.choice((0, 1, 0x7F, 0x80, 0xFF))
        elif kind == 2:
            data[place : place + 16] = choose.randbytes(min(16, len(data) - place))
        elif kind == 3:
            other = choose.randrange(len(data) // 4096) * 4096
            page = place // 4096 * 4096
            data[page : page + 4096], data[other : other + 4096] = data[other : other + 4096], data[page : page + 4096]
        elif kind == 4:
            del data[max(place, 4096) :]
        else:
            # Where the tree of a page is described, damage does the most.
            page = place // 4096 * 4096
            data[page + choose.randrange(12)] = choose.randrange(256)
    return bytes(data)


def campaign(folder: Path, count: int, *, checks: bool = True) -> Counter[str]:
    """Look at `count` damaged files; what is let in has to hold exactly what was written."""
    choose = random.Random(SEED)
    path = folder / "whole.roadmap"
    desk = a_desk(path)
    for number in range(40):
        desk.answering.answer(desk.key(f"roles.stage-{1 + number % 5}.p{1 + number % 2}"), f"Wording {number}. " * 20)
        desk.answering.leave_field()
    desk.document.close()
    whole, expected = path.read_bytes(), texts_in(path)
    worker, tally = Worker(checks=checks), Counter[str]()
    target = folder / "mutated.roadmap"
    try:
        for turn in range(count):
            if turn % FILES_OF_A_WORKER == 0:
                worker.end()
            target.write_bytes(mutated(whole, choose))
            verdict = worker.look(target)
            tally[verdict] += 1
            if verdict == "sound":
                tally["wrong"] += _is_wrong(target, expected)
    finally:
        worker.end()
    return tally


def _is_wrong(target: Path, expected: dict[str, str]) -> bool:
    try:
        return texts_in(target) != expected
    except RoadmapError:
        return False
    except Broken:
        return True


def test_no_mutated_document_gets_a_wrong_word_in(tmp_path: Path) -> None:
    tally = campaign(tmp_path, 2_000)
    assert (tally["wrong"], tally["hang"], tally["crash"]) == (0, 0, 0)
    assert len(tally) > 3


def test_without_the_hashes_wrong_words_would_get_in(tmp_path: Path) -> None:
    assert campaign(tmp_path, 600, checks=False)["wrong"] > 0


@pytest.mark.campaign
def test_a_hundred_thousand_mutated_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally = campaign(tmp_path, 100_000)
    with capsys.disabled():
        print(f"\nseed {SEED}: {dict(tally)}")
    assert (tally["wrong"], tally["hang"], tally["crash"]) == (0, 0, 0)
