from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap_desktop import errors
from roadmap_desktop.model.answers import AnswerState, Visibility
from roadmap_desktop.model.assessment import TASK_FORCE
from roadmap_desktop.model.overview import Place
from roadmap_desktop.model.placements import Agreement, StagePlacement
from roadmap_desktop.model.text import ANSWER_LIMIT, clean_text
from roadmap_desktop.services.changes import DocumentChanged
from tests.documents import ROLES, STAGES, Desk


def test_an_answer_comes_back_as_it_is_on_disk(desk: Desk) -> None:
    before = datetime.now(UTC)
    stored = desk.answering.answer(desk.key(), "We meet\r\nweekly.\x07")
    assert stored.answer.text == "We meet\nweekly."
    assert stored.saved_at is not None
    assert stored.saved_at >= before
    assert stored.answer.wording == "small@1"
    key = desk.key()
    assert desk.reopened().reading.element_answer(key).answer == stored.answer


@given(text=st.text(max_size=60))
def test_what_was_typed_comes_back_after_a_restart(desk: Desk, text: str) -> None:
    assert desk.answering.answer(desk.key(), text).answer.text == clean_text(text)


def test_earlier_versions_are_counted(desk: Desk) -> None:
    for text in ("First.", "Second.", "Third."):
        stored = desk.answering.answer(desk.key(), text)
        desk.answering.leave_field()
    assert stored.earlier_versions == 2
    assert desk.answering.answer(desk.key(), "").earlier_versions == 3


def test_nothing_is_cut_in_silence(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "x" * ANSWER_LIMIT)
    with pytest.raises(errors.TextTooLong) as caught:
        desk.answering.answer(desk.key(), "x" * (ANSWER_LIMIT + 1))
    assert (caught.value.length, caught.value.limit) == (ANSWER_LIMIT + 1, ANSWER_LIMIT)
    assert len(desk.reading.element_answer(desk.key()).answer.text) == ANSWER_LIMIT


def test_states_flags_and_visibility_are_kept(desk: Desk) -> None:
    desk.answering.set_discuss(desk.key(), True)
    desk.answering.set_visibility(desk.key(), Visibility.INTERNAL)
    stored = desk.answering.set_state(desk.key(), AnswerState.NOT_OUR_ROLE, "The county does this.")
    assert stored.answer.discuss
    assert stored.answer.visibility is Visibility.INTERNAL
    assert stored.answer.reason == "The county does this."
    assert desk.answering.set_state(desk.key(), AnswerState.READY).answer.reason == ""


def test_pre_work_of_an_agency_is_internal_until_someone_says_otherwise(desk: Desk) -> None:
    agency = desk.partners.add("Example Shelter A")
    stored = desk.answering.answer(desk.key(respondent=agency.id), "Our view.")
    assert stored.answer.visibility is Visibility.INTERNAL
    assert desk.answering.answer(desk.key(), "The group's view.").answer.visibility is Visibility.SHAREABLE


def test_each_kind_of_change_of_a_placement_has_its_name(desk: Desk) -> None:
    placement = StagePlacement(desk.placement_key())
    changes = (
        {"now": STAGES[1]},
        {"goal": STAGES[3], "goal_month": "2027-06"},
        {"reason": "Role sheets exist."},
        {"agreement": Agreement.MOST},
        {"dissent": "One partner sees it earlier."},
        {"dissent_visibility": Visibility.SHAREABLE},
    )
    labels = []
    for change in changes:
        placement = desk.answering.place(replace(placement, **change))
        desk.answering.leave_field()
        step = desk.history.next_undo()
        assert step is not None
        labels.append(step.label)
    assert len(set(labels)) == len(labels)
    assert desk.reading.element(Place(desk.round, TASK_FORCE, ROLES)).placement == placement


def test_typing_a_reason_is_one_step_and_the_same_again_none(desk: Desk) -> None:
    for reason in ("Role", "Role sheets", "Role sheets exist."):
        placed = desk.answering.place(StagePlacement(desk.placement_key(), reason=reason))
    assert desk.answering.place(placed) == placed
    desk.history.undo()
    assert desk.answering.placement(desk.placement_key()).reason == ""


def test_a_closed_assessment_takes_no_answer(desk: Desk) -> None:
    key, placement_key = desk.key(), desk.placement_key()
    desk.rounds.close(desk.round)
    for change in (
        lambda: desk.answering.answer(key, "x"),
        lambda: desk.answering.set_state(key, AnswerState.READY),
        lambda: desk.answering.set_discuss(key, True),
        lambda: desk.answering.set_visibility(key, Visibility.INTERNAL),
        lambda: desk.answering.place(StagePlacement(placement_key, now=STAGES[0])),
    ):
        with pytest.raises(errors.AssessmentIsClosed):
            change()


def test_listeners_hear_of_a_change_after_its_commit(desk: Desk) -> None:
    heard: list[DocumentChanged] = []
    desk.reading.pack(desk.round)
    unsubscribe = desk.feed.subscribe(heard.append)
    desk.answering.answer(desk.key(), "We meet weekly.")
    assert heard == [DocumentChanged("Edit answer", frozenset({"answer"}), frozenset({ROLES}))]
    unsubscribe()
    unsubscribe()
    desk.answering.answer(desk.key(), "We meet monthly.")
    assert len(heard) == 1
