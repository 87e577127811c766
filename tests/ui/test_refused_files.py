"""Files that may not be written or are open elsewhere: one sentence in the window, nothing changed on disk."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from roadmap_desktop.storage.backups import back_up
from roadmap_desktop.storage.database import open_database
from roadmap_desktop.ui.pages.welcome_page import WelcomePage
from tests.windows import TestWindow, open_window

NOBODY = 65534
MODES = pytest.mark.skipif(os.name == "nt", reason="the modes of files mean something else there")
READ_ONLY = "does not let Roadmap Desktop write “river.roadmap” there. Nothing was changed"

# Holds a file open as another window would, until its input ends.
HOLDER = """
import sys
from pathlib import Path
from roadmap_desktop.storage.database import open_database
held = open_database(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
held.close()
"""


@pytest.fixture
def window(qapp: object, tmp_path: Path) -> Iterator[TestWindow]:
    """A window that has opened and closed a file before: everything it needs is loaded."""
    made = open_window(tmp_path)
    made.new_file("first.roadmap")
    made.command("close")
    yield made
    made.messages.agrees = True
    made.built.close()


@pytest.fixture
def river(window: TestWindow) -> Path:
    """A closed file in a folder of its own that everyone may look into."""
    folder = window.folder / "shared"
    folder.mkdir()
    path = window.new_file("shared/river.roadmap")
    window.command("close")
    for parent in (folder, *folder.parents[:-2]):
        parent.chmod(0o755)
    return path


@contextmanager
def not_writable(path: Path, what: str) -> Iterator[None]:
    """Without the right to write a file or its folder; root puts its own rights away for that."""
    path.chmod(0o444 if what == "file" else 0o666)
    path.parent.chmod(0o555 if what == "folder" else 0o777)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        path.parent.chmod(0o755)
        path.chmod(0o600)


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a folder with its bytes and times, and the time of the folder itself."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    found = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}
    return {**found, ".": (b"", folder.stat().st_mtime_ns)}


def welcome(window: TestWindow) -> WelcomePage:
    page = window.built.window.welcome
    assert page.isVisible()
    return page


@MODES
@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_file_that_may_not_be_written_is_refused_with_a_way_to_go_on(
    window: TestWindow, river: Path, what: str, qtbot: QtBot
) -> None:
    before = state(river.parent)
    with not_writable(river, what):
        window.built.files.open_path(river)
    assert window.built.window.view is None
    assert READ_ONLY in welcome(window).problem()
    assert window.messages.told == []
    assert state(river.parent) == before
    assert welcome(window).copy.isVisible()
    window.messages.paths = [window.folder / "my own"]
    with not_writable(river, what):
        # The copy is written where one may write; the file itself is only read.
        os.seteuid(os.getuid())
        welcome(window).copy.click()
    assert window.view.desk.document.path == window.folder / "my own.roadmap"
    assert window.view.desk.reading.task_force().name == "Sample River Task Force"
    assert state(river.parent) == before
    window.command("close")
    assert not welcome(window).copy.isVisible()


@MODES
def test_started_with_such_a_file_the_window_says_so_too(window: TestWindow, river: Path) -> None:
    before = state(river.parent)
    with not_writable(river, "folder"):
        window.built.open_first(river)
    assert READ_ONLY in welcome(window).problem()
    assert welcome(window).copy.isVisible()
    assert state(river.parent) == before


@MODES
def test_over_an_open_file_the_copy_is_offered_in_a_box(window: TestWindow, river: Path) -> None:
    open_file = window.new_file("open.roadmap")
    window.messages.agrees = False
    before = state(river.parent)
    with not_writable(river, "folder"):
        window.built.files.open_path(river)
    assert READ_ONLY in window.messages.questions[-1]
    assert window.view.desk.document.path == open_file
    assert state(river.parent) == before


@contextmanager
def held(path: Path) -> Iterator[None]:
    """While another process has the file open."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        try:
            yield
        finally:
            other.communicate(timeout=30)
    assert other.returncode == 0


def test_a_second_window_says_where_the_file_is_open_and_changes_nothing(window: TestWindow, river: Path) -> None:
    with held(river):
        before = state(river.parent)
        window.built.files.open_path(river)
        assert "“river.roadmap” is already open in another window" in welcome(window).problem()
        assert not welcome(window).copy.isVisible()
        assert state(river.parent) == before
        # A copy of half a state would be worse than none.
        window.messages.paths = [window.folder / "copy.roadmap"]
        window.built.files.open_a_copy(river)
        assert "already open in another window" in welcome(window).problem()
        assert not (window.folder / "copy.roadmap").exists()
        assert state(river.parent) == before
    window.built.files.open_path(river)
    assert window.view.desk.document.path == river


def test_over_an_open_file_a_second_one_is_refused_and_the_first_stays(window: TestWindow, river: Path) -> None:
    open_file = window.new_file("open.roadmap")
    with held(river):
        before = state(river.parent)
        window.built.files.open_path(river)
        assert state(river.parent) == before
    assert "is already open in another window" in window.messages.told[-1]
    assert window.view.desk.document.path == open_file


@pytest.mark.parametrize("start", [True, False])
def test_the_newest_backup_of_a_file_that_is_open_elsewhere_is_offered(
    window: TestWindow, river: Path, start: bool
) -> None:
    database = open_database(river)
    back_up(database, datetime(2026, 5, 4, 14, 10, tzinfo=UTC))
    database.close()
    with held(river):
        before = state(river.parent)
        (window.built.open_first if start else window.built.files.open_path)(river)
        assert "newest backup is of" in welcome(window).problem()
        window.messages.paths = [window.folder / "from the backup.roadmap"]
        welcome(window).copy.click()
        assert state(river.parent) == before
    assert window.view.desk.document.path == window.folder / "from the backup.roadmap"
    assert window.view.desk.reading.task_force().name == "Sample River Task Force"


def test_a_damaged_backup_is_not_offered(window: TestWindow, river: Path) -> None:
    database = open_database(river)
    kept = back_up(database, datetime(2026, 5, 4, 14, 10, tzinfo=UTC))
    database.close()
    kept.write_bytes(kept.read_bytes()[:-5000])
    with held(river):
        window.built.files.open_path(river)
        assert "already open in another window" in welcome(window).problem()
        assert not welcome(window).copy.isVisible()


def test_the_state_would_show_a_change(river: Path) -> None:
    before = state(river.parent)
    open_database(river).close()
    assert state(river.parent) != before
