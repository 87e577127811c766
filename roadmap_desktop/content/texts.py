"""Every text of a pack with the file and place it stands in, so that each rule of wording reads them all alike."""

from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct

from roadmap_desktop.content.problems import (
    GLOSSARY_FILE,
    PACK_FILE,
    RESOURCES_FILE,
    WORKSHOP_FILE,
    Problem,
    element_file,
)
from roadmap_desktop.content.schema import ContentPack, ElementStage, KeyElement, Prompt


class Kind(Enum):
    """What a text is to its reader."""

    PROMPT = auto()
    QUESTION = auto()  # asked after a scenario: opens like a prompt, and may be asked after several
    HELP = auto()  # guidance, signs, evidence, purposes, definitions: all other words of ours
    PUBLICATION = auto()  # another publisher's own title or name, printed as it is
    IMPRINT = auto()  # what the pack says of itself; the attribution names what the tool is not


class Text(Struct, frozen=True):
    """One text and where an author finds it."""

    file: str
    place: str
    words: str
    kind: Kind = Kind.HELP

    def problem(self, reason: str) -> Problem:
        """A broken rule of this text."""
        return Problem(self.file, self.place, reason, self.words)


def texts(pack: ContentPack) -> Iterator[Text]:
    """All texts that are not empty, file by file."""
    return (
        text
        for text in (*_pack(pack), *_elements(pack), *_glossary(pack), *_resources(pack), *_workshop(pack))
        if text.words
    )


def prompts(pack: ContentPack) -> Iterator[Text]:
    """The prompts of all elements and the closing ones."""
    return (text for text in texts(pack) if text.kind is Kind.PROMPT)


def _pack(pack: ContentPack) -> Iterator[Text]:
    for name in ("title", "publisher", "attribution", "review_note"):
        yield Text(PACK_FILE, name, getattr(pack, name), Kind.IMPRINT)
    for area in pack.areas:
        yield Text(PACK_FILE, f"areas.{area.id}.title", area.title)
        yield Text(PACK_FILE, f"areas.{area.id}.summary", area.summary)
    for stage in pack.stages:
        yield Text(PACK_FILE, f"stages.{stage.id}.title", stage.title)
        yield Text(PACK_FILE, f"stages.{stage.id}.definition", stage.definition)
        yield from (Text(PACK_FILE, f"stages.{stage.id}.signs", sign) for sign in stage.signs)
    for label in (*pack.disciplines, *pack.lenses, *pack.aims):
        yield Text(PACK_FILE, label.id, label.title)
    for prompt in pack.closing_prompts:
        yield from _prompt(PACK_FILE, prompt)


def _elements(pack: ContentPack) -> Iterator[Text]:
    for area in pack.areas:
        for element in area.elements:
            yield from _element(element_file(area, element), element)


def _element(file: str, element: KeyElement) -> Iterator[Text]:
    for name in ("title", "purpose", "guidance"):
        yield Text(file, f"{element.id}.{name}", getattr(element, name))
    for stage in element.stages:
        yield from _stage(file, f"{element.id}.{stage.id}", stage)


def _stage(file: str, place: str, stage: ElementStage) -> Iterator[Text]:
    yield Text(file, f"{place}.guidance", stage.guidance)
    yield from (Text(file, f"{place}.signs", sign) for sign in stage.signs)
    yield from (Text(file, f"{place}.evidence", example) for example in stage.evidence)
    for prompt in stage.prompts:
        yield from _prompt(file, prompt)


def _prompt(file: str, prompt: Prompt) -> Iterator[Text]:
    yield Text(file, prompt.id, prompt.text, Kind.PROMPT)
    yield Text(file, f"{prompt.id}.guidance", prompt.guidance)


def _glossary(pack: ContentPack) -> Iterator[Text]:
    for term in pack.glossary:
        yield Text(GLOSSARY_FILE, term.id, term.term)
        yield Text(GLOSSARY_FILE, f"{term.id}.definition", term.definition)
        yield from (Text(GLOSSARY_FILE, f"{term.id}.also", spelling) for spelling in term.also)


def _resources(pack: ContentPack) -> Iterator[Text]:
    for resource in pack.resources:
        yield Text(RESOURCES_FILE, resource.id, resource.title, Kind.PUBLICATION)
        yield Text(RESOURCES_FILE, f"{resource.id}.publisher", resource.publisher, Kind.PUBLICATION)
        yield Text(RESOURCES_FILE, f"{resource.id}.about", resource.about)


def _workshop(pack: ContentPack) -> Iterator[Text]:
    for scenario in pack.scenarios:
        place = f"scenarios.{scenario.id}"
        yield Text(WORKSHOP_FILE, f"{place}.title", scenario.title)
        yield Text(WORKSHOP_FILE, f"{place}.setting", scenario.setting)
        yield Text(WORKSHOP_FILE, f"{place}.text", scenario.text)
        yield from (Text(WORKSHOP_FILE, f"{place}.questions", one, Kind.QUESTION) for one in scenario.questions)
    for rule in pack.ground_rules:
        yield Text(WORKSHOP_FILE, f"ground_rules.{rule.id}", rule.text)
    for plan in pack.plans:
        yield Text(WORKSHOP_FILE, f"plans.{plan.id}.title", plan.title)
        yield from (Text(WORKSHOP_FILE, f"plans.{plan.id}.steps", step.text) for step in plan.steps)
