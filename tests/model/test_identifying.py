import importlib
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.model.identifying import Allowed, find, masked
from roadmap_desktop.model.identifying_rules import RULES, Detail, Rule

FOLDER = Path(__file__).parent / "identifying"
CONTENT = Path(__file__).parents[2] / "roadmap_content" / "original"
OURS = Allowed(frozenset({"6085550100"}), ("Example Shelter A", "Example Sheriff B", "Sample River Task Force"))
RECALL = 0.95
FALSE_HITS = 1 / 20


def sentences() -> list[dict[str, Any]]:
    return [one for file in sorted(FOLDER.glob("*.toml")) for one in tomllib.loads(file.read_text("utf-8"))["sentence"]]


def found_in(sentence: dict[str, Any], rules: Sequence[Rule] = RULES) -> list[str]:
    return [one.text for one in find(sentence["text"], OURS, rules)]


def recall(rules: Sequence[Rule] = RULES, of: Sequence[dict[str, Any]] | None = None) -> dict[str, tuple[int, int]]:
    """For each kind of detail, how many passages are pointed at, under whatever name, and how many there are."""
    hits, all_of_them = Counter[str](), Counter[str]()
    for sentence in sentences() if of is None else of:
        found = found_in(sentence, rules)
        for passage in sentence["passages"]:
            all_of_them[passage["kind"]] += 1
            hits[passage["kind"]] += any(passage["text"] in one or one in passage["text"] for one in found)
    return {kind: (hits[kind], count) for kind, count in all_of_them.items()}


def too_low(table: dict[str, tuple[int, int]]) -> list[str]:
    return [kind for kind, (hits, count) in table.items() if hits < RECALL * count]


def test_patterned_detail_is_pointed_at() -> None:
    table = recall()
    lines = [f"{kind:14}{hits:4} of {count:3}  {hits / count:.2f}" for kind, (hits, count) in sorted(table.items())]
    sys.stdout.write("\n".join(("", *lines, "")))  # shown with -s
    assert set(table) == {kind.value for kind in Detail}
    assert too_low(table) == []


def test_what_was_written_without_sight_of_the_patterns_is_pointed_at_too() -> None:
    blind = tomllib.loads((FOLDER / "blind.toml").read_text("utf-8"))["sentence"]
    assert len(blind) > len(sentences()) / 2
    table = recall(of=blind)
    assert set(table) == {kind.value for kind in Detail}
    assert all(count >= 20 for _hits, count in table.values())
    assert too_low(table) == []


def test_ordinary_answers_are_left_alone() -> None:
    ordinary = [one for one in sentences() if not one["passages"]]
    hits = [one["text"] for one in ordinary if found_in(one)]
    sys.stdout.write(f"\nordinary answers: {len(hits)} of {len(ordinary)} are pointed at\n")
    assert len(hits) <= FALSE_HITS * len(ordinary), hits


def test_the_words_of_our_own_prompts_are_left_alone() -> None:
    # Thousands of sentences of the field that were written for another purpose, and without sight of the patterns.
    texts = [text for file in CONTENT.rglob("*.toml") for text in strings_in(tomllib.loads(file.read_text("utf-8")))]
    texts = [text for text in texts if " " in text]
    assert len(texts) > 3000
    assert [text for text in texts if find(text, OURS)] == []


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings_in(one)


@pytest.mark.parametrize("kind", list(Detail))
def test_the_table_would_notice_a_missing_pattern(kind: Detail) -> None:
    assert kind.value in too_low(recall([rule for rule in RULES if rule.kind is not kind]))


def test_a_check_that_points_at_everything_would_be_noticed() -> None:
    at_any_word = [Rule(Detail.CUE_NAME, re.compile(r"\b[A-ZÁÉÍÓÚ][a-zñáéíóú]{2,20}"), (), needs_digit=False)]
    ordinary = [one for one in sentences() if not one["passages"]]
    assert sum(bool(found_in(one, at_any_word)) for one in ordinary) > FALSE_HITS * len(ordinary)


def test_half_of_the_sentences_and_more_are_ordinary_and_both_languages_are_there() -> None:
    known = sentences()
    ordinary = sum(not one["passages"] for one in known)
    spanish = sum(one["language"] == "es" for one in known)
    assert len(known) >= 500
    assert ordinary / len(known) >= 0.45
    assert len(known) - ordinary >= 250
    assert spanish / len(known) >= 0.3


def test_every_number_is_reserved_or_a_sample() -> None:
    for one in sentences():
        assert all(passage["text"] in one["text"] for passage in one["passages"]), one
        for passage in one["passages"]:
            digits = re.sub(r"\D", "", passage["text"])
            if passage["kind"] == "phone":
                assert "555" in digits, one
            if passage["kind"] == "email":
                assert re.search(
                    r"@(?:[\w-]+\.)?(?:example\.(?:com|org|net)|[\w-]+\.example|example)", passage["text"]
                ), one
            if passage["kind"] == "ip":
                assert passage["text"].startswith(("192.0.2.", "198.51.100.", "203.0.113.")), one


def test_no_sentence_stands_twice() -> None:
    assert {one["language"] for one in sentences()} == {"en", "es"}
    assert len({one["text"] for one in sentences()}) == len(sentences())


def test_passing_over_a_rule_never_loses_a_passage() -> None:
    eager = [Rule(rule.kind, rule.pattern, (), needs_digit=False) for rule in RULES]
    assert [one["text"] for one in sentences() if found_in(one) != found_in(one, eager)] == []


def test_what_the_file_may_name_is_left_alone() -> None:
    text = "Our client Example Sheriff B, 608-555-0100, 1-888-373-7888, 911, 988."
    assert find(text, OURS) == ()
    assert [one.kind for one in find(text.replace("0100", "0101"), OURS)] == [Detail.PHONE]


def test_a_passage_knows_the_cue_that_gave_it_away() -> None:
    (one,) = find("We meet in room 16; she is aged 16 and not named.")
    assert (one.text, one.said) == ("16", "aged 16")
    assert masked("room 16, aged 16", lambda _one: "[age]", find("room 16, aged 16")) == "room 16, aged [age]"


@pytest.mark.parametrize(
    "words",
    [
        "for people under 18 years old",
        "18 years old or older",
        "aged 18 or over",
        "ages 12 to 17",
        "age 12 through 17",
        "aged 14-17",
        "a 10-year-old agreement",
        "El albergue tiene 12 años.",
    ],
)
def test_ages_of_groups_and_of_things_are_left_alone(words: str) -> None:
    assert find(words) == ()


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
    "DOB 1", "12 A A A A ", "woman called ", "she turned ", "her name is Ana ", "1 Calle A ", "eleven years old ",
    "SSN aaaaaaaaaaaaaaaa", "passport A", "case A-", "mujer de 1", "(312) ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_in_step_with_the_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        best = float("inf")
        for _turn in range(3):
            # The time of this thread alone: what else the computer does is not counted.
            start = time.thread_time()
            find(text)
            best = min(best, time.thread_time() - start)
        return best

    # Ten times the text, at most twenty times the time: a blow-up would be a hundred times and more.
    assert seconds(100_000) < 20 * max(seconds(10_000), 0.001)


def test_no_pattern_repeats_without_end() -> None:
    for rule in RULES:
        assert steps(rule.pattern.pattern, rule.pattern.flags) < 3_000, rule


def test_a_pattern_that_repeats_without_end_would_be_noticed() -> None:
    assert steps(r"(?:a+)+b", 0) >= parser.MAXREPEAT
    assert steps(r"(?:[ab]{1,100}c?){1,100}", 0) > 3_000


parser = importlib.import_module("re._parser")


def steps(pattern: str, flags: int) -> int:
    """The longest stretch that a pattern can take in, counted over its repetitions; the product where they nest."""

    def longest(part: Any) -> int:
        if isinstance(part, parser.SubPattern):
            return sum(longest(one) for one in part)
        if isinstance(part, tuple | list):
            name = str(part[0]) if part else ""
            if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
                _least, most, inside = part[1]
                return int(most) * longest(inside)
            if name in ("IN", "LITERAL", "NOT_LITERAL", "ANY"):
                return 1
            return sum(longest(one) for one in part)
        return 0

    return longest(parser.parse(pattern, flags))
