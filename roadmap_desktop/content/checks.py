"""Every problem of a pack at once: its structure, how much it holds, and the rules for its words."""

import re
from collections.abc import Iterator

from msgspec import Struct

from roadmap_desktop.content.library import library_problems
from roadmap_desktop.content.problems import PACK_FILE, Problem, element_file
from roadmap_desktop.content.schema import ContentPack, ElementStage, FunctionArea, KeyElement, Provenance
from roadmap_desktop.content.spelling import spelling_problems
from roadmap_desktop.content.structure import structure_problems
from roadmap_desktop.content.wording import wording_problems
from roadmap_desktop.content.workshop_rules import workshop_problems

# What the pack that ships promises, and each translation of it; an owner or a task force decides on its own pack.
AREAS = 4
ELEMENTS = 34
TAGS = frozenset({"differently"})
_PROMPT_ID = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+\.p\d+")


class Counts(Struct, frozen=True):
    """How much a pack holds."""

    areas: int
    elements: int
    prompts: int
    resources: int
    terms: int
    scenarios: int


def counts(pack: ContentPack) -> Counts:
    """Count a pack's parts; closing prompts are not among the prompts."""
    prompts = sum(1 for _ in pack.walk())
    return Counts(
        len(pack.areas), len(pack.elements), prompts, len(pack.resources), len(pack.glossary), len(pack.scenarios)
    )


def problems(pack: ContentPack) -> tuple[Problem, ...]:
    """Every broken rule that needs nothing but the pack; empty for one that keeps them all."""
    return (
        *structure_problems(pack),
        *_totals(pack),
        *(found for area in pack.areas for element in area.elements for found in _element(area, element)),
        *wording_problems(pack),
        *spelling_problems(pack),
        *library_problems(pack),
        *workshop_problems(pack),
    )


def _totals(pack: ContentPack) -> Iterator[Problem]:
    if pack.provenance is Provenance.ORIGINAL:
        for what, found, needed in (("areas", len(pack.areas), AREAS), ("elements", len(pack.elements), ELEMENTS)):
            if found != needed:
                yield Problem(PACK_FILE, "areas", f"{needed} {what} are needed, {found} found")


def _element(area: FunctionArea, element: KeyElement) -> Iterator[Problem]:
    file = element_file(area, element)
    # Lens and "differently" are tags that the author sets: no search for words could tell.
    for prompt in element.prompts:
        yield from (
            Problem(file, prompt.id, f"there is no tag “{tag}”", prompt.text) for tag in prompt.tags if tag not in TAGS
        )
    if not any("differently" in prompt.tags for prompt in element.prompts):
        yield Problem(file, element.id, "no prompt asks where partners see it differently (tag `differently`)")
    if not any(prompt.lenses for prompt in element.prompts):
        yield Problem(file, element.id, "no prompt carries a lens")
    if not element.guidance.strip():
        yield Problem(file, element.id, "the guidance is missing")
    # Each missing discipline is told once, at the first prompt that asks to hear from it.
    heard = {name: prompt.id for prompt in reversed(element.prompts) for name in prompt.hear_first}
    for name, place in heard.items():
        if name not in element.disciplines:
            yield Problem(file, place, f"“{name}” is heard first but is not among the element's disciplines")
    for stage in element.stages:
        yield from _stage(file, f"{element.id}.{stage.id}", stage)


def _stage(file: str, place: str, stage: ElementStage) -> Iterator[Problem]:
    yield from _count(file, place, "prompts", stage.prompts, 3, 5)
    yield from _count(file, place, "evidence examples", stage.evidence, 3, 5)
    yield from _count(file, place, "resources", stage.resources, 1, 3)
    yield from _count(file, place, "signs", stage.signs, 1, 6)
    if not stage.guidance.strip():
        yield Problem(file, place, "the guidance is missing")
    for prompt in stage.prompts:
        # A prompt keeps its id when it moves, and its answers move with it: never compare the id with the place.
        if not _PROMPT_ID.fullmatch(prompt.id):
            reason = "a prompt must be named <element>.<stage>.p<number>, as where it was first asked"
            yield Problem(file, prompt.id, reason)


def _count(file: str, place: str, what: str, found: tuple[object, ...], least: int, most: int) -> Iterator[Problem]:
    if not least <= len(found) <= most:
        yield Problem(file, place, f"{least} to {most} {what} are needed, {len(found)} found")
