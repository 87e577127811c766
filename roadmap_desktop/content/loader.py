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
    KeyElement,
    Label,
    Prompt,
    PromptId,
    Provenance,
    Resource,
    Stage,
    StageId,
)
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
    """Read a pack from a folder; raises ContentPackRejected naming file, place and reason of every problem.

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
    elements = {
        path: element
        for path in paths
        if path.relative_to(folder).parts[0] == "elements"
        and (element := reading.parse(path, files.ElementFile)) is not None
    }
    if pack is not None:
        _compare_with_listing(reading, pack, paths)
    if reading.problems or pack is None or glossary is None or resources is None:
        raise ContentPackRejected(folder, tuple(reading.problems))
    return _pack(pack, glossary, resources, {path.stem: element for path, element in elements.items()})


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
        tuple(GlossaryTerm(one.id, one.term, one.definition, one.also) for one in glossary.terms),
        tuple(
            Resource(one.id, one.title, one.publisher, one.address, one.year, one.checked, one.about)
            for one in resources.resources
        ),
    )


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
