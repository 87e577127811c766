"""Check a content pack as its author would: every rule at once, counts, and a table of words and reading grades."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from roadmap_desktop.content.characters import character_problems
from roadmap_desktop.content.checks import Counts, counts, problems
from roadmap_desktop.content.library import term_problems
from roadmap_desktop.content.loader import read
from roadmap_desktop.content.problems import GLOSSARY_FILE, RESOURCES_FILE, Problem
from roadmap_desktop.content.released import (
    RELEASED_FILE,
    load_released,
    released_problems,
    released_text,
    wordings,
)
from roadmap_desktop.content.schema import ContentPack, ElementId
from roadmap_desktop.content.texts import Kind, texts
from roadmap_desktop.content.wording import is_english
from roadmap_desktop.errors import ContentPackRejected, ExportFailed
from roadmap_desktop.model.terms import TermFinder

EXTRA_MISSING = (
    "Reading grade and near-duplicates were not checked: install the author's extra with "
    "`pip install roadmap-desktop[author]`."
)
NOT_ENGLISH = "The rules for English wording, spelling and reading grade were not applied to this language."


class AreaRow(Struct, frozen=True):
    """How many prompts and words of prompts one area has at each stage, in order."""

    title: str
    prompts: tuple[int, ...]
    words: int


class ElementRow(Struct, frozen=True):
    """How many prompts and words an element has, and the reading grade of its prompts where it is known."""

    id: ElementId
    prompts: int
    words: int
    median: float | None = None
    highest: float | None = None


class PackReport(Struct, frozen=True):
    """What a check found; `notes` say what could not be checked."""

    pack: ContentPack
    counts: Counts
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    areas: tuple[AreaRow, ...]
    elements: tuple[ElementRow, ...]


def check_pack(folder: Path) -> PackReport:
    """Check the pack in a folder; raises ContentPackRejected when its files do not have the shape of a pack."""
    pack = read(folder)
    has_extra = find_spec("pyphen") is not None and find_spec("rapidfuzz") is not None
    released, found = load_released(folder)
    all_found = [*problems(pack), *_with_neighbors(pack), *found]
    if released is not None:
        all_found += released_problems(pack, released)
    if has_extra:
        all_found += _extra(pack)
    notes = tuple(
        note for note, holds in ((EXTRA_MISSING, not has_extra), (NOT_ENGLISH, not is_english(pack))) if holds
    )
    return PackReport(
        pack, counts(pack), tuple(all_found), notes, tuple(_areas(pack)), tuple(_elements(pack, has_extra))
    )


def release(folder: Path) -> Path:
    """Note the ids of a pack without problems in its `released.toml`, read it back, and return the file."""
    report = check_pack(folder)
    if report.problems:
        raise ContentPackRejected(folder, tuple(map(str, report.problems)))
    path = folder / RELEASED_FILE
    before, _none = load_released(folder)
    beside = path.with_suffix(".part")
    try:
        beside.write_text(released_text(report.pack, before), encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        if beside.is_file():
            beside.unlink()
        raise ExportFailed(path, type(error).__name__) from error
    written, unreadable = load_released(folder)
    if unreadable or written is None or dict(written.ids) != wordings(report.pack):
        raise ExportFailed(path, "it did not read back as it was written")
    return path


def tables(report: PackReport) -> Iterator[str]:
    """Two tables as lines: prompts and words by area and stage; words and reading grades by element."""
    stages = [stage.title for stage in report.pack.stages]
    yield from _aligned(
        [
            ["Area of function", *stages, "Prompts", "Words"],
            *([row.title, *map(str, row.prompts), str(sum(row.prompts)), str(row.words)] for row in report.areas),
        ]
    )
    yield ""
    yield from _aligned(
        [
            ["Key element", "Prompts", "Words", "Median grade", "Highest grade"],
            *(
                [str(row.id), str(row.prompts), str(row.words), _one_place(row.median), _one_place(row.highest)]
                for row in report.elements
            ),
        ]
    )
    yield ""


def _one_place(grade: float | None) -> str:
    return "-" if grade is None else f"{grade:.1f}"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns of equal width, the first to the left and numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *others = (
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join([first, *others])


def _with_neighbors(pack: ContentPack) -> Iterator[Problem]:
    """Rules that ask what other parts of the application do: where terms are marked, what the font prints."""
    # ReportLab is wanted only here, for the font.
    from roadmap_desktop.reports.style import printed_characters

    asked = (
        text.words
        for text in texts(pack)
        if text.kind in {Kind.PROMPT, Kind.HELP} and text.file not in {GLOSSARY_FILE, RESOURCES_FILE}
    )
    yield from term_problems(pack, {term.id for term in TermFinder(pack.glossary).terms_in(asked)})
    yield from character_problems(pack, printed_characters())


def _extra(pack: ContentPack) -> Iterator[Problem]:
    from roadmap_desktop.content.readability import readability_problems
    from roadmap_desktop.content.similarity import similarity_problems

    yield from similarity_problems(pack)
    if is_english(pack):
        yield from readability_problems(pack)


def _areas(pack: ContentPack) -> Iterator[AreaRow]:
    for area in pack.areas:
        by_stage = tuple(
            sum(len(stage.prompts) for element in area.elements for stage in element.stages if stage.id == name)
            for name in pack.stage_order
        )
        words = sum(len(prompt.text.split()) for element in area.elements for prompt in element.prompts)
        yield AreaRow(area.title, by_stage, words)


def _elements(pack: ContentPack, has_extra: bool) -> Iterator[ElementRow]:
    known = {}
    if has_extra and is_english(pack):
        from roadmap_desktop.content.readability import grades

        known = grades(pack)
    for element in pack.elements:
        grade = known.get(element.id)
        yield ElementRow(
            element.id,
            len(element.prompts),
            sum(len(prompt.text.split()) for prompt in element.prompts),
            None if grade is None else grade.median,
            None if grade is None else grade.highest,
        )
