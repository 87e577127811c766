"""Look for identifying detail in the texts of a file, and remember what was kept. Nothing here is ever logged."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from roadmap_desktop.content.schema import PackKey
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.identifying import NOTHING_ALLOWED, Allowed, Passage, find
from roadmap_desktop.model.identifying_rules import Detail
from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage import assessments, kept_passages
from roadmap_desktop.storage.catalogue import LOGGED
from roadmap_desktop.storage.reads import select


class Looking(Struct, frozen=True):
    """The check of one file as things stand: what it may name and what was kept."""

    document: str
    allowed: Allowed
    kept: frozenset[str]

    def everything(self, text: str) -> tuple[Passage, ...]:
        """What looks identifying in a text, also what was kept."""
        return find(text, self.allowed)

    def was_kept(self, passage: Passage) -> bool:
        """True for exactly these words once somebody kept them."""
        return fingerprint(self.document, passage) in self.kept

    def asked(self, text: str) -> tuple[Passage, ...]:
        """What looks identifying in a text and was not kept on purpose."""
        return tuple(one for one in self.everything(text) if not self.was_kept(one))


# The check where no file is open: nothing is allowed, and nothing was kept.
NOWHERE = Looking("", NOTHING_ALLOWED, frozenset())


class IdentifyingService:
    """The local check of one file. It warns and never blocks."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines: dict[PackKey, frozenset[str]] = {}

    def looking(self) -> Looking:
        """The check as things stand, for many texts at once."""
        connection = self._document.connection
        return Looking(self._document.document_id, self.allowed(), kept_passages.load(connection))

    def allowed(self) -> Allowed:
        """What this file may name: its own agencies and task force, and the public lines its prompts mention."""
        connection = self._document.connection
        team = assessments.load_task_force(connection)
        labels = (team.name, *(one.label for one in assessments.load_agencies(connection)))
        packs = {one.pack for one in assessments.load_assessments(connection)}
        lines: frozenset[str] = frozenset().union(*(self._lines_of(key) for key in packs))
        return Allowed(lines, tuple(filter(None, labels)))

    def _lines_of(self, key: PackKey) -> frozenset[str]:
        # A pack never changes under its key.
        if key not in self._lines:
            texts = (text for resource in self._document.pack(key).resources for text in _words_of(resource))
            digits = (re.sub(r"\D", "", found) for text in texts for found in _LINE.findall(text))
            self._lines[key] = frozenset(found[-10:] for found in digits if len(found) >= 10)
        return self._lines[key]

    def look(self, text: str) -> tuple[Passage, ...]:
        """What looks identifying in a text and was not kept on purpose."""
        return self.looking().asked(text)

    def look_everywhere(self, text: str) -> tuple[Passage, ...]:
        """What looks identifying in a text that leaves, also what was kept."""
        return self.looking().everything(text)

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
        return fingerprint(self._document.document_id, passage)


_LINE = re.compile(r"[\d(][\d() .-]{6,20}\d")


def fingerprint(document: str, passage: Passage) -> str:
    """What is remembered of words that were kept; the same words in another file have another one."""
    return hashlib.sha256(f"{document}\0{passage.kind}\0{passage.said}".encode()).hexdigest()


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
        Detail.DOCUMENT: _("the number of a passport, license or plate"),
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
        Detail.DOCUMENT: _("[number removed]"),
    }[passage.kind]


def advice_on(found: Sequence[Passage]) -> str:
    """What is said about the first of several passages, and how many more there are."""
    more = len(found) - 1
    if not more:
        return advice(found[0])
    words = ngettext("{count} more passage looks like that.", "{count} more passages look like that.", more)
    return f"{advice(found[0])} {words.format(count=more)}"


def advice(passage: Passage) -> str:
    """What is said about a passage: what it looks like, and what to write instead."""
    words = _("This looks like {what}: “{passage}”. Please describe how you work, not a person.")
    return words.format(what=looks_like(passage.kind), passage=passage.said)
