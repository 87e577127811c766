import random

import pytest

from roadmap_desktop.services.search import SearchService, fold, search
from tests.documents import Desk

SEED = 20261125
PIECES = (
    *"'\"%_\\*?()[]{}<>;:,.-=+&|^~$#@!/`",
    *("it's", 'C++"', "--", "/*", "AND", "OR", "NEAR(", "NOT", "0x", "\0", "\n", "\t", "\r\n", "\x1b[2J"),
    *("\u202e", "\u200b", "\ufeff", "\ud800", "\udfff", "\U0001f600", "e\u0301", "ß", "İ", "ﬀ", "東京", "م", "\u0345"),
    *("<img", "</para>", "&amp;", "' OR 1=1 --", "'; DROP TABLE answer; --", "weekly", "we meet", " "),
)


def queries(count: int) -> list[str]:
    """Made of what has broken searches before, and of any characters at all."""
    choose = random.Random(SEED)
    found = ["".join(choose.choice(PIECES) for _piece in range(choose.randrange(1, 7))) for _turn in range(count // 2)]
    found += [
        "".join(chr(choose.randrange(choose.choice((128, 0x3000, 0x110000)))) for _char in range(choose.randrange(12)))
        for _turn in range(count - count // 2)
    ]
    return found


def test_twenty_thousand_searches_are_ordinary_searches(desk: Desk) -> None:
    desk.answering.answer(desk.key(), 'It\'s where we meet weekly, at 50% of "C++" <b>sites</b>; Straße, e\u0301té.')
    service, found = SearchService(desk.document), 0
    for words in queries(20_000):
        hits = service.find(words, desk.round)
        found += bool(hits)
        for hit in hits:
            assert fold(hit.excerpt[hit.start : hit.start + hit.length])
    assert found > 500
    assert desk.answering.answer(desk.key(), "Still here.").answer.text == "Still here."


@pytest.mark.parametrize("words", ["50%", "_", "it's", '"C++"', "<b>", "strasse", "ete", "% of"])
def test_signs_stand_for_themselves(desk: Desk, words: str) -> None:
    desk.answering.answer(desk.key(), 'It\'s 50% of "C++" <b>sites</b> at Strasse_1; e\u0301te\u0301.')
    desk.answering.answer(desk.key("roles.stage-1.p2"), "Nothing of the kind.")
    found = SearchService(desk.document).find(words, desk.round)
    assert [one.kind for one in found if one.kind == "answer"] == ["answer"]


def test_an_empty_search_finds_nothing() -> None:
    assert search([], " \n") == ()
