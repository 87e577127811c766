"""What a worksheet prints and asks, as plain values: the words are final, and nothing is here that may not leave."""

from msgspec import Struct

from roadmap_desktop.model.worksheet import Field, FormMark, Part
from roadmap_desktop.reports.data import Paper


class AskedPrompt(Struct, frozen=True):
    """One prompt with its number, such as "2.1"; `answer` and `state` are what its fields begin with."""

    id: str
    number: str
    text: str
    mark: str = ""
    answer: str = ""
    state: str = ""


class AskedStage(Struct, frozen=True):
    """The prompts of one stage."""

    title: str
    prompts: tuple[AskedPrompt, ...]


class AskedElement(Struct, frozen=True):
    """One element with its number, such as "1.4"; `now`, `goal` and `reason` are what its fields begin with."""

    id: str
    number: str
    title: str
    purpose: str
    stages: tuple[AskedStage, ...]
    now: str = ""
    goal: str = ""
    reason: str = ""


class AskedArea(Struct, frozen=True):
    """The elements of one area that are asked."""

    number: int
    title: str
    elements: tuple[AskedElement, ...]


class ShownStage(Struct, frozen=True):
    """One of the stages to choose from, with its number in its title, such as "2 Establishing"."""

    id: str
    title: str
    definition: str


class Worksheet(Struct, frozen=True):
    """One form for one agency. Without `is_fillable` it is for paper alone and has no fields.

    `made` is a date in words. `claim` is what the prompts say of where they come from.
    """

    paper: Paper
    mark: FormMark
    task_force: str
    assessment: str
    agency: str
    made: str
    claim: str
    attribution: str
    review_note: str
    stages: tuple[ShownStage, ...]
    areas: tuple[AskedArea, ...]
    language: str = "en-US"
    is_fillable: bool = True

    @property
    def prompts(self) -> int:
        """How many prompts are asked."""
        return sum(len(s.prompts) for area in self.areas for element in area.elements for s in element.stages)

    @property
    def prefilled(self) -> dict[Field, str]:
        """What its fields begin with, where that is anything."""
        found: dict[Field, str] = {}
        for element in (one for area in self.areas for one in area.elements):
            found |= {
                Field(Part.NOW, element.id): element.now,
                Field(Part.GOAL, element.id): element.goal,
                Field(Part.REASON, element.id): element.reason,
            }
            for prompt in (one for stage in element.stages for one in stage.prompts):
                found |= {Field(Part.ANSWER, prompt.id): prompt.answer, Field(Part.STATE, prompt.id): prompt.state}
        return {field: text for field, text in found.items() if text}
