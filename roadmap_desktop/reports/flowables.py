"""Drawings and tables of the reports; each drawing knows what a screen reader should say instead."""

from collections.abc import Callable, Sequence
from typing import Any

from roadmap_desktop.i18n import _
from roadmap_desktop.reports.data import PrintedArea, Track
from roadmap_desktop.reports.document import LateCanvas
from roadmap_desktop.reports.rl import (
    Color,
    Flowable,
    Paragraph,
    Table,
    pdfmetrics,
    simpleSplit,
    white,
)
from roadmap_desktop.reports.style import FAINT, INK, MUTED, REGULAR, RULE, SEMIBOLD, STRONG, Styles, area_color
from roadmap_desktop.reports.text import Typesetter


class Heading(Flowable):
    """A heading that is bookmarked and knows its page; `level` is 0 for a chapter, 1 for a section."""

    def __init__(self, paragraph: Paragraph, key: str, title: str, level: int) -> None:
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

    def __init__(self, track: Track, words: Typesetter, color: Color) -> None:
        super().__init__()
        self._track = track
        self._words = words
        self._color = color
        self.spaceBefore, self.spaceAfter = 6, 8

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
        """ReportLab: the whole width."""
        self.width, self.height = aW, 62 + (12 if self._track.note else 0)
        return self.width, self.height

    def draw(self) -> None:
        """ReportLab: draw."""
        canvas, track = self.canv, self._track
        column = self.width / len(track.stages)
        y = self.height - self._RADIUS - 4
        canvas.saveState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(2)
        canvas.line(column / 2, y, self.width - column / 2, y)
        for place, title in enumerate(track.stages):
            self._draw_step(place, title, column * (place + 0.5), y, column)
        if track.note:
            canvas.setFont(REGULAR, 8.6)
            canvas.setFillColor(MUTED)
            canvas.drawCentredString(self.width / 2, 2, self._words.words(track.note))
        canvas.restoreState()

    def _draw_step(self, place: int, title: str, x: float, y: float, column: float) -> None:
        canvas, track = self.canv, self._track
        is_now, is_goal = place == track.now, place == track.goal
        canvas.setLineWidth(1.8)
        canvas.setDash([2.4, 2] if is_goal and not is_now else [], 0)
        canvas.setStrokeColor(self._color if is_now or is_goal else STRONG)
        canvas.setFillColor(self._color if is_now else white)
        canvas.circle(x, y, self._RADIUS, stroke=1, fill=1)
        canvas.setDash([], 0)
        canvas.setFont(SEMIBOLD, 9)
        canvas.setFillColor(white if is_now else INK)
        canvas.drawCentredString(x, y - 3.1, str(place + 1))
        canvas.setFillColor(INK)
        line = y - self._RADIUS - 11
        for part in simpleSplit(self._words.words(title), SEMIBOLD, 8.6, column - 6)[:2]:
            canvas.setFont(SEMIBOLD, 8.6)
            canvas.drawCentredString(x, line, part)
            line -= 10
        below = self._below(is_now, is_goal)
        if below:
            canvas.setFont(REGULAR, 8.2)
            canvas.setFillColor(MUTED)
            canvas.drawCentredString(x, line, self._words.words(below))

    def _below(self, is_now: bool, is_goal: bool) -> str:
        month = self._track.goal_month
        goal = _("goal, {month}").format(month=month) if month else _("goal")
        return " · ".join(filter(None, (_("now") if is_now else "", goal if is_goal else "")))


class Matrix(Flowable):
    """Elements of one area by stages: now filled, the goal dashed, both also in words."""

    _ROW = 17.0

    def __init__(self, area: PrintedArea, stages: Sequence[str], words: Typesetter) -> None:
        super().__init__()
        self._area = area
        self._stages = stages
        self._words = words
        self.spaceAfter = 6

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
        """ReportLab: one row a heading, one an element."""
        self.width, self.height = aW, self._ROW * (len(self._area.elements) + 1)
        return self.width, self.height

    def draw(self) -> None:
        """ReportLab: draw."""
        canvas = self.canv
        color = area_color(self._area.number)
        first = self.width * 0.42
        column = (self.width - first) / len(self._stages)
        y = self.height - self._ROW
        canvas.saveState()
        canvas.setFillColor(color)
        canvas.setFont(SEMIBOLD, 9.2)
        canvas.drawString(0, y + 5, self._words.words(f"{self._area.number} · {self._area.title}"))
        for element in self._area.elements:
            y -= self._ROW
            canvas.setFillColor(INK)
            canvas.setFont(REGULAR, 8.8)
            title = self._words.words(element.title)
            canvas.drawString(4, y + 5, (simpleSplit(title, REGULAR, 8.8, first - 10) or [""])[0])
            for place in range(len(self._stages)):
                self._draw_cell(element.track, place, first + place * column, y, column, color)
        canvas.restoreState()

    def _draw_cell(self, track: Track, place: int, x: float, y: float, width: float, color: Color) -> None:
        canvas = self.canv
        is_now, is_goal = place == track.now, place == track.goal
        canvas.setFillColor(color if is_now else FAINT)
        canvas.setStrokeColor(color)
        canvas.setLineWidth(1)
        canvas.setDash([2.2, 1.8] if is_goal and not is_now else [], 0)
        canvas.roundRect(x + 2, y + 1.5, width - 4, self._ROW - 3, 3, stroke=int(is_now or is_goal), fill=1)
        canvas.setDash([], 0)
        words = " · ".join(filter(None, (_("now") if is_now else "", _("goal") if is_goal else "")))
        if words:
            canvas.setFillColor(white if is_now else INK)
            canvas.setFont(REGULAR, 8)
            canvas.drawCentredString(x + width / 2, y + 5.2, words)


class ContentsLine(Flowable):
    """A line of the contents: its page number is drawn when it is known, and the line leads there."""

    def __init__(self, words: Typesetter, title: str, key: str, level: int) -> None:
        super().__init__()
        self._title = words.words(title)
        self._key, self._level = key, level

    def wrap(self, aW: float, _aH: float) -> tuple[float, float]:
        """ReportLab: one line."""
        self.width, self.height = aW, 17 if self._level else 24
        return self.width, self.height

    def draw(self) -> None:
        """ReportLab: draw, with a link over the whole line."""
        canvas = self.canv
        font, size = (REGULAR, 10) if self._level else (SEMIBOLD, 11)
        indent = 16 * self._level
        canvas.setFillColor(INK)
        canvas.setFont(font, size)
        title = (simpleSplit(self._title, font, size, self.width - indent - 40) or [""])[0]
        canvas.drawString(indent, 4, title)
        if not isinstance(canvas, LateCanvas):
            return
        canvas.linkRect("", self._key, (0, 0, self.width, self.height - 2), relative=1)
        dots_from = indent + pdfmetrics.stringWidth(title, font, size) + 6

        def number(late: LateCanvas) -> None:
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

        canvas.later(number)


class Rule(Flowable):
    """A thin line across the page."""

    def wrap(self, aW: float, _aH: float) -> tuple[float, float]:
        """ReportLab: a little room."""
        self.width, self.height = aW, 10
        return self.width, self.height

    def draw(self) -> None:
        """ReportLab: draw."""
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(0.8)
        self.canv.line(0, 5, self.width, 5)


def table(
    words: Typesetter, styles: Styles, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> Table:
    """A table with a repeated head; a row that is higher than a page is split inside, so that no text stops it."""
    make: Callable[[str, Any], Paragraph] = words.paragraph
    cells = [[make(title, styles.head_cell) for title in head]]
    cells += [[make(text, styles.cell) for text in row] for row in rows]
    made = Table(cells, colWidths=list(widths), repeatRows=1, splitInRow=1, hAlign="LEFT")
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
