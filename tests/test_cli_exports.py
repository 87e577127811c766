import email
import email.policy
from pathlib import Path

import pytest

from roadmap_desktop.__main__ import main
from roadmap_desktop.exchange.calendar import read_ics
from roadmap_desktop.exchange.spreadsheets import read_csv, read_xlsx
from roadmap_desktop.model.answers import Visibility
from tests.documents import Desk, a_desk


@pytest.fixture
def sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "sample.roadmap"
    assert main(["new", str(path), "--sample"]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path / "river.roadmap")


def test_the_action_plan_in_three_forms(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("plan.xlsx", "plan.csv", "plan.ics"):
        assert main(["export", str(sample), "-o", str(sample.with_name(name))]) == 0
    rows = read_xlsx(sample.with_name("plan.xlsx").read_bytes())
    assert tuple(tuple(map(str, row)) for row in rows) == read_csv(sample.with_name("plan.csv").read_bytes())
    dates = len(read_ics(sample.with_name("plan.ics").read_bytes()))
    told = capsys.readouterr().out
    assert f"{len(rows) - 1} rows" in told
    assert f"{dates} dates" in told


def test_answers_of_the_round_that_is_named_with_what_is_internal_only_when_asked(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "We may say this.")
    desk.answering.answer(desk.key("roles.stage-1.p2"), "The inner matter.")
    desk.answering.set_visibility(desk.key("roles.stage-1.p2"), Visibility.INTERNAL)
    desk.answering.leave_field()
    desk.document.close()
    path, target = desk.document.path, desk.document.path.with_name("a.csv")
    words = ["export", str(path), "-o", str(target), "--what", "answers", "--assessment", "Baseline 2026"]
    assert main(words) == 0
    assert "We may say this." in target.read_text("utf-8-sig")
    assert "inner" not in target.read_text("utf-8-sig")
    assert main([*words, "--internal"]) == 0
    assert "inner" in target.read_text("utf-8-sig")


def test_passages_are_counted_and_masked(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.answering.answer(desk.key(), "Call (312) 555-0142.")
    desk.answering.leave_field()
    desk.document.close()
    target = desk.document.path.with_name("a.csv")
    words = ["export", str(desk.document.path), "-o", str(target), "--what", "answers"]
    assert main(words) == 0
    assert "could point at a person: 1, and were kept; --mask masks them" in capsys.readouterr().err
    assert main([*words, "--mask"]) == 0
    assert "1, and were masked" in capsys.readouterr().err
    assert "555" not in target.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["-o", "a.ods"], "Please end it as one of these: .xlsx .csv."),
        (["-o", "a.ics", "--what", "answers"], "Please end it as one of these: .xlsx .csv."),
        (["-o", "a.ics"], "there is nothing to put into a calendar"),
        (["-o", "a.csv", "--assessment", "none"], "There is no assessment “none” in this file."),
    ],
)
def test_what_cannot_be_exported_is_told_in_a_sentence(
    desk: Desk, words: list[str], told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.document.close()
    monkeypatch.chdir(desk.document.path.parent)
    before = sorted(desk.document.path.parent.iterdir())
    assert main(["export", str(desk.document.path), *words]) == 1
    assert told in capsys.readouterr().err
    assert sorted(desk.document.path.parent.iterdir()) == before


def test_a_name_of_a_pdf_that_points_at_a_person_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, told in (("Letter of our client Marisol.pdf", "point at a person: "), ("Summary.pdf", "")):
        pdf = tmp_path / name
        pdf.write_bytes(b"%PDF-1.7 example")
        assert main(["draft", str(pdf), "-o", str(tmp_path / "mail.eml")]) == 0
        found = capsys.readouterr().err
        assert told in found
        assert bool(told) is bool(found)


def test_a_draft_holds_the_pdf_and_no_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf, target = tmp_path / "Summary.pdf", tmp_path / "mail.eml"
    pdf.write_bytes(b"%PDF-1.7 example")
    assert main(["draft", str(pdf), "-o", str(target)]) == 0
    assert "Summary.pdf attached, no address" in capsys.readouterr().out
    found = email.message_from_bytes(target.read_bytes(), policy=email.policy.default)
    assert found["subject"] == "For you to read: Summary"
    assert [found[name] for name in ("From", "To", "Date", "Message-ID")] == [None] * 4
    assert main(["draft", str(pdf), "-o", str(target), "--language", "xx"]) == 1
    assert main(["draft", str(tmp_path / "none.pdf"), "-o", str(target)]) == 1
    assert "“none.pdf” is not there any more" in capsys.readouterr().err
