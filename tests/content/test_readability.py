import pytest
from msgspec.structs import replace

from roadmap_desktop.content.readability import HIGHEST, HIGHEST_MEDIAN, Reader, grades, readability_problems
from roadmap_desktop.content.schema import KeyElement
from tests.packs import FIRST_FILE, PACK, lines, with_element, with_prompt

HARD = "Which organizational accountability mechanisms characterize interdepartmental communication responsibilities?"


def test_the_pack_that_ships_is_easy_enough_to_read() -> None:
    assert lines(readability_problems(PACK)) == []
    found = grades(PACK)
    assert set(found) == {element.id for element in PACK.elements}
    assert max(one.median for one in found.values()) <= HIGHEST_MEDIAN
    assert max(one.highest for one in found.values()) <= HIGHEST


def test_a_prompt_that_is_too_hard_is_told() -> None:
    (line,) = lines(readability_problems(with_prompt(text=HARD)))
    assert line.startswith(f"{FIRST_FILE}: {PACK.elements[0].prompts[0].id}: reading grade ")
    assert line.endswith(f", at most 14: {HARD}")


def test_an_element_most_of_whose_prompts_are_hard_is_told() -> None:
    def harder(element: KeyElement) -> KeyElement:
        text = "Which organizations communicate about responsibilities with partners who see it another way?"
        stages = tuple(
            replace(stage, prompts=tuple(replace(prompt, text=text) for prompt in stage.prompts))
            for stage in element.stages
        )
        return replace(element, stages=stages)

    (line,) = lines(readability_problems(with_element(harder)))
    assert line.startswith(f"{FIRST_FILE}: {PACK.elements[0].id}: the median reading grade of its prompts is 1")


@pytest.mark.parametrize(("word", "count"), [("who", 1), ("people", 2), ("investigation", 5), ("can't", 1)])
def test_syllables_are_counted(word: str, count: int) -> None:
    assert Reader(PACK).syllables(word) == count


def test_words_of_the_field_count_as_two_syllables_at_most() -> None:
    reader = Reader(PACK)
    assert [reader.syllables(word) for word in ("trafficking", "Multidisciplinary", "confidentiality", "agency")] == [
        2
    ] * 4
    plain = Reader(replace(PACK, glossary=(), disciplines=(), lenses=()))
    assert plain.syllables("multidisciplinary") > 4


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    # Six words of one syllable each in one sentence.
    assert Reader(PACK).grade("Who of us has the key?") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    # Two sentences of two words each, six syllables in all.
    assert Reader(PACK).grade("Who decides? Partners know.") == pytest.approx(0.39 * 2 + 11.8 * 6 / 4 - 15.59)


def test_a_text_without_words_asks_for_no_grade() -> None:
    assert Reader(PACK).grade("123 – ?") == 0.0
