"""The rules without which a pack cannot be used: ids that are unique, references that resolve, five stages.

Every pack that is loaded from a folder keeps them, whoever wrote it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from roadmap_desktop.content.problems import (
    GLOSSARY_FILE,
    PACK_FILE,
    RESOURCES_FILE,
    WORKSHOP_FILE,
    Problem,
    element_file,
)
from roadmap_desktop.content.schema import ContentPack, FunctionArea, KeyElement, Prompt


def structure_problems(pack: ContentPack) -> tuple[Problem, ...]:
    """Every broken rule of the structure; empty for a pack that may be used."""
    return (
        *_whole(pack),
        *_ids(pack),
        *(found for area in pack.areas for element in area.elements for found in _element(pack, area, element)),
        *(
            found
            for prompt in pack.closing_prompts
            for found in _prompt(pack, PACK_FILE, f"closing_prompts.{prompt.id}", prompt)
        ),
        *(
            found
            for one in pack.scenarios
            for found in _unknown(
                WORKSHOP_FILE, f"scenarios.{one.id}", "lens", one.lenses, {label.id for label in pack.lenses}
            )
        ),
    )


def _whole(pack: ContentPack) -> Iterator[Problem]:
    if len(pack.stages) != 5:
        yield Problem(PACK_FILE, "stages", f"five stages are needed, {len(pack.stages)} found")
    if not pack.attribution.strip():
        yield Problem(PACK_FILE, "attribution", "the attribution line is missing")
    numbers = Counter(area.number for area in pack.areas)
    for area in pack.areas:
        if numbers[area.number] > 1:
            yield Problem(PACK_FILE, f"areas.{area.id}", f"number {area.number} is used twice")


def _ids(pack: ContentPack) -> Iterator[Problem]:
    # What a file of answers is keyed by shares one room; the word list and each kind of label have their own.
    places = [
        *((str(area.id), PACK_FILE) for area in pack.areas),
        *((str(one.id), element_file(area, one)) for area in pack.areas for one in area.elements),
        *(
            (str(prompt.id), element_file(area, one))
            for area in pack.areas
            for one in area.elements
            for prompt in one.prompts
        ),
        *((str(prompt.id), PACK_FILE) for prompt in pack.closing_prompts),
        *((resource.id, RESOURCES_FILE) for resource in pack.resources),
        *((one.id, WORKSHOP_FILE) for part in (pack.scenarios, pack.ground_rules, pack.plans) for one in part),
    ]
    yield from _twice(places)
    yield from _twice((term.id, GLOSSARY_FILE) for term in pack.glossary)
    yield from _twice((str(stage.id), PACK_FILE) for stage in pack.stages)
    for labels in (pack.disciplines, pack.lenses, pack.aims):
        yield from _twice((label.id, PACK_FILE) for label in labels)


def _twice(places: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    found = list(places)
    last = dict(found)
    for name, count in Counter(name for name, _file in found).items():
        if count > 1:
            yield Problem(last[name], name, f"this id is used {count} times")


def _element(pack: ContentPack, area: FunctionArea, element: KeyElement) -> Iterator[Problem]:
    file = element_file(area, element)
    yield from _unknown(file, element.id, "discipline", element.disciplines, {label.id for label in pack.disciplines})
    yield from _unknown(file, element.id, "aim", element.aims, {label.id for label in pack.aims})
    if tuple(stage.id for stage in element.stages) != pack.stage_order:
        yield Problem(file, element.id, "its stages must be those of the pack, in order")
    resources = {resource.id for resource in pack.resources}
    for stage in element.stages:
        yield from _unknown(file, f"{element.id}.{stage.id}", "resource", stage.resources, resources)
        for prompt in stage.prompts:
            yield from _prompt(pack, file, prompt.id, prompt)


def _prompt(pack: ContentPack, file: str, place: str, prompt: Prompt) -> Iterator[Problem]:
    yield from _unknown(file, place, "lens", prompt.lenses, {label.id for label in pack.lenses})
    yield from _unknown(file, place, "discipline", prompt.hear_first, {label.id for label in pack.disciplines})


def _unknown(file: str, place: str, what: str, used: Iterable[str], known: set[str]) -> Iterator[Problem]:
    return (Problem(file, place, f"there is no {what} “{name}”") for name in used if name not in known)
