from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.content.schema import ElementId, PromptId
from roadmap_desktop.model.answers import Answer
from roadmap_desktop.model.assessment import TASK_FORCE
from roadmap_desktop.model.notes import LocalPrompt, LocalPromptId
from roadmap_desktop.model.overview import Place
from roadmap_desktop.services.dumping import dump
from roadmap_desktop.services.pack_upgrades import PackUpgradeService
from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest
from roadmap_desktop.services.search import SearchService
from roadmap_desktop.services.shelf import ShelfService
from roadmap_desktop.storage import answers
from tests.documents import ROLES, STAGES, TRUST, Desk
from tests.pack_fates import PROMPTS, Fate, Fates, the_next


def an_own_prompt(desk: Desk, text: str = "Who holds the keys?", element: ElementId = ROLES) -> LocalPromptId:
    return desk.planning.save_local_prompt(LocalPrompt(LocalPromptId(""), element, STAGES[0], text)).id


def upgrade(desk: Desk, wanted: Fates, version: str = "2") -> None:
    PackUpgradeService(desk.document).upgrade(the_next(wanted, version), datetime.now(UTC))


def place_of(desk: Desk, element: ElementId = ROLES) -> Place:
    return Place(desk.round, TASK_FORCE, element)


def test_a_file_without_an_upgrade_has_an_empty_shelf(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.answering.answer(desk.key("roles.wrap.p1"), "Last.")
    service = ShelfService(desk.document)
    assert service.shelf(desk.round).is_empty
    assert service.of_element(place_of(desk)) == ()
    assert service.of_element(Place(desk.round, TASK_FORCE)) == ()
    assert service.of_element(place_of(desk, ElementId("gone"))) == ()
    assert dump(desk.document)["no_longer_asked"] == []


def test_an_own_prompt_is_counted_found_printed_and_survives_upgrades(desk: Desk) -> None:
    own = an_own_prompt(desk)
    desk.answering.answer(desk.key(own), "The night shift.")
    upgrade(desk, Fates({PROMPTS[0]: Fate.RETIRED}))
    view = desk.reading.element(place_of(desk))
    assert [one.text for one in view.local_prompts] == ["Who holds the keys?"]
    assert view.answered_by_stage[STAGES[0]] == (1, 2)
    assert desk.reading.overview(place_of(desk), date.today()).answered == 1
    found = SearchService(desk.document).find("the keys", desk.round)
    assert [(one.kind, one.title, one.place) for one in found] == [
        ("prompt", "Roles", Place(desk.round, TASK_FORCE, ROLES, STAGES[0], PromptId(own)))
    ]
    request = ReportRequest(ReportKind.ELEMENT, desk.round, (ROLES,))
    sheet = ReportingService(desk.document).gather(request, date.today())
    (prompt,) = sheet.areas[0].elements[0].stages[0].prompts
    assert (prompt.text, prompt.answer, prompt.mark) == ("Who holds the keys?", "The night shift.", "Our own prompt")


def test_an_own_prompt_goes_along_into_a_new_assessment(desk: Desk) -> None:
    own = an_own_prompt(desk)
    desk.answering.answer(desk.key(own), "The night shift.")
    first = desk.round
    desk.rounds.close(first)
    second = desk.rounds.start("Review 2027", carry_from=first)
    view = desk.reading.element(Place(second.id, TASK_FORCE, ROLES))
    carried = view.answers[PromptId(own)].answer
    assert (carried.text, carried.carried_from) == ("The night shift.", "Baseline 2026")


def test_a_reworded_own_prompt_shows_the_words_that_were_answered(desk: Desk) -> None:
    own = an_own_prompt(desk)
    desk.answering.answer(desk.key(own), "The night shift.")
    (prompt,) = desk.reading.element(place_of(desk)).local_prompts
    changed = desk.planning.save_local_prompt(LocalPrompt(prompt.id, ROLES, STAGES[0], "Who keeps the keys now?"))
    answer = desk.reading.element_answer(desk.key(own)).answer
    assert desk.reading.earlier_wording(answer, changed.text) == "Who holds the keys?"
    answer = desk.answering.answer(desk.key(own), "The day shift.").answer
    assert desk.reading.earlier_wording(answer, changed.text) == ""
    (prompt,) = desk.reading.element(place_of(desk)).local_prompts
    assert prompt.position == 1


def test_a_retired_own_prompt_keeps_its_answers_and_can_be_asked_again(desk: Desk) -> None:
    own = an_own_prompt(desk)
    desk.answering.answer(desk.key(own), "The night shift.")
    desk.planning.remove_local_prompt(own)
    desk = desk.reopened()
    (one,) = ShelfService(desk.document).of_element(place_of(desk))
    assert (one.answer.text, one.home.text, one.home.is_own) == ("The night shift.", "Who holds the keys?", True)
    request = ReportRequest(ReportKind.ASSESSMENT, desk.round)
    report = ReportingService(desk.document).gather(request, date.today())
    (printed,) = report.areas[0].elements[0].shelved
    assert (printed.answer, printed.mark) == ("The night shift.", "Our own prompt")
    assert desk.reading.overview(place_of(desk), date.today()).answered == 0
    desk.planning.ask_again(own)
    assert ShelfService(desk.document).shelf(desk.round).is_empty
    assert [prompt.id for prompt in desk.reading.element(place_of(desk)).local_prompts] == [own]
    desk.history.undo()
    assert len(ShelfService(desk.document).shelf(desk.round).kept) == 1
    desk.history.undo()
    assert ShelfService(desk.document).shelf(desk.round).is_empty
    desk.document.close()


def test_only_an_own_prompt_that_was_there_is_asked_again(desk: Desk) -> None:
    with pytest.raises(errors.NoSuchThing):
        desk.planning.ask_again(LocalPromptId("local-unknown"))


def test_an_own_prompt_of_an_element_that_goes_is_reached_with_it(desk: Desk) -> None:
    own = an_own_prompt(desk, element=TRUST)
    upgrade(desk, Fates(lost=frozenset({TRUST})))
    (gone,) = ShelfService(desk.document).shelf(desk.round).gone
    assert (gone.id, gone.answers) == (TRUST, ())
    desk.answering.answer(desk.key(own), "Later.")
    (gone,) = ShelfService(desk.document).shelf(desk.round).gone
    assert [one.answer.text for one in gone.answers] == ["Later."]
    assert SearchService(desk.document).find("later", desk.round)[0].title == "Trust"


def test_an_answer_to_a_prompt_that_no_pack_knows_is_still_reached(desk: Desk) -> None:
    key = desk.key("gone.stage-1.p1")
    with desk.document.writing("Received") as pen:
        answers.save(pen, Answer(key, "From elsewhere."))
    shelf = ShelfService(desk.document).shelf(desk.round)
    assert [one.answer.text for one in shelf.homeless] == ["From elsewhere."]
    request = ReportRequest(ReportKind.ASSESSMENT, desk.round)
    report = ReportingService(desk.document).gather(request, date.today())
    assert report.shelf is not None
    (prompt,) = report.shelf.elements[0].shelved
    assert (prompt.text, prompt.answer) == ("The words of this prompt are not in this file.", "From elsewhere.")


def test_an_answer_that_goes_by_the_name_of_an_element_is_reached_too(desk: Desk) -> None:
    with desk.document.writing("Received") as pen:
        answers.save(pen, Answer(desk.key("roles"), "From elsewhere."))
    (one,) = ShelfService(desk.document).of_element(place_of(desk))
    assert (one.answer.text, one.home.text) == ("From elsewhere.", "")


def test_the_dump_names_what_is_on_the_shelf_with_its_words(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    upgrade(desk, Fates({PROMPTS[0]: Fate.RETIRED}))
    assert dump(desk.document)["no_longer_asked"] == [
        {
            "assessment": desk.round,
            "respondent": "task-force",
            "prompt": PROMPTS[0],
            "wording": "What does our MOU say about roles (1)?",
            "element": "roles",
            "element_title": "Roles",
            "text": "First.",
        }
    ]


def test_a_report_of_a_part_leaves_the_last_chapter_out(desk: Desk, tmp_path: Path) -> None:
    desk.answering.answer(desk.key("trust.stage-1.p1"), "First.")
    upgrade(desk, Fates(lost=frozenset({TRUST}), new_element=True))
    service = ReportingService(desk.document)
    whole = service.gather(ReportRequest(ReportKind.ASSESSMENT, desk.round), date.today())
    part = service.gather(ReportRequest(ReportKind.ASSESSMENT, desk.round, areas=("foundations",)), date.today())
    assert whole.shelf is not None
    assert [element.title for element in whole.shelf.elements] == ["Trust"]
    assert whole.answers == 1
    assert part.shelf is None
    assert "not verified" in whole.claim
    assert "Example publisher" in whole.claim
    from pypdf import PdfReader

    from roadmap_desktop.services.progress import Progress

    written = service.write(whole, tmp_path / "report.pdf", Progress())
    pages = [page.extract_text() for page in PdfReader(written.path).pages]
    assert "not verified" in pages[0]
    assert any("No longer asked" in page and "First." in page for page in pages)
