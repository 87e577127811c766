"""Starting: a whole process, against a bare window with a tree and an editor."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from roadmap_desktop.__main__ import main as roadmap
from roadmap_desktop.services.known_documents import KnownDocuments
from tests.benchmarks.row import Row

# The peak of this program alone; getrusage would count what started it.
_PEAK = """
def peak():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""
_FLOOR = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QSplitter, QTreeWidget, QTreeWidgetItem
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    print("painted", time.time(), peak(), flush=True)
    application.quit()
application = QApplication(sys.argv)
window = Window()
split = QSplitter()
tree = QTreeWidget()
for area in range(4):
    top = QTreeWidgetItem([f"Area {area}"])
    tree.addTopLevelItem(top)
    for element in range(9):
        top.addChild(QTreeWidgetItem([f"Element {element}"]))
split.addWidget(tree)
split.addWidget(QPlainTextEdit("Text"))
window.setCentralWidget(split)
window.resize(1440, 900)
window.show()
application.exec()
"""
_OURS = """
import sys, time
from roadmap_desktop import app
opens = len(sys.argv) > 1
def watch(built):
    from PySide6.QtCore import QTimer
    def painted():
        print("painted", time.time(), peak(), flush=True)
        if opens:
            QTimer.singleShot(0, typed)
        else:
            built.window.close()
    def typed():
        from PySide6.QtTest import QTest
        from roadmap_desktop.ui.widgets.answer_editor import AnswerEditor
        built.warm_up()
        editor = built.window.view.element_page.findChild(AnswerEditor)
        editor.setFocus()
        QTest.keyClicks(editor, "x")
        editor.flush()
        assert "saved" in built.window.status.saved_words()
        print("saved", time.time(), peak(), flush=True)
        built.window.close()
    built.window.resize(1440, 900)
    built.window.painted.connect(painted)
app.run(sys.argv[1:], watch)
"""


def _environment(folder: Path) -> dict[str, str]:
    """A user of its own who has answered the first question, and compiled modules as an installed program has them."""
    settings = folder / "config" / "RoadmapDesktop" / "settings.json"
    settings.parent.mkdir(parents=True)
    (folder / "temporary").mkdir()
    settings.write_text('{"shared_computer": true}', encoding="utf-8")
    own = {
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "APPDATA": str(folder / "config"),
        "LOCALAPPDATA": str(folder / "config"),
        "TMPDIR": str(folder / "temporary"),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]),
    }
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | own


def _run(program: str, environment: dict[str, str], *words: str) -> dict[str, tuple[float, float]]:
    before = time.time()
    result = subprocess.run(
        [sys.executable, "-c", program, *words], check=True, capture_output=True, text=True, env=environment
    )
    found = {}
    for line in result.stdout.splitlines():
        name, moment, peak = line.split()
        found[name] = (float(moment) - before, float(peak) / 1024)
    return found


def rows(folder: Path, rounds: int) -> list[Row]:
    """First paint, sample shown, first key stroke saved, and peak memory."""
    sample = folder / "start.roadmap"
    roadmap(["new", str(sample), "--sample"])
    environment = _environment(folder)
    # A file that was closed here, as on most days; one from elsewhere is looked at first, with progress.
    KnownDocuments(folder / "config" / "RoadmapDesktop" / "known-documents.json").remember(sample)
    # The first run of each compiles its modules and is not counted.
    _run(_PEAK + _FLOOR, environment)
    _run(_PEAK + _OURS, environment, str(sample))
    floors, bare, opened = [], [], []
    for _ in range(rounds):
        floors.append(_run(_PEAK + _FLOOR, environment)["painted"])
        bare.append(_run(_PEAK + _OURS, environment)["painted"])
        opened.append(_run(_PEAK + _OURS, environment, str(sample)))
    floor = median(moment for moment, _ in floors)
    memory = median(peak for _, peak in floors)
    first = median(moment for moment, _ in bare)
    shown = median(found["painted"][0] for found in opened)
    saved = median(found["saved"][0] for found in opened)
    peak = median(found["saved"][1] for found in opened)
    against = f"floor {floor * 1000:.0f} ms"
    return [
        Row("start to first painted window", first / floor, "x", 1.35, f"{first * 1000:.0f} ms, {against}"),
        Row("start to tree and last element shown, sample open", shown / floor, "x", 2, f"{shown * 1000:.0f} ms"),
        Row("start to the first key stroke saved", saved / floor, "x", 3.5, f"{saved * 1000:.0f} ms"),
        Row("peak memory, sample open", peak / memory, "x", 2.2, f"{peak:.0f} MB, floor {memory:.0f} MB"),
    ]
