"""Where glossary terms are found in texts."""

import pytest

from roadmap_desktop.content.schema import GlossaryTerm
from roadmap_desktop.model.terms import TermFinder


@pytest.mark.parametrize("spelling", ["children's advocacy center", "children’s advocacy center"])
@pytest.mark.parametrize("text", ["The Children's Advocacy Center", "The children’s advocacy center"])
def test_typed_and_typographic_apostrophes_are_the_same(spelling: str, text: str) -> None:
    term = GlossaryTerm(id="cac", term="CAC", definition="A place for children.", also=(spelling,))
    (found,) = TermFinder((term,)).occurrences(text)
    assert (found.start, found.length, found.term) == (4, len(spelling), term)


def test_an_apostrophe_in_another_place_is_another_word() -> None:
    term = GlossaryTerm(id="cac", term="CAC", definition="A place for children.", also=("children's advocacy center",))
    assert not list(TermFinder((term,)).occurrences("The childrens' advocacy center"))
