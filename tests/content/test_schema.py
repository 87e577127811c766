import pytest
from msgspec.structs import replace

from roadmap_desktop import paths
from roadmap_desktop.content.loader import load
from roadmap_desktop.content.schema import ElementId, PromptId, Resource, StageId, TraffickingForm, closing_prompt_id
from tests.documents import ROLES, STAGES, TRUST, a_small_pack


def test_a_pack_finds_its_parts() -> None:
    pack = a_small_pack()
    assert pack.key == "small@1"
    assert pack.element(TRUST).title == "Trust"
    assert pack.area_of(TRUST).number == 2
    assert pack.stage(STAGES[1]).title == "Establishing"
    assert pack.stage_number(STAGES[4]) == 5
    assert pack.element(ROLES).stage(STAGES[0]).prompts[0].id == "roles.stage-1.p1"
    assert len(pack.element(ROLES).prompts) == 10
    found = pack.find_prompt(PromptId("trust.stage-3.p2"))
    assert found is not None
    assert (found[0].id, found[1].id) == (TRUST, STAGES[2])
    assert pack.find_prompt(PromptId("none")) is None
    assert pack.resource("guide") is not None
    assert pack.resource("none") is None
    assert closing_prompt_id(ROLES, PromptId("wrap.p1")) == "roles.wrap.p1"


def test_what_a_pack_does_not_hold_is_a_key_error() -> None:
    pack = a_small_pack()
    for ask in (
        lambda: pack.element(ElementId("none")),
        lambda: pack.area_of(ElementId("none")),
        lambda: pack.stage(StageId("none")),
        lambda: pack.element(ROLES).stage(StageId("none")),
    ):
        with pytest.raises(KeyError):
            ask()


def test_elements_and_prompts_come_in_the_order_of_areas_and_stages() -> None:
    pack = a_small_pack()
    assert [element.id for element in pack.elements] == [ROLES, TRUST]
    assert pack.stage_order == STAGES
    walked = [prompt.id for _, _, prompt in pack.walk()]
    assert walked == [prompt.id for element in pack.elements for prompt in element.prompts]
    assert walked[:3] == ["roles.stage-1.p1", "roles.stage-1.p2", "roles.stage-2.p1"]
    assert len(walked) == 20


def test_closing_prompts_are_asked_of_no_stage() -> None:
    pack = a_small_pack()
    (closing,) = pack.closing_prompts
    assert pack.find_prompt(closing.id) is None
    ids = {closing_prompt_id(element.id, closing.id) for element in pack.elements}
    assert ids == {"roles.wrap.p1", "trust.wrap.p1"}


def test_every_prompt_is_found_where_the_walk_meets_it() -> None:
    pack = load(paths.original_pack())
    for element, stage, prompt in pack.walk():
        assert pack.find_prompt(prompt.id) == (element, stage, prompt)
        assert element.stage(stage.id) == stage
        assert element in pack.area_of(element.id).elements


def test_a_resource_without_a_date_gives_no_year() -> None:
    entry = Resource("guide", "Guide", "Publisher", "https://example.org", "n.d.")
    assert entry.year_given == ""
    assert replace(entry, year="2024").year_given == "2024"
    assert replace(entry, year="").year_given == ""


def test_stages_are_numbered_from_one_and_an_unknown_one_has_no_number() -> None:
    pack = a_small_pack()
    assert [pack.stage_number(stage) for stage in STAGES] == [1, 2, 3, 4, 5]
    with pytest.raises(ValueError, match="not in tuple"):
        pack.stage_number(StageId("none"))


@pytest.mark.parametrize(
    ("form", "about"),
    [
        (TraffickingForm.SEX, [TraffickingForm.SEX]),
        (TraffickingForm.LABOR, [TraffickingForm.LABOR]),
        (TraffickingForm.BOTH, [TraffickingForm.SEX, TraffickingForm.LABOR, TraffickingForm.BOTH]),
    ],
)
def test_a_scenario_about_both_forms_is_about_each(form: TraffickingForm, about: list[TraffickingForm]) -> None:
    scenario = replace(a_small_pack().scenarios[0], form=form)
    assert [one for one in TraffickingForm if scenario.is_about(one)] == about
