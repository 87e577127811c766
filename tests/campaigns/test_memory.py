"""Work that goes on for a day: saves and pages by the thousand take no more memory than the first few hundred."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns.tracing import ROOT, environment

MOST_MIB = 8.0
WORK = """
import gc
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from roadmap_desktop import app
from roadmap_desktop.settings import SettingsFile
from tests.documents import a_desk
folder, saves, pages, leaks = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "leaks"
a_desk(folder / "river.roadmap").document.close()
application = QApplication(sys.argv[:1])
built = app.build(application, SettingsFile(folder / "settings.json"))
built.open_first(folder / "river.roadmap")
built.window.show()
built.warm_up()
view = built.window.view
names = ("overview", "actions", "agencies", "library", "workshop", "help")
kept = []
def settle():
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
def mib():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 2**20
def save(number):
    view.open_element("roles")
    card = view.element_page.cards[number % 2]
    card.editor.setPlainText(f"Answer {number}, of about the usual length for a sentence or two. " * 3)
    card.flush()
    if number % 10 == 9:
        view.desk.answering.leave_field()
    if number % 50 == 49:
        settle()
    if leaks:
        kept.append("x" * 20_000)
def page(number):
    view.open_page(names[number % len(names)])
    if number % 3 == 0:
        view.open_element("roles" if number % 2 else "trust")
    settle()
for number in range(500):
    save(number)
for number in range(min(pages, 100)):
    page(number)
first = mib()
for number in range(500, saves):
    save(number)
for number in range(pages):
    page(number)
print(f"GREW {mib() - first:.2f}")
"""
pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc on Linux")


def growth(folder: Path, saves: int, pages: int, *, leaks: bool = False) -> float:
    """How many MiB more the window holds after so many saves and page switches than after the first five hundred."""
    command = [sys.executable, "-c", WORK, str(folder), str(saves), str(pages), "leaks" if leaks else ""]
    quiet = {**environment(), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False, timeout=3000)
    assert done.returncode == 0, done.stderr[-2000:]
    return float(done.stdout.split("GREW ")[1])


def test_memory_does_not_grow_with_work(tmp_path: Path) -> None:
    assert growth(tmp_path, 900, 60) < MOST_MIB


def test_a_leak_is_noticed(tmp_path: Path) -> None:
    assert growth(tmp_path, 1000, 1, leaks=True) > MOST_MIB


@pytest.mark.campaign
def test_memory_does_not_grow_with_a_day_of_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    grew = growth(tmp_path, 10_000, 1000)
    with capsys.disabled():
        print(f"\n10,000 saves and 1,000 pages: {grew:.1f} MiB more")
    assert grew < MOST_MIB
