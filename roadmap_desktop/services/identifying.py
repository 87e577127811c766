"""Look for identifying detail in the texts of a file, and remember what was kept. Nothing here is ever logged."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from roadmap_desktop.i18n import _
from roadmap_desktop.model.identifying import Allowed, Detail, Passage, find
from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage import assessments, kept_passages
from roadmap_desktop.storage.catalogue import LOGGED
from roadmap_desktop.storage.reads import select


class IdentifyingService:
    """The local check of one file. It warns and never blocks."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def allowed(self) -> Allowed:
        """What this file may name: its own agencies and task force, and the public lines its prompts mention."""
        connection = self._document.connection
        team = assessments.load_task_force(connection)
        labels = (team.name, *(one.label for one in assessments.load_agencies(connection)))
        packs = {one.pack for one in assessments.load_assessments(connection)}
        texts = [
            text for key in packs for resource in self._document.pack(key).resources for text in _words_of(resource)
        ]
        digits = (re.sub(r"\D", "", found) for text in texts for found in re.findall(r"[\d(][\d() .-]{6,20}\d", text))
        return Allowed(frozenset(found[-10:] for found in digits if len(found) >= 10), tuple(filter(None, labels)))

    def look(self, text: str) -> tuple[Passage, ...]:
        """What looks identifying in a text and was not kept on purpose."""
        found = find(text, self.allowed())
        if not found:
            return ()
        kept = kept_passages.load(self._document.connection)
        return tuple(one for one in found if self._fingerprint(one) not in kept)

    def look_everywhere(self, text: str) -> tuple[Passage, ...]:
        """What looks identifying in a text that leaves, also what was kept."""
        return find(text, self.allowed())

    def keep(self, passage: Passage) -> None:
        """Ask no more about exactly these words in this file. Raises the faults of drives."""
        kept_passages.keep(self._document.database, self._fingerprint(passage))

    def forget(self, passage: Passage) -> None:
        """These words are gone: their fingerprint could be guessed by trying all numbers, so it goes too."""
        kept_passages.forget(self._document.database, [self._fingerprint(passage)])

    def forget_what_is_gone(self) -> None:
        """Forget every kept passage that no text of the file holds any more, as after erasing."""
        kept = kept_passages.load(self._document.connection)
        if kept:
            present = {self._fingerprint(one) for text in self._texts() for one in find(text)}
            kept_passages.forget(self._document.database, kept - present)

    def _texts(self) -> Iterator[str]:
        for shape in LOGGED.values():
            for stored in select(self._document.connection, shape) if shape.texts else ():
                yield from (str(stored.row[column]) for column in shape.texts)

    def _fingerprint(self, passage: Passage) -> str:
        parts = (self._document.document_id, passage.kind.value, passage.text)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _words_of(resource: object) -> Iterable[str]:
    return (
        value
        for name in getattr(resource, "__struct_fields__", ())
        if isinstance(value := getattr(resource, name), str)
    )


def looks_like(kind: Detail) -> str:
    """What a passage looks like, for the middle of a sentence."""
    return {
        Detail.PHONE: _("a phone number"),
        Detail.EMAIL: _("an e-mail address"),
        Detail.SSN: _("a Social Security number"),
        Detail.A_NUMBER: _("an immigration file number"),
        Detail.RECEIPT: _("an immigration receipt number"),
        Detail.BIRTH_DATE: _("a date of birth"),
        Detail.FULL_DATE: _("the exact date of an event"),
        Detail.ADDRESS: _("a street address"),
        Detail.CASE_NUMBER: _("a case or report number"),
        Detail.AGE: _("the age of one person"),
        Detail.TITLED_NAME: _("the name of a person"),
        Detail.CUE_NAME: _("the name of a person"),
        Detail.COORDINATES: _("a position on a map"),
        Detail.IP: _("the address of a computer"),
        Detail.CARD: _("a card number"),
    }[kind]


def mask_for(passage: Passage) -> str:
    """What stands in place of a passage that was masked."""
    return {
        Detail.PHONE: _("[phone number removed]"),
        Detail.EMAIL: _("[e-mail address removed]"),
        Detail.SSN: _("[number removed]"),
        Detail.A_NUMBER: _("[number removed]"),
        Detail.RECEIPT: _("[number removed]"),
        Detail.BIRTH_DATE: _("[date removed]"),
        Detail.FULL_DATE: _("[date removed]"),
        Detail.ADDRESS: _("[address removed]"),
        Detail.CASE_NUMBER: _("[case number removed]"),
        Detail.AGE: _("[age removed]"),
        Detail.TITLED_NAME: _("[name removed]"),
        Detail.CUE_NAME: _("[name removed]"),
        Detail.COORDINATES: _("[place removed]"),
        Detail.IP: _("[computer address removed]"),
        Detail.CARD: _("[card number removed]"),
    }[passage.kind]


def advice(passage: Passage) -> str:
    """What is said about a passage: what it looks like, and what to write instead."""
    words = _("This looks like {what}: “{passage}”. Please describe how you work, not a person.")
    return words.format(what=looks_like(passage.kind), passage=passage.text)
