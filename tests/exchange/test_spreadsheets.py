import csv
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.exchange.spreadsheets import (
    XLSX_LIMIT,
    Column,
    Table,
    read_csv,
    read_xlsx,
    to_csv,
    to_xlsx,
    utf16_length,
    whole,
)
from tests.exchange.hostile import tables, texts

PLAN = Table(
    "Action plan",
    (Column("What", 40), Column("At the latest", 14)),
    (("Meet <monthly> & often", date(2027, 6, 30)), ("=1+1", ""), ("", date(2027, 1, 1))),
)


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one part changed, or added when it is not there."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        names = source.namelist()
        for one in [*names, *([] if name in names else [name])]:
            part = source.read(one) if one in names else b""
            target.writestr(one, change(part) if one == name else part)
    return made.getvalue()


def read_part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read(name)


def holds(data: bytes, name: str) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return name in book.namelist()


@given(tables())
def test_every_cell_of_a_workbook_is_read_back_as_it_was_typed(table: Table) -> None:
    data = to_xlsx(table)
    assert read_xlsx(data) == whole(table)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = ET.fromstring(parts["xl/worksheets/sheet1.xml"])
    assert not [one for one in sheet.iter() if one.tag.endswith(("}f", "}hyperlink", "}is"))]
    strings = ET.fromstring(parts["xl/sharedStrings.xml"])
    assert {one.tag.rpartition("}")[2] for one in strings.iter()} <= {"sst", "si", "t"}
    # Every part is XML that another parser reads.
    assert [ET.fromstring(part).tag for part in parts.values()]


@given(tables())
def test_every_cell_of_a_csv_file_is_read_back_and_none_begins_a_formula(table: Table) -> None:
    data = to_csv(table)
    assert read_csv(data) == tuple(tuple(map(str, row)) for row in whole(table))
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), "")):
        assert not [cell for cell in row if cell.startswith(tuple("=+-@\t\r\n\0＝＋－＠"))]


@given(texts)
def test_an_apostrophe_is_only_put_where_it_is_needed_and_only_that_one_is_taken_away(text: str) -> None:
    table = Table("t", (Column("Column"),), ((text,),))
    assert read_csv(to_csv(table)) == (("Column",), (text,))
    if text[:1].isalnum():
        assert f'"{text[:1]}'.encode() in to_csv(table)


@given(tables())
def test_the_same_table_gives_the_same_bytes(table: Table) -> None:
    assert to_xlsx(table) == to_xlsx(table)
    assert to_csv(table) == to_csv(table)


def test_a_csv_file_is_in_a_form_that_spreadsheets_understand() -> None:
    data = to_csv(PLAN)
    assert data.startswith(b'\xef\xbb\xbf"What","At the latest"\r\n')
    assert b'"\'=1+1",""\r\n' in data
    assert b'"","2027-01-01"\r\n' in data


def test_a_workbook_says_nothing_of_whoever_made_it() -> None:
    with zipfile.ZipFile(io.BytesIO(to_xlsx(PLAN))) as book:
        core = book.read("docProps/core.xml").decode()
        everything = b" ".join(book.read(name) for name in book.namelist())
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert re.findall(r"<(d\w+:\w+)>", core) == ["dc:title", "dc:language"]
    assert "<dc:language>en-US</dc:language>" in core
    for word in (b"creator", b"XlsxWriter", b"lastModifiedBy", b"Microsoft Excel", b"AppVersion", b"definedName"):
        assert word not in everything


def test_the_heading_row_stays_in_sight_and_can_be_filtered() -> None:
    with zipfile.ZipFile(io.BytesIO(to_xlsx(PLAN))) as book:
        sheet, table = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/tables/table1.xml").decode()
    assert 'ySplit="1"' in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:B4"/>' in table
    assert re.findall(r'tableColumn id="\d" name="([^"]*)"', table) == ["What", "At the latest"]


def test_headings_are_bold_texts_wrap_and_columns_are_as_wide_as_they_are_told() -> None:
    data = to_xlsx(PLAN)
    sheet, styles = ET.fromstring(read_part(data, "xl/worksheets/sheet1.xml")), read_part(data, "xl/styles.xml")
    assert [round(float(one.attrib["width"])) for one in sheet.iter() if one.tag.endswith("}col")] == [41, 15]
    fonts = [one for one in ET.fromstring(styles).iter() if one.tag.endswith("}font")]
    formats = next(one for one in ET.fromstring(styles) if one.tag.endswith("}cellXfs"))
    used = {one.attrib["r"]: formats[int(one.attrib["s"])] for one in sheet.iter() if one.tag.endswith("}c")}

    def is_bold(place: str) -> bool:
        return any(one.tag.endswith("}b") for one in fonts[int(used[place].attrib["fontId"])])

    assert [is_bold(place) for place in ("A1", "B1", "A2")] == [True, True, False]
    assert [used[place][0].attrib.get("wrapText") for place in ("A1", "A2")] == ["1", "1"]
    # A text that is edited stays a text.
    assert used["A3"].attrib["quotePrefix"] == "1"


@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\u200b", "\ufeff", "'", " ' "])
@pytest.mark.parametrize("start", list("=+-@\t\r\n＝＋－＠"))
def test_a_formula_is_disarmed_also_behind_spaces(before: str, start: str) -> None:
    table = Table("t", (Column("Column"),), ((f"{before}{start}1+1",),))
    assert f'"\'{before}{start}1+1"\r\n'.encode() in to_csv(table)
    assert read_csv(to_csv(table)) == whole(table)


def test_a_part_that_is_there_twice_or_a_comment_is_refused() -> None:
    twice = io.BytesIO(to_xlsx(PLAN))
    with zipfile.ZipFile(twice, "a") as book, pytest.warns(UserWarning, match="Duplicate"):
        book.writestr("xl/sharedStrings.xml", read_part(to_xlsx(PLAN), "xl/sharedStrings.xml"))
    noted = io.BytesIO(to_xlsx(PLAN))
    with zipfile.ZipFile(noted, "a") as book:
        book.comment = b"made by"
    for spoiled in (twice, noted):
        with pytest.raises(ValueError, match="no workbook of ours"):
            read_xlsx(spoiled.getvalue())


def test_a_table_without_rows_is_a_heading() -> None:
    empty = Table("Answers", PLAN.columns, ())
    assert read_xlsx(to_xlsx(empty)) == (("What", "At the latest"),)
    assert read_csv(to_csv(empty)) == (("What", "At the latest"),)


@pytest.mark.parametrize("char", ["a", "é", "🙂"])
def test_a_cell_holds_as_much_as_a_workbook_may_and_nothing_is_cut(char: str) -> None:
    length = XLSX_LIMIT // utf16_length(char)
    for count in (length - 1, length):
        table = Table("t", (Column("Column"),), ((char * count,),))
        assert read_xlsx(to_xlsx(table)) == whole(table)
    with pytest.raises(ValueError, match="too long"):
        to_xlsx(Table("t", (Column("Column"),), ((char * (length + 1),),)))
    longer = Table("t", (Column("Column"),), ((char * (length + 1),),))
    assert read_csv(to_csv(longer)) == whole(longer)


def test_two_headings_that_are_the_same_are_noticed() -> None:
    with pytest.warns(UserWarning, match="uplicate"), pytest.raises(ValueError, match="not written"):
        to_xlsx(Table("t", (Column("Column"), Column("column")), (("a", "b"),)))


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/worksheets/sheet1.xml", lambda part: part.replace(b"<v>3</v>", b"<f>1+1</f><v>3</v>")),
        ("xl/worksheets/sheet1.xml", lambda part: part.replace(b"</sheetData>", b"</sheetData><hyperlinks/>")),
        ("xl/worksheets/sheet1.xml", lambda part: part.replace(b't="s"><v>3</v>', b't="str"><v>3</v>')),
        ("xl/workbook.xml", lambda part: part.replace(b"<sheet ", b'<sheet state="hidden" ')),
        (
            "xl/workbook.xml",
            lambda part: part.replace(b"<calcPr", b"<definedNames><definedName/></definedNames><calcPr"),
        ),
        ("xl/sharedStrings.xml", lambda part: part.replace(b"?>", b'?><!DOCTYPE sst [<!ENTITY a "b">]>', 1)),
        ("xl/sharedStrings.xml", lambda part: part[:-4]),
        ("xl/externalLinks/externalLink1.xml", lambda _part: b"<externalLink/>"),
        ("xl/vbaProject.bin", lambda _part: b"x"),
        (
            "xl/worksheets/sheet1.xml",
            lambda part: part.replace(b"</c>", b'</c><c r="C2" t="inlineStr"><is><t>x</t></is></c>', 1),
        ),
        ("xl/worksheets/sheet1.xml", lambda part: part.replace(b'<row r="3"', b'<row hidden="1" r="3"')),
        ("xl/worksheets/sheet1.xml", lambda part: part.replace(b'<col min="2"', b'<col hidden="1" min="2"')),
        (
            "xl/worksheets/sheet1.xml",
            lambda part: part.replace(b"<pageMargins", b"<conditionalFormatting/><pageMargins"),
        ),
        ("xl/worksheets/sheet1.xml", lambda part: part.replace(b"<pageMargins", b"<dataValidations/><pageMargins")),
        (
            "xl/tables/table1.xml",
            lambda part: part.replace(b"</tableColumns>", b"<calculatedColumnFormula/></tableColumns>"),
        ),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            lambda part: part.replace(b"<Relationship ", b'<Relationship TargetMode="External" '),
        ),
        (
            "docProps/core.xml",
            lambda part: part.replace(b"<dc:language>", b"<dc:creator>A</dc:creator><dc:language>"),
        ),
        ("docProps/app.xml", lambda part: part.replace(b"/>", b"><Company>A</Company></Properties>")),
    ],
)
def test_a_workbook_with_anything_else_in_it_is_refused(part: str, change: Callable[[bytes], bytes]) -> None:
    data = with_part(to_xlsx(PLAN), part, change)
    # Every change above finds its place.
    assert not holds(to_xlsx(PLAN), part) or read_part(data, part) != read_part(to_xlsx(PLAN), part)
    with pytest.raises(ValueError):  # noqa: PT011 - the reader speaks to developers only
        read_xlsx(data)


def test_a_word_that_was_changed_or_lost_is_noticed() -> None:
    data = to_xlsx(PLAN)
    assert read_xlsx(with_part(data, "xl/sharedStrings.xml", lambda part: part.replace(b"often", b"seldom"))) != whole(
        PLAN
    )
    assert read_xlsx(
        with_part(data, "xl/worksheets/sheet1.xml", lambda part: part.replace(b"46568", b"46567"))
    ) != whole(PLAN)
    assert read_csv(to_csv(PLAN).replace(b"often", b"seldom")) != read_csv(to_csv(PLAN))


@pytest.mark.parametrize("data", [b"", b"PK", b'\xef\xbb\xbf"a', b"a,b", b'\xef\xbb\xbf"a"b'])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    for read in (read_csv, read_xlsx):
        with pytest.raises(ValueError):  # noqa: PT011
            read(data)


@given(st.binary(max_size=60))
def test_random_bytes_end_in_an_error_or_in_rows(data: bytes) -> None:
    for read in (read_csv, read_xlsx):
        try:
            read(data)
        except ValueError:
            continue


PROGRAM = """
import sys, tempfile
def never(*_a, **_k):
    raise AssertionError("a temporary file")
tempfile.mkstemp = tempfile.NamedTemporaryFile = tempfile.mkdtemp = never
from roadmap_desktop.exchange import calendar, mail
from roadmap_desktop.exchange.spreadsheets import Column, Table, read_csv, read_xlsx, to_csv, to_xlsx
table = Table("t", (Column("Column"),), (("a",),))
assert read_xlsx(to_xlsx(table)) == read_csv(to_csv(table)) == (("Column",), ("a",))
mail.read_eml(mail.to_eml(mail.Draft("a", "b", "c.pdf", b"d")))
names = ("socket", "ssl", "http", "urllib.request", "email", "asyncio")
print([name for name in names if name in sys.modules])
"""


def test_no_network_module_and_no_temporary_file_is_used() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
