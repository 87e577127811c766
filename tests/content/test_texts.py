import msgspec

from roadmap_desktop.content.texts import Kind, Text, prompts, texts
from tests.documents import a_small_pack
from tests.packs import PACK


def strings(value: object) -> set[str]:
    """Every string inside a value made of mappings and lists."""
    if isinstance(value, str):
        return {value}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {found for part in parts for found in strings(part)}


def test_no_word_of_a_pack_is_left_out() -> None:
    read = {text.words for text in texts(PACK)}
    # What is left are ids, versions, addresses, years and dates: none holds two words.
    assert {found for found in strings(msgspec.to_builtins(PACK)) - read if " " in found} == set()


def test_every_text_has_a_file_and_a_place_and_none_is_empty() -> None:
    assert [text for text in texts(PACK) if not (text.file and text.place and text.words)] == []


def test_prompts_are_those_of_the_elements_and_the_closing_ones() -> None:
    pack = a_small_pack()
    found = list(prompts(pack))
    assert {text.place for text in found} == {
        *(str(prompt.id) for _, _, prompt in pack.walk()),
        *(str(prompt.id) for prompt in pack.closing_prompts),
    }
    assert {text.kind for text in found} == {Kind.PROMPT}


def test_titles_of_publications_are_told_apart_from_our_words_about_them() -> None:
    found = {text.place: text.kind for text in texts(PACK) if text.file == "resources.toml"}
    name = next(resource.id for resource in PACK.resources if resource.about)
    assert (found[name], found[f"{name}.publisher"], found[f"{name}.about"]) == (
        Kind.PUBLICATION,
        Kind.PUBLICATION,
        Kind.HELP,
    )


def test_a_problem_of_a_text_shows_it() -> None:
    text = Text("pack.toml", "wrap.p1", "What is it?", Kind.PROMPT)
    assert str(text.problem("too short")) == "pack.toml: wrap.p1: too short: What is it?"
