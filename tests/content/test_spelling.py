import pytest
from msgspec.structs import replace

from roadmap_desktop.content.spelling import american, spelling_problems
from tests.packs import FIRST_FILE, PACK, lines, with_element, with_prompt


@pytest.mark.parametrize(
    ("text", "british", "us"),
    [
        ("Which labour inspectors meet?", "labour", "labor"),
        ("Which Organisations meet?", "Organisations", "organization"),
        ("Which advocates were counselled?", "counselled", "counseled"),
        ("Who leads the neighbourhood-centre?", "centre", "center"),
    ],
)
def test_a_british_spelling_is_told_with_the_one_to_use(text: str, british: str, us: str) -> None:
    found = lines(spelling_problems(with_prompt(text=text)))
    assert any(line.startswith(f"{FIRST_FILE}: ") and f"“{british}” is spelled “{us}" in line for line in found)


@pytest.mark.parametrize("text", ["Which labor inspectors meet?", "Who promises to exercise, advise and surprise?"])
def test_us_spelling_is_fine(text: str) -> None:
    assert lines(spelling_problems(with_prompt(text=text))) == []


def test_all_our_words_are_read_and_titles_of_publications_are_not() -> None:
    assert len(lines(spelling_problems(with_element(lambda one: replace(one, purpose="We favour it."))))) == 1
    title = replace(PACK, resources=(replace(PACK.resources[0], title="Labour in the Centre"), *PACK.resources[1:]))
    assert lines(spelling_problems(title)) == []


def test_other_kinds_of_english_keep_their_own_spelling() -> None:
    assert lines(spelling_problems(replace(with_prompt(text="Which labour inspectors?"), language="en-GB"))) == []


def test_the_word_list_is_sorted_and_leads_from_one_spelling_to_another() -> None:
    words = american()
    assert len(words) > 200
    assert list(words) == sorted(words)
    assert {british for british, us in words.items() if british == us or us in words} == set()
    assert all(british.isalpha() and us.isalpha() and british.islower() for british, us in words.items())
