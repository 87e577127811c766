"""The recovery sheet: one page with the passphrase of a file, to be locked away."""

from collections.abc import Sequence
from io import BytesIO

from msgspec import Struct

from roadmap_desktop.reports.data import Paper
from roadmap_desktop.reports.document import LateCanvas, without_maker
from roadmap_desktop.reports.flowables import Rule
from roadmap_desktop.reports.packing import packed
from roadmap_desktop.reports.rl import (
    A4,
    LETTER,
    BaseDocTemplate,
    Canvas,
    Flowable,
    Frame,
    PageTemplate,
    ParagraphStyle,
    Spacer,
)
from roadmap_desktop.reports.style import ACCENT, REGULAR, RULE, SEMIBOLD, install
from roadmap_desktop.reports.tagging import decoration
from roadmap_desktop.reports.text import Typesetter

_MARGIN = 72.0


class RecoverySheet(Struct, frozen=True):
    """What the sheet says, in final words: a heading, the passphrase, facts as name and value, and what to do.

    `steps` are paragraphs. `passphrase` is printed as it is typed; there is a place below it to write by hand.
    """

    title: str
    passphrase: str
    facts: Sequence[tuple[str, str]]
    steps: Sequence[str]
    paper: Paper = Paper.LETTER
    language: str = "en-US"

    def __repr__(self) -> str:
        return "RecoverySheet(…)"


class _Boxed(Flowable):
    # The passphrase in a frame, so that nobody takes another line for a part of it.
    def __init__(self, inner: Flowable) -> None:
        super().__init__()
        self._inner = inner
        self._size = (0.0, 0.0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """ReportLab: how large it is."""
        _width, needed = self._inner.wrap(width - 36, height)
        self._size = (width, needed + 32)
        return self._size

    def draw(self) -> None:
        """ReportLab: draw it here."""
        width, height = self._size
        canvas: Canvas = self.canv
        with decoration(canvas):
            canvas.setStrokeColor(ACCENT)
            canvas.setLineWidth(1.2)
            canvas.roundRect(0, 0, width, height, 6)
        self._inner.drawOn(canvas, 18, 16)


def render_sheet(sheet: RecoverySheet) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of the PDF, and the characters that had to be printed as a substitute; runs in any thread."""
    styles = install()
    words = Typesetter()
    large = ParagraphStyle("passphrase", styles.body, fontName=SEMIBOLD, fontSize=21, leading=30, spaceAfter=0)
    step = ParagraphStyle("step", styles.body, fontSize=11.5, leading=16.5, spaceAfter=8)
    story: list[Flowable] = [
        words.paragraph(sheet.title, styles.heading1),
        Spacer(1, 6),
        *(words.paragraph(value, step, lead=f"{name}:") for name, value in sheet.facts),
        Spacer(1, 8),
        _Boxed(words.paragraph(sheet.passphrase, large)),
        Spacer(1, 18),
        Rule(),
        *(words.paragraph(text, step) for text in sheet.steps),
    ]
    width, height = LETTER if sheet.paper is Paper.LETTER else A4
    frame = Frame(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN, 0, 0, 0, 0)
    target = BytesIO()
    template = BaseDocTemplate(
        target,
        pagesize=(width, height),
        pageTemplates=[PageTemplate("page", [frame], onPage=_draw_edge)],
        title=sheet.title,
        author="",
        subject="",
        creator="",
        producer="",
        lang=sheet.language,
        displayDocTitle=True,
        initialFontName=REGULAR,
        invariant=1,
        pageCompression=1,
    )
    template.build(story, canvasmaker=LateCanvas)
    return packed(without_maker(target.getvalue())), tuple(sorted(words.missing))


def _draw_edge(canvas: Canvas, template: BaseDocTemplate) -> None:
    # A line to fold along, so that the words are inside.
    width, height = template.pagesize
    with decoration(canvas):
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setDash(4, 4)
        canvas.line(_MARGIN / 2, height / 2, _MARGIN, height / 2)
        canvas.line(width - _MARGIN, height / 2, width - _MARGIN / 2, height / 2)
        canvas.restoreState()
