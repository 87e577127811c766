from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from msgspec.structs import replace

from roadmap_desktop.content.schema import ContentPack
from roadmap_desktop.errors import Cancelled
from roadmap_desktop.exchange.pdf_form import read_bytes
from roadmap_desktop.model.text import ANSWER_LIMIT, NOTE_LIMIT
from roadmap_desktop.model.worksheet import MARK_FIELD, Field, Part, decode_mark, field_named
from roadmap_desktop.reports.data import Paper
from roadmap_desktop.reports.worksheet import render_worksheet
from roadmap_desktop.reports.worksheet_data import AskedArea, AskedElement, AskedPrompt, AskedStage, Worksheet
from tests.packs import PACK
from tests.reports.pdf_rules import elements, faults, roles, ua_failures
from tests.worksheets import FIRST, MARK, NOW, REASON, SECOND, STATE, a_form, a_sheet, places, tabbed

TODAY = date(2026, 11, 24)


def whole(pack: ContentPack, paper: Paper) -> Worksheet:
    """A worksheet of every element of a pack."""

    def asked(element: Any, number: str) -> AskedElement:
        stages = tuple(
            AskedStage(
                f"{place} {stage.id}",
                tuple(AskedPrompt(one.id, f"{place}.{n}", one.text) for n, one in enumerate(stage.prompts, start=1)),
            )
            for place, stage in enumerate(element.stages, start=1)
        )
        return AskedElement(element.id, number, element.title, element.purpose, stages)

    areas = tuple(
        AskedArea(
            area.number,
            area.title,
            tuple(asked(element, f"{area.number}.{n}") for n, element in enumerate(area.elements, start=1)),
        )
        for area in pack.areas
    )
    mark = replace(MARK, elements=tuple(element.id for element in pack.elements))
    return a_sheet(paper, areas=areas, mark=mark)


def text_of(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages).split())


def fields(data: bytes) -> dict[str, Any]:
    with pikepdf.open(BytesIO(data)) as pdf:
        top: Any = pdf.Root
        found = {}
        for field in top.AcroForm.Fields:
            plain = {name[1:]: value for name, value in field.items() if isinstance(value, (int, pikepdf.String))}
            found[str(field.T)] = {name: int(v) if isinstance(v, int) else str(v) for name, v in plain.items()}
        return found


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("is_fillable", [True, False])
def test_it_keeps_every_rule_for_readers_that_speak(paper: Paper, is_fillable: bool) -> None:
    data = a_form(a_sheet(paper, is_fillable=is_fillable))
    assert ua_failures(data) == []
    assert faults(data) == []


def test_the_checker_sees_a_field_without_words_or_place() -> None:
    with pikepdf.open(BytesIO(a_form())) as pdf:
        for page in pdf.pages:
            for widget in page.obj.get("/Annots", []):
                for name in ("/TU", "/StructParent"):
                    if name in widget:
                        del widget[name]
        broken = BytesIO()
        pdf.save(broken)
    assert ua_failures(broken.getvalue()) != []


@pytest.mark.parametrize("paper", Paper)
def test_all_elements_fit_into_a_megabyte_and_a_half(paper: Paper) -> None:
    sheet = whole(PACK, paper)
    data = a_form(sheet)
    assert sheet.prompts == sum(len(element.prompts) for element in PACK.elements)
    assert len(data) <= 1_500_000
    names = fields(data).keys()
    assert len(names) == 1 + 3 * len(PACK.elements) + 2 * sheet.prompts
    assert all("." not in name and name.isascii() for name in names)
    assert ua_failures(data) == []


def test_every_field_has_its_name_its_words_and_its_limit() -> None:
    found = fields(a_form())
    assert found[FIRST.name]["MaxLen"] == ANSWER_LIMIT
    assert found[Field(Part.REASON, "roles").name]["MaxLen"] == NOTE_LIMIT
    assert "What does our MOU say about roles?" in found[FIRST.name]["TU"]
    assert all(words["TU"] for name, words in found.items() if name != MARK_FIELD)
    assert {field_named(name) is None for name in found} == {True, False}
    assert [name for name in found if field_named(name) is None] == [MARK_FIELD]
    assert decode_mark(found[MARK_FIELD]["V"]) == MARK
    assert (found[MARK_FIELD]["Ff"], found[MARK_FIELD]["F"]) == (1, 2)


def test_the_order_of_tabs_is_the_order_of_reading() -> None:
    data = a_form()
    with pikepdf.open(BytesIO(data)) as pdf:
        spoken = [
            kid.Obj.objgen
            for node in elements(pdf)
            if str(node.S) == "/Form"
            for kid in (node.K if isinstance(node.K, pikepdf.Array) else [node.K])
        ]
        drawn = [
            widget.objgen
            for page in pdf.pages
            for widget in page.obj.get("/Annots", [])
            if widget.get("/Subtype") == pikepdf.Name.Widget and int(widget.F) != 2
        ]
    assert spoken == drawn
    assert len(spoken) == len(places(data)) - 1
    # On every page from the top to the bottom, in a row from the left to the right.
    on_page: dict[int, list[tuple[float, float]]] = {}
    for number, (left, bottom, _right, _top) in places(data).values():
        on_page.setdefault(number, []).append((-round(bottom), left))
    for page, spots in on_page.items():
        if page:
            assert spots == sorted(spots)


def test_the_tab_key_goes_from_field_to_field_as_they_are_read() -> None:
    # A circle takes the letter that is pressed upon it as a choice.
    found = read_bytes(tabbed(a_form(), REASON, "abcdefghi")).fields
    assert list(found) == [REASON, FIRST, STATE, SECOND, Field(Part.STATE, SECOND.id)]
    assert [found[field] for field in (REASON, FIRST, SECOND)] == ["a", "b", "f"]


def test_every_choice_has_visible_words_beside_its_circle() -> None:
    data = a_form()
    text = text_of(data)
    for words in ("1 Exploring", "5 Sustaining and renewing", "Not discussed", "No goal yet", "Draft", "Ready"):
        assert words in text
    values = {value for name, value in places(data) if name == NOW.name}
    assert values == {*(f"stage-{number}" for number in range(1, 6)), "not-discussed", "not-our-role"}
    assert {value for name, value in places(data) if name == STATE.name} == {"draft", "ready", "not-our-role"}


def test_it_says_whom_it_is_for_and_to_leave_people_out() -> None:
    text = text_of(a_form())
    assert "Worksheet for Example Shelter A" in text
    assert "never about a person who is or was served" in text
    assert "Worksheet 3F9A12C4" in text


def test_it_carries_no_names_dates_scripts_or_addresses() -> None:
    data = a_form()
    with pikepdf.open(BytesIO(data)) as pdf:
        top: Any = pdf.Root
        assert {str(key) for key in pdf.docinfo} == {"/Title"}
        assert "/OpenAction" not in top
        assert "/XFA" not in top.AcroForm
        assert bool(top.AcroForm.NeedAppearances)
        everything = b"".join(one.unparse() for one in pdf.objects if not isinstance(one, pikepdf.Stream))
    for word in (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/Author", b"ReportLab"):
        assert word not in everything
        assert word not in data


def test_the_same_form_id_gives_the_same_bytes_and_another_one_others() -> None:
    assert a_form() == a_form()
    assert a_form() != a_form(a_sheet(mark=replace(MARK, form="0" * 32)))


def test_its_letters_cover_what_most_partners_write() -> None:
    with pikepdf.open(BytesIO(a_form())) as pdf:
        top: Any = pdf.Root
        name = str(top.AcroForm.DA).split()[0]
        font: Any = top.AcroForm.DR.Font[name]
        letters = font.ToUnicode.read_bytes()
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    for char in "aZñéüßĐệộơƯЖяєΩ€“–":
        assert f"<{ord(char):04X}>".encode() in letters, char


def test_one_for_paper_has_circles_and_lines_and_no_fields() -> None:
    data = a_form(a_sheet(is_fillable=False))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert all("/Annots" not in page.obj for page in pdf.pages)
    text = text_of(data)
    assert "Ready" in text
    assert "Tab key" not in text
    assert "Form" not in roles(data)


def test_what_is_asked_to_be_in_it_is_there_when_it_is_opened() -> None:
    sheet = a_sheet()
    (area,) = sheet.areas
    first = area.elements[0]
    prompt = replace(first.stages[0].prompts[0], answer="Cộng hòa\nПривет", state="ready", mark="Our own prompt")
    stage = replace(first.stages[0], prompts=(prompt, *first.stages[0].prompts[1:]))
    element = replace(first, stages=(stage, *first.stages[1:]), now="stage-2", reason="Because.")
    data = a_form(replace(sheet, areas=(replace(area, elements=(element, *area.elements[1:])),)))
    assert fields(data)[FIRST.name]["V"] == "Cộng hòa\nПривет"
    with pikepdf.open(BytesIO(data)) as pdf:
        top: Any = pdf.Root
        chosen = {str(one.T): str(one.V) for one in top.AcroForm.Fields if "/Kids" in one and one.V != "/Off"}
        shown = [str(kid.AS) for one in top.AcroForm.Fields if str(one.T) == NOW.name for kid in one.Kids]
    assert chosen == {STATE.name: "/ready", NOW.name: "/stage-2"}
    assert shown == ["/Off", "/stage-2", *["/Off"] * 5]
    assert ua_failures(data) == []
    assert "Our own prompt" in text_of(data)


def test_a_name_of_any_length_and_script_is_printed_whole_on_the_cover() -> None:
    for label in ("Very long name of an agency " * 7, "Nơi trú ẩn Bình An", "مأوى"):
        data = a_form(a_sheet(agency=label.strip()))
        assert ua_failures(data) == []
        pages = pypdfium2.PdfDocument(data)
        text = pages[0].get_textpage().get_text_range()
        pages.close()
        assert label.isascii() is False or " ".join(label.split()) in " ".join(text.split())


def test_it_can_be_stopped() -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        render_worksheet(a_sheet(), stop)
