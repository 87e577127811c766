"""What the pages show, read from the open file; every call is quick."""

from collections.abc import Iterable
from datetime import date, datetime

from roadmap_desktop.content.schema import (
    ContentPack,
    ElementId,
    GlossaryTerm,
    KeyElement,
    PackKey,
    PromptId,
    StageId,
    closing_prompt_id,
)
from roadmap_desktop.errors import DamagedRow, NoSuchThing
from roadmap_desktop.model.actions import ActionItem
from roadmap_desktop.model.answers import NO_PACK, Answer, AnswerKey, StoredAnswer, Visibility
from roadmap_desktop.model.assessment import (
    TASK_FORCE,
    Assessment,
    AssessmentId,
    PartnerAgency,
    Respondent,
    RespondentId,
    TaskForce,
)
from roadmap_desktop.model.counting import Record, counts_by_stage, overview_of
from roadmap_desktop.model.notes import EvidenceItem, LocalPrompt
from roadmap_desktop.model.overview import ElementView, Overview, PartnerView, Place
from roadmap_desktop.model.placements import PlacementKey, StagePlacement
from roadmap_desktop.model.terms import Occurrence, TermFinder
from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage import action_items, answers, assessments, notes, placements
from roadmap_desktop.storage.last_place import remember
from roadmap_desktop.storage.reads import load_last_place


class ReadingService:
    """Gathers the values that pages show. Raises DamagedRow where a stored row does not match its hash."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._finders: dict[PackKey, TermFinder] = {}

    def task_force(self) -> TaskForce:
        """The team this file belongs to."""
        return assessments.load_task_force(self._document.connection)

    def assessments(self) -> tuple[Assessment, ...]:
        """The rounds in their order; the last is the newest."""
        return tuple(assessments.load_assessments(self._document.connection))

    def assessment(self, assessment_id: AssessmentId) -> Assessment:
        """One round. Raises NoSuchThing."""
        return self._document.assessment(assessment_id)

    def respondents(self) -> tuple[Respondent, ...]:
        """Who answers: the task force first, labeled with its name, those who left last."""
        team = self.task_force().name
        return tuple(
            Respondent(found.id, team) if found.is_task_force else found
            for found in assessments.load_respondents(self._document.connection)
        )

    def respondent(self, respondent_id: RespondentId) -> Respondent:
        """One respondent. Raises NoSuchThing."""
        for found in self.respondents():
            if found.id == respondent_id:
                return found
        raise NoSuchThing("respondent", respondent_id)

    def agencies(self) -> tuple[PartnerAgency, ...]:
        """The partner agencies in the order they were added."""
        return tuple(assessments.load_agencies(self._document.connection))

    def pack(self, assessment_id: AssessmentId) -> ContentPack:
        """The pack a round was made with."""
        return self._document.pack(self.assessment(assessment_id).pack)

    def overview(self, place: Place, today: date) -> Overview:
        """Everything in view of one respondent in one round."""
        rounds = self.assessments()
        now = self.assessment(place.assessment)
        everything = {
            assessment.id: {
                (placed.key.respondent, placed.key.element): placed
                for placed in placements.load_all(self._document.connection, assessment.id)
            }
            for assessment in rounds
            if assessment.id == now.id or assessment.position < now.position
        }
        before = [assessment.id for assessment in rounds if assessment.position < now.position]
        stored = load_last_place(self._document.connection)
        record = Record(
            self._document.pack(now.pack),
            now,
            place.respondent,
            {
                answer.key.prompt: answer
                for answer in answers.load_all(self._document.connection, now.id, place.respondent)
            },
            everything[now.id],
            everything[before[-1]] if before else {},
            self.actions(),
            notes.load_local_prompts(self._document.connection),
            self._partners_with_answers(now.id),
        )
        since = datetime.fromisoformat(stored["at"]) if stored else None
        return overview_of(record, today, self.last_place() if stored.get("element") else None, since)

    def _partners_with_answers(self, assessment_id: AssessmentId) -> int:
        text = (
            "SELECT count(DISTINCT respondent) FROM ("
            "SELECT respondent FROM answer WHERE assessment = ? AND text <> ''"
            " UNION SELECT respondent FROM placement WHERE assessment = ? AND now <> '') WHERE respondent <> ?"
        )
        values = (assessment_id, assessment_id, TASK_FORCE)
        return int(self._document.connection.execute(text, values).fetchone()[0])

    def element(self, place: Place) -> ElementView:
        """Everything the page of one element shows. Raises NoSuchThing when the round does not cover it."""
        assessment = self.assessment(place.assessment)
        pack = self.pack_at(place)
        element = self._element_of(pack, place.element)
        is_gone = pack.key != assessment.pack
        if is_gone:
            element = self._remaining(element, place)
        own = tuple(notes.load_local_prompts(self._document.connection, element.id))
        keys = [AnswerKey(place.assessment, place.respondent, name) for name in prompt_ids(pack, element, own)]
        stored = answers.load_stored(self._document.connection, keys)
        placed = placements.load_element(self._document.connection, assessment.id, element.id)
        key = PlacementKey(place.assessment, place.respondent, element.id)
        evidence = notes.load_evidence(self._document.connection, element.id)
        return ElementView(
            place,
            assessment,
            self.respondent(place.respondent),
            pack.area_of(element.id),
            element,
            placed.get(place.respondent) or StagePlacement.blank(key),
            stored,
            self._partner_views(place.respondent, placed),
            own,
            tuple(
                notes.load_notes(
                    self._document.connection, assessment=assessment.id, respondent=place.respondent, element=element.id
                )
            ),
            tuple(action_items.load_all(self._document.connection, element.id)),
            tuple(evidence),
            tuple(
                found
                for name in dict.fromkeys(name for stage in element.stages for name in stage.resources)
                if (found := pack.resource(name)) is not None
            ),
            counts_by_stage(element, {name: one.answer for name, one in stored.items()}, own),
            is_gone=is_gone,
        )

    def placements(self, assessment: AssessmentId, element: ElementId) -> dict[RespondentId, StagePlacement]:
        """Where everyone who recorded something placed an element."""
        return placements.load_element(self._document.connection, assessment, element)

    def _remaining(self, element: KeyElement, place: Place) -> KeyElement:
        """An element that is no longer asked, with the prompts that stood here last and were answered."""
        from roadmap_desktop.model.shelf import without_others
        from roadmap_desktop.services.homes import Homes

        homes = Homes(self._document)
        asked = self._document.asked_at(self.assessment(place.assessment).pack)
        written = {
            answer.key.prompt
            for answer in answers.load_all(self._document.connection, place.assessment, place.respondent)
            if answer.has_content
            and answer.key.prompt not in asked
            and homes.home(answer.key.prompt, answer.wording).element == element.id
        }
        return without_others(element, written)

    def pack_at(self, place: Place) -> ContentPack:
        """The pack an element is shown with: the round's, or the newest that has it when the round's has it no more."""
        pack = self.pack(place.assessment)
        if place.element is None or any(one.id == place.element for one in pack.elements):
            return pack
        from roadmap_desktop.services.homes import Homes

        return Homes(self._document).pack_of_element(place.element) or pack

    def title_of(self, element: ElementId) -> str:
        """What an element is called, or was called when it was asked last; empty for an unknown one."""
        from roadmap_desktop.services.homes import Homes

        return Homes(self._document).title(element)

    def is_shown(self, place: Place) -> bool:
        """True when a place has a page: no element, one the round covers, or one that is no longer asked."""
        assessment = self.assessment(place.assessment)
        if place.element is None or place.element in assessment.scope:
            return True
        return place.element not in self._document.asked_at(assessment.pack) and self.pack_at(place).key != (
            assessment.pack
        )

    def earlier_wording(self, answer: Answer, text: str, pack: PackKey = NO_PACK) -> str:
        """The words an answer was given to, where the prompt reads otherwise now, as `pack` has it; else empty.

        A damaged pack says nothing about words; its own rounds tell that it is.
        """
        if not answer.text or answer.wording in (NO_PACK, pack):
            return ""
        from roadmap_desktop.services.homes import Homes

        try:
            words = Homes(self._document).words(answer.key.prompt, answer.wording)
        except DamagedRow:
            return ""
        return words if words != text else ""

    def terms(self, element: KeyElement, pack: ContentPack) -> tuple[GlossaryTerm, ...]:
        """The glossary terms that occur in what a pack says of an element."""
        return self._finder(pack).terms_in(_texts(element))

    def places_of_terms(self, text: str, pack: ContentPack) -> tuple[Occurrence, ...]:
        """Where the glossary terms of a pack stand in a text, from left to right."""
        return tuple(self._finder(pack).occurrences(text))

    def _finder(self, pack: ContentPack) -> TermFinder:
        if pack.key not in self._finders:
            self._finders[pack.key] = TermFinder(pack.glossary)
        return self._finders[pack.key]

    def element_answer(self, key: AnswerKey) -> StoredAnswer:
        """One answer as it stands, with what the log says of it."""
        return answers.load_stored(self._document.connection, [key])[key.prompt]

    @staticmethod
    def _element_of(pack: ContentPack, element_id: ElementId | None) -> KeyElement:
        try:
            return pack.element(element_id or ElementId(""))
        except KeyError:
            raise NoSuchThing("element", element_id or "") from None

    def _partner_views(
        self, viewer: RespondentId, placed: dict[RespondentId, StagePlacement]
    ) -> tuple[PartnerView, ...]:
        views = []
        for respondent in self.respondents():
            placement = placed.get(respondent.id)
            if respondent.is_task_force or respondent.id == viewer or placement is None or placement.now is None:
                continue
            reason = placement.reason if placement.reason_visibility is Visibility.SHAREABLE else ""
            views.append(PartnerView(respondent.label if respondent.may_be_named else "", placement.now, reason))
        return tuple(views)

    def actions(self) -> tuple[ActionItem, ...]:
        """The whole action plan."""
        return tuple(action_items.load_all(self._document.connection))

    def evidence(self) -> tuple[EvidenceItem, ...]:
        """The evidence of every element."""
        return tuple(notes.load_evidence(self._document.connection))

    def last_place(self) -> Place:
        """Where work stopped; in a new file the newest round, answered as the task force."""
        stored = load_last_place(self._document.connection)
        rounds = self.assessments()
        if not stored or stored["assessment"] not in {assessment.id for assessment in rounds}:
            return Place(rounds[-1].id, TASK_FORCE)
        known = {respondent.id for respondent in self.respondents()}
        respondent = RespondentId(stored["respondent"])
        return Place(
            AssessmentId(stored["assessment"]),
            respondent if respondent in known else TASK_FORCE,
            ElementId(stored["element"]) if stored["element"] else None,
            StageId(stored["stage"]) if stored["stage"] else None,
            PromptId(stored["prompt"]) if stored["prompt"] else None,
        )

    def remember_place(self, place: Place) -> None:
        """Keep where work is, so that it goes on there; not part of the log."""
        remember(self._document.database, place)


def prompt_ids(pack: ContentPack, element: KeyElement, own: Iterable[LocalPrompt]) -> list[PromptId]:
    """Every prompt asked of an element: by stage, the task force's own, and the closing ones."""
    ids = [prompt.id for prompt in element.prompts]
    ids += [PromptId(str(prompt.id)) for prompt in own]
    return ids + [closing_prompt_id(element.id, closing.id) for closing in pack.closing_prompts]


def _texts(element: KeyElement) -> Iterable[str]:
    yield element.purpose
    yield element.guidance
    for stage in element.stages:
        yield stage.guidance
        for prompt in stage.prompts:
            yield prompt.text
            yield prompt.guidance
