"""kill -9 while someone types into the real window: nothing that was shown as saved is ever missing."""

import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.checking import check
from roadmap_desktop.services.documents import DocumentService
from roadmap_desktop.services.dumping import current
from tests.documents import a_desk

TYPIST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from roadmap_desktop import app
from roadmap_desktop.settings import SettingsFile
application = QApplication(sys.argv[:1])
built = app.build(application, SettingsFile(Path(sys.argv[1])))
built.open_first(Path(sys.argv[2]))
built.window.show()
built.warm_up()
built.window.view.open_element("roles")
state = {"turn": 0}
def type_on():
    cards = built.window.view.element_page.cards
    card = cards[state["turn"] // 7 % len(cards)]
    card.editor.setFocus()
    card.editor.moveCursor(QTextCursor.MoveOperation.End)
    word = f"word{state['turn']} "
    QTest.keyClicks(card.editor, word)
    if state["turn"] % 3 == 2:
        card.flush()
        if "saved" in built.window.status.saved_words():
            # The label says so: from here on these words are promised.
            print("SAVED", card.prompt_id, card.editor.text().strip(), flush=True)
    state["turn"] += 1
timer = QTimer()
timer.timeout.connect(type_on)
timer.start(1)
application.exec()
"""


def typed_and_killed(folder: Path, path: Path, rest: float) -> dict[str, str]:
    """Start the typist, kill it after a while, and return what it was promised for each prompt."""
    command = [sys.executable, "-c", TYPIST, str(folder / "settings.json"), str(path)]
    typist = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert typist.stdout is not None
    first = typist.stdout.readline()
    end = time.monotonic() + rest
    lines = [first]
    while time.monotonic() < end and (line := typist.stdout.readline()):
        lines.append(line)
    typist.send_signal(signal.SIGKILL)
    lines += typist.stdout.readlines()
    typist.wait()
    typist.stdout.close()
    promised = {}
    for line in lines:
        found = re.fullmatch(r"SAVED (\S+) (.*)\n", line)
        if found:
            promised[found[1]] = found[2]
    return promised


def missing(path: Path, promised: dict[str, str]) -> list[str]:
    """The prompts whose promised words are not in the file."""
    document = DocumentService(ChangeFeed()).open(path)
    try:
        answers = {str(row["prompt"]): str(row["text"]) for row in current(document.connection)["answer"]}
    finally:
        document.close()
    # More may have been saved than was said; less must not.
    return [prompt for prompt, text in promised.items() if not answers.get(prompt, "").startswith(text)]


def rounds(folder: Path, count: int) -> tuple[int, int]:
    """Kill `count` times; returns how many promises were made and how many were broken."""
    choose = random.Random(20261124)
    made = broken = 0
    for number in range(count):
        # A new file every hundred times: the answers grow, and one that is full takes no more words.
        path = folder / f"kill-{number // 100}.roadmap"
        if number % 100 == 0:
            a_desk(path).document.close()
        promised = typed_and_killed(folder, path, choose.random() * 0.4)
        made += len(promised)
        broken += len(missing(path, promised))
        assert check(path).problems == ()
    return made, broken


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")


def test_nothing_shown_as_saved_is_missing_after_a_kill(tmp_path: Path) -> None:
    made, broken = rounds(tmp_path, 6)
    assert made >= 6
    assert broken == 0


def test_the_count_would_notice_a_missing_word(tmp_path: Path) -> None:
    path = tmp_path / "control.roadmap"
    desk = a_desk(path)
    desk.answering.answer(desk.key(), "half of")
    desk.document.close()
    assert missing(path, {"roles.stage-1.p1": "half of the words"}) == ["roles.stage-1.p1"]


@pytest.mark.campaign
def test_a_thousand_kills(tmp_path: Path) -> None:
    made, broken = rounds(tmp_path, 1000)
    assert made >= 1000
    assert broken == 0
