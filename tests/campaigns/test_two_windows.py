"""Two processes want the same file, in any order: one at a time has it, and no save of either is lost."""

import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.campaigns.reading import lost, numbers_in
from tests.campaigns.tracing import ROOT, environment
from tests.campaigns.workloads import NAME, PROMPTS
from tests.documents import a_desk

SEED = 20261125
COMMANDS = ("open", "save", "close", "copy", "back up", "dump", "report")
WINDOW = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.services.dumping import dump
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.reporting import ReportKind, ReportingService, ReportRequest
from roadmap_desktop.storage.backups import back_up
from tests.campaigns import workloads
folder, desk, count = Path(sys.argv[1]), None, 0
path = folder / workloads.NAME
def do(command, number):
    global desk, count
    if command == "open":
        desk = desk or workloads.opened(path)
    elif desk is None:
        return "idle"
    elif command == "save":
        workloads.saves(desk.document, 1, number, lambda line: None)
    elif command == "close":
        desk.document.close()
        desk = None
    elif command == "copy":
        count += 1
        desk.documents.save_a_copy(desk.document, folder / f"{sys.argv[2]} {count}.roadmap")
    elif command == "back up":
        back_up(desk.document.database, datetime.now(UTC))
    elif command == "dump":
        dump(desk.document)
    elif command == "report":
        service = ReportingService(desk.document)
        report = service.gather(ReportRequest(ReportKind.ASSESSMENT, desk.round), date(2027, 1, 1))
        service.write(report, folder / f"{sys.argv[2]}.pdf", Progress())
    return "done"
for line in sys.stdin:
    command, number = line.rstrip().rsplit(" ", 1)
    try:
        print(do(command, int(number)), flush=True)
    except RoadmapError as error:
        print(type(error).__name__, flush=True)
"""


class Window:
    """One process, told what to do by a line."""

    def __init__(self, folder: Path, name: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", WINDOW, str(folder), name],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, command: str, number: int = 0) -> str:
        """Do one thing; returns what came of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{command} {number}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def end(self) -> None:
        """End the process."""
        self._process.communicate()


@dataclass
class Tally:
    """What a campaign counted."""

    steps: int = 0
    saves: int = 0
    refusals: int = 0


def campaign(folder: Path, count: int) -> Tally:
    """Let two processes do `count` things in a random order."""
    choose = random.Random(SEED)
    path = folder / NAME
    a_desk(path).document.close()
    windows = [Window(folder, "first"), Window(folder, "second")]
    tally, made, holder = Tally(), dict[int, int](), -1
    try:
        for number in range(count):
            turn, command = choose.randrange(2), choose.choice(COMMANDS)
            found = windows[turn].do(command, number)
            tally.steps += 1
            if command == "open":
                # Whoever has it keeps it, and the other is refused, whatever the first has done with it since.
                assert found == ("done" if holder in {-1, turn} else "FileIsOpenElsewhere")
                tally.refusals += found != "done"
                holder = turn if found == "done" else holder
            else:
                assert found == ("done" if holder == turn else "idle")
            if found == "done" and command == "save":
                tally.saves += 1
                made[number % len(PROMPTS)] = number
            if found == "done" and command == "close":
                holder = -1
    finally:
        for window in windows:
            window.end()
    assert lost(made, numbers_in(path)) == []
    return tally


def test_one_window_at_a_time_has_the_file(tmp_path: Path) -> None:
    tally = campaign(tmp_path, 240)
    assert tally.saves > 5
    assert tally.refusals > 3


def test_an_ordinary_read_of_the_open_file_would_be_noticed(tmp_path: Path) -> None:
    """The control: on Linux and macOS one careless read in our own process gives the lock away."""
    path = tmp_path / NAME
    desk = a_desk(path)
    second = Window(tmp_path, "second")
    assert second.do("open") == "FileIsOpenElsewhere"
    if sys.platform != "win32":
        path.read_bytes()
        assert second.do("open") == "done"
    second.end()
    desk.document.close()


@pytest.mark.campaign
def test_a_thousand_interleavings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    total = Tally()
    for number in range(25):
        folder = tmp_path / str(number)
        folder.mkdir()
        tally = campaign(folder, 400)
        total = Tally(total.steps + tally.steps, total.saves + tally.saves, total.refusals + tally.refusals)
    with capsys.disabled():
        print(f"\nseed {SEED}: {total}")
    assert total.steps >= 10_000
    assert total.refusals > 200
