"""Page templates, header, footer, page x of y, bookmarks, and building the bytes of a PDF."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from io import BytesIO
from typing import Any

from roadmap_desktop.i18n import _
from roadmap_desktop.reports.data import Paper, Standing
from roadmap_desktop.reports.rl import (
    A4,
    LETTER,
    BaseDocTemplate,
    Canvas,
    Flowable,
    Frame,
    PageTemplate,
    PDFInfo,
    PDFString,
    TTFont,
    pdfmetrics,
    white,
)
from roadmap_desktop.reports.style import ACCENT, BOLD, MUTED, REGULAR, RULE, SEMIBOLD
from roadmap_desktop.reports.tagging import TaggingCanvas, decoration, marked
from roadmap_desktop.reports.text import Place, Typesetter

MARGIN = 58.0
_HEAD = 40.0
_FOOT = 46.0

_COVER_BAND = 0.54
_MANY_COVER_LINES = 8

_SPECIAL = frozenset(b"()\\")

Reporter = Callable[[int, int], None]


class _TitleOnly(PDFInfo):
    """What the file says of itself: its title. No names, and no date: a fixed one would be shown as if it were true."""

    def format(self, document: Any) -> bytes:
        """ReportLab: the dictionary as bytes."""
        title: bytes = PDFString(self.title).format(document)
        return b"<< /Title " + title + b" >>"


class LateCanvas(TaggingCanvas):
    """A canvas on which something can be drawn into earlier pages once its value is known, such as "of 62".

    ReportLab keeps each page's drawing as text until the file is written; a marker in it is replaced at the end. That
    costs no second layout.
    """

    # ReportLab's own, untyped; a test holds it to what is used here.
    _filename: Any

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._late: list[tuple[int, Callable[[LateCanvas], None]]] = []
        self._pages: list[Any] = []
        self.page_of: dict[str, int] = {}
        self._doc.info = _TitleOnly()
        add = self._doc.addPage

        def collect(page: Any) -> None:
            self.finish_page(page)
            self._pages.append(page)
            add(page)

        self._doc.addPage = collect

    def _escape(self, s: bytes | str) -> str:
        """ReportLab: codes as they stand in the file; plain letters stand for themselves."""
        if (
            isinstance(s, bytes)
            and s.isascii()
            and _SPECIAL.isdisjoint(s)
            and (text := s.decode("ascii")).isprintable()
        ):
            return text
        escaped: str = vars(Canvas)["_escape"](self, s)
        return escaped

    def later(self, draw: "Callable[[LateCanvas], None]") -> None:
        """Draw here, in the present coordinates, when all pages are known."""
        self._code.append(f"%late-{len(self._late)}%")
        # The page under work is the one after those that are finished.
        self._late.append((len(self._pages), draw))

    def note_page(self, key: str, title: str, level: int) -> None:
        """Remember on which page something stands, with a bookmark to it."""
        self.page_of[key] = self.getPageNumber()
        self.bookmarkPage(key)
        self.addOutlineEntry(title, key, level, closed=level > 0)

    def save(self) -> None:
        """Fill in what was left for later, then write the file."""
        if len(self._code):
            self.showPage()
        for number, (place, draw) in enumerate(self._late):
            self._code = []
            draw(self)
            page = self._pages[place]
            # The marker is a line of its own; the same characters in a text stand inside a line.
            page.stream = page.stream.replace(f"\n%late-{number}%\n", "\n".join(["", *self._code, ""]), 1)
        self._code = []
        self._late = []
        self.write_structure(self._doc.info.title)
        self._doc.SaveToFile(self._filename, self)

    @property
    def page_count(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)


class _Template(BaseDocTemplate):
    """Reports each finished page, so that progress is shown and the work can be cancelled."""

    def __init__(self, target: BytesIO, reporter: Reporter, expected: int, **options: Any) -> None:
        super().__init__(target, **options)
        self._reporter = reporter
        self._expected = expected

    def afterPage(self) -> None:
        """ReportLab: a page is done."""
        self._reporter(min(self.page, self._expected), self._expected + 1)


class Layout:
    """Page size, frames and what is drawn on every page."""

    def __init__(self, standing: Standing, words: Typesetter) -> None:
        self.standing = standing
        self._words = words
        self.width, self.height = LETTER if standing.paper is Paper.LETTER else A4

    @property
    def text_width(self) -> float:
        """How wide the text is, in points."""
        return self.width - 2 * MARGIN

    def templates(self) -> list[PageTemplate]:
        """The cover, and every other page."""
        frame = Frame(
            MARGIN,
            MARGIN + _FOOT - 24,
            self.text_width,
            self.height - 2 * MARGIN - _HEAD - _FOOT + 44,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        cover = Frame(MARGIN, MARGIN, self.text_width, self.height * _COVER_BAND - 1.6 * MARGIN, 0, 0, 0, 0)
        return [
            PageTemplate("cover", [cover], onPage=self._draw_cover),
            PageTemplate("page", [frame], onPage=self._draw_page),
        ]

    def _draw_cover(self, canvas: Canvas, _template: object) -> None:
        standing = self.standing
        canvas.saveState()
        with decoration(canvas):
            canvas.setFillColor(ACCENT)
            canvas.rect(0, self.height * _COVER_BAND, self.width, self.height * (1 - _COVER_BAND), stroke=0, fill=1)
        canvas.setFillColor(white)
        with marked(canvas, "P", "cover-kind"):
            kind = self._words.words(_("Task force planning record"))
            self._words.draw(canvas, Place(MARGIN, self.height - MARGIN - 6), kind, SEMIBOLD, 11)
        titles = self._words.lines(self.text_width, self._words.words(standing.title), BOLD, 32)
        subtitle = self._words.words(f"{standing.task_force} · {standing.assessment}")
        size = 15.0
        names = self._words.lines(self.text_width, subtitle, REGULAR, size)
        if len(names) > _MANY_COVER_LINES:
            size = 11.0
            names = self._words.lines(self.text_width, subtitle, REGULAR, size)
        needed = 38 * (len(titles) - 1) + size * 1.4 * len(names)
        # Long names push the title up, so that they do not run out of the band.
        y = max(self.height * 0.72, self.height * _COVER_BAND + 30 + needed) + 38
        for role, font, points, leading, lines in (
            ("H1", BOLD, 32.0, 38.0, titles),
            ("P", REGULAR, size, size * 1.4, names),
        ):
            with marked(canvas, role, f"cover-{role}"):
                for line in lines:
                    y -= leading
                    self._words.draw(canvas, Place(MARGIN, y), line, font, points)
            y -= 5
        canvas.restoreState()

    def furniture(self, number: int, count: int) -> tuple[str, ...]:
        """What stands on every page but the cover, in the order in which it is drawn."""
        return (*self._furniture, self._number_words(number, count))

    @cached_property
    def _furniture(self) -> tuple[str, str, str]:
        standing = self.standing
        foot = _("{exported} · A planning aid, not an evaluation of any person or agency").format(
            exported=standing.made
        )
        return (
            self._fitted(f"{standing.task_force} · {standing.assessment}", self.text_width * 0.66),
            self._words.words(standing.audience),
            self._fitted(foot, self.text_width * 0.8),
        )

    @staticmethod
    def _number_words(number: int, count: int) -> str:
        return _("Page {number} of {count}").format(number=number, count=count)

    def _draw_page(self, canvas: Canvas, _template: object) -> None:
        with decoration(canvas, "Pagination"):
            self._draw_furniture(canvas)

    def _draw_furniture(self, canvas: Canvas) -> None:
        top, bottom = self.height - MARGIN + 2, MARGIN - 14
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.8)
        canvas.line(MARGIN, top - 9, self.width - MARGIN, top - 9)
        canvas.line(MARGIN, bottom + 14, self.width - MARGIN, bottom + 14)
        canvas.setFillColor(MUTED)
        head, audience, foot = self._furniture
        for place, words in (
            (Place(MARGIN, top), head),
            (Place(self.width - MARGIN, top, "right"), audience),
            (Place(MARGIN, bottom), foot),
        ):
            self._words.draw(canvas, place, words, REGULAR, 8.6)
        number = canvas.getPageNumber()
        if isinstance(canvas, LateCanvas):
            canvas.later(lambda late: self._draw_number(late, number, bottom))
        canvas.restoreState()

    def _draw_number(self, canvas: LateCanvas, number: int, y: float) -> None:
        words = self._words.words(self._number_words(number, canvas.page_count))
        self._words.draw(canvas, Place(self.width - MARGIN, y, "right"), words, REGULAR, 8.6)

    def _fitted(self, text: str, width: float) -> str:
        words = self._words.words(text)
        if self._words.width(words, REGULAR, 8.6) <= width:
            return words
        while words and self._words.width(words + "…", REGULAR, 8.6) > width:
            words = words[:-1]
        return words + "…"


def build(
    layout: Layout,
    story: Sequence[Flowable],
    reporter: Reporter,
    expected: int,
    *,
    tagged: bool = True,
) -> bytes:
    """Lay out a story and return the bytes of the PDF; the same story gives the same bytes.

    `expected` is a guess at the number of pages, for progress. `reporter(done, total)` may raise to stop.
    """
    target, standing = BytesIO(), layout.standing
    template = _Template(
        target,
        reporter,
        expected,
        pagesize=(layout.width, layout.height),
        pageTemplates=layout.templates() if standing.has_cover else layout.templates()[1:],
        title=standing.title,
        author="",
        subject="",
        creator="",
        producer="",
        keywords="",
        lang=standing.language,
        displayDocTitle=True,
        initialFontName=REGULAR,
        invariant=1,
        pageCompression=1,
        allowSplitting=1,
    )
    template.build(list(story), canvasmaker=partial(LateCanvas, tagged=tagged))
    reporter(expected + 1, expected + 1)
    return without_maker(target.getvalue())


def without_maker(data: bytes) -> bytes:
    """A finished PDF without the comments that name the library."""
    # Two comments name the library. In the first, the length must stay: the file's index counts bytes.
    head, rest = data[:100], data[100:]
    named = b"ReportLab Generated PDF document (opensource)"
    body, mark, tail = rest.rpartition(b"trailer")
    tail = tail.replace(b"% ReportLab generated PDF document -- digest (opensource)\n", b"", 1)
    return head.replace(named, b" " * len(named), 1) + body + mark + tail


def font_names() -> tuple[str, ...]:
    """The fonts that are embedded."""
    return tuple(name for name in (REGULAR, SEMIBOLD, BOLD) if isinstance(pdfmetrics.getFont(name), TTFont))
