"""A small worksheet, and PDFium as the reader in which somebody fills it in."""

import ctypes
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from msgspec.structs import replace

from roadmap_desktop.model.worksheet import Field, FormMark, Part
from roadmap_desktop.reports.data import Paper
from roadmap_desktop.reports.worksheet import render_worksheet
from roadmap_desktop.reports.worksheet_data import (
    AskedArea,
    AskedElement,
    AskedPrompt,
    AskedStage,
    ShownStage,
    Worksheet,
)
from tests.documents import STAGES

MARK = FormMark("a" * 32, "3f9a12c4" + "0" * 24, "small", "1", "b" * 32, "Example Shelter A", ("roles", "trust"))
TITLES = ("Exploring", "Establishing", "Putting into practice", "Working as one", "Sustaining and renewing")
FIRST = Field(Part.ANSWER, "roles.stage-1.p1")
SECOND = Field(Part.ANSWER, "roles.stage-1.p2")
STATE = Field(Part.STATE, "roles.stage-1.p1")
NOW, GOAL, REASON = (Field(part, "roles") for part in (Part.NOW, Part.GOAL, Part.REASON))


def a_sheet(paper: Paper = Paper.LETTER, **facts: object) -> Worksheet:
    """Two elements with two prompts at each of five stages, for one agency."""
    elements = tuple(_element(number, name) for number, name in enumerate(("roles", "trust"), start=1))
    sheet = Worksheet(
        paper,
        MARK,
        "Sample River Task Force",
        "Baseline 2026",
        MARK.label,
        "November 24, 2026",
        "Prompts: “Small pack”.",
        "Independent tool with original content.",
        "Not yet reviewed.",
        tuple(
            ShownStage(stage, f"{number} {title}", f"{title} means this.")
            for number, (stage, title) in enumerate(zip(STAGES, TITLES, strict=True), start=1)
        ),
        (AskedArea(1, "Foundations", elements),),
    )
    return replace(sheet, **facts)


def _element(number: int, name: str) -> AskedElement:
    stages = tuple(
        AskedStage(
            f"{place} {title}",
            tuple(
                AskedPrompt(f"{name}.{stage}.p{one}", f"{place}.{one}", f"What does our MOU say about {name}?")
                for one in (1, 2)
            ),
        )
        for place, (stage, title) in enumerate(zip(STAGES, TITLES, strict=True), start=1)
    )
    return AskedElement(name, f"1.{number}", name.title(), f"{name.title()} are clear.", stages)


def a_form(sheet: Worksheet | None = None) -> bytes:
    """The bytes of a worksheet."""
    return render_worksheet(sheet or a_sheet(), lambda _done, _total: None).data


def places(data: bytes) -> dict[tuple[str, str], tuple[int, list[float]]]:
    """Where each field is, by its name and, for a circle, its value: the page from 0 and the corners."""
    found = {}
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            for widget in page.obj.get("/Annots", []):
                one: Any = widget
                if one.get("/Subtype") == pikepdf.Name.Widget:
                    parent = one.get("/Parent", one)
                    on = [name[1:] for name in one.AP.N if name != "/Off"] if "/Parent" in one else [""]
                    found[(str(parent.T), on[0])] = (number, [float(value) for value in one.Rect])
    return found


_TAB = 9


class _Reader:
    # One document with a form, opened by PDFium.
    def __init__(self, data: bytes) -> None:
        self.document = pypdfium2.PdfDocument(data)
        self.document.init_forms()
        self._form = self.document.formenv
        self._pages: dict[int, Any] = {}

    def click(self, number: int, corners: list[float]) -> Any:
        page = self._pages.setdefault(number, self.document[number])
        x, y = (corners[0] + corners[2]) / 2, (corners[1] + corners[3]) / 2
        pdfium.FORM_OnMouseMove(self._form, page, 0, x, y)
        pdfium.FORM_OnLButtonDown(self._form, page, 0, x, y)
        pdfium.FORM_OnLButtonUp(self._form, page, 0, x, y)
        return page

    def write(self, page: Any, text: str) -> None:
        if max(text, default="") > "\uffff":
            # As a keyboard gives it: pasted, PDFium on Linux keeps only half of such a character.
            for unit in memoryview(text.replace("\n", "\r").encode("utf-16-le")).cast("H"):
                pdfium.FORM_OnChar(self._form, page, unit, 0)
            return
        words = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
        pdfium.FORM_SelectAllText(self._form, page)
        pdfium.FORM_ReplaceSelection(self._form, page, ctypes.cast(words, pdfium.FPDF_WIDESTRING))

    def tab(self, page: Any) -> None:
        pdfium.FORM_OnKeyDown(self._form, page, _TAB, 0)
        pdfium.FORM_OnKeyUp(self._form, page, _TAB, 0)

    def press(self, page: Any, letter: str) -> None:
        pdfium.FORM_OnChar(self._form, page, ord(letter), 0)

    def leave(self) -> None:
        pdfium.FORM_ForceToKillFocus(self._form)

    def saved(self) -> bytes:
        target = BytesIO()
        self.document.save(target)
        for page in self._pages.values():
            page.close()
        self.document.close()
        return target.getvalue()


def filled(data: bytes, texts: Mapping[Field, str]) -> bytes:
    """The form as PDFium saves it after somebody clicked into each field and wrote, or clicked a circle."""
    where = places(data)
    reader = _Reader(data)
    for field, text in texts.items():
        page = reader.click(*where[(field.name, "" if field.part.is_text else text)])
        if field.part.is_text:
            reader.write(page, text)
        reader.leave()
    return reader.saved()


def tabbed(data: bytes, first: Field, letters: str) -> bytes:
    """The form after somebody clicked into a field of a page and went on with the Tab key, a letter at every stop."""
    reader = _Reader(data)
    page = reader.click(*places(data)[(first.name, "")])
    for letter in letters:
        reader.press(page, letter)
        reader.tab(page)
    reader.leave()
    return reader.saved()
