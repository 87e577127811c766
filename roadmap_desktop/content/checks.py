"""Every problem of a pack at once: ids, references, counts and the writing rules for prompts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from roadmap_desktop.content.schema import ContentPack, ElementStage, FunctionArea, KeyElement, Prompt

MOST_WORDS = 40
_AUXILIARIES = frozenset(
    [
        "do",
        "does",
        "did",
        "is",
        "are",
        "am",
        "was",
        "were",
        "be",
        "has",
        "have",
        "had",
        "can",
        "could",
        "will",
        "would",
        "shall",
        "should",
        "may",
        "might",
        "must",
    ]
)
_AVOIDED = (
    r"scores?|grades?|pass/fail|compliance level|checklist|audit|maturity|red/amber/green|rescue[sd]?|raids?"
    r"|prostitutes?|illegals?|modern slavery|self-identify as a victim|(?:un)?cooperative victim|uncooperative"
)
_PROMPT_ID = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+\.p\d+")
_AVOIDED_PATTERN = re.compile(rf"(?<![\w-])(?:{_AVOIDED})(?![\w-])", re.IGNORECASE)


class Counts(Struct, frozen=True):
    """How much a pack holds."""

    areas: int
    elements: int
    prompts: int
    resources: int
    terms: int


def counts(pack: ContentPack) -> Counts:
    """Count a pack's parts; closing prompts are not among the prompts."""
    prompts = sum(1 for _ in pack.walk())
    return Counts(len(pack.areas), len(pack.elements), prompts, len(pack.resources), len(pack.glossary))


def problems(pack: ContentPack) -> tuple[str, ...]:
    """Every broken rule as `place: reason: text`; empty for a pack that may be used."""
    return (
        *_whole(pack),
        *(problem for element in pack.elements for problem in _element(pack, element)),
        *(problem for prompt in pack.closing_prompts for problem in _prompt(pack, prompt)),
    )


def _whole(pack: ContentPack) -> Iterator[str]:
    if len(pack.stages) != 5:
        yield f"pack: five stages are needed, {len(pack.stages)} found"
    if not pack.attribution.strip():
        yield "pack: the attribution line is missing"
    ids = [
        *(area.id for area in pack.areas),
        *(element.id for element in pack.elements),
        *(prompt.id for _, _, prompt in pack.walk()),
        *(prompt.id for prompt in pack.closing_prompts),
        *(resource.id for resource in pack.resources),
    ]
    for name, count in Counter(ids).items():
        if count > 1:
            yield f"{name}: this id is used {count} times"
    yield from (f"glossary {name}: this id is used twice" for name in _twice(term.id for term in pack.glossary))
    yield from (f"area {area.id}: number {area.number} is used twice" for area in _same_number(pack))


def _twice(ids: Iterable[str]) -> Iterator[str]:
    return (name for name, count in Counter(ids).items() if count > 1)


def _same_number(pack: ContentPack) -> Iterator[FunctionArea]:
    numbers = Counter(area.number for area in pack.areas)
    return (area for area in pack.areas if numbers[area.number] > 1)


def _element(pack: ContentPack, element: KeyElement) -> Iterator[str]:
    yield from _unknown(element.id, "discipline", element.disciplines, {label.id for label in pack.disciplines})
    yield from _unknown(element.id, "aim", element.aims, {label.id for label in pack.aims})
    if tuple(stage.id for stage in element.stages) != pack.stage_order:
        yield f"{element.id}: its stages must be those of the pack, in order"
    tags = {tag for prompt in element.prompts for tag in prompt.tags}
    if "differently" not in tags:
        yield f"{element.id}: no prompt asks where partners see it differently (tag `differently`)"
    if not any(prompt.lenses for prompt in element.prompts):
        yield f"{element.id}: no prompt carries a lens"
    for text in (element.guidance, element.purpose):
        yield from _avoided(element.id, text)
    for stage in element.stages:
        yield from _stage(pack, element, stage)


def _stage(pack: ContentPack, element: KeyElement, stage: ElementStage) -> Iterator[str]:
    place = f"{element.id}.{stage.id}"
    yield from _count(place, "prompts", stage.prompts, 3, 5)
    yield from _count(place, "evidence examples", stage.evidence, 3, 5)
    yield from _count(place, "resources", stage.resources, 1, 3)
    yield from _count(place, "signs", stage.signs, 1, 6)
    yield from _unknown(place, "resource", stage.resources, {resource.id for resource in pack.resources})
    for text in (stage.guidance, *stage.signs, *stage.evidence):
        yield from _avoided(place, text)
    for prompt in stage.prompts:
        # A prompt keeps its id when it moves, and its answers move with it: never compare the id with the place.
        if not _PROMPT_ID.fullmatch(prompt.id):
            yield f"{prompt.id}: a prompt must be named <element>.<stage>.p<number>, as where it was first asked"
        yield from _prompt(pack, prompt)


def _prompt(pack: ContentPack, prompt: Prompt) -> Iterator[str]:
    words = prompt.text.split()
    if len(words) > MOST_WORDS:
        yield f"{prompt.id}: {len(words)} words, at most {MOST_WORDS}: {prompt.text}"
    if words and words[0].strip("“\"'").casefold() in _AUXILIARIES:
        yield f"{prompt.id}: opens with an auxiliary and can be answered by yes or no: {prompt.text}"
    yield from _avoided(prompt.id, prompt.text)
    yield from _avoided(prompt.id, prompt.guidance)
    yield from _unknown(prompt.id, "lens", prompt.lenses, {label.id for label in pack.lenses})
    yield from _unknown(prompt.id, "discipline", prompt.hear_first, {label.id for label in pack.disciplines})


def _count(place: str, what: str, found: tuple[object, ...], least: int, most: int) -> Iterator[str]:
    if not least <= len(found) <= most:
        yield f"{place}: {least} to {most} {what} are needed, {len(found)} found"


def _unknown(place: str, what: str, used: Iterable[str], known: set[str]) -> Iterator[str]:
    return (f"{place}: there is no {what} “{name}”" for name in used if name not in known)


def _avoided(place: str, text: str) -> Iterator[str]:
    return (f"{place}: “{found.group()}” is a word to avoid: {text}" for found in _AVOIDED_PATTERN.finditer(text))
