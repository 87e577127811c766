from datetime import date
from pathlib import Path

import pypdf
import pytest

from roadmap_desktop.__main__ import main
from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.notes import Note, NoteId, NoteKind
from roadmap_desktop.services.identifying import IdentifyingService
from roadmap_desktop.services.leaving import OURS, TYPED
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest
from tests.documents import ROLES, TRUST, Desk, a_desk

PHONE, EMAIL, NAME, CASE = "(312) 555-0142", "desk@example.org", "Marisol", "24-CR-01932"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A file in which identifying detail stands in an answer, a note, an action and twice in one answer."""
    found = a_desk(tmp_path / "river.roadmap")
    found.answering.answer(found.key(), f"Call {PHONE}, again {PHONE}, or write to {EMAIL}.")
    found.answering.answer(found.key("trust.stage-1.p1"), f"After hours it is {PHONE}.")
    found.planning.save_note(
        Note(NoteId(""), found.round, found.key().respondent, ROLES, NoteKind.GAP, f"See case no. {CASE}.")
    )
    found.planning.save_action(ActionItem(ActionId(""), f"Ask our client {NAME}", element=TRUST))
    found.answering.leave_field()
    return found


def request(desk: Desk) -> ReportRequest:
    return ReportRequest(ReportKind.ASSESSMENT, desk.round, internal=True)


def test_everything_that_would_leave_is_listed_once_with_its_places(desk: Desk) -> None:
    service = ReportingService(desk.document)
    found = {one.text: one for one in service.leaving(service.gather(request(desk), date(2027, 1, 1)))}
    assert set(found) == {PHONE, EMAIL, CASE, NAME}
    assert [place.split(" · ")[0] for place in found[PHONE].places] == ["1.1 Roles", "2.1 Trust"]
    assert any("Action plan" in place for place in found[NAME].places)
    assert not any(one.was_kept for one in found.values())
    looking = IdentifyingService(desk.document)
    looking.keep(looking.look(f"Call {PHONE}")[0])
    again = {one.text: one for one in service.leaving(service.gather(request(desk), date(2027, 1, 1)))}
    assert again[PHONE].was_kept
    assert not again[EMAIL].was_kept
    desk.document.close()


def test_what_is_masked_is_in_no_byte_of_the_pdf_and_the_file_is_untouched(desk: Desk, tmp_path: Path) -> None:
    service = ReportingService(desk.document)
    report = service.gather(request(desk), date(2027, 1, 1))
    found = service.leaving(report)
    kept = [one for one in found if one.text == EMAIL]
    clean = service.without(report, [one for one in found if one not in kept])
    target = tmp_path / "report.pdf"
    service.write(clean, target, Progress())
    reader = pypdf.PdfReader(target)
    words = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    contents = [page.get_contents() for page in reader.pages]
    streams = b" ".join(one.get_data() for one in contents if one is not None)
    for gone in (PHONE, CASE, NAME):
        assert gone not in words
        assert gone.encode() not in streams
        assert gone.encode() not in target.read_bytes()
    assert EMAIL in words
    assert words.count("[phone number removed]") == 3
    assert desk.reading.element_answer(desk.key()).answer.text.count(PHONE) == 2
    desk.document.close()


def test_nothing_is_copied_when_nothing_is_masked(desk: Desk) -> None:
    service = ReportingService(desk.document)
    report = service.gather(request(desk), date(2027, 1, 1))
    assert service.without(report, ()) is report
    desk.document.close()


def test_every_field_of_a_report_is_typed_or_ours() -> None:
    assert set(TYPED) == set(OURS)
    for shape, typed in TYPED.items():
        assert typed | OURS[shape] == set(shape.__struct_fields__), shape
        assert not typed & OURS[shape]


def test_the_command_line_counts_and_masks(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk.document.close()
    target = tmp_path / "report.pdf"
    assert main(["report", str(desk.document.path), "-o", str(target), "--internal"]) == 0
    assert "could point at a person: 4, and were kept" in capsys.readouterr().err
    assert main(["report", str(desk.document.path), "-o", str(target), "--internal", "--mask"]) == 0
    assert "4, and were masked" in capsys.readouterr().err
    words = "".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
    assert "555" not in words
