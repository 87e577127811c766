"""The drive refuses one call, or all from then on, anywhere in any way to write: no false promise, nothing half."""

import json
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from roadmap_desktop.errors import RoadmapError
from tests.campaigns.reading import Broken, lost, numbers_in, promised, texts_in
from tests.campaigns.test_power_cut import OLD, a_backed_up_file, a_saved_file, an_old_file, needs_tracing
from tests.campaigns.tracing import refusable, run_refused
from tests.campaigns.workloads import COPIED, MADE, NAME, REPORT, RESTORED

SEED = 20261125
FAULTS = ("EIO", "ENOSPC")
OLD_TEXTS = len(json.loads(OLD.with_suffix(".json").read_text(encoding="utf-8"))["current"]["answer"])


@dataclass
class Tally:
    """What a campaign counted."""

    runs: int = 0
    promises: int = 0
    told: int = 0
    broken: list[str] = field(default_factory=list)


Said = Sequence[str]


def saves_are_there(folder: Path, said: Said) -> str:
    """Every promised save is in the file, and it is whole."""
    return "a promised save is missing" if lost(promised(said), numbers_in(folder / NAME)) else ""


def texts_are_there(folder: Path, said: Said) -> str:
    """The file of the older format still has its texts, whether or not it was brought up to date."""
    return "" if len(texts_in(folder / NAME)) == OLD_TEXTS else "a text is missing"


def is_whole(name: str) -> Callable[[Path, Said], str]:
    """A new file of this name is whole or not there; once it was promised it is there."""

    def check(folder: Path, said: Said) -> str:
        if not (folder / name).exists():
            return "what was promised is not there" if any(line.startswith("DONE") for line in said) else ""
        numbers_in(folder / name)
        return saves_are_there(folder, said)

    return check


def backups_are_whole(folder: Path, said: Said) -> str:
    """Every backup that bears its name is whole, and every promised one is there."""
    found = [path for path in (folder / "river.backups").glob("[!.]*.roadmap") if numbers_in(path)]
    promises = sum(line.startswith("DONE") for line in said)
    return saves_are_there(folder, said) or ("a promised backup is missing" if len(found) - 1 < promises else "")


def is_purged(folder: Path, said: Said) -> str:
    """The file is whole; once a purge was promised nothing is left in it."""
    left = numbers_in(folder / NAME)
    return "a promised purge left words" if left and any(line.startswith("DONE") for line in said) else ""


def report_is_whole(folder: Path, said: Said) -> str:
    """The report is whole or not there; the file is as it was."""
    from pypdf import PdfReader

    path = folder / REPORT
    if path.exists() and len(PdfReader(path).pages) < 2:
        return "half a report"
    if not path.exists() and "DONE export" in said:
        return "what was promised is not there"
    return saves_are_there(folder, said)


@dataclass(frozen=True)
class Way:
    """One way in which the application writes, and what must hold however the drive refuses."""

    job: str
    count: int
    prepare: Callable[[Path], None]
    problem: Callable[[Path, Said], str]


WAYS = {
    way.job: way
    for way in (
        Way("save", 3, a_saved_file, saves_are_there),
        Way("make", 1, a_saved_file, is_whole(MADE)),
        Way("upgrade", 1, an_old_file, texts_are_there),
        Way("backup", 1, a_backed_up_file, backups_are_whole),
        Way("restore", 1, a_backed_up_file, is_whole(RESTORED)),
        Way("copy", 1, a_saved_file, is_whole(COPIED)),
        Way("purge", 1, a_backed_up_file, is_purged),
        Way("export", 1, a_saved_file, report_is_whole),
    )
}


def campaign(folder: Path, way: Way, most: int) -> Tally:
    """Refuse at every call of a way, or at `most` of them, once and from then on, with each fault."""
    base, work = folder / "base", folder / "work"
    base.mkdir()
    way.prepare(base)
    _fresh(base, work)
    calls = refusable(way.job, work, way.count)
    tally = Tally()
    cases = [(at, fault, for_good) for at in range(len(calls)) for fault in FAULTS for for_good in (False, True)]
    for at, fault, for_good in cases if len(cases) <= most else random.Random(SEED).sample(cases, most):
        _fresh(base, work)
        said = run_refused(way.job, work, way.count, fault, calls, at, for_good=for_good)
        tally.runs += 1
        tally.promises += sum(line.startswith(("SAVED", "DONE")) for line in said)
        tally.told += sum(line.startswith("TOLD") for line in said)
        if problem := _problem(way, work, said, for_good=for_good):
            tally.broken.append(f"{way.job} {fault} at {at} {calls[at]} {for_good}: {problem}")
    return tally


def _fresh(base: Path, work: Path) -> None:
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(base, work)


def _problem(way: Way, work: Path, said: Said, *, for_good: bool = False) -> str:
    crashes = [line for line in said if line.startswith("CRASH")]
    if crashes:
        return crashes[0]
    try:
        return way.problem(work, said)
    except (RoadmapError, Broken) as error:
        # A drive that takes nothing back keeps the beginnings of a new file, which nobody was promised.
        if for_good and way.job in {"make", "copy", "restore"} and not any(line.startswith("DONE") for line in said):
            return ""
        return f"{type(error).__name__} {error}"


@needs_tracing
def test_a_drive_that_refuses_breaks_no_promise(tmp_path: Path) -> None:
    tally = campaign(tmp_path, WAYS["save"], 24)
    assert tally.broken == []
    assert tally.told > 0


@needs_tracing
@pytest.mark.parametrize("name", [name for name in WAYS if name != "save"])
def test_a_few_refusals_of_every_other_way(tmp_path: Path, name: str) -> None:
    assert campaign(tmp_path, WAYS[name], 4).broken == []


@needs_tracing
def test_a_false_promise_is_noticed(tmp_path: Path) -> None:
    a_saved_file(tmp_path)
    assert _problem(WAYS["save"], tmp_path, ["SAVED 0 99"]) == "a promised save is missing"
    assert _problem(WAYS["copy"], tmp_path, ["DONE copy"]) == "what was promised is not there"
    assert _problem(WAYS["save"], tmp_path, ["CRASH ValueError"]) == "CRASH ValueError"
    (tmp_path / NAME).write_bytes((tmp_path / NAME).read_bytes()[:-5000])
    assert "FileIsDamaged" in _problem(WAYS["save"], tmp_path, [])


@pytest.mark.campaign
@needs_tracing
@pytest.mark.parametrize("name", WAYS)
def test_every_refusal_of_every_way(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    tally = campaign(tmp_path, WAYS[name], 1_000_000)
    with capsys.disabled():
        print(f"\n{name}: {tally}")
    assert tally.broken == []
