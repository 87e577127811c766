"""The shape of each file of a content pack; unknown keys are problems, for a misspelled key loses its text."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from roadmap_desktop.stand_ins import package_metadata

# The first class below makes pydantic look for plug-ins among the installed packages.
package_metadata()

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{0,99}$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Hint = Annotated[str, StringConstraints(max_length=2000)]


class Entry(BaseModel):
    """What every entry has in common: strict types, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LabelEntry(Entry):
    """A short id and the words shown for it."""

    id: Id
    title: Words


class PromptEntry(Entry):
    """One prompt of a stage, or a closing one."""

    id: Id
    text: Words
    guidance: Hint = ""
    lenses: tuple[Id, ...] = ()
    hear_first: tuple[Id, ...] = ()
    tags: tuple[Id, ...] = ()


class StageEntry(Entry):
    """One of the five stages of development."""

    id: Id
    title: Words
    definition: Words
    signs: tuple[Words, ...] = ()


class AreaEntry(Entry):
    """One area of function and the order of its elements."""

    id: Id
    number: Annotated[int, Field(ge=1, le=9)]
    title: Words
    summary: Words
    elements: tuple[Id, ...] = ()


class ElementStageEntry(Entry):
    """What one element asks and looks like at one stage."""

    id: Id
    guidance: Words
    signs: tuple[Words, ...]
    prompts: tuple[PromptEntry, ...]
    evidence: tuple[Words, ...] = ()
    resources: tuple[Id, ...] = ()


class ElementFile(Entry):
    """`elements/<area>/<element>.toml`."""

    id: Id
    title: Words
    purpose: Words
    guidance: Words
    disciplines: tuple[Id, ...] = ()
    aims: tuple[Id, ...] = ()
    stages: tuple[ElementStageEntry, ...]


class PackFile(Entry):
    """`pack.toml`."""

    id: Id
    title: Words
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    publisher: Words
    provenance: Literal["original", "official", "local"]
    attribution: Words
    review_note: Words
    areas: tuple[AreaEntry, ...]
    stages: tuple[StageEntry, ...]
    disciplines: tuple[LabelEntry, ...] = ()
    lenses: tuple[LabelEntry, ...] = ()
    aims: tuple[LabelEntry, ...] = ()
    closing_prompts: tuple[PromptEntry, ...] = ()


class TermEntry(Entry):
    """One term of the glossary."""

    id: Id
    term: Words
    definition: Words
    also: tuple[Words, ...] = ()
    reference_only: bool = False


class GlossaryFile(Entry):
    """`glossary.toml`."""

    terms: tuple[TermEntry, ...] = ()


class ResourceEntry(Entry):
    """One entry of the library; only addresses that a browser opens safely."""

    id: Id
    title: Words
    publisher: Words
    address: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=500)]
    year: Annotated[str, StringConstraints(pattern=r"^(\d{4}|n\.d\.)?$")] = ""
    checked: Annotated[str, StringConstraints(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    about: Hint = ""
    reference_only: bool = False


class ResourcesFile(Entry):
    """`resources.toml`."""

    resources: tuple[ResourceEntry, ...] = ()


class ScenarioEntry(Entry):
    """One invented scenario."""

    id: Id
    title: Words
    form: Literal["sex", "labor", "both"]
    setting: Words
    land: Literal["urban", "rural", "tribal", "several"]
    text: Words
    questions: tuple[Words, ...]
    lenses: tuple[Id, ...] = ()


class GroundRuleEntry(Entry):
    """One ground rule."""

    id: Id
    text: Words


Month = Annotated[int, Field(ge=1, le=60)]


class PlanStepEntry(Entry):
    """One step of a plan, with its minutes or with its first and last month."""

    text: Words
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    months: tuple[Month, Month] | None = None

    @model_validator(mode="after")
    def _takes_time_in_one_way(self) -> Self:
        if (self.minutes is None) == (self.months is None):
            raise ValueError("a step has either minutes or months")
        if self.months is not None and self.months[0] > self.months[1]:
            raise ValueError("the first month comes before the last")
        return self


class PlanEntry(Entry):
    """One plan for a session or a year."""

    id: Id
    title: Words
    steps: Annotated[tuple[PlanStepEntry, ...], Field(min_length=1)]


class WorkshopFile(Entry):
    """`workshop.toml`; a pack may do without it."""

    scenarios: tuple[ScenarioEntry, ...] = ()
    ground_rules: tuple[GroundRuleEntry, ...] = ()
    plans: tuple[PlanEntry, ...] = ()


class ReleasedFile(Entry):
    """`released.toml`: the ids of the version released last, and those given up since the first."""

    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    ids: dict[Id, Words]
    retired: dict[Id, Words] = {}
