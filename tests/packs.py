"""The pack that ships with one thing changed, for tests of the rules that packs keep."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from roadmap_desktop import paths
from roadmap_desktop.content.loader import load
from roadmap_desktop.content.problems import Problem
from roadmap_desktop.content.schema import ContentPack, ElementStage, KeyElement, Prompt

PACK = load(paths.original_pack())
FIRST_FILE = f"elements/{PACK.areas[0].id}/{PACK.elements[0].id}.toml"


def with_element(change: Callable[[KeyElement], KeyElement]) -> ContentPack:
    """Change the first element."""
    area = PACK.areas[0]
    return replace(
        PACK, areas=(replace(area, elements=(change(area.elements[0]), *area.elements[1:])), *PACK.areas[1:])
    )


def with_stage(change: Callable[[ElementStage], ElementStage]) -> ContentPack:
    """Change the first stage of the first element."""
    return with_element(lambda element: replace(element, stages=(change(element.stages[0]), *element.stages[1:])))


def with_prompt(**facts: object) -> ContentPack:
    """Change the first prompt of the first element."""

    def change(stage: ElementStage) -> ElementStage:
        first: Prompt = replace(stage.prompts[0], **facts)
        return replace(stage, prompts=(first, *stage.prompts[1:]))

    return with_stage(change)


def lines(found: Iterable[Problem]) -> list[str]:
    """Problems as they are told."""
    return [str(problem) for problem in found]
