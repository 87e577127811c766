from msgspec.structs import replace

from roadmap_desktop.content.characters import character_problems
from roadmap_desktop.reports.style import printed_characters
from tests.packs import FIRST_FILE, PACK, lines, with_prompt


def test_every_character_of_the_pack_that_ships_is_printed() -> None:
    assert lines(character_problems(PACK, printed_characters())) == []


def test_a_character_that_the_font_lacks_is_told_once_for_each_text() -> None:
    text = "Who says “مرحبا” and who hears م?"
    told = lines(character_problems(with_prompt(text=text), printed_characters()))
    assert len(told) == 5
    assert f"{FIRST_FILE}: {PACK.elements[0].prompts[0].id}: the base font does not print U+0645 (“م”): {text}" in told


def test_accents_and_quotation_marks_are_fine_and_a_tab_is_not() -> None:
    printed = printed_characters()
    assert lines(character_problems(with_prompt(text="¿Quién habla “español” aquí – y cómo?"), printed)) == []
    assert "U+0009" in lines(character_problems(replace(PACK, title="A\ttab"), printed))[0]
