"""Gather a worksheet for one agency from the open file, and make its PDF."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from roadmap_desktop.content.schema import ContentPack, ElementId, FunctionArea, KeyElement
from roadmap_desktop.errors import NoSuchThing
from roadmap_desktop.i18n import _
from roadmap_desktop.model.assessment import AssessmentId, RespondentId
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.model.notes import LocalPrompt
from roadmap_desktop.model.worksheet import Field, FormMark, Part, issued, values_of_answer, values_of_placement
from roadmap_desktop.reports.data import Paper
from roadmap_desktop.reports.worksheet_data import (
    AskedArea,
    AskedElement,
    AskedPrompt,
    AskedStage,
    ShownStage,
    Worksheet,
)
from roadmap_desktop.services.calendar_words import day_words
from roadmap_desktop.services.checked_writing import write_checked
from roadmap_desktop.services.documents import Document
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.reading import ReadingService
from roadmap_desktop.storage import answers, notes, placements


class WorksheetRequest(Struct, frozen=True):
    """Which worksheet is wanted; empty `elements` mean all that the round covers.

    With `is_prefilled` the fields begin with what the agency's record holds. Without `is_fillable` it is for paper.
    """

    assessment: str
    respondent: str
    elements: tuple[str, ...] = ()
    paper: str = "letter"
    is_prefilled: bool = False
    is_fillable: bool = True


class WorksheetWritten(Struct, frozen=True):
    """A finished worksheet, read back: where it is, how many pages and prompts, how large, what was substituted."""

    path: Path
    pages: int
    prompts: int
    size: int
    missing: tuple[str, ...] = ()


class WorksheetsService:
    """Gathers worksheets. `gather` and `record` read the open file; `render` works on values alone, in any thread."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._reading = ReadingService(document)

    def gather(self, request: WorksheetRequest, today: date, form: str = "") -> Worksheet:
        """What the form prints and asks; `form` is its id, a new random one where it is empty.

        Raises NoSuchThing for an element that the round does not cover, or an unknown round or respondent.
        """
        assessment = self._reading.assessment(AssessmentId(request.assessment))
        who = self._reading.respondent(RespondentId(request.respondent))
        pack = self._document.pack(assessment.pack)
        wanted = _wanted(pack, assessment.scope, request.elements)
        record = self.record(assessment.id, who.id, wanted)
        form = form or new_id()
        mark = FormMark(
            assessment.id, form, pack.id, pack.version, who.id, who.label, tuple(wanted), issued(form, record)
        )
        shown = record if request.is_prefilled else {}
        own = notes.load_local_prompts(self._document.connection)
        areas = (_area(pack, area, wanted, own, shown) for area in pack.areas)
        return Worksheet(
            Paper(request.paper),
            mark,
            self._reading.task_force().name,
            assessment.title,
            who.label,
            day_words(today),
            _("Prompts: “{title}”, version {version}, from {publisher}; {claim}").format(
                title=pack.title,
                version=pack.version,
                publisher=pack.publisher,
                claim=_("provenance as stated by the pack, not verified."),
            ),
            pack.attribution,
            pack.review_note,
            tuple(ShownStage(one.id, _numbered(pack, one.id), one.definition) for one in pack.stages),
            tuple(area for area in areas if area.elements),
            pack.language,
            request.is_fillable,
        )

    def record(self, assessment: AssessmentId, respondent: RespondentId, elements: Sequence[str]) -> dict[Field, str]:
        """Every field that a form of these elements has, with what an agency's record holds now; blank ones too."""
        pack = self._reading.pack(assessment)
        own = notes.load_local_prompts(self._document.connection)
        found: dict[Field, str] = {}
        for element in (one for one in pack.elements if one.id in elements):
            found |= {Field(part, element.id): part.blank for part in (Part.NOW, Part.GOAL, Part.REASON)}
            for name in _prompts(element, own):
                found |= {Field(part, name): part.blank for part in (Part.ANSWER, Part.STATE)}
        for answer in answers.load_all(self._document.connection, assessment, respondent):
            found |= {field: text for field, text in values_of_answer(answer).items() if field in found}
        for placement in placements.load_all(self._document.connection, assessment):
            if placement.key.respondent == respondent:
                found |= {field: text for field, text in values_of_placement(placement).items() if field in found}
        return found

    @staticmethod
    def render(sheet: Worksheet, progress: Progress) -> bytes:
        """The bytes of the PDF, for preview and print. Raises Cancelled."""
        # ReportLab is wanted only when something is printed.
        from roadmap_desktop.reports.worksheet import render_worksheet

        return render_worksheet(sheet, progress.report).data

    @staticmethod
    def write(sheet: Worksheet, target: Path, progress: Progress) -> WorksheetWritten:
        """Write the PDF and read it again as if it had come back; a failed or cancelled one leaves only the old file.

        Raises Cancelled, PlaceIsALink, ExportFailed and the faults of drives.
        """
        from roadmap_desktop.reports.reading_back import count_pages
        from roadmap_desktop.reports.worksheet import render_worksheet

        made = render_worksheet(sheet, progress.report)
        size = write_checked(made.data, target, lambda data: data == made.data and _reads(data, sheet), progress)
        return WorksheetWritten(target, count_pages(made.data), sheet.prompts, size, made.missing)


def _reads(data: bytes, sheet: Worksheet) -> bool:
    if not sheet.is_fillable:
        from roadmap_desktop.reports.reading_back import count_pages

        return count_pages(data) > 0
    from roadmap_desktop.exchange.pdf_form import FormIsUnfit, read_bytes

    try:
        found = read_bytes(data)
    except FormIsUnfit:
        return False
    return found.mark == sheet.mark and found.fields == sheet.prefilled


def _wanted(pack: ContentPack, scope: Sequence[ElementId], elements: Sequence[str]) -> tuple[ElementId, ...]:
    for name in elements:
        if name not in scope:
            raise NoSuchThing("element", name)
    return tuple(one.id for one in pack.elements if one.id in scope and (not elements or one.id in elements))


def _prompts(element: KeyElement, own: Sequence[LocalPrompt]) -> list[str]:
    names = [str(prompt.id) for prompt in element.prompts]
    return names + [str(one.id) for one in own if one.element == element.id]


def _numbered(pack: ContentPack, stage: str) -> str:
    found = next(one for one in pack.stages if one.id == stage)
    return f"{pack.stage_number(found.id)} {found.title}"


def _area(
    pack: ContentPack,
    area: FunctionArea,
    wanted: Sequence[ElementId],
    own: Sequence[LocalPrompt],
    shown: Mapping[Field, str],
) -> AskedArea:
    return AskedArea(
        area.number,
        area.title,
        tuple(
            AskedElement(
                element.id,
                f"{area.number}.{number}",
                element.title,
                element.purpose,
                _stages(pack, element, [one for one in own if one.element == element.id], shown),
                shown.get(Field(Part.NOW, element.id), ""),
                shown.get(Field(Part.GOAL, element.id), ""),
                shown.get(Field(Part.REASON, element.id), ""),
            )
            for number, element in enumerate(area.elements, start=1)
            if element.id in wanted
        ),
    )


def _stages(
    pack: ContentPack, element: KeyElement, own: Sequence[LocalPrompt], shown: Mapping[Field, str]
) -> tuple[AskedStage, ...]:
    stages = []
    for place, stage in enumerate(element.stages, start=1):
        asked = [(str(prompt.id), prompt.text, "") for prompt in stage.prompts]
        asked += [(str(one.id), one.text, _("Our own prompt")) for one in own if one.stage == stage.id]
        prompts = tuple(
            AskedPrompt(
                name,
                f"{place}.{number}",
                text,
                mark,
                shown.get(Field(Part.ANSWER, name), ""),
                shown.get(Field(Part.STATE, name), ""),
            )
            for number, (name, text, mark) in enumerate(asked, start=1)
        )
        if prompts:
            stages.append(AskedStage(_numbered(pack, stage.id), prompts))
    return tuple(stages)
