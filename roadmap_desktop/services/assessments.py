"""What a user can do with rounds of assessment."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from roadmap_desktop.content.schema import ElementId
from roadmap_desktop.errors import NameMissing
from roadmap_desktop.i18n import _
from roadmap_desktop.model.answers import AnswerState
from roadmap_desktop.model.assessment import TASK_FORCE, Assessment, AssessmentId, AssessmentStatus
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.model.text import NAME_LIMIT, clean_name
from roadmap_desktop.services.answering import within
from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage import answers, assessments, placements


class AssessmentsService:
    """Starts, names, closes and reopens rounds. Raises NameMissing, TextTooLong, AssessmentIsClosed, NoSuchThing."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def start(self, title: str, scope: Sequence[ElementId] = (), carry_from: AssessmentId | None = None) -> Assessment:
        """Start a round, empty or carried forward; an empty scope means every element of the newest pack.

        Carrying forward copies the task force's own placements and answers as drafts, never those of partners.
        """
        rounds = assessments.load_assessments(self._document.connection)
        pack = self._document.pack(rounds[-1].pack)
        wanted = set(scope)
        covered = tuple(element.id for element in pack.elements if not wanted or element.id in wanted)
        started = Assessment(
            AssessmentId(new_id()),
            self._title(title),
            pack.key,
            covered,
            started=date.today(),
            position=rounds[-1].position + 1,
        )
        with self._document.writing(_("Start assessment")) as pen:
            assessments.save_assessment(pen, started)
            if carry_from is not None:
                source = self._document.assessment(carry_from)
                for answer in answers.load_all(self._document.connection, source.id, TASK_FORCE):
                    moved = replace(answer, key=replace(answer.key, assessment=started.id), carried_from=source.title)
                    state = AnswerState.DRAFT if answer.state is AnswerState.READY else answer.state
                    answers.save(pen, replace(moved, state=state))
                for placement in placements.load_all(self._document.connection, source.id):
                    if placement.key.respondent == TASK_FORCE:
                        key = replace(placement.key, assessment=started.id)
                        placements.save(pen, replace(placement, key=key, carried_from=source.title))
        return started

    def rename(self, assessment_id: AssessmentId, title: str) -> None:
        """Give a round another title; allowed for closed ones too."""
        found = self._document.assessment(assessment_id)
        self._save(_("Rename assessment"), replace(found, title=self._title(title)))

    def set_scope(self, assessment_id: AssessmentId, scope: Sequence[ElementId]) -> None:
        """Choose the elements a round covers; answers to elements left out stay in the file."""
        found = self._document.require_open(assessment_id)
        pack = self._document.pack(found.pack)
        wanted = set(scope)
        covered = tuple(element.id for element in pack.elements if element.id in wanted)
        if not covered:
            raise NameMissing(_("at least one element"))
        self._save(_("Change the elements of the assessment"), replace(found, scope=covered))

    def close(self, assessment_id: AssessmentId) -> None:
        """Make a round read-only; reopening it is one command."""
        found = self._document.require_open(assessment_id)
        self._save(_("Close assessment"), replace(found, status=AssessmentStatus.CLOSED, closed=date.today()))

    def reopen(self, assessment_id: AssessmentId) -> None:
        """Let a closed round be changed again."""
        found = self._document.assessment(assessment_id)
        self._save(_("Reopen assessment"), replace(found, status=AssessmentStatus.OPEN, closed=None))

    def rename_task_force(self, name: str) -> None:
        """Change what the task force is called."""
        cleaned = within(clean_name(name), NAME_LIMIT)
        if not cleaned:
            raise NameMissing(_("the task force"))
        team = replace(assessments.load_task_force(self._document.connection), name=cleaned)
        with self._document.writing(_("Rename task force")) as pen:
            assessments.save_task_force(pen, team)

    @staticmethod
    def _title(title: str) -> str:
        cleaned = within(clean_name(title), NAME_LIMIT)
        if not cleaned:
            raise NameMissing(_("the assessment"))
        return cleaned

    def _save(self, label: str, assessment: Assessment) -> None:
        with self._document.writing(label) as pen:
            assessments.save_assessment(pen, assessment)
