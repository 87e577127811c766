import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.model.text import clean_name, clean_text, looks_like, turning_places

# Lone surrogates included: Qt hands them over, UTF-8 cannot hold them.
ANY_TEXT = st.text(st.characters()) | st.text(st.sampled_from("e\u0301\r\n\t\0 \u2028\u2029\ud800\udc00\u202e\u00a0"))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("Plain words.", "Plain words."),
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
        ("\r\r\n\n", "\n\n\n"),
        ("a\tb", "a\tb"),
        ("a\x00b\x07c\x1bd\x1fe\x7ff", "abcdef"),
        ("cafe\u0301", "caf\u00e9"),
        ("half \ud83d here", "half \ufffd here"),
        ("\ud83d\ude00", "\ufffd\ufffd"),
        ("whole \U0001f600", "whole \U0001f600"),
        ("10\u00a0km", "10\u00a0km"),
        ("  spaces stay  ", "  spaces stay  "),
        ("\u202eright to left", "\u202eright to left"),
    ],
)
def test_typed_text_has_one_form(typed: str, stored: str) -> None:
    assert clean_text(typed) == stored


@given(text=ANY_TEXT)
def test_cleaned_text_can_be_stored_and_cleaning_it_again_changes_nothing(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode().decode() == cleaned
    assert not any(unicodedata.category(char) == "Cc" and ord(char) < 0x80 for char in cleaned if char not in "\t\n")
    assert not set(cleaned) & set("\r\u2028\u2029")


@given(text=st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from("\t\n")))
def test_plain_words_are_kept_to_the_letter(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Example   Shelter\tA \n", "Example Shelter A"),
        ("one\r\ntwo", "one two"),
        ("one\u00a0two\u3000three", "one two three"),
        ("\u202eknown\u202c", "known"),
        ("\u2066\u2069\u200e\u200f", ""),
        ("a\u202ab\u202bc\u202dd\u2067e\u2068f", "abcdef"),
        (" \t\n ", ""),
        ("Refugie\u0301s", "Refugi\u00e9s"),
        ("Shel\u200bter\ufeff \u2060A\u2061\u2064", "Shelter A"),
        (
            "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
    ],
)
def test_a_name_stands_on_one_line_and_reads_one_way(typed: str, stored: str) -> None:
    assert clean_name(typed) == stored


@given(text=ANY_TEXT)
def test_a_name_holds_single_spaces_between_words_and_no_others(text: str) -> None:
    name = clean_name(text)
    assert name == " ".join(name.split())
    assert not set(name) & {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Example Shelter A", "EXAMPLE shelter a", True),
        ("Example Shelter A", "Ｅｘａｍｐｌｅ Shelter A", True),
        ("Office", "O\ufb03ce", True),
        ("Shelter", "Shel\u200dter", True),
        ("Shelter", "\u202eShelter", True),
        ("Shelter", "Shel\u00adter", True),
        ("STRASSE", "stra\u00dfe", True),
        ("Refugi\u00e9s", "Refugie\u0301s", True),
        ("№ 5", "No 5", True),
        ("Shelter A", "Shelter B", False),
        ("Refugi\u00e9s", "Refugies", False),
    ],
)
def test_names_are_told_apart_by_what_is_seen(one: str, other: str, alike: bool) -> None:
    assert (looks_like(one) == looks_like(other)) is alike


@pytest.mark.parametrize(
    ("text", "places"),
    [("", ()), ("plain", ()), ("\u200f\u200e", ()), ("a\u202eb\u202c", (1, 3)), ("\u2066é\u2069\u202a", (0, 2, 3))],
)
def test_hidden_turns_of_direction_are_found(text: str, places: tuple[int, ...]) -> None:
    assert turning_places(text) == places
