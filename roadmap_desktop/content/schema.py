"""The content pack as values: areas, elements, stages, prompts, resources and glossary terms."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NewType

from msgspec import Struct

AreaId = NewType("AreaId", str)
ElementId = NewType("ElementId", str)
StageId = NewType("StageId", str)
PromptId = NewType("PromptId", str)
PackKey = NewType("PackKey", str)


class Provenance(StrEnum):
    """What a pack says of where its words come from; a claim, never a verified fact."""

    ORIGINAL = "original"
    OFFICIAL = "official"
    LOCAL = "local"


class Label(Struct, frozen=True):
    """A short id and the words shown for it: a discipline, a lens, an aim."""

    id: str
    title: str


class Resource(Struct, frozen=True):
    """One entry of the library; `year` is "n.d." when the source gives none, `checked` is an ISO date.

    `reference_only` marks an entry that no stage names: it is there to be looked up.
    """

    id: str
    title: str
    publisher: str
    address: str
    year: str = ""
    checked: str = ""
    about: str = ""
    reference_only: bool = False

    @property
    def year_given(self) -> str:
        """The year, or nothing when the source gives none."""
        return self.year if self.year.isdecimal() else ""


class GlossaryTerm(Struct, frozen=True):
    """A term of the field, what it means here, and the other spellings found in prompts.

    `reference_only` marks a term that no text of the pack uses: it is there to be looked up.
    """

    id: str
    term: str
    definition: str
    also: tuple[str, ...] = ()
    reference_only: bool = False


class Prompt(Struct, frozen=True):
    """One question to discuss. Ids are opaque once released and never reused."""

    id: PromptId
    text: str
    guidance: str = ""
    lenses: tuple[str, ...] = ()
    hear_first: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Stage(Struct, frozen=True):
    """One of the five stages of development, as the pack defines it for every element."""

    id: StageId
    title: str
    definition: str
    signs: tuple[str, ...] = ()


class ElementStage(Struct, frozen=True):
    """What one element asks and looks like at one stage."""

    id: StageId
    guidance: str
    signs: tuple[str, ...]
    prompts: tuple[Prompt, ...]
    evidence: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()


class KeyElement(Struct, frozen=True):
    """A distinct part of an area whose development the group can discuss."""

    id: ElementId
    title: str
    purpose: str
    guidance: str
    stages: tuple[ElementStage, ...]
    disciplines: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()

    def stage(self, stage_id: StageId) -> ElementStage:
        """What the element asks at a stage; KeyError when the pack has no such stage."""
        for stage in self.stages:
            if stage.id == stage_id:
                return stage
        raise KeyError(stage_id)

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """All prompts in the order of the stages."""
        return tuple(prompt for stage in self.stages for prompt in stage.prompts)


class FunctionArea(Struct, frozen=True):
    """One of the four areas of function; `number` is the one people say aloud, from 1."""

    id: AreaId
    number: int
    title: str
    summary: str
    elements: tuple[KeyElement, ...]


class TraffickingForm(StrEnum):
    """Which form of trafficking an invented scenario is about."""

    SEX = "sex"
    LABOR = "labor"
    BOTH = "both"


class Land(StrEnum):
    """Where an invented scenario is set; `several` for a person who is moved from place to place."""

    URBAN = "urban"
    RURAL = "rural"
    TRIBAL = "tribal"
    SEVERAL = "several"


class Scenario(Struct, frozen=True):
    """An invented situation to walk through, and the questions about how the task force would work."""

    id: str
    title: str
    form: TraffickingForm
    setting: str
    land: Land
    text: str
    questions: tuple[str, ...]
    lenses: tuple[str, ...] = ()

    def is_about(self, form: TraffickingForm) -> bool:
        """True for its own form; a scenario about both is about each."""
        return self.form in {form, TraffickingForm.BOTH}


class GroundRule(Struct, frozen=True):
    """One rule that a group agrees on before it talks."""

    id: str
    text: str


class PlanStep(Struct, frozen=True):
    """One step of a plan: how many minutes it takes, or from which month to which, counted from 1; 0 where unused."""

    text: str
    minutes: int = 0
    first_month: int = 0
    last_month: int = 0


class WorkshopPlan(Struct, frozen=True):
    """A way to spend a session or a year, step by step."""

    id: str
    title: str
    steps: tuple[PlanStep, ...]


class ContentPack(Struct, frozen=True):
    """Everything a user reads of areas, elements, stages and prompts, with a version and a provenance."""

    id: str
    title: str
    version: str
    language: str
    publisher: str
    provenance: Provenance
    attribution: str
    review_note: str
    stages: tuple[Stage, ...]
    areas: tuple[FunctionArea, ...]
    disciplines: tuple[Label, ...] = ()
    lenses: tuple[Label, ...] = ()
    aims: tuple[Label, ...] = ()
    closing_prompts: tuple[Prompt, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    resources: tuple[Resource, ...] = ()
    # Packs inside files made before these parts existed are read without them.
    scenarios: tuple[Scenario, ...] = ()
    ground_rules: tuple[GroundRule, ...] = ()
    plans: tuple[WorkshopPlan, ...] = ()

    @property
    def key(self) -> PackKey:
        """Names this wording of this pack in a file, e.g. `original@1.0.0`."""
        return PackKey(f"{self.id}@{self.version}")

    @property
    def elements(self) -> tuple[KeyElement, ...]:
        """All key elements in the order of the areas."""
        return tuple(element for area in self.areas for element in area.elements)

    @property
    def stage_order(self) -> tuple[StageId, ...]:
        """The ids of the five stages, from the first to the last."""
        return tuple(stage.id for stage in self.stages)

    def element(self, element_id: ElementId) -> KeyElement:
        """Find one element; KeyError when the pack has none of that id."""
        for element in self.elements:
            if element.id == element_id:
                return element
        raise KeyError(element_id)

    def area_of(self, element_id: ElementId) -> FunctionArea:
        """The area that holds an element; KeyError when the pack has none of that id."""
        for area in self.areas:
            if any(element.id == element_id for element in area.elements):
                return area
        raise KeyError(element_id)

    def stage(self, stage_id: StageId) -> Stage:
        """Find one of the five stages; KeyError when the pack has none of that id."""
        for stage in self.stages:
            if stage.id == stage_id:
                return stage
        raise KeyError(stage_id)

    def stage_number(self, stage_id: StageId) -> int:
        """The number people say aloud for a stage, from 1."""
        return self.stage_order.index(stage_id) + 1

    def find_prompt(self, prompt_id: PromptId) -> tuple[KeyElement, ElementStage, Prompt] | None:
        """Where a prompt stands, or None when this pack does not ask it."""
        for element, stage, prompt in self.walk():
            if prompt.id == prompt_id:
                return element, stage, prompt
        return None

    def walk(self) -> Iterator[tuple[KeyElement, ElementStage, Prompt]]:
        """Every prompt with its element and stage, in order; closing prompts are not among them."""
        for element in self.elements:
            for stage in element.stages:
                for prompt in stage.prompts:
                    yield element, stage, prompt

    def resource(self, resource_id: str) -> Resource | None:
        """Find one library entry."""
        return next((entry for entry in self.resources if entry.id == resource_id), None)


def closing_prompt_id(element_id: ElementId, closing_id: PromptId) -> PromptId:
    """The id under which an element's answer to a closing prompt is kept: `<element>.wrap.p1`."""
    return PromptId(f"{element_id}.{closing_id}")
