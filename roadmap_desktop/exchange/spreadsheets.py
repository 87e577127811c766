"""Tables as CSV and XLSX files: plain text and dates, nothing that a spreadsheet program would run or look up.

Every cell is text as `model.text.clean_text` makes it, or a date. The bytes depend on the table alone.
"""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

Cell = str | date
Report = Callable[[int, int], object]

# What one cell of a workbook holds, in UTF-16 units; the specification of Excel.
XLSX_LIMIT = 32_767
_SHEET_NAME_LIMIT = 31
_FIRST_DAY = date(1899, 12, 30)  # day 0, counted so that every day after February 1900 is right
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
# What makes spreadsheet programs take a text for a formula, with the full-width forms that some fold to these.
_STARTS_FORMULA = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"
_BOM = b"\xef\xbb\xbf"
# What some programs skip when they look for the beginning of a formula.
_SKIPPED = "' \u00a0\u200b\u2060\ufeff"
# How a workbook writes what XML cannot hold, and the underscore of a text that looks like it (ECMA-376, 22.9.2.19).
_ESCAPE = re.compile("_x([0-9a-fA-F]{4})_")
_TO_ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")

_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"\
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>\
<dc:language>{language}</dc:language></cp:coreProperties>"""
_STRINGS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>"""
_APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"""


class Column(Struct, frozen=True):
    """A column: its heading, its width in characters, and whether somebody typed what stands in it.

    `names_place` marks the columns that say where a row belongs.
    """

    title: str
    width: int = 20
    is_typed: bool = True
    names_place: bool = False


class Table(Struct, frozen=True):
    """Rows of text and dates under headings that all differ; every row has a cell for every column."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    language: str = "en-US"

    @property
    def longest(self) -> int:
        """The length of the longest text, in UTF-16 units."""
        return max((utf16_length(cell) for row in self.rows for cell in row if isinstance(cell, str)), default=0)


def utf16_length(text: str) -> int:
    """How many units of UTF-16 a text needs, which is how spreadsheet programs count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def whole(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """The heading row and all others, as they are read back."""
    return (tuple(column.title for column in table.columns), *table.rows)


def to_csv(table: Table, report: Report = lambda _done, _total: None) -> bytes:
    """CSV as RFC 4180 has it, in UTF-8 with a byte order mark: every field quoted, lines end with CR LF.

    A text that would be taken for a formula gets an apostrophe in front, and so does one that begins with apostrophes
    or spaces and goes on like that; `read_csv` takes it away again. Dates are written as 2027-06-15.
    """
    lines = []
    rows = whole(table)
    for number, row in enumerate(rows):
        report(number, len(rows))
        lines.append(",".join(_quoted(cell.isoformat() if isinstance(cell, date) else cell) for cell in row))
    return _BOM + "".join(f"{line}\r\n" for line in lines).encode()


def read_csv(data: bytes) -> tuple[tuple[str, ...], ...]:
    """The texts of a CSV file that `to_csv` wrote. Raises ValueError for anything else."""
    import csv

    if not data.startswith(_BOM):
        raise ValueError("no byte order mark")
    text = data[len(_BOM) :].decode()
    try:
        return tuple(tuple(_disarmed(cell) for cell in row) for row in csv.reader(io.StringIO(text, ""), strict=True))
    except csv.Error as error:
        raise ValueError("no CSV") from error


def _quoted(text: str) -> str:
    armed = f"'{text}" if _is_formula(text) else text
    return '"' + armed.replace('"', '""') + '"'


def _is_formula(text: str) -> bool:
    return text.lstrip(_SKIPPED)[:1] in tuple(_STARTS_FORMULA)


def _disarmed(text: str) -> str:
    return text[1:] if text.startswith("'") and _is_formula(text) else text


def to_xlsx(table: Table, report: Report = lambda _done, _total: None) -> bytes:
    """A workbook of one sheet that names no author, program, time or place, and holds no formula and no link.

    Raises ValueError for a text that is longer than a cell may hold; nothing is ever cut.
    """
    if table.longest > XLSX_LIMIT:
        raise ValueError("too long for a cell")
    made = io.BytesIO()
    _fill(made, table, report)
    return _neutral(made.getvalue(), table)


def _fill(target: io.BytesIO, table: Table, report: Report) -> None:
    # Wanted only where a workbook is written.
    from xlsxwriter import Workbook

    # In memory: the library would otherwise leave what was answered in files of the temporary folder.
    book = Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    sheet = book.add_worksheet(_sheet_name(table.title))
    text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    # The form in which the reader's own system writes short dates.
    day = book.add_format({"valign": "top", "align": "left", "num_format": 14})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        _check(sheet.write_string(0, place, column.title, head))
    for number, row in enumerate(table.rows, start=1):
        report(number, len(table.rows))
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                _check(sheet.write_number(number, place, (cell - _FIRST_DAY).days, day))
            elif not cell:
                _check(sheet.write_blank(number, place, None, text))
            else:
                _check(sheet.write_string(number, place, cell, text))
    if table.rows:
        # A table, not a bare filter: screen readers then tell the heading of each cell, and it needs no defined name.
        columns = [{"header": column.title, "header_format": head} for column in table.columns]
        options = {"columns": columns, "style": "Table Style Light 1"}
        _check(sheet.add_table(0, 0, len(table.rows), len(table.columns) - 1, options))
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()


def _check(code: int) -> None:
    # The library cuts, or leaves out, and says so by a number.
    if code:
        raise ValueError(f"not written: {code}")


def _sheet_name(title: str) -> str:
    # The whole title stands in the properties; this is the label of a tab, which may hold little.
    shown = "".join(char if char.isprintable() and char < "\U00010000" else " " for char in title)
    return re.sub(r"[\[\]:*?/\\]", " ", shown).strip(" '")[:_SHEET_NAME_LIMIT].strip(" '") or "1"


def _neutral(data: bytes, table: Table) -> bytes:
    """The same workbook, saying of itself its title and language only, with bytes that are the same everywhere."""
    made = io.BytesIO()
    # The library numbers texts as they come. It writes a text that begins and ends like its own markup as markup, and
    # lets through what no XML may hold, so its list of texts is not used.
    texts = dict.fromkeys(cell for row in whole(table) for cell in row if isinstance(cell, str) and cell)
    own = {
        "docProps/core.xml": _CORE.format(title=_in_xml(table.title), language=_in_xml(table.language)),
        "docProps/app.xml": _APP,
        "xl/sharedStrings.xml": _STRINGS.format(strings="".join(map(_shared, texts))),
    }
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            target.writestr(entry, own[name].encode() if name in own else source.read(name))
    return made.getvalue()


def _shared(text: str) -> str:
    return f'<si><t xml:space="preserve">{_in_xml(text)}</t></si>'


def _in_xml(text: str) -> str:
    return html.escape(_TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text), quote=False)


_PARTS = frozenset(
    {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/tables/table1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/theme/theme1.xml",
    }
)
# All that these parts are made of. Formulas, links, names, rules, comments and texts at other places are not among it.
_MADE_OF = {
    "xl/workbook.xml": frozenset(
        ["workbook", "fileVersion", "workbookPr", "bookViews", "workbookView", "sheets", "sheet", "calcPr"]
    ),
    "xl/worksheets/sheet1.xml": frozenset(
        [
            "worksheet",
            "sheetPr",
            "pageSetUpPr",
            "dimension",
            "sheetViews",
            "sheetView",
            "pane",
            "selection",
            "sheetFormatPr",
            "cols",
            "col",
            "sheetData",
            "row",
            "c",
            "v",
            "pageMargins",
            "pageSetup",
            "tableParts",
            "tablePart",
        ]
    ),
    "xl/tables/table1.xml": frozenset(["table", "autoFilter", "tableColumns", "tableColumn", "tableStyleInfo"]),
    "xl/sharedStrings.xml": frozenset(["sst", "si", "t"]),
    "docProps/core.xml": frozenset(["coreProperties", "title", "language"]),
    "docProps/app.xml": frozenset(["Properties"]),
}


def read_xlsx(data: bytes) -> tuple[tuple[Cell, ...], ...]:
    """The cells of a workbook that `to_xlsx` wrote, read with nothing but an unpacker and an XML parser.

    Raises ValueError when it is no such workbook, or holds anything beside text and dates.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            names = book.namelist()
            if book.testzip() is not None or not set(names) <= _PARTS or len(set(names)) < len(names) or book.comment:
                raise ValueError("no workbook of ours")
            parts = {name: _Part(book.read(name)) for name in names}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError) as error:
        raise ValueError("no workbook") from error
    for name, part in parts.items():
        if part.is_hiding or not part.names <= _MADE_OF.get(name, part.names):
            raise ValueError("more than text and dates")
    strings, sheet = parts.get("xl/sharedStrings.xml"), parts.get("xl/worksheets/sheet1.xml")
    if sheet is None or strings is None:
        raise ValueError("no sheet")
    return tuple(_rows(sheet, strings.strings))


def _rows(sheet: "_Part", strings: list[str]) -> Iterator[tuple[Cell, ...]]:
    width = max((len(row) for row in sheet.rows), default=0)
    for row in sheet.rows:
        cells = [_value(kind, value, strings) for kind, value in row]
        yield (*cells, *[""] * (width - len(cells)))


def _value(kind: str, value: str, strings: list[str]) -> Cell:
    if not value:
        return ""
    if kind == "s":
        return strings[int(value)]
    if kind:
        raise ValueError(f"a cell of type {kind}")
    return date.fromordinal(_FIRST_DAY.toordinal() + int(value))


class _Part:
    """One XML part: the names of its elements, its texts, its cells. No entities, no document types."""

    def __init__(self, data: bytes) -> None:
        from xml.parsers import expat

        self.names: set[str] = set()
        self.is_hiding = False
        self.strings: list[str] = []
        self.rows: list[list[tuple[str, str]]] = []
        self._kind, self._text = "", ""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._read
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise ValueError("no XML") from error

    @staticmethod
    def _refuse(*_facts: object) -> None:
        raise ValueError("a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.names.add(name.rpartition(":")[2])
        self._text = ""
        # A sheet, row or column that is not shown, and a place outside the file.
        self.is_hiding |= "hidden" in attributes or (name == "sheet" and "state" in attributes)
        self.is_hiding |= attributes.get("TargetMode") == "External"
        if name == "si":
            self.strings.append("")
        elif name == "row":
            self.rows += [[] for _row in range(int(attributes["r"]) - len(self.rows))]
        elif name == "c":
            self._kind = attributes.get("t", "")
            self._take_place(attributes["r"])

    def _take_place(self, reference: str) -> None:
        place = 0
        for letter in reference.rstrip("0123456789"):
            place = place * 26 + ord(letter) - ord("A") + 1
        row = self.rows[-1]
        row += [("", "")] * (place - len(row))

    def _read(self, text: str) -> None:
        self._text += text

    def _end(self, name: str) -> None:
        if name == "t" and self.strings:
            self.strings[-1] += _ESCAPE.sub(lambda found: chr(int(found[1], 16)), self._text)
        elif name == "v":
            self.rows[-1][-1] = (self._kind, self._text)
