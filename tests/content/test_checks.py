from collections.abc import Callable

import pytest
from msgspec.structs import replace

from roadmap_desktop import paths
from roadmap_desktop.content.checks import Counts, counts, problems
from roadmap_desktop.content.loader import load
from roadmap_desktop.content.schema import ContentPack, ElementStage, KeyElement, Prompt, PromptId, StageId
from tests.documents import a_small_pack

PACK = load(paths.original_pack())


def with_element(change: Callable[[KeyElement], KeyElement]) -> ContentPack:
    area = PACK.areas[0]
    return replace(
        PACK, areas=(replace(area, elements=(change(area.elements[0]), *area.elements[1:])), *PACK.areas[1:])
    )


def with_stage(change: Callable[[ElementStage], ElementStage]) -> ContentPack:
    return with_element(lambda element: replace(element, stages=(change(element.stages[0]), *element.stages[1:])))


def with_prompt(**facts: object) -> ContentPack:
    def change(stage: ElementStage) -> ElementStage:
        first: Prompt = replace(stage.prompts[0], **facts)
        return replace(stage, prompts=(first, *stage.prompts[1:]))

    return with_stage(change)


def without_tags(element: KeyElement) -> KeyElement:
    stages = tuple(
        replace(stage, prompts=tuple(replace(prompt, tags=(), lenses=()) for prompt in stage.prompts))
        for stage in element.stages
    )
    return replace(element, stages=stages)


@pytest.mark.parametrize(
    ("pack", "reason"),
    [
        (replace(PACK, stages=PACK.stages[:4]), "five stages are needed"),
        (replace(PACK, attribution=" "), "attribution line is missing"),
        (replace(PACK, glossary=(*PACK.glossary, PACK.glossary[0])), "used twice"),
        (replace(PACK, resources=(*PACK.resources, PACK.resources[0])), "used 2 times"),
        (replace(PACK, areas=(PACK.areas[0], replace(PACK.areas[1], number=1))), "number 1 is used twice"),
        (with_element(lambda element: replace(element, disciplines=("nobody",))), "no discipline “nobody”"),
        (with_element(lambda element: replace(element, aims=("none",))), "no aim “none”"),
        (with_element(lambda element: replace(element, stages=element.stages[::-1])), "must be those of the pack"),
        (with_element(without_tags), "partners see it differently"),
        (with_element(without_tags), "no prompt carries a lens"),
        (with_element(lambda element: replace(element, guidance="This is a checklist.")), "word to avoid"),
        (with_stage(lambda stage: replace(stage, prompts=stage.prompts[:2])), "3 to 5 prompts are needed, 2 found"),
        (with_stage(lambda stage: replace(stage, evidence=())), "3 to 5 evidence examples"),
        (with_stage(lambda stage: replace(stage, resources=())), "1 to 3 resources"),
        (with_stage(lambda stage: replace(stage, resources=("none",))), "no resource “none”"),
        (with_stage(lambda stage: replace(stage, signs=())), "1 to 6 signs"),
        (with_stage(lambda stage: replace(stage, id=StageId("stage-9"))), "must be those of the pack, in order"),
        (with_prompt(id=PromptId("other")), "must be named"),
        (with_prompt(text="What " + "word " * 40), "41 words, at most 40"),
        (with_prompt(text="Do we have an agreement?"), "opens with an auxiliary"),
        (with_prompt(text="What maturity do we see?"), "“maturity” is a word to avoid"),
        (with_prompt(lenses=("none",)), "no lens “none”"),
        (with_prompt(hear_first=("nobody",)), "no discipline “nobody”"),
    ],
)
def test_each_rule_is_checked(pack: ContentPack, reason: str) -> None:
    assert any(reason in problem for problem in problems(pack))


@pytest.mark.parametrize("text", ["Where do we underscore this?", "Which steps upgrade the path?", "Who decides?"])
def test_words_that_only_hold_a_word_to_avoid_are_fine(text: str) -> None:
    assert problems(with_prompt(text=text)) == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("“Is there an agreement?", "opens with an auxiliary"),
        ("MUST we agree?", "opens with an auxiliary"),
        ("Who went on the Rescues?", "“Rescues” is a word to avoid"),
        ("What does pass/fail mean here?", "“pass/fail” is a word to avoid"),
        ("Which uncooperative witnesses?", "“uncooperative” is a word to avoid"),
    ],
)
def test_a_problem_names_the_prompt_and_quotes_its_text(text: str, reason: str) -> None:
    (problem,) = problems(with_prompt(text=text))
    assert problem.startswith(f"{PACK.elements[0].prompts[0].id}: ")
    assert reason in problem
    assert problem.endswith(f": {text}")


def test_each_word_to_avoid_is_told_once_for_each_time_it_stands_there() -> None:
    found = problems(with_prompt(text="Which audit checks the audit of raids?"))
    assert [problem.split("“")[1].split("”")[0] for problem in found] == ["audit", "audit", "raids"]


def test_forty_words_are_not_too_many() -> None:
    assert problems(with_prompt(text="What " + "word " * 39)) == ()


def test_guidance_signs_and_evidence_are_read_for_words_to_avoid_as_well() -> None:
    for pack in (
        with_prompt(guidance="Count the raids."),
        with_stage(lambda stage: replace(stage, guidance="Count the raids.")),
        with_stage(lambda stage: replace(stage, signs=("Count the raids.", *stage.signs[1:]))),
        with_stage(lambda stage: replace(stage, evidence=("Count the raids.", *stage.evidence[1:]))),
        with_element(lambda element: replace(element, purpose="Count the raids.")),
    ):
        (problem,) = problems(pack)
        assert "“raids” is a word to avoid: Count the raids." in problem


def test_closing_prompts_keep_the_same_rules() -> None:
    (first, *others) = PACK.closing_prompts
    pack = replace(PACK, closing_prompts=(replace(first, text="Do we agree?"), *others))
    assert problems(pack) == (f"{first.id}: opens with an auxiliary and can be answered by yes or no: Do we agree?",)


def test_one_id_for_an_element_and_a_resource_is_told_once() -> None:
    taken = PACK.elements[0].id
    pack = replace(PACK, resources=(*PACK.resources, replace(PACK.resources[0], id=taken)))
    assert problems(pack) == (f"{taken}: this id is used 2 times",)


def test_the_parts_of_a_pack_are_counted() -> None:
    assert counts(a_small_pack()) == Counts(areas=2, elements=2, prompts=20, resources=1, terms=2)


def test_a_pack_with_many_problems_tells_them_all() -> None:
    found = problems(a_small_pack())
    for element in ("roles", "trust"):
        for stage in range(1, 6):
            place = f"{element}.stage-{stage}: 3 to 5"
            assert f"{place} prompts are needed, 2 found" in found
            assert f"{place} evidence examples are needed, 1 found" in found
        assert f"{element}: no prompt asks where partners see it differently (tag `differently`)" in found
