"""What a user can do with answers and stages. Each method is one transaction and one batch of changes."""

from msgspec.structs import replace

from roadmap_desktop.content.schema import PackKey
from roadmap_desktop.errors import TextTooLong
from roadmap_desktop.i18n import _
from roadmap_desktop.model.answers import Answer, AnswerKey, AnswerState, StoredAnswer, Visibility
from roadmap_desktop.model.assessment import Assessment
from roadmap_desktop.model.placements import PlacementKey, StagePlacement
from roadmap_desktop.model.text import ANSWER_LIMIT, NOTE_LIMIT, clean_text
from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage import answers, placements

_TEXT_FIELDS = ("reason", "dissent")


class AnsweringService:
    """Answers prompts and places stages.

    Every method raises AssessmentIsClosed in a closed round, TextTooLong over a limit, and the faults of drives;
    then nothing was written.
    """

    def __init__(self, document: Document) -> None:
        self._document = document

    def answer(self, key: AnswerKey, text: str) -> StoredAnswer:
        """Store the text of one answer and return it as it is now on disk.

        Called again while the field keeps the focus, it amends the same step.
        """
        cleaned = within(clean_text(text), ANSWER_LIMIT)
        assessment = self._document.require_open(key.assessment)
        answer = self._load(key)
        if cleaned == answer.text:
            return self._stored(key)
        changed = replace(answer.with_text(cleaned), wording=self._wording(assessment, answer))
        return self._save(_("Edit answer"), changed, token=f"answer {key}")

    def _wording(self, assessment: Assessment, answer: Answer) -> PackKey:
        # An answer on the shelf keeps the words it answered, for nothing else says what it is about.
        from roadmap_desktop.services.homes import Homes

        prompt = answer.key.prompt
        homes = Homes(self._document)
        return homes.present_wording(assessment.pack, prompt) or answer.wording or homes.last_wording(prompt)

    def set_state(self, key: AnswerKey, state: AnswerState, reason: str = "") -> StoredAnswer:
        """Mark an answer as draft, ready or not our role, which wants a reason."""
        within(clean_text(reason), NOTE_LIMIT)
        self._document.require_open(key.assessment)
        labels = {
            AnswerState.DRAFT: _("Mark answer as draft"),
            AnswerState.READY: _("Mark answer as ready"),
            AnswerState.NOT_OUR_ROLE: _("Mark prompt as not our role"),
        }
        return self._save(labels[state], self._load(key).with_state(state, reason))

    def set_discuss(self, key: AnswerKey, discuss: bool) -> StoredAnswer:
        """Set or clear the Discuss flag."""
        self._document.require_open(key.assessment)
        label = _("Mark answer for discussion") if discuss else _("Clear the discussion mark")
        return self._save(label, self._load(key).with_discuss(discuss))

    def set_visibility(self, key: AnswerKey, visibility: Visibility) -> StoredAnswer:
        """Make an answer shareable, or internal only."""
        self._document.require_open(key.assessment)
        return self._save(_("Change who may see an answer"), self._load(key).with_visibility(visibility))

    def place(self, placement: StagePlacement) -> StagePlacement:
        """Store a placement as a whole: stage now, goal, month, why, agreement, dissent.

        Typing in one of its texts amends one step; any other change is a step of its own.
        """
        self._document.require_open(placement.key.assessment)
        before = placements.load(self._document.connection, placement.key)
        cleaned = replace(
            placement,
            reason=within(clean_text(placement.reason), NOTE_LIMIT),
            dissent=within(clean_text(placement.dissent), NOTE_LIMIT),
        )
        if cleaned == before:
            return before
        typed = [name for name in _TEXT_FIELDS if getattr(cleaned, name) != getattr(before, name)]
        only_typed = typed and replace(cleaned, reason=before.reason, dissent=before.dissent) == before
        token = f"{typed[0]} {placement.key}" if only_typed else ""
        with self._document.writing(
            _placement_label(before, cleaned), respondent=placement.key.respondent, token=token
        ) as pen:
            placements.save(pen, cleaned)
        return placements.load(self._document.connection, placement.key)

    def placement(self, key: PlacementKey) -> StagePlacement:
        """One placement as it is now on disk."""
        return placements.load(self._document.connection, key)

    def leave_field(self) -> None:
        """End the step of typing: what is typed next is a step of its own."""
        self._document.seal()

    def _load(self, key: AnswerKey) -> Answer:
        return answers.load(self._document.connection, key)

    def _save(self, label: str, answer: Answer, token: str = "") -> StoredAnswer:
        with self._document.writing(label, respondent=answer.key.respondent, token=token) as pen:
            answers.save(pen, answer)
        return self._stored(answer.key)

    def _stored(self, key: AnswerKey) -> StoredAnswer:
        return answers.load_stored(self._document.connection, [key])[key.prompt]


def within(text: str, limit: int) -> str:
    """The text itself. Raises TextTooLong rather than cutting it."""
    if len(text) > limit:
        raise TextTooLong(len(text), limit)
    return text


def _placement_label(before: StagePlacement, after: StagePlacement) -> str:
    if (before.now, before.is_not_our_role) != (after.now, after.is_not_our_role):
        return _("Place stage")
    if (before.goal, before.goal_month) != (after.goal, after.goal_month):
        return _("Set goal")
    if before.reason != after.reason:
        return _("Edit why this stage")
    if before.agreement is not after.agreement:
        return _("Set level of agreement")
    return _("Edit dissent") if before.dissent != after.dissent else _("Change who may see a passage")
