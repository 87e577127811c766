import pytest
from msgspec.structs import replace

from roadmap_desktop.content.schema import ContentPack, Label, PromptId, StageId
from roadmap_desktop.content.structure import structure_problems
from tests.documents import a_small_pack
from tests.packs import FIRST_FILE, PACK, lines, with_element, with_prompt, with_stage

FIRST = PACK.elements[0]


def test_packs_that_may_be_used_have_no_problem() -> None:
    assert structure_problems(PACK) == ()
    assert structure_problems(a_small_pack()) == ()


@pytest.mark.parametrize(
    ("pack", "told"),
    [
        (replace(PACK, stages=PACK.stages[:4]), "pack.toml: stages: five stages are needed, 4 found"),
        (replace(PACK, attribution=" "), "pack.toml: attribution: the attribution line is missing"),
        (
            replace(PACK, areas=(PACK.areas[0], replace(PACK.areas[1], number=1), *PACK.areas[2:])),
            "pack.toml: areas.case-operations: number 1 is used twice",
        ),
        (
            replace(PACK, glossary=(*PACK.glossary, PACK.glossary[0])),
            f"glossary.toml: {PACK.glossary[0].id}: this id is used 2 times",
        ),
        (
            replace(PACK, resources=(*PACK.resources, PACK.resources[0], PACK.resources[0])),
            f"resources.toml: {PACK.resources[0].id}: this id is used 3 times",
        ),
        (
            replace(PACK, lenses=(*PACK.lenses, Label("labor", "Again"))),
            "pack.toml: labor: this id is used 2 times",
        ),
        (
            with_prompt(id=PromptId("survivor-leadership.stage-1.p1")),
            "elements/foundations/survivor-leadership.toml: survivor-leadership.stage-1.p1: this id is used 2 times",
        ),
        (
            with_element(lambda element: replace(element, disciplines=("nobody",))),
            f"{FIRST_FILE}: {FIRST.id}: there is no discipline “nobody”",
        ),
        (
            with_element(lambda element: replace(element, aims=("none",))),
            f"{FIRST_FILE}: {FIRST.id}: there is no aim “none”",
        ),
        (
            with_element(lambda element: replace(element, stages=element.stages[::-1])),
            f"{FIRST_FILE}: {FIRST.id}: its stages must be those of the pack, in order",
        ),
        (
            with_stage(lambda stage: replace(stage, id=StageId("stage-9"))),
            f"{FIRST_FILE}: {FIRST.id}: its stages must be those of the pack, in order",
        ),
        (
            with_stage(lambda stage: replace(stage, resources=("none",))),
            f"{FIRST_FILE}: {FIRST.id}.stage-1: there is no resource “none”",
        ),
        (with_prompt(lenses=("none",)), f"{FIRST_FILE}: {FIRST.id}.stage-1.p1: there is no lens “none”"),
        (with_prompt(hear_first=("nobody",)), f"{FIRST_FILE}: {FIRST.id}.stage-1.p1: there is no discipline “nobody”"),
        (
            replace(PACK, closing_prompts=(replace(PACK.closing_prompts[0], lenses=("none",)),)),
            "pack.toml: closing_prompts.wrap.p1: there is no lens “none”",
        ),
    ],
)
def test_each_rule_is_told_with_its_file_and_place(pack: ContentPack, told: str) -> None:
    assert told in lines(structure_problems(pack))


def test_one_id_for_an_element_and_a_resource_is_told_once() -> None:
    pack = replace(PACK, resources=(*PACK.resources, replace(PACK.resources[0], id=FIRST.id)))
    assert lines(structure_problems(pack)) == [f"resources.toml: {FIRST.id}: this id is used 2 times"]


def test_a_term_may_have_the_id_of_a_resource() -> None:
    pack = replace(PACK, glossary=(*PACK.glossary, replace(PACK.glossary[0], id=PACK.resources[0].id)))
    assert structure_problems(pack) == ()


def test_how_a_foreign_pack_is_worded_is_its_own_affair() -> None:
    assert structure_problems(with_prompt(text="Is this a checklist? Colour it; score it.")) == ()
