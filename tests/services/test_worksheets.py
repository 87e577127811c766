from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from roadmap_desktop.errors import Cancelled, ExportFailed, NoSuchThing, PlaceIsALink
from roadmap_desktop.model.answers import AnswerState
from roadmap_desktop.model.assessment import Respondent
from roadmap_desktop.model.notes import LocalPrompt, LocalPromptId
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.model.receive import Fate, compare, counts, written
from roadmap_desktop.model.worksheet import Field, Part, field_named
from roadmap_desktop.reports.worksheet_data import Worksheet
from roadmap_desktop.services import worksheets
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.returned_forms import read_form
from roadmap_desktop.services.worksheets import WorksheetRequest, WorksheetsService
from tests.documents import ROLES, STAGES, TRUST, Desk, a_desk
from tests.worksheets import FIRST, GOAL, NOW, REASON, SECOND, STATE, filled

TODAY = date(2026, 11, 24)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(tmp_path / "river.roadmap")
    yield desk
    desk.document.close()


@pytest.fixture
def shelter(desk: Desk) -> Respondent:
    return desk.partners.add("Example Shelter A")


def gather(desk: Desk, who: Respondent, **facts: object) -> Worksheet:
    request = replace(WorksheetRequest(desk.round, who.id), **facts)
    return WorksheetsService(desk.document).gather(request, TODAY)


def test_it_asks_every_prompt_of_the_round_and_says_whom(desk: Desk, shelter: Respondent) -> None:
    sheet = gather(desk, shelter)
    assert sheet.agency == "Example Shelter A"
    assert (sheet.mark.respondent, sheet.mark.assessment) == (shelter.id, desk.round)
    assert (sheet.mark.pack, sheet.mark.version) == ("small", "1")
    assert sheet.mark.elements == (ROLES, TRUST)
    assert sheet.prompts == 20
    assert sheet.made == "November 24, 2026"
    assert len(sheet.mark.form) == 32
    assert gather(desk, shelter).mark.form != sheet.mark.form


def test_only_the_elements_that_were_chosen(desk: Desk, shelter: Respondent) -> None:
    sheet = gather(desk, shelter, elements=(TRUST,))
    assert sheet.mark.elements == (TRUST,)
    assert [(area.number, element.number) for area in sheet.areas for element in area.elements] == [(2, "2.1")]
    for facts in ({"elements": ("gone",)}, {"respondent": "nobody"}, {"assessment": "never"}):
        with pytest.raises(NoSuchThing):
            gather(desk, shelter, **facts)


def test_the_own_prompts_of_the_task_force_are_asked_too(desk: Desk, shelter: Respondent) -> None:
    own = desk.planning.save_local_prompt(LocalPrompt(LocalPromptId(""), ROLES, STAGES[0], "Who holds the key?"))
    stage = gather(desk, shelter).areas[0].elements[0].stages[0]
    assert [(one.number, one.id, one.mark) for one in stage.prompts][-1] == ("1.3", own.id, "Our own prompt")
    assert field_named(Field(Part.ANSWER, own.id).name) == Field(Part.ANSWER, own.id)


def test_what_is_in_the_record_is_not_printed_unless_it_is_asked_for(desk: Desk, shelter: Respondent) -> None:
    desk.answering.answer(desk.key(respondent=shelter.id), "CANARY-7f3a ours")
    desk.answering.answer(desk.key(), "CANARY-7f3a of the task force")
    desk.answering.place(StagePlacement(desk.placement_key(respondent=shelter.id), now=STAGES[1], reason="Why."))
    plain = gather(desk, shelter)
    assert plain.prefilled == {}
    assert b"CANARY" not in everything(WorksheetsService.render(plain, Progress()))
    assert set(plain.mark.issued) == {FIRST.name, NOW.name, REASON.name}
    full = gather(desk, shelter, is_prefilled=True)
    assert full.prefilled == {FIRST: "CANARY-7f3a ours", STATE: "draft", NOW: STAGES[1], REASON: "Why."} | {
        field: text for field, text in full.prefilled.items() if text == "draft"
    }


def everything(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        target = BytesIO()
        pdf.save(target, qdf=True)
    return target.getvalue()


def test_a_form_goes_out_is_filled_in_and_would_land_where_it_belongs(
    desk: Desk, shelter: Respondent, tmp_path: Path
) -> None:
    desk.answering.answer(desk.key("roles.stage-1.p2", shelter.id), "What we said before.")
    service = WorksheetsService(desk.document)
    sheet = gather(desk, shelter)
    target = tmp_path / "form.pdf"
    made = service.write(sheet, target, Progress())
    assert (made.path, made.prompts, made.missing) == (target, 20, ())
    assert made.pages > 2
    assert made.size == target.stat().st_size
    words = {
        FIRST: "Cộng hòa",
        SECOND: "Something else.",
        REASON: "Why.",
        NOW: STAGES[1],
        GOAL: STAGES[3],
        STATE: "ready",
    }
    target.write_bytes(filled(target.read_bytes(), words))
    returned = read_form(target, Progress())
    record = service.record(desk.round, shelter.id, sheet.mark.elements)
    found = compare(returned.mark, record, returned.fields)
    assert written(found) == words
    assert {one.field: one.fate for one in found}[SECOND] is Fate.CHANGED
    assert counts(found)[Fate.UNTOUCHED] == len(record) - len(words)
    desk.answering.answer(desk.key("roles.stage-1.p2", shelter.id), "Said meanwhile.")
    later = compare(returned.mark, service.record(desk.round, shelter.id, sheet.mark.elements), returned.fields)
    (choice,) = [one for one in later if one.fate is Fate.NEEDS_A_CHOICE]
    assert (choice.field, choice.current, choice.returned) == (SECOND, "Said meanwhile.", "Something else.")
    # The task force's own record, and every other agency's, are none of its business.
    assert service.record(desk.round, desk.reading.respondents()[0].id, sheet.mark.elements)[SECOND] == ""


def test_a_record_holds_what_is_not_their_role(desk: Desk, shelter: Respondent) -> None:
    key = desk.key(respondent=shelter.id)
    desk.answering.set_state(key, AnswerState.NOT_OUR_ROLE, "The county does it.")
    record = WorksheetsService(desk.document).record(desk.round, shelter.id, (ROLES,))
    assert (record[FIRST], record[STATE]) == ("The county does it.", "not-our-role")
    assert {field.id.split(".")[0] for field in record} == {"roles"}


def test_one_that_cannot_be_read_back_leaves_only_the_old_file(
    desk: Desk, shelter: Respondent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, target = gather(desk, shelter), tmp_path / "form.pdf"
    target.write_bytes(b"old")
    link = tmp_path / "link.pdf"
    link.symlink_to(target)
    with pytest.raises(PlaceIsALink):
        WorksheetsService.write(sheet, link, Progress())
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        WorksheetsService.write(sheet, target, stopped)
    monkeypatch.setattr(worksheets, "_reads", lambda _data, _sheet: False)
    with pytest.raises(ExportFailed):
        WorksheetsService.write(sheet, target, Progress())
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_one_for_paper_and_one_that_is_prefilled_are_written(desk: Desk, shelter: Respondent, tmp_path: Path) -> None:
    desk.answering.answer(desk.key(respondent=shelter.id), "Line one\nCộng hòa 🙂")
    for name, facts in (("paper", {"is_fillable": False, "paper": "a4"}), ("full", {"is_prefilled": True})):
        sheet = gather(desk, shelter, **facts)
        assert WorksheetsService.write(sheet, tmp_path / f"{name}.pdf", Progress()).pages
    assert read_form(tmp_path / "full.pdf", Progress()).fields[FIRST] == "Line one\nCộng hòa 🙂"
