import time
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.model import identifying
from roadmap_desktop.model.identifying import Allowed, Detail, find, masked

FOLDER = Path(__file__).parent / "identifying"
OURS = Allowed(frozenset({"6085550100"}), ("Example Shelter A", "Example Sheriff B", "Sample River Task Force"))
RECALL = 0.95
FALSE_HITS = 1 / 20


def sentences() -> list[dict[str, Any]]:
    return [one for file in sorted(FOLDER.glob("*.toml")) for one in tomllib.loads(file.read_text("utf-8"))["sentence"]]


def found_in(sentence: dict[str, Any]) -> list[str]:
    return [one.text for one in find(sentence["text"], OURS)]


def recall() -> dict[str, float]:
    """How much of each kind of detail is pointed at, under whatever name."""
    hits, all_of_them = Counter[str](), Counter[str]()
    for sentence in sentences():
        found = found_in(sentence)
        for passage in sentence["passages"]:
            all_of_them[passage["kind"]] += 1
            hits[passage["kind"]] += any(passage["text"] in one or one in passage["text"] for one in found)
    return {kind: hits[kind] / count for kind, count in all_of_them.items()}


def test_patterned_detail_is_pointed_at() -> None:
    table = recall()
    assert set(table) == {kind.value for kind in Detail}
    assert {kind: share for kind, share in table.items() if share < RECALL} == {}


def test_ordinary_answers_are_left_alone() -> None:
    ordinary = [one for one in sentences() if not one["passages"]]
    hits = [one["text"] for one in ordinary if found_in(one)]
    assert len(ordinary) >= 90
    assert len(hits) <= FALSE_HITS * len(ordinary), hits


@pytest.mark.parametrize("kind", list(Detail))
def test_the_table_would_notice_a_missing_pattern(kind: Detail, monkeypatch: pytest.MonkeyPatch) -> None:
    others = tuple(one for one in identifying._PATTERNS if one[0] is not kind)
    monkeypatch.setattr(identifying, "_PATTERNS", others)
    assert recall()[kind.value] < RECALL


def test_the_sentences_hold_both_languages_and_no_number_of_anyone() -> None:
    assert {one["language"] for one in sentences()} == {"en", "es"}
    assert len({one["text"] for one in sentences()}) == len(sentences())


def test_what_the_file_may_name_is_left_alone() -> None:
    text = "Our client Example Sheriff B, 608-555-0100, 1-888-373-7888, 911, 988."
    assert find(text, OURS) == ()
    assert [one.kind for one in find(text.replace("0100", "0101"), OURS)] == [Detail.PHONE]


def test_a_mask_replaces_the_passage_and_nothing_else() -> None:
    text = "Call (312) 555-0142 or write to desk@example.org today."
    passages = find(text)
    assert masked(text, lambda one: f"[{one.kind.value}]", passages) == "Call [phone] or write to [email] today."
    assert find(masked(text, lambda _one: "[removed]", passages)) == ()


@given(st.text(max_size=400))
def test_any_text_gives_passages_that_lie_in_it_in_order(text: str) -> None:
    found = find(text)
    assert all(text[one.start : one.end] == one.text and one.text for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


HOSTILE = (
    "a", "1", " ", "Aa ", "1-", "1.", "victim ", "Ana Maria ", "client, Ana de la ", "12 Main ", "case no. 1-", "a@a.",
    "born 1/",
    "Calle de la ", "(", "A 1", "DOB ", "+1 ", "Mr. A", "\u202e1", "año 1 de ", "1/1/", "IOE1", "x" * 63 + "@",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_in_step_with_the_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        best = float("inf")
        for _turn in range(3):
            start = time.perf_counter()
            find(text)
            best = min(best, time.perf_counter() - start)
        return best

    # Ten times the text, at most thirty times the time: a blow-up would be a hundred times and more.
    assert seconds(40_000) < 30 * seconds(4_000) + 0.05
