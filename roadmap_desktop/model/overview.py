"""What the pages show of a round: counts, the matrix, differences; counts are never a score."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from roadmap_desktop.content.schema import (
    AreaId,
    ElementId,
    FunctionArea,
    KeyElement,
    PromptId,
    Resource,
    StageId,
)
from roadmap_desktop.model.actions import ActionItem
from roadmap_desktop.model.answers import StoredAnswer
from roadmap_desktop.model.assessment import Assessment, AssessmentId, Respondent, RespondentId
from roadmap_desktop.model.notes import EvidenceItem, LocalPrompt, Note
from roadmap_desktop.model.placements import StagePlacement


class Place(Struct, frozen=True):
    """Where someone is in the file: which round, answering as whom, and which element, stage and prompt."""

    assessment: AssessmentId
    respondent: RespondentId
    element: ElementId | None = None
    stage: StageId | None = None
    prompt: PromptId | None = None


class ElementSummary(Struct, frozen=True):
    """One row of the tree and the matrix, for one respondent.

    `moved` is true when the stage differs from the one in the closed round before, forward or back alike.
    `answered` and `total` count the prompts of the stages, local ones included; closing prompts are not counted.
    """

    element: ElementId
    title: str
    now: StageId | None = None
    goal: StageId | None = None
    goal_month: str = ""
    is_not_our_role: bool = False
    moved: bool = False
    answered: int = 0
    total: int = 0
    drafts: int = 0
    to_discuss: int = 0
    not_our_role: int = 0
    actions: int = 0
    disciplines: tuple[str, ...] = ()
    lenses: frozenset[str] = frozenset()
    placed_by_partners: tuple[StageId, ...] = ()


class AreaSummary(Struct, frozen=True):
    """One area with its elements in scope."""

    area: AreaId
    number: int
    title: str
    elements: tuple[ElementSummary, ...]

    @property
    def answered(self) -> int:
        """How many prompts of the area have an answer."""
        return sum(element.answered for element in self.elements)


class Difference(Struct, frozen=True):
    """An element that partners placed at different stages: the first and the last stage named."""

    element: ElementId
    title: str
    first: StageId
    last: StageId


class Overview(Struct, frozen=True):
    """What the overview page shows; every number is a plain count."""

    areas: tuple[AreaSummary, ...]
    answered: int
    placed: int
    to_discuss: int
    actions: int
    actions_past_their_date: int
    partners_with_answers: int
    differences: tuple[Difference, ...] = ()
    next_actions: tuple[ActionItem, ...] = ()
    continue_at: Place | None = None
    continue_since: datetime | None = None


class PartnerView(Struct, frozen=True):
    """One partner's placement of an element; `label` is empty when that partner did not allow its name."""

    label: str
    stage: StageId
    reason: str = ""


class ElementView(Struct, frozen=True):
    """Everything the element page shows for one respondent; `is_gone` when the round's pack no longer has it."""

    place: Place
    assessment: Assessment
    respondent: Respondent
    area: FunctionArea
    element: KeyElement
    placement: StagePlacement
    answers: Mapping[PromptId, StoredAnswer]
    partners: tuple[PartnerView, ...] = ()
    local_prompts: tuple[LocalPrompt, ...] = ()
    notes: tuple[Note, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    evidence: tuple[EvidenceItem, ...] = ()
    resources: tuple[Resource, ...] = ()
    answered_by_stage: Mapping[StageId, tuple[int, int]] = {}
    is_gone: bool = False

    @property
    def is_read_only(self) -> bool:
        """True in a closed round."""
        return self.assessment.is_closed
