"""Starting: a whole process, against a bare window with a tree and an editor."""

import subprocess
import sys
from pathlib import Path
from statistics import median

from roadmap_desktop.__main__ import main as roadmap
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
from pathlib import Path
from roadmap_desktop import app
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from roadmap_desktop.settings import SettingsFile
opens = len(sys.argv) > 2
class Watch(QObject):
    def __init__(self, window):
        super().__init__(window)
        self.seen = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not self.seen:
            self.seen = True
            QTimer.singleShot(0, painted)
        return False
def painted():
    print("painted", time.time(), peak(), flush=True)
    if not opens:
        application.quit()
        return
    QTimer.singleShot(0, typed)
def typed():
    built.warm_up()
    card = built.window.view.element_page.cards[0]
    card.editor.setFocus()
    QTest.keyClicks(card.editor, "x")
    card.flush()
    assert "saved" in built.window.status.saved_words()
    print("saved", time.time(), peak(), flush=True)
    application.quit()
application = QApplication(sys.argv[:1])
built = app.build(application, SettingsFile(Path(sys.argv[1])))
if opens:
    built.open_first(Path(sys.argv[2]))
built.window.resize(1440, 900)
watch = Watch(built.window)
built.window.installEventFilter(watch)
built.window.show()
application.exec()
built.close()
"""


def _run(program: str, *words: str) -> dict[str, tuple[float, float]]:
    import time

    before = time.time()
    result = subprocess.run([sys.executable, "-c", program, *words], check=True, capture_output=True, text=True)
    found = {}
    for line in result.stdout.splitlines():
        name, moment, peak = line.split()
        found[name] = (float(moment) - before, float(peak) / 1024)
    return found


def rows(folder: Path, rounds: int) -> list[Row]:
    """First paint, sample shown, first key stroke saved, and peak memory."""
    sample = folder / "start.roadmap"
    roadmap(["new", str(sample), "--sample"])
    settings = str(folder / "settings.json")
    floors, bare, opened = [], [], []
    for _ in range(rounds):
        floors.append(_run(_PEAK + _FLOOR)["painted"])
        bare.append(_run(_PEAK + _OURS, settings)["painted"])
        opened.append(_run(_PEAK + _OURS, settings, str(sample)))
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
