from datetime import date

import pytest
from msgspec.structs import replace

from roadmap_desktop import errors
from roadmap_desktop.model.actions import ActionId, ActionItem, ActionStatus
from roadmap_desktop.model.answers import Visibility
from roadmap_desktop.model.assessment import TASK_FORCE
from roadmap_desktop.model.notes import EvidenceId, EvidenceItem, LocalPrompt, LocalPromptId, Note, NoteId, NoteKind
from roadmap_desktop.model.overview import Place
from tests.documents import ROLES, STAGES, Desk


def view(desk: Desk) -> tuple[int, int, int, int]:
    found = desk.reading.element(Place(desk.round, TASK_FORCE, ROLES))
    return len(found.notes), len(found.actions), len(found.evidence), len(found.local_prompts)


def test_an_action_is_added_changed_and_removed(desk: Desk) -> None:
    item = desk.planning.save_action(ActionItem(ActionId(""), " Add the labor office ", element=ROLES, due="2027-01"))
    assert item.what == "Add the labor office"
    changed = desk.planning.save_action(replace(item, status=ActionStatus.DROPPED, dropped_why="Done elsewhere."))
    assert desk.reading.actions() == (changed,)
    assert desk.planning.save_action(replace(changed, status=ActionStatus.OPEN)).dropped_why == ""
    desk.planning.remove_action(item.id)
    assert desk.reading.actions() == ()
    desk.history.undo()
    assert len(desk.reading.actions()) == 1


@pytest.mark.parametrize(
    "due", ["soon", "2027-13", "2027-1", "2027-02-32", "01/02/2027", "2027-02-31", "0000-05", "9999-12", "٢٠٢٧-05"]
)
def test_a_date_that_is_none_is_refused(desk: Desk, due: str) -> None:
    with pytest.raises(errors.DateNotUnderstood):
        desk.planning.save_action(ActionItem(ActionId(""), "Act", due=due))
    with pytest.raises(errors.DateNotUnderstood):
        desk.planning.save_evidence(EvidenceItem(EvidenceId(""), ROLES, "Agreement", reviewed=due))


def test_items_keep_their_order_when_they_change(desk: Desk) -> None:
    first = desk.planning.save_action(ActionItem(ActionId(""), "First"))
    desk.planning.save_action(ActionItem(ActionId(""), "Second"))
    desk.planning.save_action(replace(first, what="First, changed"))
    assert [item.what for item in desk.reading.actions()] == ["First, changed", "Second"]


def test_notes_evidence_and_own_prompts(desk: Desk) -> None:
    note = desk.planning.save_note(Note(NoteId(""), desk.round, TASK_FORCE, ROLES, NoteKind.GAP, "No night cover."))
    evidence = desk.planning.save_evidence(EvidenceItem(EvidenceId(""), ROLES, "Signed agreement", reviewed="2026-03"))
    own = desk.planning.save_local_prompt(LocalPrompt(LocalPromptId(""), ROLES, STAGES[0], "What about us?"))
    assert own.id.startswith("local-")
    assert view(desk) == (1, 0, 1, 1)
    assert desk.planning.save_note(replace(note, text="Still no night cover.")).id == note.id
    assert desk.planning.save_local_prompt(replace(own, text="What else?")).id == own.id
    assert desk.planning.save_evidence(replace(evidence, kept_where="Shared drive, agreements")).id == evidence.id
    assert [version.text for version in desk.history.note_versions(note.id)] == ["No night cover."]
    assert desk.history.erase_note(note.id).entries == 2
    desk.planning.remove_note(note.id)
    desk.planning.remove_note(note.id)
    desk.planning.remove_evidence(evidence.id)
    desk.planning.remove_local_prompt(own.id)
    assert view(desk) == (0, 0, 0, 0)


def test_own_prompts_are_answered_and_counted_like_others(desk: Desk) -> None:
    own = desk.planning.save_local_prompt(LocalPrompt(LocalPromptId(""), ROLES, STAGES[0], "What about us?"))
    desk.answering.answer(desk.key(own.id), "We are here.")
    found = desk.reading.element(Place(desk.round, TASK_FORCE, ROLES))
    assert found.answered_by_stage[STAGES[0]] == (1, 3)
    step = desk.history.next_undo()
    assert step is not None
    assert step.place is not None
    assert (step.place.element, step.place.stage) == (ROLES, STAGES[0])


def test_a_new_note_of_an_agency_is_internal(desk: Desk) -> None:
    agency = desk.partners.add("Example Shelter A")
    note = desk.planning.save_note(Note(NoteId(""), desk.round, agency.id, ROLES, NoteKind.IDEA, "Share a calendar."))
    assert note.visibility is Visibility.INTERNAL
    shared = desk.planning.save_note(replace(note, visibility=Visibility.SHAREABLE))
    assert shared.visibility is Visibility.SHAREABLE
    desk.history.undo()
    step = desk.history.next_undo()
    assert step is not None
    assert step.place == Place(desk.round, agency.id, ROLES)


def test_empty_and_overlong_texts_are_refused(desk: Desk) -> None:
    with pytest.raises(errors.NameMissing):
        desk.planning.save_action(ActionItem(ActionId(""), "  "))
    with pytest.raises(errors.TextTooLong):
        desk.planning.save_note(Note(NoteId(""), desk.round, TASK_FORCE, ROLES, NoteKind.GAP, "x" * 2001))


def test_a_closed_round_takes_no_notes(desk: Desk) -> None:
    note = desk.planning.save_note(Note(NoteId(""), desk.round, TASK_FORCE, ROLES, NoteKind.GAP, "No night cover."))
    desk.rounds.close(desk.round)
    with pytest.raises(errors.AssessmentIsClosed):
        desk.planning.save_note(replace(note, text="Other"))
    with pytest.raises(errors.AssessmentIsClosed):
        desk.planning.remove_note(note.id)


@pytest.mark.parametrize(
    ("due", "status", "past"),
    [
        ("2026-10", ActionStatus.OPEN, True),
        ("2026-11", ActionStatus.OPEN, False),
        ("2026-11-23", ActionStatus.IN_PROGRESS, True),
        ("2026-11-24", ActionStatus.OPEN, False),
        ("2026-10", ActionStatus.DONE, False),
        ("", ActionStatus.OPEN, False),
    ],
)
def test_past_its_date(due: str, status: ActionStatus, past: bool) -> None:
    item = ActionItem(ActionId("a"), "Act", due=due, status=status)
    assert item.is_past_its_date(date(2026, 11, 24)) is past
