import pytest

from roadmap_desktop import errors
from roadmap_desktop.content.schema import ElementId
from roadmap_desktop.model.answers import AnswerState
from roadmap_desktop.model.assessment import AssessmentId
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.storage.catalogue import ASSESSMENT
from tests.documents import ROLES, STAGES, TRUST, Desk


def test_a_round_is_started_empty_over_chosen_elements(desk: Desk) -> None:
    started = desk.rounds.start("Review 2027", [TRUST])
    assert started.scope == (TRUST,)
    assert [found.title for found in desk.reading.assessments()] == ["Baseline 2026", "Review 2027"]
    assert desk.rounds.start("Everything", []).scope == (ROLES, TRUST)


def test_carrying_forward_copies_the_task_forces_record_as_draft_and_no_partners(desk: Desk) -> None:
    first = desk.round
    agency = desk.partners.add("Example Shelter A")
    desk.answering.answer(desk.key(), "The group's words.")
    desk.answering.set_state(desk.key(), AnswerState.READY)
    desk.answering.set_state(desk.key("roles.stage-1.p2"), AnswerState.NOT_OUR_ROLE, "County.")
    desk.answering.answer(desk.key(respondent=agency.id), "The shelter's words.")
    desk.answering.place(StagePlacement(desk.placement_key(), now=STAGES[1]))
    desk.answering.place(StagePlacement(desk.placement_key(respondent=agency.id), now=STAGES[0]))
    desk.rounds.start("Review 2027", carry_from=first)
    carried = desk.reading.element_answer(desk.key()).answer
    assert (carried.text, carried.state, carried.carried_from) == (
        "The group's words.",
        AnswerState.DRAFT,
        "Baseline 2026",
    )
    assert desk.reading.element_answer(desk.key("roles.stage-1.p2")).answer.state is AnswerState.NOT_OUR_ROLE
    assert desk.answering.placement(desk.placement_key()).now == STAGES[1]
    assert desk.reading.element_answer(desk.key(respondent=agency.id)).answer.text == ""
    assert desk.answering.placement(desk.placement_key(respondent=agency.id)).now is None


def test_undo_never_reaches_into_a_closed_round(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.answering.leave_field()
    assert desk.history.next_undo() is not None
    desk.rounds.close(desk.round)
    desk.rounds.start("Review 2027")
    # Starting the next round and closing the last can be taken back; the words inside it only after that.
    labels = []
    while (step := desk.history.next_undo()) is not None:
        labels.append(step.label)
        desk.history.undo()
    assert labels == ["Start assessment", "Close assessment", "Edit answer"]


def test_a_step_in_a_closed_round_cannot_be_undone_after_reordering(desk: Desk) -> None:
    first = desk.round
    second = desk.rounds.start("Review 2027").id
    desk.answering.answer(desk.key(), "In the second.")
    desk.answering.leave_field()
    with desk.document.writing("Close quietly", origin="setup") as pen:
        row = pen.read(ASSESSMENT, (second,))
        assert row is not None
        pen.put(ASSESSMENT, {**row, "status": "closed"})
    assert desk.history.next_undo() is None
    assert first != second


def test_closing_and_reopening(desk: Desk) -> None:
    desk.rounds.close(desk.round)
    assert desk.reading.assessments()[0].is_closed
    assert desk.reading.assessments()[0].closed is not None
    with pytest.raises(errors.AssessmentIsClosed):
        desk.rounds.close(desk.round)
    with pytest.raises(errors.AssessmentIsClosed):
        desk.rounds.set_scope(desk.round, [ROLES])
    desk.rounds.reopen(desk.round)
    assert not desk.reading.assessments()[0].is_closed


def test_titles_names_and_scope_can_be_changed(desk: Desk) -> None:
    desk.rounds.rename(desk.round, " Baseline  2026, spring ")
    desk.rounds.rename_task_force("Sample Valley Task Force")
    desk.rounds.set_scope(desk.round, [TRUST])
    assert desk.reading.assessments()[0].title == "Baseline 2026, spring"
    assert desk.reading.assessments()[0].scope == (TRUST,)
    assert desk.reading.task_force().name == "Sample Valley Task Force"
    with pytest.raises(errors.NameMissing):
        desk.rounds.rename(desk.round, " ")
    with pytest.raises(errors.NameMissing):
        desk.rounds.rename_task_force("")
    with pytest.raises(errors.NameMissing):
        desk.rounds.set_scope(desk.round, [ElementId("none")])
    with pytest.raises(errors.TextTooLong):
        desk.rounds.rename(desk.round, "x" * 201)
    with pytest.raises(errors.NoSuchThing):
        desk.reading.assessment(AssessmentId("none"))
