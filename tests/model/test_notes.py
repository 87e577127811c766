from roadmap_desktop.model.answers import Visibility
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId
from roadmap_desktop.model.notes import EvidenceId, EvidenceItem, Note, NoteId, NoteKind
from tests.documents import ROLES


def test_a_note_and_evidence_may_be_shared_unless_someone_says_otherwise() -> None:
    note = Note(NoteId("n1"), AssessmentId("round-1"), TASK_FORCE, ROLES, NoteKind.GAP, "No one covers nights.")
    assert note.visibility is Visibility.SHAREABLE
    assert EvidenceItem(EvidenceId("e1"), ROLES, "Signed agreement").visibility is Visibility.SHAREABLE


def test_evidence_is_told_in_words_and_needs_no_more_than_a_title() -> None:
    evidence = EvidenceItem(EvidenceId("e1"), ROLES, "Signed agreement")
    assert (evidence.kind, evidence.kept_where, evidence.reviewed) == ("", "", "")


def test_a_note_says_one_of_six_things() -> None:
    assert [kind.value for kind in NoteKind] == ["strength", "gap", "idea", "priority", "dissent", "parking-lot"]
    assert NoteKind("parking-lot") is NoteKind.PARKING_LOT
