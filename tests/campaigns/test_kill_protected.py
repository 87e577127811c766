"""kill -9 while answers are saved into a protected file: nothing that was acknowledged is ever missing."""

import random
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
from tests.protected import WORDS, holds_canary, protect

# Saves one answer after the other and says so after the commit; told to lie, it says so before.
WRITER = """
import sys
from pathlib import Path
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.services.answering import AnsweringService
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import DocumentService
from roadmap_desktop.services.reading import ReadingService
from roadmap_desktop.model.answers import AnswerKey
from roadmap_desktop.model.assessment import TASK_FORCE
document = DocumentService(ChangeFeed()).open(Path(sys.argv[1]), Passphrase(sys.stdin.readline()))
reading, answering = ReadingService(document), AnsweringService(document)
current = reading.assessments()[-1]
prompts = [prompt.id for _, _, prompt in reading.pack(current.id).walk()]
lies = sys.argv[2] == "lies"
turn = int(sys.argv[3])
while True:
    turn += 1
    prompt = prompts[turn % len(prompts)]
    if lies:
        print(prompt, turn, flush=True)
    answering.answer(AnswerKey(current.id, TASK_FORCE, prompt), f"CANARY {turn} " + "word " * (turn % 400))
    if not lies:
        print(prompt, turn, flush=True)
"""


def written_and_killed(path: Path, rest: float, start: int, *, lies: bool = False) -> dict[str, int]:
    """Let the writer write for a while and kill it; returns the last turn it acknowledged for each prompt."""
    command = [sys.executable, "-c", WRITER, str(path), "lies" if lies else "honest", str(start)]
    acknowledged: dict[str, int] = {}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write(f"{WORDS.reveal()}\n")
        writer.stdin.close()
        lines = [writer.stdout.readline()]
        end = time.monotonic() + rest
        while time.monotonic() < end:
            lines.append(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        lines += writer.stdout.readlines()
    for line in lines:
        prompt, turn = line.split()
        acknowledged[prompt] = int(turn)
    return acknowledged


def lost(path: Path, acknowledged: dict[str, int]) -> list[str]:
    """The prompts whose acknowledged words are not in the file. Later ones may be: the word came too late."""
    document = DocumentService(ChangeFeed()).open(path, WORDS)
    try:
        answers = {str(row["prompt"]): str(row["text"]) for row in current(document.connection)["answer"]}
    finally:
        document.close()
    return [
        prompt
        for prompt, turn in acknowledged.items()
        if int((answers.get(prompt, "") or "CANARY -1").split()[1]) < turn
    ]


def rounds(path: Path, count: int) -> tuple[int, int, int]:
    """Kill `count` times; returns the acknowledged saves, those lost, and how often half a transaction was left."""
    choose = random.Random(20261126)
    made = broken = hot = last = 0
    for _ in range(count):
        acknowledged = written_and_killed(path, choose.random() * 0.08, last)
        made += max(acknowledged.values()) - last
        last = max(acknowledged.values())
        journal = path.with_name(path.name + "-journal")
        if journal.exists() and (data := journal.read_bytes()):
            hot += 1
            assert not holds_canary(data)
        broken += len(lost(path, acknowledged))
        assert not holds_canary(path.read_bytes())
    assert check(path, WORDS).problems == ()
    return made, broken, hot


def protected_file(folder: Path) -> Path:
    path = folder / "protected.roadmap"
    a_desk(path).document.close()
    protect(path)
    return path


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")


def test_nothing_acknowledged_is_missing_from_a_protected_file(tmp_path: Path) -> None:
    made, broken, _hot = rounds(protected_file(tmp_path), 8)
    assert made >= 8
    assert broken == 0


def test_the_count_would_notice_a_save_that_was_only_said(tmp_path: Path) -> None:
    path = protected_file(tmp_path)
    acknowledged = written_and_killed(path, 0.02, 0)
    assert lost(path, acknowledged) == []
    prompt = next(iter(acknowledged))
    assert lost(path, {**acknowledged, prompt: 10_000}) == [prompt]


@pytest.mark.campaign
def test_two_thousand_kills_of_a_protected_file(tmp_path: Path) -> None:
    made, broken, hot = rounds(protected_file(tmp_path), 2000)
    sys.stdout.write(f"{made} acknowledged, {broken} lost, {hot} hot journals\n")
    assert hot > 0
    assert broken == 0


@pytest.mark.campaign
def test_a_writer_that_speaks_before_the_commit_is_caught(tmp_path: Path) -> None:
    path = protected_file(tmp_path)
    choose = random.Random(1)
    said = (written_and_killed(path, choose.random() * 0.08, 10_000 * turn, lies=True) for turn in range(400))
    assert any(lost(path, acknowledged) for acknowledged in said)
