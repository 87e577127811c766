"""Tagging while drawing, to PDF/UA-1 (ISO 14289-1): every mark on a page belongs to an element or is an artifact."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from html import escape
from typing import Any

from roadmap_desktop.reports.glyph_font import GlyphFonts
from roadmap_desktop.reports.rl import (
    XMP,
    Canvas,
    Flowable,
    Paragraph,
    PDFArray,
    PDFDictionary,
    PDFName,
)
from roadmap_desktop.reports.structure import Annotation, Content, Element, Tree

_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_PRINTS = 4  # the flag of an annotation that is printed


class TaggingCanvas(Canvas):
    """A canvas that knows to which element each drawing belongs. With `tagged=False` it draws the same, untagged."""

    # ReportLab's own, untyped; a test holds them to what is used here.
    _doc: Any
    _code: list[str]
    _annotationrefs: list[Any]

    def __init__(self, *args: Any, tagged: bool = True, **options: Any) -> None:
        self.is_tagging = tagged
        self._root = Element("Document", None, {})
        self._stack = [self._root]
        self._elements: dict[object, Element] = {}
        self._parents: dict[int, Element | list[Element]] = {}
        self._next_key = 0
        self._page_key: int | None = None
        self._is_marked = False
        self._level = 0
        super().__init__(*args, **options)
        self.glyph_fonts = GlyphFonts(self._doc)

    @property
    def is_free(self) -> bool:
        """True while something that is drawn needs a mark of its own."""
        return self.is_tagging and not self._is_marked

    @property
    def top(self) -> Element:
        """The element that is being filled."""
        return self._stack[-1]

    def finish_page(self, page: Any) -> None:
        """A page is about to be added: it names its pieces, and is walked through in the order of the structure."""
        if not self.is_tagging:
            return
        # ReportLab knows neither entry of a page.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.Tabs = PDFName("S")
        if self._page_key is not None:
            page.StructParents = self._page_key
            self._page_key = None

    def element(self, key: object, role: str, **attributes: Any) -> Element:
        """The element of a key, made under the present one when it is first asked for."""
        if key not in self._elements:
            self._elements[key] = Element(role, self._stack[-1], attributes)
        return self._elements[key]

    def heading(self, key: object, wanted: int) -> Element:
        """A heading of a level, or of the next one below the last where a level would be left out.

        A heading of the first level begins a section of its own.
        """
        if key in self._elements:
            return self._elements[key]
        self._level = min(wanted, self._level + 1)
        if self._level == 1 and len(self._stack) == 1:
            self._stack = [Element("Sect", self._root, {})]
        return self.element(key, f"H{self._level}")

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """What is made in the block stands below an element."""
        self._stack.append(element)
        yield
        self._stack.pop()

    @contextmanager
    def content(self, element: Element, words: str = "") -> Iterator[None]:
        """What is drawn in the block is the content of an element; `words`, a PDF string, is the text it stands for."""
        if self._page_key is None:
            self._page_key = self._new_key([])
        pieces = self._parents[self._page_key]
        number = len(pieces) if isinstance(pieces, list) else 0
        if isinstance(pieces, list):
            pieces.append(element)
        element.kids.append(Content(self._doc.thisPageRef(), number))
        # Another name than Span: poppler reads the words of those.
        told = f"/Words <</MCID {number} /ActualText {words}>>" if words else f"/{element.role} <</MCID {number}>>"
        self._code.append(f"{told} BDC")
        self._is_marked = True
        yield
        self._is_marked = False
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn in the block is decoration, or repeats what was said."""
        if not self.is_free:
            yield
            return
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        self._is_marked = True
        yield
        self._is_marked = False
        self._code.append("EMC")

    def _new_key(self, owner: Element | list[Element]) -> int:
        key = self._next_key
        self._next_key += 1
        self._parents[key] = owner
        return key

    def _addAnnotation(self, annotation: Any, name: Any = None, addtopage: int = 1) -> None:
        super()._addAnnotation(annotation, name, addtopage)  # type: ignore[misc]
        element = self._stack[-1]
        if self.is_tagging and element.role == "Link":
            # ReportLab does not know the first of these entries.
            annotation.permitted = (*annotation.permitted, "StructParent")
            annotation.otherkw |= {"StructParent": self._new_key(element), "F": _PRINTS}
            annotation.Contents = element.attributes["Alt"]
            element.kids.append(Annotation(self._annotationrefs[-1], self._doc.thisPageRef()))

    @property
    def document(self) -> Any:
        """ReportLab's own document, for objects that no drawing makes."""
        return self._doc

    def annotate(self, annotation: PDFDictionary) -> Any:
        """Put an annotation on the page and return the reference to it; a field belongs to the element that is filled.

        One that is made outside of a `Form` element belongs to nothing and has to be hidden.
        """
        super()._addAnnotation(annotation)  # type: ignore[misc]
        reference = self._annotationrefs[-1]
        element = self._stack[-1]
        if self.is_tagging and element.role == "Form":
            annotation["StructParent"] = self._new_key(element)
            element.kids.append(Annotation(reference, self._doc.thisPageRef()))
        return reference

    def write_structure(self, title: str) -> None:
        """Write the tree and what the file says of itself; once, when every page is there."""
        if not self.is_tagging:
            return
        Tree(self._doc, self._root).write(self._parents)
        self._doc.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        metadata = _METADATA.format(title=escape(title)).encode("utf-8")
        self._doc.Catalog.Metadata = XMP(creator=lambda _document: metadata)
        # A canvas is part of a cycle: what it holds would wait for the collector, which stops every thread.
        self._elements.clear()
        self._parents.clear()
        self._root = Element("Document", None, {})
        self._stack = [self._root]


class TaggedParagraph(Paragraph):
    """A paragraph that is one element, also where it runs over pages; `level` 1 to 4 is a heading, 0 a paragraph."""

    level = 0
    key: object = None
    tag_row: object = None

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """ReportLab: the parts, which stay one element."""
        parts: list[Any] = super().split(availWidth, availHeight)
        for part in parts:
            part.level, part.key = self.level, self.key if self.key is not None else self
            part.tag_row = self.tag_row
        return parts

    def draw(self) -> None:
        """ReportLab: draw."""
        canvas = self.canv
        if not isinstance(canvas, TaggingCanvas) or not canvas.is_free:
            super().draw()
            return
        key = self.key if self.key is not None else self
        element = canvas.heading(key, self.level) if self.level else canvas.element(key, "P")
        with canvas.content(element):
            super().draw()


@contextmanager
def figure(flowable: Flowable, words: str) -> Iterator[None]:
    """What is drawn in the block is one picture, with the words that are read instead of it."""
    canvas = flowable.canv
    if not isinstance(canvas, TaggingCanvas) or not canvas.is_free:
        yield
        return
    left, bottom = canvas.absolutePosition(0, 0)
    right, top = canvas.absolutePosition(flowable.width, flowable.height)
    box = PDFArray([round(value, 2) for value in (left, bottom, right, top)])
    placed = {"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": box}
    with canvas.content(canvas.element(flowable, "Figure", Alt=words, A=placed)):
        yield


@contextmanager
def decoration(canvas: Canvas, kind: str = "Layout") -> Iterator[None]:
    """What is drawn in the block says nothing."""
    if isinstance(canvas, TaggingCanvas):
        with canvas.artifact(kind):
            yield
    else:
        yield


@contextmanager
def marked(canvas: Canvas, role: str, key: object) -> Iterator[None]:
    """What is drawn in the block is the content of an element of its own; "H1" to "H4" are headings."""
    if not isinstance(canvas, TaggingCanvas) or not canvas.is_free:
        yield
        return
    is_heading = role[0] == "H" and role[1:].isdigit()
    with canvas.content(canvas.heading(key, int(role[1:])) if is_heading else canvas.element(key, role)):
        yield


@contextmanager
def contents_entry(canvas: Canvas, key: object, words: str) -> Iterator[None]:
    """What is drawn, and linked, in the block is one line of the table of contents."""
    if not isinstance(canvas, TaggingCanvas) or not canvas.is_free:
        yield
        return
    with canvas.inside(canvas.element("contents", "TOC")):
        entry = canvas.element(key, "TOCI")
    with canvas.inside(entry):
        reference = canvas.element((key, "reference"), "Reference")
    with canvas.inside(reference):
        link = canvas.element((key, "link"), "Link", Alt=words)
    with canvas.inside(link), canvas.content(link):
        yield


class TableTags:
    """Tags a table: its head once, each row and cell as one element, also where they run over pages."""

    def __init__(self) -> None:
        self._open: list[AbstractContextManager[None]] = []
        self._is_repeated = False
        self._is_head = False
        self._row: object = None
        # The part that has the head; in every other one it only repeats it.
        self._first: object = None

    def __call__(self, table: Any, event: str, *args: Any) -> None:
        """ReportLab: something of the table, or of a part of it on another page, is about to be drawn or was."""
        canvas = table.canv
        if not isinstance(canvas, TaggingCanvas) or not canvas.is_tagging:
            return
        if event == "startTable":
            self._enter(canvas.inside(canvas.element(self, "Table")))
        elif event in ("startBG", "startLines"):
            self._enter(canvas.artifact())
        elif event == "startRow":
            self._begin_row(canvas, table, args[0])
        elif event == "startCell":
            self._begin_cell(canvas, args[1])
        elif event == "endRow":
            self._leave(1 if self._is_repeated else 2)
        elif event != "endCell" or not self._is_repeated:
            self._leave(1)

    def _enter(self, block: AbstractContextManager[None]) -> None:
        block.__enter__()
        self._open.append(block)

    def _leave(self, count: int) -> None:
        for _turn in range(count):
            self._open.pop().__exit__(None, None, None)

    def _begin_row(self, canvas: TaggingCanvas, table: Any, number: int) -> None:
        self._is_head = number < table.repeatRows
        self._row = (self, "head", number) if self._is_head else (self, _row_of(table, number))
        if self._is_head and self._first is None:
            self._first = table
        self._is_repeated = self._is_head and table is not self._first
        if self._is_repeated:
            self._enter(canvas.artifact("Pagination"))
            return
        part = "THead" if self._is_head else "TBody"
        self._enter(canvas.inside(canvas.element((self, part), part)))
        self._enter(canvas.inside(canvas.element(self._row, "TR")))

    def _begin_cell(self, canvas: TaggingCanvas, column: int) -> None:
        if self._is_repeated:
            return
        scope = {"A": {"O": PDFName("Table"), "Scope": PDFName("Column")}} if self._is_head else {}
        self._enter(canvas.inside(canvas.element((self._row, column), "TH" if self._is_head else "TD", **scope)))


def _row_of(table: Any, number: int) -> object:
    # The paragraphs of a row know it, also those that were split off; a row without any is known by its place.
    for cell in table._cellvalues[number]:
        for one in cell if isinstance(cell, list | tuple) else (cell,):
            row = getattr(one, "tag_row", None)
            if row is not None:
                return row
    return (id(table), number)


class PlacedSideBySide:
    """For a table that only places paragraphs: they are read one after the other, and its lines are decoration."""

    def __init__(self) -> None:
        self._lines: AbstractContextManager[None] = nullcontext()

    def __call__(self, table: Any, event: str, *_args: Any) -> None:
        """ReportLab: something of the table is about to be drawn or was."""
        if event in ("startBG", "startLines"):
            self._lines = decoration(table.canv)
            self._lines.__enter__()
        elif event in ("endBG", "endLines"):
            self._lines.__exit__(None, None, None)
