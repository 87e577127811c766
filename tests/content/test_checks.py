import pytest
from msgspec.structs import replace

from roadmap_desktop.content.checks import Counts, counts, problems
from roadmap_desktop.content.schema import ContentPack, KeyElement, PromptId, Provenance
from tests.documents import a_small_pack
from tests.packs import FIRST_FILE, PACK, lines, with_element, with_prompt, with_stage

FIRST = PACK.elements[0]


def without_tags(element: KeyElement) -> KeyElement:
    stages = tuple(
        replace(stage, prompts=tuple(replace(prompt, tags=(), lenses=()) for prompt in stage.prompts))
        for stage in element.stages
    )
    return replace(element, stages=stages)


def test_the_pack_that_ships_keeps_every_rule() -> None:
    assert problems(PACK) == ()


@pytest.mark.parametrize(
    ("pack", "told"),
    [
        (with_element(without_tags), "no prompt asks where partners see it differently (tag `differently`)"),
        (with_element(without_tags), "no prompt carries a lens"),
        (with_element(lambda element: replace(element, guidance=" ")), f"{FIRST.id}: the guidance is missing"),
        (with_stage(lambda stage: replace(stage, guidance=" ")), f"{FIRST.id}.stage-1: the guidance is missing"),
        (
            with_stage(lambda stage: replace(stage, prompts=stage.prompts[:2])),
            f"{FIRST.id}.stage-1: 3 to 5 prompts are needed, 2 found",
        ),
        (with_stage(lambda stage: replace(stage, prompts=stage.prompts * 2)), "3 to 5 prompts are needed, 8 found"),
        (with_stage(lambda stage: replace(stage, evidence=())), "3 to 5 evidence examples are needed, 0 found"),
        (with_stage(lambda stage: replace(stage, resources=())), "1 to 3 resources are needed, 0 found"),
        (with_stage(lambda stage: replace(stage, signs=())), "1 to 6 signs are needed, 0 found"),
        (with_prompt(tags=("differntly",)), f"{FIRST.id}.stage-1.p1: there is no tag “differntly”: "),
        (with_prompt(id=PromptId("other")), "other: a prompt must be named <element>.<stage>.p<number>"),
        (
            with_element(lambda element: replace(element, disciplines=("health",))),
            "is heard first but is not among the element's disciplines",
        ),
    ],
)
def test_each_rule_of_an_element_is_told_with_its_file(pack: ContentPack, told: str) -> None:
    assert any(line.startswith(f"{FIRST_FILE}: ") and told in line for line in lines(problems(pack)))


@pytest.mark.parametrize(
    ("pack", "told"),
    [
        (replace(PACK, stages=PACK.stages[:4]), "five stages are needed"),
        (with_prompt(text="Do we have an agreement?"), "opens with an auxiliary"),
        (with_prompt(text="What colour is the binder?"), "“colour” is spelled “color” in the US"),
        (replace(PACK, resources=(replace(PACK.resources[0], checked=""), *PACK.resources[1:])), "checked is missing"),
    ],
)
def test_the_rules_of_structure_wording_spelling_and_library_are_all_asked(pack: ContentPack, told: str) -> None:
    (line,) = lines(problems(pack))[:1]
    assert told in line


def test_a_missing_discipline_is_told_once_at_the_first_prompt_that_hears_it() -> None:
    element = next(one for one in PACK.elements if any(prompt.hear_first for prompt in one.prompts))
    first = next(prompt for prompt in element.prompts if prompt.hear_first)
    pack = with_element(lambda _: replace(element, disciplines=()))
    name = first.hear_first[0]
    told = [line for line in lines(problems(pack)) if f"“{name}” is heard first" in line]
    assert len(told) == 1
    assert f": {first.id}: " in told[0]


def test_the_pack_that_ships_has_four_areas_and_34_elements_and_others_as_they_like() -> None:
    fewer = replace(PACK, areas=PACK.areas[:3])
    assert [line for line in lines(problems(fewer)) if line.startswith("pack.toml")] == [
        "pack.toml: areas: 4 areas are needed, 3 found",
        "pack.toml: areas: 34 elements are needed, 26 found",
    ]
    for provenance in (Provenance.LOCAL, Provenance.OFFICIAL):
        assert not [line for line in lines(problems(replace(fewer, provenance=provenance))) if "needed" in line]


def test_the_parts_of_a_pack_are_counted() -> None:
    assert counts(a_small_pack()) == Counts(areas=2, elements=2, prompts=20, resources=1, terms=2, scenarios=1)


def test_a_pack_with_many_problems_tells_them_all() -> None:
    found = lines(problems(a_small_pack()))
    for folder, element in (("foundations", "roles"), ("operations", "trust")):
        file = f"elements/{folder}/{element}.toml"
        for stage in range(1, 6):
            place = f"{file}: {element}.stage-{stage}: 3 to 5"
            assert f"{place} prompts are needed, 2 found" in found
            assert f"{place} evidence examples are needed, 1 found" in found
        assert f"{file}: {element}: no prompt asks where partners see it differently (tag `differently`)" in found
