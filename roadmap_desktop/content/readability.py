"""The reading grade of prompts (Flesch-Kincaid); for authors only, since Pyphen does not come with the application."""

import re
import statistics
from collections.abc import Iterator

from msgspec import Struct
from pyphen import Pyphen

from roadmap_desktop.content.problems import Problem, element_file
from roadmap_desktop.content.schema import ContentPack, ElementId
from roadmap_desktop.content.texts import prompts

HIGHEST_MEDIAN = 10
HIGHEST = 14
# A partner of the field does not stumble over its own words, however long they are.
FIELD_SYLLABLES = 2
_WORD = re.compile(r"[^\W\d_](?:['’]?[^\W\d_])*")
_SPOKEN = re.compile(r"[aeiouà-ü]|(?<=.)y")
_SENTENCE = re.compile(r"[.?!]+(?=\s|$)")


class Grades(Struct, frozen=True):
    """Reading grade of one element's prompts: the one in the middle and the highest."""

    median: float
    highest: float


class Reader:
    """Counts syllables by the places where a word may be hyphenated; terms of the field count as two."""

    def __init__(self, pack: ContentPack) -> None:
        self._pyphen = Pyphen(lang="en_US", left=1, right=2)
        names = (
            *(spelling for term in pack.glossary for spelling in (term.term, *term.also)),
            *(label.title for label in (*pack.disciplines, *pack.lenses)),
        )
        self._field = frozenset(word.casefold() for name in names for word in _WORD.findall(name))

    def syllables(self, word: str) -> int:
        """How many syllables a word counts for, at least one."""
        pieces = self._pyphen.inserted(word.casefold()).split("-")
        # Asked for a split after one letter, as in "a-gree", it also gives "s-tate": what cannot be spoken is none.
        found = max(1, sum(_SPOKEN.search(piece) is not None for piece in pieces))
        return min(found, FIELD_SYLLABLES) if word.casefold() in self._field else found

    def grade(self, text: str) -> float:
        """The US school grade that a text asks for; 0 for a text without words."""
        words = _WORD.findall(text)
        if not words:
            return 0.0
        sentences = max(1, len(_SENTENCE.findall(text)))
        return 0.39 * len(words) / sentences + 11.8 * sum(map(self.syllables, words)) / len(words) - 15.59


def grades(pack: ContentPack) -> dict[ElementId, Grades]:
    """The reading grade of each element that asks anything."""
    reader = Reader(pack)
    found = {element.id: [reader.grade(prompt.text) for prompt in element.prompts] for element in pack.elements}
    return {name: Grades(statistics.median(all_of), max(all_of)) for name, all_of in found.items() if all_of}


def readability_problems(pack: ContentPack) -> Iterator[Problem]:
    """Prompts that are too hard to read, and elements most of whose prompts are."""
    reader = Reader(pack)
    for text in prompts(pack):
        if (grade := reader.grade(text.words)) > HIGHEST:
            yield text.problem(f"reading grade {grade:.1f}, at most {HIGHEST}")
    found = grades(pack)
    for area in pack.areas:
        for element in area.elements:
            if element.id in found and (median := found[element.id].median) > HIGHEST_MEDIAN:
                reason = f"the median reading grade of its prompts is {median:.1f}, at most {HIGHEST_MEDIAN}"
                yield Problem(element_file(area, element), element.id, reason)
