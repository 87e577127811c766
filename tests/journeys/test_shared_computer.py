"""After a whole session on a shared computer, no word of it stands under the user's own folders."""

import base64
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.campaigns.tracing import ROOT, can_trace
from tests.journeys.shared_session import AGENCY, CANARY

PLACES = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "TMPDIR")


def session(tmp_path: Path, *, shared: bool, before: tuple[str, ...] = ()) -> tuple[Path, Path]:
    """Run one; returns the user's own folder and the folder of the work."""
    home, work = tmp_path / "home", tmp_path / "work-of-ours"
    config = home / ".config"
    settings = config / "RoadmapDesktop" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"shared_computer": shared, "theme": "light"}))
    work.mkdir()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    own = (home, config, home / ".state", home / ".cache", home / ".local", home / ".run", home / ".tmp")
    for name, folder in zip(PLACES, own, strict=True):
        folder.mkdir(mode=0o700, exist_ok=True)
        environment[name] = str(folder)
    done = subprocess.run(
        [*before, sys.executable, "-B", "-m", "tests.journeys.shared_session", str(work)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=200,
    )  # fmt: skip
    assert "DONE" in done.stdout, done.stderr[-3000:]
    assert CANARY not in done.stdout + done.stderr
    assert AGENCY not in done.stderr
    return home, work


def ways_to_write(words: str) -> set[bytes]:
    """A text as it may stand in a file: plain, percent-encoded, in two bytes a letter, in base64 at any place."""
    found = {words.encode(), quote(words).encode()}
    for data in (words.encode(), words.encode("utf-16-le"), words.encode("utf-16-be")):
        found |= {data, data.hex().encode()}
        for before in range(3):
            coded = base64.b64encode(bytes(before) + data)
            # The first and last letters depend on what stands around.
            found.add(coded[4 if before else 0 : len(coded) - 4])
    return found


def traces(home: Path, work: Path) -> list[tuple[str, str]]:
    """Which words stand in which file, or in its name."""
    found = []
    for words in (CANARY, AGENCY, "harbor-4", str(work), work.name):
        ways = ways_to_write(words)
        for path in home.rglob("*"):
            data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            if words in path.name or any(way in data for way in ways):
                found.append((words, str(path.relative_to(home))))
    return found


def test_a_session_on_a_shared_computer_leaves_no_trace(tmp_path: Path) -> None:
    home, work = session(tmp_path, shared=True)
    assert traces(home, work) == []
    assert (work / "harbor-4.roadmap").exists()
    assert (work / "report.pdf").exists()
    logged = "".join(path.read_text() for path in home.rglob("*.log"))
    assert "KeyError at shared_session.py" in logged
    assert "qt QtWarningMsg default" in logged
    made = [path for folder in (home, work) for path in folder.rglob("*") if path.is_file()]
    others = [path for path in made if path.stat().st_mode & 0o077 and path.name != "settings.json"]
    assert others == [], "everything that is made is its owner's alone"
    for path in (home / ".state", home / ".cache"):
        assert [one for one in path.rglob("*") if one.is_dir() and one.stat().st_mode & 0o077] == []
    assert list((home / ".tmp").iterdir()) == []


def test_on_ones_own_computer_the_search_finds_what_is_remembered(tmp_path: Path) -> None:
    home, work = session(tmp_path, shared=False)
    found = traces(home, work)
    assert ("harbor-4", ".config/RoadmapDesktop/settings.json") in found
    assert (str(work), ".config/QtProject.conf") in found or (work.name, ".config/QtProject.conf") in found


@pytest.mark.skipif(not can_trace(), reason="strace is not installed or may not trace here")
def test_a_trace_of_it_makes_no_file_but_those_that_were_chosen(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    tracer = ("strace", "-f", "-qq", "-s", "500", "-o", str(trace), "-e", "trace=openat,open,creat,mkdir")
    home, work = session(tmp_path, shared=True, before=tracer)
    made = set()
    for line in trace.read_text(errors="replace").splitlines():
        named = re.search(r'"([^"]*)"', line)
        if named and "O_CREAT" in line and " = -1" not in line:
            made.add(Path(named[1]))
    places = (work, home / ".config" / "RoadmapDesktop", home / ".state" / "RoadmapDesktop")
    known = [path for path in made if not any(path.is_relative_to(place) for place in places)]
    elsewhere = [path for path in known if path.parts[1:2] not in (("dev",), ("proc",))]
    # Qt writes down its picker before it is put back: the file, its lock and its copy, with nothing of ours in the end.
    assert [path for path in elsewhere if not path.name.startswith("QtProject.conf")] == []
    assert any(path.suffix == ".roadmap" for path in made), "the control: the trace saw what was made"


def test_the_search_would_find_a_word_in_any_coding(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    coded = (
        b"x" + CANARY.encode("utf-16-le"),
        base64.b64encode(b"ab" + CANARY.encode() + b"c"),
        quote(f"a b{CANARY}").encode(),
        base64.b64encode(b"a" + CANARY.encode("utf-16-be")),
        CANARY.encode().hex().encode(),
    )
    for number, data in enumerate(coded):
        (home / str(number)).write_bytes(data)
    assert {name for _words, name in traces(home, tmp_path / "none-here")} == set("01234")
