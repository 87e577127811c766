"""Where an element stands, where it should be, and how partners differ about it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from roadmap_desktop.content.schema import ElementId, StageId
from roadmap_desktop.model.answers import Visibility
from roadmap_desktop.model.assessment import AssessmentId, RespondentId


class Agreement(StrEnum):
    """How far the group stands behind its placement; the task force's record only. OPEN is "still open"."""

    NOT_SAID = ""
    EVERYONE = "everyone"
    MOST = "most"
    SOME = "some"
    OPEN = "open"


class PlacementKey(Struct, frozen=True):
    """Names one placement: which round, who placed, which element."""

    assessment: AssessmentId
    respondent: RespondentId
    element: ElementId


class StagePlacement(Struct, frozen=True):
    """One respondent's view of one element; a missing stage means "not discussed".

    `goal_month` is `YYYY-MM` or empty. When `is_not_our_role`, `now` is None and `reason` says why.
    """

    key: PlacementKey
    now: StageId | None = None
    is_not_our_role: bool = False
    goal: StageId | None = None
    goal_month: str = ""
    reason: str = ""
    reason_visibility: Visibility = Visibility.SHAREABLE
    agreement: Agreement = Agreement.NOT_SAID
    dissent: str = ""
    dissent_visibility: Visibility = Visibility.INTERNAL
    carried_from: str = ""

    @classmethod
    def blank(cls, key: PlacementKey) -> "StagePlacement":
        """The placement of an element that was not discussed yet."""
        return cls(key, reason_visibility=Visibility.usual_for(key.respondent))

    @property
    def is_placed(self) -> bool:
        """True when a stage was chosen for now."""
        return self.now is not None


def spread(placements: Iterable[StagePlacement], order: Sequence[StageId]) -> int:
    """Distance in stages between the furthest apart; 0 when fewer than two partners placed it."""
    places = [order.index(p.now) for p in placements if p.now is not None]
    # A partner who has not placed the element has no opinion yet: it must not widen the spread.
    return max(places) - min(places) if len(places) > 1 else 0


def furthest_apart(placements: Iterable[StagePlacement], order: Sequence[StageId]) -> tuple[StageId, StageId] | None:
    """The first and the last stage at which anyone placed the element; None when all who placed it agree."""
    places = sorted({order.index(p.now) for p in placements if p.now is not None})
    return (order[places[0]], order[places[-1]]) if len(places) > 1 else None
