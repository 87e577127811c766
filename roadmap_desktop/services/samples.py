"""Files to look around in: a believable half-filled one, and one in which everything is answered at length."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from roadmap_desktop.content.schema import ContentPack, ElementId, KeyElement, PromptId, StageId
from roadmap_desktop.model.actions import ActionId, ActionItem, ActionStatus
from roadmap_desktop.model.answers import AnswerKey, AnswerState, Visibility
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId, Respondent, RespondentId
from roadmap_desktop.model.notes import EvidenceId, EvidenceItem, Note, NoteId, NoteKind
from roadmap_desktop.model.overview import Place
from roadmap_desktop.model.placements import Agreement, PlacementKey, StagePlacement
from roadmap_desktop.services import sample_words
from roadmap_desktop.services.answering import AnsweringService
from roadmap_desktop.services.assessments import AssessmentsService
from roadmap_desktop.services.documents import Document, DocumentService
from roadmap_desktop.services.partners import PartnersService
from roadmap_desktop.services.planning import PlanningService
from roadmap_desktop.services.reading import ReadingService

NAME = "Sample River Task Force"
AGENCIES = (
    ("Example Shelter A", "victim-services"),
    ("Example Sheriff B", "law-enforcement"),
    ("Example Legal Aid C", "legal-services"),
)


class _Hands(Struct, frozen=True):
    """The services that fill a sample."""

    document: Document
    pack: ContentPack
    answering: AnsweringService
    planning: PlanningService

    def answer(self, key: AnswerKey, text: str, state: AnswerState = AnswerState.DRAFT) -> None:
        """One answer, left as one version."""
        self.answering.answer(key, text)
        self.answering.leave_field()
        if state is not AnswerState.DRAFT:
            self.answering.set_state(key, state)

    def place(self, assessment: AssessmentId, respondent: RespondentId, element: ElementId, **facts: object) -> None:
        """One placement."""
        blank = StagePlacement.blank(PlacementKey(assessment, respondent, element))
        self.answering.place(replace(blank, **facts))
        self.answering.leave_field()


class SampleService:
    """Makes sample files; names in them say that they are examples."""

    def __init__(self, documents: DocumentService, pack: ContentPack) -> None:
        self._documents = documents
        self._pack = pack

    def new_sample(self, path: Path) -> Document:
        """A half-filled file: two rounds, one closed; three agencies; dissent; an action past its date."""
        year = date.today().year
        with self._made(path, f"Baseline {year - 1}") as hands:
            first = ReadingService(hands.document).assessments()[0].id
            self._fill_first(hands, first)
            rounds = AssessmentsService(hands.document)
            rounds.close(first)
            second = rounds.start(f"Review {year}", carry_from=first).id
            agencies = self._agencies(hands.document)
            self._fill_second(hands, second, agencies)
            self._plan(hands, second, year)
            element = self._pack.elements[0]
            place = Place(second, TASK_FORCE, element.id, element.stages[1].id)
            ReadingService(hands.document).remember_place(place)
        return hands.document

    def new_full(self, path: Path) -> Document:
        """Every element of the pack answered at length, with placements, notes, actions and partners."""
        with self._made(path, f"Baseline {date.today().year}") as hands:
            assessment = ReadingService(hands.document).assessments()[0].id
            agencies = self._agencies(hands.document)
            words = sample_words.long_answers()
            for number, element in enumerate(self._pack.elements):
                for prompt in element.prompts:
                    hands.answer(AnswerKey(assessment, TASK_FORCE, prompt.id), next(words), AnswerState.READY)
                self._place_everywhere(hands, assessment, element, agencies, number)
                for kind, text in sample_words.NOTES:
                    hands.planning.save_note(Note(NoteId(""), assessment, TASK_FORCE, element.id, kind, text))
                item = ActionItem(ActionId(""), sample_words.ACTIONS[number % len(sample_words.ACTIONS)])
                hands.planning.save_action(
                    replace(item, owner="Coordinator", due=f"{date.today().year + 1}-06", element=element.id)
                )
                evidence = EvidenceItem(EvidenceId(""), element.id, element.stages[0].evidence[0])
                hands.planning.save_evidence(replace(evidence, kept_where="Shared folder, agreements"))
        return hands.document

    @contextmanager
    def _made(self, path: Path, title: str) -> Iterator[_Hands]:
        document = self._documents.new(path, NAME, self._pack, title)
        hands = _Hands(document, self._pack, AnsweringService(document), PlanningService(document))
        try:
            yield hands
        except Exception:
            # A sample that could not be finished is no use to anybody.
            document.close()
            path.unlink(missing_ok=True)
            raise

    @staticmethod
    def _agencies(document: Document) -> list[Respondent]:
        partners = PartnersService(document)
        made = [partners.add(label, discipline) for label, discipline in AGENCIES]
        for agency in made[:2]:
            if agency.agency is not None:
                partners.allow_name(agency.agency, True)
        return made

    def _fill_first(self, hands: _Hands, assessment: AssessmentId) -> None:
        for element, stage in zip(self._pack.elements, (0, 1, 0, 1, 0, 0), strict=False):
            now = element.stages[stage].id
            hands.place(assessment, TASK_FORCE, element.id, now=now, reason=sample_words.REASONS[stage])
            for prompt, text in zip(element.stages[stage].prompts, sample_words.EARLY[stage], strict=False):
                hands.answer(AnswerKey(assessment, TASK_FORCE, prompt.id), text, AnswerState.READY)

    def _fill_second(self, hands: _Hands, assessment: AssessmentId, agencies: Sequence[Respondent]) -> None:
        year = date.today().year + 1
        for number, (element, stage) in enumerate(zip(self._pack.elements, (1, 1, 0, 2, 1, 0, 1, 1), strict=False)):
            goal = element.stages[min(stage + 2, 4)].id
            hands.place(
                assessment,
                TASK_FORCE,
                element.id,
                now=element.stages[stage].id,
                goal=goal,
                goal_month=f"{year}-{6 if number % 2 else 9:02}",
                reason=sample_words.REASONS[stage],
                agreement=(Agreement.MOST, Agreement.EVERYONE, Agreement.SOME)[number % 3],
                dissent=sample_words.DISSENT if number == 0 else "",
            )
            for prompt, text in zip(element.stages[stage].prompts, sample_words.LATER[stage], strict=False):
                hands.answer(AnswerKey(assessment, TASK_FORCE, prompt.id), text)
        first = self._pack.elements[0]
        key = AnswerKey(assessment, TASK_FORCE, first.stages[1].prompts[0].id)
        hands.answer(key, sample_words.LATER[1][0] + " " + sample_words.ADDED, AnswerState.READY)
        hands.answering.set_discuss(AnswerKey(assessment, TASK_FORCE, first.stages[1].prompts[1].id), True)
        hands.answering.set_state(
            AnswerKey(assessment, TASK_FORCE, first.stages[1].prompts[2].id),
            AnswerState.NOT_OUR_ROLE,
            sample_words.NOT_OUR_ROLE,
        )
        for place, element in enumerate(self._pack.elements[:3]):
            self._partner_views(hands, assessment, element, agencies, place)

    def _partner_views(
        self, hands: _Hands, assessment: AssessmentId, element: KeyElement, agencies: Sequence[Respondent], turn: int
    ) -> None:
        for number, agency in enumerate(agencies):
            stage = (number + turn) % 4
            hands.place(
                assessment,
                agency.id,
                element.id,
                now=element.stages[stage].id,
                reason=sample_words.PARTNER_REASONS[number],
                reason_visibility=Visibility.SHAREABLE,
            )
            prompt = element.stages[0].prompts[0].id
            hands.answer(AnswerKey(assessment, agency.id, prompt), sample_words.PARTNER_ANSWERS[number])

    def _place_everywhere(
        self,
        hands: _Hands,
        assessment: AssessmentId,
        element: KeyElement,
        agencies: Sequence[Respondent],
        number: int,
    ) -> None:
        stage = number % 4
        hands.place(
            assessment,
            TASK_FORCE,
            element.id,
            now=element.stages[stage].id,
            goal=element.stages[stage + 1].id,
            goal_month=f"{date.today().year + 1}-06",
            reason=sample_words.REASONS[stage % 3],
            agreement=Agreement.MOST,
        )
        self._partner_views(hands, assessment, element, agencies, number)

    def _plan(self, hands: _Hands, assessment: AssessmentId, year: int) -> None:
        dues = (f"{year - 1}-09", f"{year + 1}-01-15", f"{year + 1}-02", "", f"{year}-03")
        states = (
            ActionStatus.OPEN,
            ActionStatus.IN_PROGRESS,
            ActionStatus.OPEN,
            ActionStatus.OPEN,
            ActionStatus.DONE,
        )
        owners = ("Coordinator", "Example Shelter A", "Example Sheriff B", "Co-leads", "Coordinator")
        for number, what, due, status, owner in zip(count(), sample_words.ACTIONS, dues, states, owners, strict=False):
            element = self._pack.elements[number % 3].id
            item = ActionItem(ActionId(""), what, owner, due, status=status, element=element, raised_in=assessment)
            resources, told = sample_words.ACTION_NEEDS[number] if number < len(sample_words.ACTION_NEEDS) else ("", "")
            hands.planning.save_action(replace(item, resources=resources, told=told))
        first = self._pack.elements[0]
        for kind, text in sample_words.NOTES:
            note = Note(NoteId(""), assessment, TASK_FORCE, first.id, kind, text)
            internal = replace(note, visibility=Visibility.INTERNAL)
            hands.planning.save_note(internal if kind is NoteKind.PARKING_LOT else note)
        evidence = EvidenceItem(EvidenceId(""), first.id, first.stages[1].evidence[0], "Document")
        hands.planning.save_evidence(replace(evidence, kept_where="Shared folder, agreements", reviewed=f"{year}-03"))


def first_prompt(pack: ContentPack) -> tuple[ElementId, StageId, PromptId]:
    """The first prompt of a pack, for tours and tests."""
    element, stage, prompt = next(pack.walk())
    return element.id, stage.id, prompt.id
