import pytest
from msgspec.structs import replace

from roadmap_desktop.content.schema import ContentPack, PromptId
from roadmap_desktop.content.similarity import similarity_problems
from tests.packs import FIRST_FILE, PACK, lines, with_prompt, with_stage


def small(pack: ContentPack) -> ContentPack:
    """The first element alone, so that few pairs are compared."""
    area = pack.areas[0]
    return replace(pack, areas=(replace(area, elements=area.elements[:1]),))


SECOND = PACK.elements[0].prompts[1]


def test_no_two_prompts_of_the_pack_that_ships_are_nearly_the_same() -> None:
    assert lines(similarity_problems(PACK)) == []


@pytest.mark.parametrize(
    "text", [SECOND.text, SECOND.text.upper(), "Among us, " + SECOND.text, " ".join(reversed(SECOND.text.split()))]
)
def test_a_prompt_that_says_nearly_the_same_is_told_at_the_later_one(text: str) -> None:
    (line,) = lines(similarity_problems(small(with_prompt(text=text))))
    first = PACK.elements[0].prompts[0].id
    assert line.startswith(f"{FIRST_FILE}: {SECOND.id}: nearly the same as {first} (")
    assert line.endswith(f"; “{text}”): {SECOND.text}")


def test_a_prompt_on_another_matter_is_fine() -> None:
    assert (
        lines(similarity_problems(small(with_prompt(text="How do beekeepers carry hives across a frozen lake?")))) == []
    )


def test_closing_prompts_are_compared_as_well() -> None:
    closing = PACK.closing_prompts[0]
    (line,) = lines(similarity_problems(small(with_prompt(text=closing.text))))
    assert closing.id in line


def test_three_of_a_kind_are_three_pairs() -> None:
    pack = with_stage(
        lambda stage: replace(
            stage,
            prompts=tuple(
                replace(prompt, id=PromptId(f"x.p{place}"), text="Which hive is the oldest of all?")
                for place, prompt in enumerate(stage.prompts[:3])
            ),
        )
    )
    assert len(lines(similarity_problems(small(pack)))) == 3
