"""What was written and is no longer asked, for pages, reports and `dump`."""

from collections.abc import Iterable, Iterator

from roadmap_desktop.content.schema import ElementId, PromptId
from roadmap_desktop.model.answers import AnswerKey
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId, RespondentId
from roadmap_desktop.model.overview import Place
from roadmap_desktop.model.shelf import GoneElement, Shelf, Shelved, elements_of
from roadmap_desktop.services.documents import Document
from roadmap_desktop.services.homes import Homes
from roadmap_desktop.storage import action_items, answers, notes, placements


class ShelfService:
    """Finds what a round no longer asks. Raises NoSuchThing and DamagedRow."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._homes = Homes(document)

    def of_element(self, place: Place) -> tuple[Shelved, ...]:
        """The answers that stand on the shelf of one element: it does not ask their prompts any more."""
        if place.element is None:
            return ()
        shown = self._shown_at(place, place.element)
        found = self._answers(place.assessment, place.respondent, place.element)
        return tuple(one for one in found if one.answer.key.prompt not in shown)

    def _shown_at(self, place: Place, element: ElementId) -> frozenset[str]:
        """What the page of an element asks anyway; that of an element that is gone asks what it asked last."""
        from roadmap_desktop.services.reading import ReadingService, prompt_ids

        pack = ReadingService(self._document).pack_at(place)
        if element not in self._document.asked_at(pack.key):
            return frozenset()
        own = notes.load_local_prompts(self._document.connection, element)
        return frozenset(prompt_ids(pack, pack.element(element), own))

    def shelf(self, assessment: AssessmentId, respondent: RespondentId = TASK_FORCE) -> Shelf:
        """Everything of one respondent in one round that is no longer asked."""
        asked = self._document.asked_at(self._document.assessment(assessment).pack)
        found = list(self._answers(assessment, respondent))
        kept = tuple(one for one in found if one.home.element in asked)
        homeless = tuple(one for one in found if one.home.element is None)
        gone = dict.fromkeys([*elements_of(one.home for one in found), *self._written_about(assessment, respondent)])
        return Shelf(
            kept,
            tuple(
                GoneElement(
                    name, self._homes.title(name) or name, tuple(one for one in found if one.home.element == name)
                )
                for name in gone
                if name not in asked
            ),
            homeless,
        )

    def _answers(
        self, assessment: AssessmentId, respondent: RespondentId, element: ElementId | None = None
    ) -> Iterator[Shelved]:
        asked = self._document.asked_at(self._document.assessment(assessment).pack)
        own = {str(one.id) for one in notes.load_local_prompts(self._document.connection) if one.element in asked}
        # Only the names are read first: as a rule nothing is on the shelf, and every save asks.
        text = "SELECT prompt FROM answer WHERE assessment = ? AND respondent = ? ORDER BY prompt"
        names = [str(row[0]) for row in self._document.connection.execute(text, (assessment, respondent))]
        for name in names:
            # Elements stand in the index under their own ids; a foreign file may call an answer so.
            if (name in asked and asked[name][0] != name) or name in own:
                continue
            if element is not None and self._homes.element_of(PromptId(name)) != element:
                continue
            answer = answers.load(self._document.connection, AnswerKey(assessment, respondent, PromptId(name)))
            if answer.has_content:
                home = self._homes.home(answer.key.prompt, answer.wording)
                yield Shelved(answer, home, self._homes.title(home.element))

    def _written_about(self, assessment: AssessmentId, respondent: RespondentId) -> Iterable[ElementId]:
        """The elements that something else than answers belongs to; what belongs to the file only in an open round."""
        for placement in placements.load_all(self._document.connection, assessment):
            if placement.key.respondent == respondent and placement != type(placement).blank(placement.key):
                yield placement.key.element
        yield from elements_of(
            notes.load_notes(self._document.connection, assessment=assessment, respondent=respondent)
        )
        if self._document.assessment(assessment).is_closed or respondent != TASK_FORCE:
            return
        yield from elements_of(notes.load_local_prompts(self._document.connection))
        yield from elements_of(notes.load_evidence(self._document.connection))
        yield from elements_of(action_items.load_all(self._document.connection))

    def everywhere(self) -> Iterator[Shelved]:
        """Every answer of the file that its round no longer asks, of every round and respondent."""
        text = "SELECT DISTINCT assessment, respondent FROM answer ORDER BY assessment, respondent"
        for assessment, respondent in self._document.connection.execute(text).fetchall():
            yield from self.shelf(AssessmentId(assessment), RespondentId(respondent)).answers
