"""What one respondent answered to one prompt."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from roadmap_desktop.content.schema import PackKey, PromptId
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId, RespondentId
from roadmap_desktop.model.text import clean_text

NO_PACK = PackKey("")


class AnswerState(StrEnum):
    """How far an answer is; "not started" is not stored, it follows from empty text."""

    DRAFT = "draft"
    READY = "ready"
    NOT_OUR_ROLE = "not-our-role"


class Visibility(StrEnum):
    """Whether a passage may leave with an export, or stays inside the task force."""

    SHAREABLE = "shareable"
    INTERNAL = "internal"

    @classmethod
    def usual_for(cls, respondent: RespondentId) -> "Visibility":
        """What new passages of a respondent get: an agency's pre-work is internal until someone says otherwise."""
        return cls.SHAREABLE if respondent == TASK_FORCE else cls.INTERNAL


class AnswerKey(Struct, frozen=True):
    """Names one answer: which round, who answers, which prompt."""

    assessment: AssessmentId
    respondent: RespondentId
    prompt: PromptId


class Answer(Struct, frozen=True):
    """One respondent's words on one prompt; `reason` says why when it is not their role."""

    key: AnswerKey
    text: str = ""
    state: AnswerState = AnswerState.DRAFT
    reason: str = ""
    discuss: bool = False
    visibility: Visibility = Visibility.SHAREABLE
    wording: PackKey = NO_PACK
    carried_from: str = ""

    @classmethod
    def blank(cls, key: AnswerKey) -> "Answer":
        """The answer to a prompt that nobody has touched yet."""
        return cls(key, visibility=Visibility.usual_for(key.respondent))

    @property
    def is_answered(self) -> bool:
        """Answered means that there is text; a state alone is not an answer."""
        return bool(self.text.strip()) and self.state is not AnswerState.NOT_OUR_ROLE

    @property
    def has_content(self) -> bool:
        """True when somebody left something: words, a reason, a mark for discussion, or "not our role"."""
        return bool(self.text or self.reason or self.discuss) or self.state is AnswerState.NOT_OUR_ROLE

    def with_text(self, text: str) -> "Answer":
        """The same answer with other words, cleaned."""
        return replace(self, text=clean_text(text))

    def with_state(self, state: AnswerState, reason: str = "") -> "Answer":
        """The same answer in another state; a reason is kept only for "not our role"."""
        return replace(self, state=state, reason=clean_text(reason) if state is AnswerState.NOT_OUR_ROLE else "")

    def with_discuss(self, discuss: bool) -> "Answer":
        """The same answer with its Discuss flag set or cleared."""
        return replace(self, discuss=discuss)

    def with_visibility(self, visibility: Visibility) -> "Answer":
        """The same answer, shareable or internal only."""
        return replace(self, visibility=visibility)


class StoredAnswer(Struct, frozen=True):
    """An answer as it stands in the file: when it was last saved and how many earlier versions there are."""

    answer: Answer
    saved_at: datetime | None = None
    earlier_versions: int = 0
    erased_on: datetime | None = None


class AnswerVersion(Struct, frozen=True):
    """One earlier wording of an answer, note or reason, newest first in lists; `revision` names it."""

    revision: str
    at: datetime
    text: str
    is_erased: bool = False
