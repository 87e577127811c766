import pytest

from roadmap_desktop import errors
from roadmap_desktop.model.assessment import AgencyId
from roadmap_desktop.model.notes import Note, NoteId, NoteKind
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.services.dumping import current
from tests.documents import ROLES, STAGES, TRUST, Desk


def labels(desk: Desk) -> list[str]:
    return [respondent.label for respondent in desk.reading.respondents()]


def test_agencies_are_added_renamed_retired_and_brought_back(desk: Desk) -> None:
    first = desk.partners.add("Example Shelter A", "victim-services")
    desk.partners.add("Example Sheriff B")
    assert first.agency is not None
    desk.partners.rename(first.agency, "Example Shelter and Advocacy A", "victim-services")
    assert labels(desk) == ["Sample River Task Force", "Example Shelter and Advocacy A", "Example Sheriff B"]
    desk.partners.retire(first.agency)
    assert labels(desk)[-1] == "Example Shelter and Advocacy A"
    desk.partners.bring_back(first.agency)
    assert labels(desk)[1] == "Example Shelter and Advocacy A"
    desk.partners.allow_name(first.agency, True)
    assert desk.reading.respondent(first.id).may_be_named


@pytest.mark.parametrize(
    "name", ["example shelter a", "Example  Shelter A ", "Ｅxample Shelter A", "Example\u202e Shelter A"]
)
def test_names_that_look_alike_are_refused(desk: Desk, name: str) -> None:
    desk.partners.add("Example Shelter A")
    with pytest.raises(errors.NameTaken):
        desk.partners.add(name)


def test_a_name_is_needed_and_an_unknown_agency_said(desk: Desk) -> None:
    with pytest.raises(errors.NameMissing):
        desk.partners.add("  \u200f ")
    with pytest.raises(errors.NoSuchThing):
        desk.partners.retire(AgencyId("none"))
    with pytest.raises(errors.NoSuchThing):
        desk.partners.allow_name(AgencyId("none"), True)


def test_merging_loses_no_words_and_is_one_step(desk: Desk) -> None:
    keep, gone = desk.partners.add("Example Shelter A"), desk.partners.add("Example Shelter Annex")
    assert keep.agency is not None
    assert gone.agency is not None
    desk.answering.answer(desk.key("roles.stage-1.p1", keep.id), "Kept words.")
    desk.answering.answer(desk.key("roles.stage-1.p1", gone.id), "Other words.")
    desk.answering.answer(desk.key("roles.stage-1.p2", gone.id), "Only theirs.")
    desk.answering.answer(desk.key("roles.stage-2.p1", gone.id), "Emptied.")
    desk.answering.answer(desk.key("roles.stage-2.p1", gone.id), "")
    desk.answering.answer(desk.key("roles.stage-2.p1", keep.id), "Kept alone.")
    desk.answering.answer(desk.key("roles.stage-2.p2", keep.id), "x")
    desk.answering.answer(desk.key("roles.stage-2.p2", keep.id), "")
    desk.answering.answer(desk.key("roles.stage-2.p2", gone.id), "Theirs over nothing.")
    desk.answering.place(StagePlacement(desk.placement_key(ROLES, keep.id), now=STAGES[0]))
    desk.answering.place(StagePlacement(desk.placement_key(ROLES, gone.id), now=STAGES[4]))
    desk.answering.place(StagePlacement(desk.placement_key(TRUST, gone.id), now=STAGES[2]))
    note = Note(NoteId(""), desk.round, gone.id, ROLES, NoteKind.GAP, "No night cover.")
    desk.planning.save_note(note)
    before = current(desk.document.connection)
    desk.partners.merge(keep.agency, keep.agency)
    desk.partners.merge(keep.agency, gone.agency)
    answer = desk.reading.element_answer
    assert answer(desk.key("roles.stage-1.p1", keep.id)).answer.text == "Kept words.\n\nOther words."
    assert answer(desk.key("roles.stage-1.p2", keep.id)).answer.text == "Only theirs."
    assert answer(desk.key("roles.stage-2.p1", keep.id)).answer.text == "Kept alone."
    assert answer(desk.key("roles.stage-2.p2", keep.id)).answer.text == "Theirs over nothing."
    assert desk.answering.placement(desk.placement_key(ROLES, keep.id)).now == STAGES[0]
    assert desk.answering.placement(desk.placement_key(TRUST, keep.id)).now == STAGES[2]
    assert labels(desk) == ["Sample River Task Force", "Example Shelter A"]
    desk.history.undo()
    assert current(desk.document.connection) == before
