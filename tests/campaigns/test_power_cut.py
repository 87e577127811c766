"""The power goes at any moment of a save, an upgrade, a backup, a restore: nothing that was said to be safe is lost."""

import hashlib
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.storage.backups import back_up
from tests.campaigns.power_cut import lay_out, states
from tests.campaigns.reading import Broken, lost, numbers_in, promised, texts_in
from tests.campaigns.tracing import can_trace, record
from tests.campaigns.workloads import NAME, RESTORED, opened, saves
from tests.documents import a_desk

SEED = 20261125
OLD = Path(__file__).parents[1] / "storage" / "files" / "first-release.roadmap"
needs_tracing = pytest.mark.skipif(not can_trace(), reason="strace is not installed or may not trace here")


@dataclass
class Tally:
    """What a campaign counted."""

    states: int = 0
    different: int = 0
    lost: int = 0
    corrupt: int = 0


def a_saved_file(folder: Path) -> None:
    """A file with three saves in it, closed."""
    a_desk(folder / NAME).document.close()
    desk = opened(folder / NAME)
    saves(desk.document, 3, told=lambda _line: None)
    desk.document.close()


def a_backed_up_file(folder: Path) -> None:
    """The same with a backup beside it."""
    a_saved_file(folder)
    desk = opened(folder / NAME)
    back_up(desk.document.database, datetime(2027, 1, 1, tzinfo=UTC))
    desk.document.close()


def an_old_file(folder: Path) -> None:
    """The file of the first release."""
    shutil.copy(OLD, folder / NAME)


# What is in a state, told once for each different one: a value, or why there is none.
Reading = Mapping[str, object]


def read_saves(folder: Path) -> Reading:
    """The saves in the file."""
    return {"main": numbers_in(folder / NAME)}


def read_texts(folder: Path) -> Reading:
    """The texts in the file."""
    return {"main": texts_in(folder / NAME)}


def read_backups(folder: Path) -> Reading:
    """The saves in the file and in each backup that bears its name."""
    found = {path.name: numbers_in(path) for path in (folder / "river.backups").glob("[!.]*.roadmap")}
    return {"main": numbers_in(folder / NAME), **found}


def read_restored(folder: Path) -> Reading:
    """The saves in the file and in the restored one, where it bears its name."""
    restored = folder / RESTORED
    found = {"restored": numbers_in(restored)} if restored.exists() else {}
    return {"main": numbers_in(folder / NAME), **found}


def keeps_saves(reading: Reading, said: list[str], _before: Reading) -> bool:
    """Every promised save is there."""
    found = reading["main"]
    assert isinstance(found, dict)
    return not lost(promised(said), found)


def keeps_texts(reading: Reading, _said: list[str], before: Reading) -> bool:
    """Before, after and in between, the texts are the same."""
    return reading == before


def keeps_backups(reading: Reading, said: list[str], before: Reading) -> bool:
    """Every promised save and every promised backup is there."""
    done = sum(line.startswith("DONE") for line in said)
    return keeps_saves(reading, said, before) and len(reading) - 1 >= done


def keeps_restored(reading: Reading, said: list[str], before: Reading) -> bool:
    """What is restored is what the backup held, and once it was promised it is there."""
    if reading["main"] != before["main"]:
        return False
    return reading["restored"] == before["main"] if "restored" in reading else not said


@dataclass(frozen=True)
class Way:
    """One way in which the application writes: what stands before it, and what must hold after a power cut."""

    job: str
    count: int
    prepare: Callable[[Path], None]
    read: Callable[[Path], Reading]
    holds: Callable[[Reading, list[str], Reading], bool]


WAYS = {
    "save": Way("save", 5, a_saved_file, read_saves, keeps_saves),
    "upgrade": Way("upgrade", 1, an_old_file, read_texts, keeps_texts),
    "backup": Way("backup", 2, a_backed_up_file, read_backups, keeps_backups),
    "restore": Way("restore", 1, a_backed_up_file, read_restored, keeps_restored),
}


def campaign(folder: Path, way: Way, wanted: int, *options: str) -> Tally:
    """Record the job once, cut the power in `wanted` ways or a few more, and count what was lost."""
    work, place = folder / "work", folder / "state"
    work.mkdir()
    way.prepare(work)
    base = {str(path.relative_to(work)): path.read_bytes() for path in work.rglob("*") if path.is_file()}
    lay_out(base, place)
    before = way.read(place)
    calls = record(way.job, work, way.count, *options)
    tally, known = Tally(), dict[str, Reading | None]()
    for said, state in states(base, calls, -(-wanted // len(calls)), random.Random(SEED)):
        tally.states += 1
        mark = hashlib.sha256(repr(sorted(state.items())).encode()).hexdigest()
        if mark not in known:
            known[mark] = _read(way, place, state)
        reading = known[mark]
        if reading is None:
            tally.corrupt += 1
        elif not way.holds(reading, said, before):
            tally.lost += 1
    tally.different = len(known)
    return tally


def _read(way: Way, place: Path, state: Mapping[str, bytes]) -> Reading | None:
    shutil.rmtree(place, ignore_errors=True)
    lay_out(state, place)
    try:
        return way.read(place)
    except (RoadmapError, Broken):
        return None


@needs_tracing
@pytest.mark.parametrize("name", WAYS)
def test_a_power_cut_loses_nothing(tmp_path: Path, name: str) -> None:
    tally = campaign(tmp_path, WAYS[name], 600)
    assert tally.states >= 600
    assert (tally.lost, tally.corrupt) == (0, 0)


@needs_tracing
@pytest.mark.parametrize("option", ["--careless", "--wal"])
def test_carelessness_is_noticed(tmp_path: Path, option: str) -> None:
    tally = campaign(tmp_path, WAYS["save"], 900, option)
    assert tally.lost + tally.corrupt > 0


@pytest.mark.campaign
@needs_tracing
@pytest.mark.parametrize("name", WAYS)
def test_a_hundred_thousand_power_cuts(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    tally = campaign(tmp_path, WAYS[name], 100_000)
    with capsys.disabled():
        print(f"\n{name}, seed {SEED}: {tally}")
    assert tally.states >= 100_000
    assert (tally.lost, tally.corrupt) == (0, 0)
