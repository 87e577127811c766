from datetime import date

import pytest

from roadmap_desktop import errors
from roadmap_desktop.content.schema import ElementId
from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.answers import AnswerState, Visibility
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId, RespondentId
from roadmap_desktop.model.overview import PartnerView, Place
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.services.dumping import dump
from roadmap_desktop.services.search import SearchService, fold
from tests.documents import ROLES, STAGES, TRUST, Desk

TODAY = date(2026, 11, 24)


def test_a_new_file_starts_with_the_task_force_and_one_open_round(desk: Desk) -> None:
    place = desk.reading.last_place()
    assert place == Place(desk.round, TASK_FORCE)
    overview = desk.reading.overview(place, TODAY)
    assert (overview.answered, overview.placed, overview.continue_at) == (0, 0, None)
    assert [area.title for area in overview.areas] == ["Foundations", "Operations"]


def test_the_overview_counts_and_never_grades(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "We meet weekly.")
    desk.answering.answer(desk.key("roles.stage-1.p2"), "Also.")
    desk.answering.set_state(desk.key("roles.stage-1.p2"), AnswerState.NOT_OUR_ROLE, "County.")
    desk.answering.answer(desk.key("roles.wrap.p1"), "A closing answer is not counted.")
    desk.answering.set_discuss(desk.key("trust.stage-1.p1"), True)
    desk.answering.place(StagePlacement(desk.placement_key(), now=STAGES[1], goal=STAGES[3], goal_month="2027-06"))
    desk.planning.save_action(ActionItem(ActionId(""), "Old", due="2026-10", element=ROLES))
    desk.planning.save_action(ActionItem(ActionId(""), "Undated"))
    overview = desk.reading.overview(desk.reading.last_place(), TODAY)
    assert (overview.answered, overview.placed, overview.to_discuss) == (1, 1, 1)
    assert (overview.actions, overview.actions_past_their_date) == (2, 1)
    assert [item.what for item in overview.next_actions] == ["Old", "Undated"]
    summary = overview.areas[0].elements[0]
    assert (summary.answered, summary.total, summary.drafts, summary.not_our_role) == (1, 10, 1, 1)
    assert (summary.now, summary.goal, summary.actions, summary.moved) == (STAGES[1], STAGES[3], 1, False)
    assert summary.lenses == {"labor"}
    assert overview.areas[0].answered == 1


def test_partners_are_named_only_where_they_allowed_it(desk: Desk) -> None:
    first, second = desk.partners.add("Example Shelter A"), desk.partners.add("Example Sheriff B")
    assert first.agency is not None
    desk.partners.allow_name(first.agency, True)
    desk.answering.place(StagePlacement(desk.placement_key(ROLES, first.id), now=STAGES[0], reason="Inside."))
    desk.answering.place(
        StagePlacement(
            desk.placement_key(ROLES, second.id),
            now=STAGES[2],
            reason="Told.",
            reason_visibility=Visibility.SHAREABLE,
        )
    )
    desk.answering.place(
        StagePlacement(
            desk.placement_key(ROLES, first.id), now=STAGES[0], reason="Inside.", reason_visibility=Visibility.INTERNAL
        )
    )
    place = Place(desk.round, TASK_FORCE, ROLES)
    assert desk.reading.element(place).partners == (
        PartnerView("Example Shelter A", STAGES[0], ""),
        PartnerView("", STAGES[2], "Told."),
    )
    overview = desk.reading.overview(place, TODAY)
    assert [(found.first, found.last) for found in overview.differences] == [(STAGES[0], STAGES[2])]
    assert overview.partners_with_answers == 2
    assert len(desk.reading.element(Place(desk.round, first.id, ROLES)).partners) == 1


def test_a_stage_that_moved_is_marked_forward_and_back_alike(desk: Desk) -> None:
    desk.answering.place(StagePlacement(desk.placement_key(ROLES), now=STAGES[2]))
    desk.answering.place(StagePlacement(desk.placement_key(TRUST), now=STAGES[2]))
    desk.rounds.close(desk.round)
    desk.rounds.start("Review 2027")
    desk.answering.place(StagePlacement(desk.placement_key(ROLES), now=STAGES[1]))
    desk.answering.place(StagePlacement(desk.placement_key(TRUST), now=STAGES[2]))
    overview = desk.reading.overview(Place(desk.round, TASK_FORCE), TODAY)
    assert [summary.moved for area in overview.areas for summary in area.elements] == [True, False]


def test_the_element_page_has_what_it_shows(desk: Desk) -> None:
    view = desk.reading.element(Place(desk.round, TASK_FORCE, ROLES))
    assert view.area.number == 1
    assert [term.id for term in desk.reading.terms(view.element, desk.document.pack(view.assessment.pack))] == ["mou"]
    assert [resource.id for resource in view.resources] == ["guide"]
    assert len(view.answers) == 11
    assert view.answered_by_stage[STAGES[0]] == (0, 2)
    assert not view.is_read_only
    with pytest.raises(errors.NoSuchThing):
        desk.reading.element(Place(desk.round, TASK_FORCE, ElementId("none")))
    with pytest.raises(errors.NoSuchThing):
        desk.reading.element(Place(desk.round, RespondentId("none"), ROLES))
    with pytest.raises(errors.NoSuchThing):
        desk.reading.element(Place(AssessmentId("none"), TASK_FORCE, ROLES))


def test_work_goes_on_where_it_stopped_also_after_a_restart(desk: Desk) -> None:
    view = desk.reading.element(Place(desk.round, TASK_FORCE, ROLES))
    place = Place(desk.round, TASK_FORCE, ROLES, STAGES[1], next(iter(view.answers)))
    desk.reading.remember_place(place)
    desk.reading.remember_place(place)
    again = desk.reopened()
    assert again.reading.last_place() == place
    assert again.reading.overview(place, TODAY).continue_at == place


def test_a_remembered_respondent_or_round_that_is_gone_falls_back(desk: Desk) -> None:
    desk.reading.remember_place(Place(desk.round, RespondentId("gone"), ROLES))
    assert desk.reading.last_place().respondent == TASK_FORCE
    desk.reading.remember_place(Place(AssessmentId("gone"), TASK_FORCE, ROLES))
    assert desk.reading.last_place() == Place(desk.round, TASK_FORCE)


def test_searching_finds_every_kind_without_case_or_accents(desk: Desk) -> None:
    service = SearchService(desk.document)
    desk.answering.answer(desk.key(), "La línea de ayuda está abierta.")
    desk.answering.place(StagePlacement(desk.placement_key(), reason="Straße and role sheets"))
    desk.planning.save_action(ActionItem(ActionId(""), "Print role sheets", element=ROLES))
    found = service.find("LINEA", desk.round)
    assert [one.kind for one in found] == ["answer"]
    assert found[0].excerpt[found[0].start : found[0].start + found[0].length] == "línea"
    assert found[0].place == Place(desk.round, TASK_FORCE, ROLES, STAGES[0], desk.key().prompt)
    kinds = {
        one.kind
        for query in ("role sheets", "guide", "consensus", "what does")
        for one in service.find(query, desk.round)
    }
    assert kinds == {"reason", "action", "resource", "term", "prompt"}
    assert service.find("  ", desk.round) == ()
    assert service.find("no such words", desk.round) == ()


def test_searching_again_sees_what_changed(desk: Desk) -> None:
    service = SearchService(desk.document)
    assert service.find("weekly", desk.round) == ()
    desk.answering.answer(desk.key(), "We meet weekly." + " And more." * 40)
    assert service.find("weekly", desk.round)[0].excerpt.endswith("…")
    agency = desk.partners.add("Example Shelter A")
    assert service.find("weekly", desk.round, agency.id) == ()


@pytest.mark.parametrize("query", ["it's", "C++", '"', "%", "_", "\\", "NEAR(", "*", "\x00", "ß"])
def test_no_search_is_an_error(desk: Desk, query: str) -> None:
    SearchService(desk.document).find(query, desk.round)


@pytest.mark.parametrize("text", ["Straße", "ÉCOLE", "ﬁne", "İstanbul", "日本語", "नमस्ते", "e\u0301"])
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize("query", ["each other's “limits”", 'each other’s "limits"'])
def test_searching_takes_typed_and_typographic_quotes_for_the_same(desk: Desk, query: str) -> None:
    text = "Partners know each other’s “limits”."
    desk.answering.answer(desk.key(), text)
    (found,) = SearchService(desk.document).find(query, desk.round)
    assert found.excerpt[found.start : found.start + found.length] == "each other’s “limits”"


def test_the_dump_holds_the_present_and_the_log(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "We meet weekly.")
    found = dump(desk.document)
    assert found["packs"] == ["small@1"]
    current = found["current"]
    assert isinstance(current, dict)
    assert current["answer"][0]["text"] == "We meet weekly."
    log = found["log"]
    assert isinstance(log, dict)
    assert log["changes"][-1]["after"]["text"] == "We meet weekly."
    assert log["changes"][-1]["before"] is None
