"""Files of a pack's folder → ContentPack, with every problem at once."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from pydantic import ValidationError

from roadmap_desktop.content import files
from roadmap_desktop.content.safe_folder import read_folder
from roadmap_desktop.content.schema import (
    AreaId,
    ContentPack,
    ElementId,
    ElementStage,
    FunctionArea,
    GlossaryTerm,
    GroundRule,
    KeyElement,
    Label,
    Land,
    PlanStep,
    Prompt,
    PromptId,
    Provenance,
    Resource,
    Scenario,
    Stage,
    StageId,
    TraffickingForm,
    WorkshopPlan,
)
from roadmap_desktop.content.structure import structure_problems
from roadmap_desktop.errors import ContentPackRejected

_Model = TypeVar("_Model", bound=files.Entry)


class _Reading(Struct):
    """The files of one folder, and what is wrong with them so far."""

    folder: Path
    contents: dict[Path, bytes] = {}
    problems: list[str] = []

    def problem(self, path: Path, reason: str) -> None:
        self.problems.append(f"{path.relative_to(self.folder).as_posix()}: {reason}")

    def parse(self, path: Path, model: type[_Model]) -> _Model | None:
        """One file as its model; None, with its problems noted, when it does not fit."""
        try:
            return model.model_validate(tomllib.loads(self._text(path)))
        except KeyError:
            self.problem(path, "the file is missing")
        except UnicodeDecodeError:
            self.problem(path, "the file cannot be read as UTF-8 text")
        except tomllib.TOMLDecodeError as error:
            self.problem(path, f"not TOML: {error}")
        except RecursionError:
            self.problem(path, "not TOML: nested too deeply")
        except ValidationError as error:
            for found in error.errors(include_url=False, include_input=False):
                place = ".".join(str(part) for part in found["loc"]) or "the whole file"
                self.problem(path, f"{place}: {found['msg']}")
        return None

    def _text(self, path: Path) -> str:
        # As Python reads text files: each way to end a line counts as one.
        return self.contents[path].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def load(folder: Path) -> ContentPack:
    """Read a pack that may be used; raises ContentPackRejected naming file, place and reason of every problem."""
    pack = read(folder)
    if found := structure_problems(pack):
        raise ContentPackRejected(folder, tuple(map(str, found)))
    return pack


def read(folder: Path) -> ContentPack:
    """Read a pack whose files have their shape, whatever its ids and references are worth; raises as `load` does.

    The folder may hold up to 200 files, 1 MiB each and 8 MiB in all, at most three folders deep, and no links.
    """
    found = read_folder(folder)
    if found.problems:
        raise ContentPackRejected(folder, tuple(found.problems))
    reading = _Reading(folder, found.contents)
    paths = list(found.contents)
    pack = reading.parse(folder / "pack.toml", files.PackFile)
    glossary = reading.parse(folder / "glossary.toml", files.GlossaryFile)
    resources = reading.parse(folder / "resources.toml", files.ResourcesFile)
    workshop = _workshop(reading, folder / "workshop.toml")
    elements = {
        path: element
        for path in paths
        if path.relative_to(folder).parts[0] == "elements"
        and (element := reading.parse(path, files.ElementFile)) is not None
    }
    for path, element in elements.items():
        if element.id != path.stem:
            reading.problem(path, f"id: the file of “{element.id}” must be named {element.id}.toml")
    if pack is not None:
        _compare_with_listing(reading, pack, paths)
    if reading.problems or pack is None or glossary is None or resources is None:
        raise ContentPackRejected(folder, tuple(reading.problems))
    return _pack(pack, glossary, resources, workshop, {path.stem: element for path, element in elements.items()})


def _workshop(reading: _Reading, path: Path) -> files.WorkshopFile:
    # A pack without scenarios and plans is whole; one whose file does not fit is not.
    found = reading.parse(path, files.WorkshopFile) if path in reading.contents else None
    return found or files.WorkshopFile()


def _compare_with_listing(reading: _Reading, pack: files.PackFile, paths: list[Path]) -> None:
    listed = {reading.folder / "elements" / area.id / f"{name}.toml" for area in pack.areas for name in area.elements}
    there = {path for path in paths if path.relative_to(reading.folder).parts[0] == "elements"}
    for path in sorted(listed - there):
        reading.problem(path, "named in pack.toml but missing")
    for path in sorted(there - listed):
        reading.problem(path, "not named under its area in pack.toml")


def _pack(
    pack: files.PackFile,
    glossary: files.GlossaryFile,
    resources: files.ResourcesFile,
    workshop: files.WorkshopFile,
    elements: dict[str, files.ElementFile],
) -> ContentPack:
    return ContentPack(
        pack.id,
        pack.title,
        pack.version,
        pack.language,
        pack.publisher,
        Provenance(pack.provenance),
        pack.attribution,
        pack.review_note,
        tuple(Stage(StageId(one.id), one.title, one.definition, one.signs) for one in pack.stages),
        tuple(
            FunctionArea(
                AreaId(area.id),
                area.number,
                area.title,
                area.summary,
                tuple(_element(elements[name]) for name in area.elements),
            )
            for area in pack.areas
        ),
        tuple(_labels(pack.disciplines)),
        tuple(_labels(pack.lenses)),
        tuple(_labels(pack.aims)),
        tuple(_prompts(pack.closing_prompts)),
        tuple(GlossaryTerm(one.id, one.term, one.definition, one.also, one.reference_only) for one in glossary.terms),
        tuple(
            Resource(
                one.id, one.title, one.publisher, one.address, one.year, one.checked, one.about, one.reference_only
            )
            for one in resources.resources
        ),
        tuple(_scenarios(workshop.scenarios)),
        tuple(GroundRule(one.id, one.text) for one in workshop.ground_rules),
        tuple(WorkshopPlan(one.id, one.title, tuple(_steps(one.steps))) for one in workshop.plans),
    )


def _scenarios(entries: tuple[files.ScenarioEntry, ...]) -> Iterator[Scenario]:
    return (
        Scenario(
            one.id,
            one.title,
            TraffickingForm(one.form),
            one.setting,
            Land(one.land),
            one.text,
            one.questions,
            one.lenses,
        )
        for one in entries
    )


def _steps(entries: tuple[files.PlanStepEntry, ...]) -> Iterator[PlanStep]:
    return (PlanStep(one.text, one.minutes or 0, *(one.months or (0, 0))) for one in entries)


def _labels(entries: tuple[files.LabelEntry, ...]) -> Iterator[Label]:
    return (Label(entry.id, entry.title) for entry in entries)


def _prompts(entries: tuple[files.PromptEntry, ...]) -> Iterator[Prompt]:
    return (Prompt(PromptId(one.id), one.text, one.guidance, one.lenses, one.hear_first, one.tags) for one in entries)


def _element(found: files.ElementFile) -> KeyElement:
    return KeyElement(
        ElementId(found.id),
        found.title,
        found.purpose,
        found.guidance,
        tuple(
            ElementStage(
                StageId(stage.id),
                stage.guidance,
                stage.signs,
                tuple(_prompts(stage.prompts)),
                stage.evidence,
                stage.resources,
            )
            for stage in found.stages
        ),
        found.disciplines,
        found.aims,
    )
