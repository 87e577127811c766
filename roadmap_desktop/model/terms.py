"""Where the terms of the glossary occur in a text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from roadmap_desktop.content.schema import GlossaryTerm


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a term stands: where it starts, how many characters it takes, and which term it is."""

    start: int
    length: int
    term: GlossaryTerm


def occurrences(text: str, terms: Sequence[GlossaryTerm]) -> tuple[Occurrence, ...]:
    """Whole words only, the longest spelling first, never overlapping; abbreviations match their case."""
    pattern, by_spelling = _compiled(tuple(terms))
    if pattern is None:
        return ()
    found = []
    for match in pattern.finditer(text):
        spelling = match.group()
        term = by_spelling.get(spelling) or by_spelling.get(spelling.casefold())
        if term is not None:
            found.append(Occurrence(match.start(), len(spelling), term))
    return tuple(found)


def terms_in(texts: Iterable[str], terms: Sequence[GlossaryTerm]) -> tuple[GlossaryTerm, ...]:
    """The terms that occur in any of the texts, in the order of the glossary."""
    present = {found.term.id for text in texts for found in occurrences(text, terms)}
    return tuple(term for term in terms if term.id in present)


@lru_cache(maxsize=8)
def _compiled(terms: tuple[GlossaryTerm, ...]) -> tuple[re.Pattern[str] | None, dict[str, GlossaryTerm]]:
    by_spelling: dict[str, GlossaryTerm] = {}
    for term in terms:
        for spelling in (term.term, *term.also):
            # "CP" must not be found in "cp"; an ordinary word may open a sentence.
            by_spelling.setdefault(spelling if _is_abbreviation(spelling) else spelling.casefold(), term)
    longest_first = sorted(by_spelling, key=len, reverse=True)
    if not longest_first:
        return None, by_spelling
    parts = [re.escape(name) if _is_abbreviation(name) else f"(?i:{re.escape(name)})" for name in longest_first]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"), by_spelling


def _is_abbreviation(spelling: str) -> bool:
    return sum(char.isupper() for char in spelling) > 1
