"""Notes of a discussion, and evidence in words: never an attachment, never a path."""

from enum import StrEnum
from typing import NewType

from msgspec import Struct

from roadmap_desktop.content.schema import ElementId, StageId
from roadmap_desktop.model.answers import Visibility
from roadmap_desktop.model.assessment import AssessmentId, RespondentId

NoteId = NewType("NoteId", str)
EvidenceId = NewType("EvidenceId", str)
LocalPromptId = NewType("LocalPromptId", str)


class NoteKind(StrEnum):
    """What a note says of the element."""

    STRENGTH = "strength"
    GAP = "gap"
    IDEA = "idea"
    PRIORITY = "priority"
    DISSENT = "dissent"
    PARKING_LOT = "parking-lot"


class Note(Struct, frozen=True):
    """One respondent's note on one element of one round."""

    id: NoteId
    assessment: AssessmentId
    respondent: RespondentId
    element: ElementId
    kind: NoteKind
    text: str
    visibility: Visibility = Visibility.SHAREABLE


class EvidenceItem(Struct, frozen=True):
    """A document or fact about how the group works; `kept_where` is in words, `reviewed` is `YYYY-MM` or empty."""

    id: EvidenceId
    element: ElementId
    title: str
    kind: str = ""
    kept_where: str = ""
    reviewed: str = ""
    visibility: Visibility = Visibility.SHAREABLE


class LocalPrompt(Struct, frozen=True):
    """A prompt the task force added itself; untouched by pack upgrades."""

    id: LocalPromptId
    element: ElementId
    stage: StageId
    text: str
    position: int = 0
