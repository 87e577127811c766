import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from roadmap_desktop.errors import Cancelled, FileNotThere, WorksheetUnfit
from roadmap_desktop.model.text import ANSWER_LIMIT
from roadmap_desktop.model.worksheet import MARK_FIELD, Unfit
from roadmap_desktop.sentences import sentence
from roadmap_desktop.services import quarantine
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.returned_forms import read_form
from tests.exchange.hostile_forms import HOSTILE
from tests.worksheets import FIRST, GOAL, MARK, NOW, REASON, SECOND, STATE, a_form, filled

ALLOWED = 20.0
WORDS = {
    FIRST: "Cộng hòa xã hội, Việt Nam\nПривет, “мир” €\nثلاث كلمات هنا\n\nThe last line",
    SECOND: "A café 🙂 and a family 👩‍👩‍👧 in one line\nand one more",
    REASON: "Two partners left.",
    NOW: "stage-2",
    GOAL: "stage-4",
    STATE: "ready",
}


def put(folder: Path, data: bytes) -> Path:
    path = folder / "returned.pdf"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_returned_worksheet_gets_one_reason_and_one_sentence(name: str, tmp_path: Path) -> None:
    build, reason = HOSTILE[name]
    path = put(tmp_path, build())
    before = path.read_bytes()
    start = time.monotonic()
    with pytest.raises(WorksheetUnfit) as caught:
        read_form(path, Progress())
    assert caught.value.reason == reason
    assert time.monotonic() - start < ALLOWED
    assert path.read_bytes() == before
    words = sentence(caught.value)
    assert "returned.pdf" in words
    assert str(tmp_path) not in words


def test_every_reason_has_a_sentence_of_its_own(tmp_path: Path) -> None:
    words = {sentence(WorksheetUnfit(tmp_path / "a.pdf", reason.value)) for reason in Unfit}
    assert len(words) == len(Unfit)
    assert {reason for _build, reason in HOSTILE.values()} == set(Unfit)


def test_a_form_filled_in_by_another_program_comes_back_letter_by_letter(tmp_path: Path) -> None:
    found = read_form(put(tmp_path, filled(a_form(), WORDS)), Progress())
    assert found.fields == WORDS
    assert found.mark == MARK
    assert found.others == {}


def test_twenty_thousand_characters_come_back(tmp_path: Path) -> None:
    text = ("Chữ Việt, " * 3000)[: ANSWER_LIMIT - 1] + "."
    found = read_form(put(tmp_path, filled(a_form(), {FIRST: text})), Progress())
    assert found.fields == {FIRST: text}
    assert len(text) == ANSWER_LIMIT


def test_lines_count_as_one_character_in_a_full_answer(tmp_path: Path) -> None:
    text = ("A line of an answer.\n" * 1000)[: ANSWER_LIMIT - 1] + "."
    found = read_form(put(tmp_path, filled(a_form(), {FIRST: text})), Progress())
    assert found.fields == {FIRST: text}


def test_a_frozen_build_starts_the_same_reader(tmp_path: Path) -> None:
    question = json.dumps({"path": str(put(tmp_path, a_form()))})
    words = [sys.executable, "-m", "roadmap_desktop", "worker", "pdf_form"]
    said = subprocess.run(words, input=question, capture_output=True, text=True, check=True).stdout
    assert json.loads(said)["found"]["mark"]["label"] == MARK.label


def test_an_untouched_form_holds_nothing(tmp_path: Path) -> None:
    found = read_form(put(tmp_path, a_form()), Progress())
    assert (found.fields, found.others, found.mark) == ({}, {}, MARK)
    assert MARK_FIELD not in found.values


def test_a_reader_that_never_answers_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forever = [sys.executable, "-I", "-c", "import threading; threading.Event().wait()"]
    monkeypatch.setattr(quarantine, "command", lambda _module: forever)
    with pytest.raises(WorksheetUnfit) as caught:
        read_form(put(tmp_path, a_form()), Progress(), seconds=0.3)
    assert caught.value.reason == Unfit.TOO_MUCH


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "print('[[[')", "print('{\"found\": 3}')"])
def test_a_reader_that_dies_or_talks_nonsense_is_not_believed(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quarantine, "command", lambda _module: [sys.executable, "-I", "-c", code])
    with pytest.raises(WorksheetUnfit):
        read_form(put(tmp_path, a_form()), Progress())


def test_no_file_a_folder_and_a_stop(tmp_path: Path) -> None:
    with pytest.raises(FileNotThere):
        read_form(tmp_path / "gone.pdf", Progress())
    with pytest.raises(WorksheetUnfit):
        read_form(tmp_path, Progress())

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_form(put(tmp_path, a_form()), Progress(stop))
