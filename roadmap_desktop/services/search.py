"""Find words in prompts, answers, notes, actions, resources and the glossary; in memory, without an index."""

import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from roadmap_desktop.content.schema import ContentPack, ElementId, PackKey, PromptId
from roadmap_desktop.i18n import _
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId, RespondentId
from roadmap_desktop.model.overview import Place
from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage import action_items, answers, notes, placements
from roadmap_desktop.storage.reads import pack_keys

_AROUND = 60
_QUOTES = str.maketrans("‘’“”", "''\"\"")


class Found(Struct, frozen=True):
    """One hit: what kind of text, where it stands, and the words around; `start` and `length` lie in the excerpt."""

    kind: str
    title: str
    excerpt: str
    start: int
    length: int
    place: Place | None = None
    resource_id: str = ""


class Searchable(Struct, frozen=True):
    """One text that can be found, with its folded form made once."""

    kind: str
    title: str
    text: str
    folded: str
    place: Place | None = None
    resource_id: str = ""


def fold(text: str) -> str:
    """Case, accents and curled quotes put aside, character by character, so that positions stay those of the text."""
    if text.isascii():
        return text.lower()
    return "".join(_folded(char) for char in text.translate(_QUOTES))


def _folded(char: str) -> str:
    plain = unicodedata.normalize("NFD", char)[0].casefold()
    # A character that folds to several, such as ß, keeps its first: positions must not move.
    return plain[0] if plain else char


def search(texts: list[Searchable], query: str) -> tuple[Found, ...]:
    """Every text that holds the query, ignoring case, accents and curled quotes; an empty query finds nothing."""
    wanted = fold(unicodedata.normalize("NFC", query).strip())
    if not wanted:
        return ()
    return tuple(_found(one, position, len(wanted)) for one in texts if (position := one.folded.find(wanted)) >= 0)


def _found(one: Searchable, position: int, length: int) -> Found:
    first = max(0, position - _AROUND)
    last = min(len(one.text), position + length + _AROUND)
    before, after = "…" if first else "", "…" if last < len(one.text) else ""
    excerpt = before + one.text[first:last].replace("\n", " ") + after
    return Found(one.kind, one.title, excerpt, len(before) + position - first, length, one.place, one.resource_id)


class SearchService:
    """Searches one round; the folded texts are kept until something changes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._kept: tuple[tuple[object, ...], list[Searchable]] | None = None

    def find(self, query: str, assessment: AssessmentId, respondent: RespondentId | None = None) -> tuple[Found, ...]:
        """Every place in a round where the query occurs, for one respondent or for all."""
        state = (assessment, respondent, self._document.connection.total_changes)
        if self._kept is None or self._kept[0] != state:
            self._kept = (state, list(self._texts(assessment, respondent)))
        return search(self._kept[1], query)

    def _texts(self, assessment: AssessmentId, respondent: RespondentId | None) -> Iterator[Searchable]:
        viewer = respondent or TASK_FORCE
        pack = self._document.pack(self._document.assessment(assessment).pack)
        # Those of older packs too: what is no longer asked is found under the name it had.
        titles = {
            element.id: element.title
            for key in (*pack_keys(self._document.connection), pack.key)
            for element in self._document.pack(PackKey(key)).elements
        }
        yield from self._answers(assessment, respondent, titles)
        yield from _prompts(pack, assessment, viewer)
        yield from self._own_prompts(assessment, viewer, titles)
        for placement in placements.load_all(self._document.connection, assessment):
            if respondent in (None, placement.key.respondent) and placement.reason:
                place = Place(assessment, placement.key.respondent, placement.key.element)
                yield _text("reason", titles.get(placement.key.element, ""), placement.reason, place)
        for note in notes.load_notes(self._document.connection, assessment=assessment):
            if respondent in (None, note.respondent):
                place = Place(assessment, note.respondent, note.element)
                yield _text("note", titles.get(note.element, ""), note.text, place)
        for item in action_items.load_all(self._document.connection):
            element = Place(assessment, viewer, item.element) if item.element else None
            title = titles.get(item.element, _("Action plan")) if item.element else _("Action plan")
            yield _text("action", title, " · ".join(filter(None, (item.what, item.owner))), element)
        for resource in pack.resources:
            words = " · ".join(filter(None, (resource.title, resource.publisher, resource.about)))
            yield Searchable("resource", resource.title, words, fold(words), None, resource.id)
        for term in pack.glossary:
            yield _text("term", term.term, f"{term.term}: {term.definition}", None)

    def _own_prompts(
        self, assessment: AssessmentId, viewer: RespondentId, titles: dict[ElementId, str]
    ) -> Iterator[Searchable]:
        for own in notes.load_local_prompts(self._document.connection):
            place = Place(assessment, viewer, own.element, own.stage, PromptId(str(own.id)))
            yield _text("prompt", titles.get(own.element, ""), own.text, place)

    def _answers(
        self, assessment: AssessmentId, respondent: RespondentId | None, titles: dict[ElementId, str]
    ) -> Iterator[Searchable]:
        for answer in answers.load_all(self._document.connection, assessment, respondent):
            where = self._document.whereabouts(assessment, answer.key.prompt)
            element, stage = where or (None, None)
            place = Place(assessment, answer.key.respondent, element, stage, answer.key.prompt)
            if answer.text:
                yield _text("answer", titles.get(element, "") if element else "", answer.text, place)


def _prompts(pack: ContentPack, assessment: AssessmentId, viewer: RespondentId) -> Iterator[Searchable]:
    for element, stage, prompt in pack.walk():
        yield _text("prompt", element.title, prompt.text, Place(assessment, viewer, element.id, stage.id, prompt.id))


def _text(kind: str, title: str, text: str, place: Place | None) -> Searchable:
    return Searchable(kind, title, text, fold(text), place)
