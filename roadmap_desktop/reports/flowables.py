"""Drawings and tables of the reports; each drawing knows what a screen reader should say instead."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from roadmap_desktop.i18n import _
from roadmap_desktop.reports.data import PrintedArea, Track
from roadmap_desktop.reports.document import LateCanvas
from roadmap_desktop.reports.rl import (
    Color,
    Flowable,
    Table,
    pdfmetrics,
    white,
)
from roadmap_desktop.reports.shaped import ShapedParagraph
from roadmap_desktop.reports.style import FAINT, INK, MUTED, REGULAR, RULE, SEMIBOLD, STRONG, Styles, area_color
from roadmap_desktop.reports.tagging import TableTags, TaggedParagraph, contents_entry, decoration, figure
from roadmap_desktop.reports.text import Place, Typesetter

# A row with its head that needs more than this hardly fits on any page; it is begun where so much room is left.
_HIGH_ROW = 560.0
_HIGH_ROW_ROOM = 420.0


class Heading(Flowable):
    """A heading that is bookmarked and knows its page; `level` is 0 for a chapter, 1 for a section."""

    def __init__(self, paragraph: TaggedParagraph | ShapedParagraph, key: str, title: str, level: int) -> None:
        super().__init__()
        self._paragraph = paragraph
        self._key, self._title, self._level = key, title, level

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """ReportLab: the room it needs."""
        self.width, self.height = self._paragraph.wrap(aW, aH)
        return self.width, self.height

    def getSpaceBefore(self) -> float:
        """ReportLab: the room above."""
        return float(self._paragraph.getSpaceBefore())

    def getSpaceAfter(self) -> float:
        """ReportLab: the room below."""
        return float(self._paragraph.getSpaceAfter())

    def draw(self) -> None:
        """ReportLab: draw, with the bookmark."""
        if isinstance(self.canv, LateCanvas):
            self.canv.note_page(self._key, self._title, self._level)
        self._paragraph.drawOn(self.canv, 0, 0)


class StageTrack(Flowable):
    """Five steps in a row: the present one filled, the goal outlined; both also in words."""

    _RADIUS = 9.5
    _LEADING = 10.4

    def __init__(self, track: Track, words: Typesetter, color: Color) -> None:
        super().__init__()
        self._track = track
        self._words = words
        self._color = color
        self._steps: list[tuple[list[str], list[str]]] = []
        self.spaceBefore, self.spaceAfter = 8, 8

    @property
    def alternative_text(self) -> str:
        """What a screen reader says instead of the drawing."""
        track = self._track
        now = track.stages[track.now] if track.now is not None else track.note or _("not discussed")
        if track.goal is None:
            return _("Stage now: {now}. No goal yet.").format(now=now)
        goal = " ".join(filter(None, (track.stages[track.goal], track.goal_month)))
        return _("Stage now: {now}. Goal: {goal}.").format(now=now, goal=goal)

    def wrap(self, aW: float, _aH: float) -> tuple[float, float]:
        """ReportLab: the whole width, and as high as the longest words under a step."""
        width = aW / len(self._track.stages) - 6
        self._steps = [
            (self._lines(width, title, SEMIBOLD), self._lines(width, self._below(place), REGULAR))
            for place, title in enumerate(self._track.stages)
        ]
        most = max(len(titles) + len(below) for titles, below in self._steps)
        self.width = aW
        self.height = 2 * self._RADIUS + 8 + self._LEADING * (most + bool(self._track.note) * 1.4)
        return self.width, self.height

    def _lines(self, width: float, text: str, font: str) -> list[str]:
        return self._words.lines(width, self._words.words(text), font, 8.6) if text else []

    def draw(self) -> None:
        """ReportLab: draw."""
        with figure(self, self.alternative_text):
            self._draw()

    def _draw(self) -> None:
        canvas, track = self.canv, self._track
        column = self.width / len(track.stages)
        y = self.height - self._RADIUS - 2
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(2)
        canvas.line(column / 2, y, self.width - column / 2, y)
        for place in range(len(track.stages)):
            self._draw_step(place, column * (place + 0.5), y)
        if track.note:
            canvas.setFillColor(MUTED)
            words = self._words.words(_("Stage now: {now}.").format(now=track.note))
            # Under the middle step it would read as if it were about that stage.
            self._words.draw(canvas, Place(0, 2), words, REGULAR, 8.6)
        canvas.restoreState()

    def _draw_step(self, place: int, x: float, y: float) -> None:
        canvas = self.canv
        is_now, is_goal = place == self._track.now, place == self._track.goal
        canvas.setLineWidth(1.8)
        canvas.setDash([2.4, 2] if is_goal and not is_now else [], 0)
        canvas.setStrokeColor(self._color if is_now or is_goal else STRONG)
        canvas.setFillColor(self._color if is_now else white)
        canvas.circle(x, y, self._RADIUS, stroke=1, fill=1)
        canvas.setDash([], 0)
        canvas.setFont(SEMIBOLD, 9)
        canvas.setFillColor(white if is_now else INK)
        canvas.drawCentredString(x, y - 3.1, str(place + 1))
        line = y - self._RADIUS - 12
        titles, below = self._steps[place]
        for font, color, lines in ((SEMIBOLD, INK, titles), (REGULAR, MUTED, below)):
            canvas.setFillColor(color)
            for part in lines:
                self._words.draw(canvas, Place(x, line, "center"), part, font, 8.6)
                line -= self._LEADING

    def _below(self, place: int) -> str:
        is_now, is_goal = place == self._track.now, place == self._track.goal
        month = self._track.goal_month
        goal = _("goal, {month}").format(month=month) if month else _("goal")
        return " · ".join(filter(None, (_("now") if is_now else "", goal if is_goal else "")))


class Matrix(Flowable):
    """Elements of one area by stages: now filled, the goal dashed, both also in words; breaks between rows."""

    _LEADING = 10.6
    _TITLES = 0.40

    def __init__(self, area: PrintedArea, stages: Sequence[str], words: Typesetter) -> None:
        super().__init__()
        self._area = area
        self._stages = stages
        self._words = words
        self._head: list[list[str]] = []
        self._rows: list[list[str]] = []
        self.spaceBefore, self.spaceAfter = 4, 10

    @property
    def alternative_text(self) -> str:
        """What a screen reader says instead of the drawing."""
        parts = []
        for element in self._area.elements:
            now = self._stages[element.track.now] if element.track.now is not None else _("not discussed")
            goal = self._stages[element.track.goal] if element.track.goal is not None else _("none")
            parts.append(_("{title}: now {now}, goal {goal}.").format(title=element.title, now=now, goal=goal))
        return " ".join(parts)

    def wrap(self, aW: float, _aH: float) -> tuple[float, float]:
        """ReportLab: the names of the stages, then one row an element."""
        self.width = aW
        first, column = self._columns()
        names = [f"{place} {title}" for place, title in enumerate(self._stages, start=1)]
        area = self._lines(first - 10, f"{self._area.number} · {self._area.title}", SEMIBOLD, 9.2)
        self._head = [area, *(self._lines(column - 6, name, SEMIBOLD, 8) for name in names)]
        self._rows = [self._lines(first - 14, element.title, REGULAR, 8.8) for element in self._area.elements]
        self.height = self._high(*self._head) + sum(self._high(row) for row in self._rows)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """ReportLab: the rows that fit, and the others under the same head; nothing when not one row fits."""
        self.wrap(aW, aH)
        left = aH - self._high(*self._head)
        fitting = 0
        for row in self._rows:
            left -= self._high(row)
            if left < 0:
                break
            fitting += 1
        if fitting in (0, len(self._rows)):
            return []
        parts = self._area.elements[:fitting], self._area.elements[fitting:]
        return [Matrix(replace(self._area, elements=part), self._stages, self._words) for part in parts]

    def _columns(self) -> tuple[float, float]:
        first = self.width * self._TITLES
        return first, (self.width - first) / len(self._stages)

    def _lines(self, width: float, text: str, font: str, size: float) -> list[str]:
        return self._words.lines(width, self._words.words(text), font, size)

    def _high(self, *cells: list[str]) -> float:
        return max(len(cell) for cell in cells) * self._LEADING + 6.6

    def draw(self) -> None:
        """ReportLab: draw."""
        with figure(self, self.alternative_text):
            self._draw()

    def _draw(self) -> None:
        canvas = self.canv
        color = area_color(self._area.number)
        first, column = self._columns()
        canvas.saveState()
        y = self.height - self._high(*self._head)
        self._draw_lines(self._head[0], 0, y + 4, SEMIBOLD, 9.2, color)
        for place, name in enumerate(self._head[1:]):
            self._draw_lines(name, first + (place + 0.5) * column, y + 4, SEMIBOLD, 8, MUTED, centered=True)
        for element, title in zip(self._area.elements, self._rows, strict=True):
            height = self._high(title)
            y -= height
            self._draw_lines(title, 6, y + 5, REGULAR, 8.8, INK)
            for place in range(len(self._stages)):
                self._draw_cell(element.track, place, first + place * column, y, column, height)
        canvas.restoreState()

    def _draw_lines(
        self, lines: list[str], x: float, y: float, font: str, size: float, color: Color, *, centered: bool = False
    ) -> None:
        self.canv.setFillColor(color)
        for number, line in enumerate(lines):
            place = Place(x, y + (len(lines) - 1 - number) * self._LEADING, "center" if centered else "left")
            self._words.draw(self.canv, place, line, font, size)

    def _draw_cell(self, track: Track, place: int, x: float, y: float, width: float, height: float) -> None:
        canvas = self.canv
        color = area_color(self._area.number)
        is_now, is_goal = place == track.now, place == track.goal
        canvas.setFillColor(color if is_now else FAINT)
        canvas.setStrokeColor(color)
        canvas.setLineWidth(1)
        canvas.setDash([2.2, 1.8] if is_goal and not is_now else [], 0)
        canvas.roundRect(x + 2, y + 1.5, width - 4, height - 3, 3, stroke=int(is_now or is_goal), fill=1)
        canvas.setDash([], 0)
        words = " · ".join(filter(None, (_("now") if is_now else "", _("goal") if is_goal else "")))
        if words:
            canvas.setFillColor(white if is_now else INK)
            middle = Place(x + width / 2, y + height / 2 - 2.8, "center")
            self._words.draw(canvas, middle, self._words.words(words), REGULAR, 8)


class ContentsLine(Flowable):
    """A line of the contents: its page number is drawn when it is known, and the line leads there."""

    def __init__(self, words: Typesetter, title: str, key: str, level: int) -> None:
        super().__init__()
        self._words, self._title = words, words.words(title)
        self._key, self._level = key, level
        self._font, self._size = (REGULAR, 10.0) if level else (SEMIBOLD, 11.0)
        self._lines: list[str] = []

    def wrap(self, aW: float, _aH: float) -> tuple[float, float]:
        """ReportLab: one line, or more for a long title."""
        self._lines = self._words.lines(aW - 16 * self._level - 40, self._title, self._font, self._size)
        self.width, self.height = aW, (17 if self._level else 24) + 13 * (len(self._lines) - 1)
        return self.width, self.height

    def draw(self) -> None:
        """ReportLab: draw, with a link over the whole line."""
        with contents_entry(self.canv, self, self._title):
            self._draw()

    def _draw(self) -> None:
        canvas = self.canv
        font, size = self._font, self._size
        indent = 16 * self._level
        canvas.setFillColor(INK)
        for number, line in enumerate(reversed(self._lines)):
            self._words.draw(canvas, Place(indent, 4 + 13 * number), line, font, size)
        if not isinstance(canvas, LateCanvas):
            return
        canvas.linkRect("", self._key, (0, 0, self.width, self.height - 2), relative=1)
        dots_from = indent + self._words.width(self._lines[-1], font, size) + 6

        def draw_number(late: LateCanvas) -> None:
            late.setFont(REGULAR, size)
            late.setFillColor(MUTED)
            page = str(late.page_of.get(self._key, ""))
            late.drawRightString(self.width, 4, page)
            dots_to = self.width - pdfmetrics.stringWidth(page, REGULAR, size) - 6
            late.setStrokeColor(RULE)
            late.setLineWidth(0.8)
            late.setDash(1, 3)
            late.line(dots_from, 6, max(dots_from, dots_to), 6)
            late.setDash([], 0)

        canvas.later(draw_number)


class Rule(Flowable):
    """A thin line across the page."""

    def wrap(self, aW: float, _aH: float) -> tuple[float, float]:
        """ReportLab: a little room."""
        self.width, self.height = aW, 10
        return self.width, self.height

    def draw(self) -> None:
        """ReportLab: draw."""
        with decoration(self.canv):
            self.canv.setStrokeColor(RULE)
            self.canv.setLineWidth(0.8)
            self.canv.line(0, 5, self.width, 5)


class _SteadyTable(Table):
    # Rows stay whole, and go to the next page where they must. Only one that is higher than a page is split inside,
    # from the top of a page on: ReportLab would repeat the head in the middle of a page.
    splitInRow: int
    repeatRows: int
    _rowHeights: Sequence[float]

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """ReportLab: the part that fits, and the rest; nothing when the table should go to the next page."""
        self.splitInRow = 0
        parts: list[Flowable] = super().split(availWidth, availHeight)
        needed = sum(self._rowHeights[: self.repeatRows + 1])
        if not parts and needed > _HIGH_ROW and availHeight > _HIGH_ROW_ROOM:
            self.splitInRow = 1
            parts = super().split(availWidth, availHeight)
        return parts


# The words of a cell, or its paragraphs where they are more than words.
Cell = str | Sequence[Flowable]


def table(
    words: Typesetter, styles: Styles, head: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[float]
) -> Table:
    """A table with a repeated head; a row that is higher than a page is split inside, so that no text stops it."""
    cells = [[words.cell(title, styles.head_cell) for title in head]]
    cells += [[words.cell(one, styles.cell) if isinstance(one, str) else one for one in row] for row in rows]
    for row in cells:
        mark = object()
        for cell in row:
            for one in cell if isinstance(cell, list | tuple) else (cell,):
                one.tag_row = mark
    tags: Any = TableTags()
    made = _SteadyTable(cells, colWidths=list(widths), repeatRows=1, hAlign="LEFT", renderCB=tags)
    made.setStyle(
        [
            # Cells would otherwise name a font that is not embedded, even when they hold paragraphs.
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.6, RULE),
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ]
    )
    made.spaceAfter = 8
    return made
