"""What happens next: the action plan and its items."""

from datetime import date
from enum import StrEnum
from typing import NewType

from msgspec import Struct

from roadmap_desktop.content.schema import ElementId, PromptId
from roadmap_desktop.model.assessment import AssessmentId

ActionId = NewType("ActionId", str)


class ActionStatus(StrEnum):
    """Where an action item stands; a dropped one says why."""

    OPEN = "open"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    DROPPED = "dropped"


class ActionItem(Struct, frozen=True):
    """One agreed next step. `owner` is a role or an agency; `due` is `YYYY-MM`, `YYYY-MM-DD` or empty."""

    id: ActionId
    what: str
    owner: str = ""
    due: str = ""
    resources: str = ""
    told: str = ""
    status: ActionStatus = ActionStatus.OPEN
    dropped_why: str = ""
    element: ElementId | None = None
    prompt: PromptId | None = None
    raised_in: AssessmentId | None = None

    @property
    def is_pending(self) -> bool:
        """True while there is still something to do."""
        return self.status in (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)

    def is_past_its_date(self, today: date) -> bool:
        """True for a pending item whose date, or whole month, lies before `today`."""
        if not self.due or not self.is_pending:
            return False
        return self.due < today.isoformat()[: len(self.due)]
