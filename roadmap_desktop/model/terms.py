"""Where the terms of the glossary occur in a text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from roadmap_desktop.content.schema import GlossaryTerm

_WORD = re.compile(r"\w+")


class Occurrence(NamedTuple):
    """One place where a term stands: where it starts, how many characters it takes, and which term it is."""

    start: int
    length: int
    term: GlossaryTerm


class TermFinder:
    """Finds whole words only, the longest spelling first, never overlapping; abbreviations match their case.

    The spellings lie ready under their first word: one pattern made of all of them would take longer to build than
    most texts take to search.
    """

    def __init__(self, terms: Sequence[GlossaryTerm]) -> None:
        self._terms = tuple(terms)
        self._by_first_word: dict[str, list[tuple[str, int, GlossaryTerm]]] = {}
        taken = set()
        for term in self._terms:
            for spelling in (term.term, *term.also):
                # "CP" must not be found in "cp"; an ordinary word may open a sentence.
                known = spelling if _is_abbreviation(spelling) else spelling.casefold()
                # An apostrophe may be typed or typographic; both have one character.
                for written in {known, known.replace("'", "’"), known.replace("’", "'")}:
                    first = _WORD.search(written)
                    if first is not None and written not in taken:
                        taken.add(written)
                        place = (written, first.start(), term)
                        self._by_first_word.setdefault(first.group().casefold(), []).append(place)
        for spellings in self._by_first_word.values():
            spellings.sort(key=lambda one: len(one[0]), reverse=True)

    def occurrences(self, text: str) -> Iterator[Occurrence]:
        """Where terms stand in a text, from left to right."""
        end = 0
        for word in _WORD.finditer(text):
            for spelling, before, term in self._by_first_word.get(word.group().casefold(), ()):
                start = word.start() - before
                if start >= end and _stands_at(text, start, spelling):
                    end = start + len(spelling)
                    yield Occurrence(start, len(spelling), term)
                    break

    def terms_in(self, texts: Iterable[str]) -> tuple[GlossaryTerm, ...]:
        """The terms that occur in any of the texts, in the order of the glossary."""
        present = {found.term.id for text in texts for found in self.occurrences(text)}
        return tuple(term for term in self._terms if term.id in present)


def _stands_at(text: str, start: int, spelling: str) -> bool:
    found = text[start : start + len(spelling)]
    if found != spelling and (_is_abbreviation(spelling) or found.casefold() != spelling):
        return False
    return not _WORD.match(text[start + len(spelling) : start + len(spelling) + 1])


def _is_abbreviation(spelling: str) -> bool:
    return sum(char.isupper() for char in spelling) > 1
