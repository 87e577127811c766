"""Files to look around in: a believable half-filled one, and one in which everything is answered at length."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from roadmap_desktop.content.schema import ContentPack, ElementId, KeyElement, PackKey
from roadmap_desktop.i18n import _
from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.answers import Answer, AnswerKey, AnswerState, Visibility
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId, RespondentId
from roadmap_desktop.model.notes import EvidenceId, EvidenceItem, Note, NoteId
from roadmap_desktop.model.overview import Place
from roadmap_desktop.model.placements import Agreement, PlacementKey, StagePlacement
from roadmap_desktop.paths import sample_story
from roadmap_desktop.services import sample_words
from roadmap_desktop.services.answering import AnsweringService
from roadmap_desktop.services.assessments import AssessmentsService
from roadmap_desktop.services.documents import Document, DocumentService
from roadmap_desktop.services.partners import PartnersService
from roadmap_desktop.services.planning import PlanningService
from roadmap_desktop.services.reading import ReadingService
from roadmap_desktop.services.sample_story import ElementStory, PartnerView, Placed, Planned, Said, Story, load, told_of
from roadmap_desktop.storage import answers

NAME = "Sample River Task Force"

_Agencies = Mapping[str, RespondentId]


class _Hands(Struct, frozen=True):
    """What fills a sample: services, the pack that asks, and the day it is made on."""

    document: Document
    pack: PackKey
    answering: AnsweringService
    planning: PlanningService
    today: date

    def answer(self, key: AnswerKey, text: str, state: AnswerState = AnswerState.READY) -> None:
        """One answer with its state."""
        self.save(answers.load(self.document.connection, key).with_text(text).with_state(state))

    def save(self, answer: Answer) -> None:
        """One answer as a whole: text and marks together, since a file to look around in has to be there at once."""
        with self.document.writing(_("Edit answer"), respondent=answer.key.respondent) as pen:
            answers.save(pen, replace(answer, wording=self.pack))

    def place(self, assessment: AssessmentId, element: KeyElement, placed: Placed) -> None:
        """The task force's placement of one element."""
        blank = StagePlacement.blank(PlacementKey(assessment, TASK_FORCE, element.id))
        self.answering.place(
            replace(
                blank,
                now=element.stages[placed.now - 1].id,
                goal=element.stages[placed.goal - 1].id if placed.goal else None,
                goal_month=month_ahead(self.today, placed.goal_in),
                reason=placed.reason,
                agreement=placed.agreement,
                dissent=placed.dissent,
            )
        )

    def view(self, assessment: AssessmentId, respondent: RespondentId, element: KeyElement, view: PartnerView) -> None:
        """What one partner agency says of one element."""
        blank = StagePlacement.blank(PlacementKey(assessment, respondent, element.id))
        now = element.stages[view.now - 1].id
        self.answering.place(replace(blank, now=now, reason=view.reason, reason_visibility=Visibility.SHAREABLE))
        for said in view.answers:
            self.answer(AnswerKey(assessment, respondent, said.prompt), said.text, AnswerState.DRAFT)

    def revise(self, key: AnswerKey, said: Said) -> None:
        """What the second round adds to an answer, carried forward or not."""
        if said.before:
            self.answer(key, said.before, AnswerState.DRAFT)
        carried = answers.load(self.document.connection, key)
        revised = carried.with_text(said.review or carried.text).with_state(said.state, said.reason)
        visibility = Visibility.INTERNAL if said.internal else carried.visibility
        revised = revised.with_discuss(said.discuss).with_visibility(visibility)
        if revised != carried:
            self.save(revised)

    def due(self, item: Planned) -> str:
        """When an action item is due, as it is stored."""
        return month_ahead(self.today, item.due_in) + (f"-{item.due_day:02}" if item.due_day else "")


class SampleService:
    """Makes sample files; names in them say that they are examples."""

    def __init__(self, documents: DocumentService, pack: ContentPack) -> None:
        self._documents = documents
        self._pack = pack

    def new_sample(self, path: Path) -> Document:
        """A half-filled file: two rounds, one closed; three agencies; dissent; an action past its date.

        Every answer answers its own prompt, as far as the pack asks what the sample's story tells.
        """
        story = told_of(self._pack, load(sample_story())) or sample_words.general_story(self._pack)
        with self._made(path, f"Baseline {date.today().year - 1}") as hands:
            first = ReadingService(hands.document).assessments()[0].id
            self._fill_first(hands, first, story)
            rounds = AssessmentsService(hands.document)
            rounds.close(first)
            second = rounds.start(f"Review {hands.today.year}", carry_from=first).id
            agencies = self._agencies(hands.document)
            for element in self._pack.elements:
                if (told := story.get(element.id)) is not None:
                    self._fill_second(hands, second, element, told)
                    for view in told.partners:
                        hands.view(second, agencies[view.agency], element, view)
                    self._plan(hands, (first, second), element.id, told)
            shown = self._pack.elements[0]
            place = Place(second, TASK_FORCE, shown.id, shown.stages[1].id)
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
                    hands.answer(AnswerKey(assessment, TASK_FORCE, prompt.id), next(words))
                stage = number % 4 + 1
                reason = sample_words.REASONS[(stage - 1) % 3]
                hands.place(assessment, element, Placed(stage, reason, stage + 1, 7, agreement=Agreement.MOST))
                for view in sample_words.views(element, number):
                    hands.view(assessment, agencies[view.agency], element, view)
                for kind, text in sample_words.NOTES:
                    hands.planning.save_note(Note(NoteId(""), assessment, TASK_FORCE, element.id, kind, text))
                item = ActionItem(ActionId(""), sample_words.ACTIONS[number % len(sample_words.ACTIONS)])
                hands.planning.save_action(
                    replace(item, owner="Coordinator", due=month_ahead(hands.today, 7), element=element.id)
                )
                evidence = EvidenceItem(EvidenceId(""), element.id, element.stages[0].evidence[0])
                hands.planning.save_evidence(replace(evidence, kept_where="Shared folder, agreements"))
        return hands.document

    @contextmanager
    def _made(self, path: Path, title: str) -> Iterator[_Hands]:
        document = self._documents.new(path, NAME, self._pack, title)
        hands = _Hands(document, self._pack.key, AnsweringService(document), PlanningService(document), date.today())
        try:
            yield hands
        except Exception:
            # A sample that could not be finished is no use to anybody.
            document.close()
            path.unlink(missing_ok=True)
            raise

    @staticmethod
    def _agencies(document: Document) -> _Agencies:
        partners = PartnersService(document)
        made = [partners.add(label, discipline) for label, discipline in sample_words.AGENCIES]
        for agency in made[:2]:
            if agency.agency is not None:
                partners.allow_name(agency.agency, True)
        return {agency.label: agency.id for agency in made}

    def _fill_first(self, hands: _Hands, assessment: AssessmentId, story: Story) -> None:
        for element in self._pack.elements:
            told = story.get(element.id, ElementStory())
            if told.baseline is not None:
                hands.place(assessment, element, told.baseline)
            for said in told.answers:
                if said.baseline:
                    hands.answer(AnswerKey(assessment, TASK_FORCE, said.prompt), said.baseline)

    @staticmethod
    def _fill_second(hands: _Hands, assessment: AssessmentId, element: KeyElement, told: ElementStory) -> None:
        if told.review is not None:
            hands.place(assessment, element, told.review)
        for said in told.answers:
            hands.revise(AnswerKey(assessment, TASK_FORCE, said.prompt), said)

    @staticmethod
    def _plan(hands: _Hands, rounds: tuple[AssessmentId, AssessmentId], element: ElementId, told: ElementStory) -> None:
        first, second = rounds
        for noted in told.notes:
            visibility = Visibility.INTERNAL if noted.internal else Visibility.SHAREABLE
            note = Note(NoteId(""), second, TASK_FORCE, element, noted.kind, noted.text, visibility)
            hands.planning.save_note(note)
        for item in told.actions:
            hands.planning.save_action(
                ActionItem(
                    ActionId(""),
                    item.what,
                    item.owner,
                    hands.due(item),
                    item.resources,
                    item.told,
                    item.status,
                    item.dropped_why,
                    element,
                    item.prompt,
                    first if item.early else second,
                )
            )
        for shown in told.evidence:
            evidence = EvidenceItem(EvidenceId(""), element, shown.title, shown.kind, shown.kept_where)
            hands.planning.save_evidence(replace(evidence, reviewed=month_ahead(hands.today, shown.reviewed_in)))


def month_ahead(today: date, ahead: int | None) -> str:
    """A month as it is stored, so many after today's; empty for none.

    >>> month_ahead(date(2026, 11, 30), 2)
    '2027-01'
    """
    if ahead is None:
        return ""
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    return f"{year}-{month + 1:02}"
