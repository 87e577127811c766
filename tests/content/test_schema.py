import pytest

from roadmap_desktop.content.schema import ElementId, PromptId, StageId, closing_prompt_id
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
