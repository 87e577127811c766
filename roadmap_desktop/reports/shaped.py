"""A paragraph in any script, for what our own font alone cannot print."""

from collections.abc import Sequence
from typing import Any

from roadmap_desktop.reports.rl import TA_RIGHT, Flowable, ParagraphStyle
from roadmap_desktop.reports.shaped_lines import Line, Row
from roadmap_desktop.reports.tagging import TaggingCanvas

# A line of another script may be higher than ours; it gets at least this much of what its font asks for.
_ROOM = 0.96


class ShapedParagraph(Flowable):
    """Rows of text in one style; like a tagged paragraph it is one element, also where it runs over pages."""

    level = 0
    key: object = None
    tag_row: object = None

    def __init__(self, rows: Sequence[Row], style: ParagraphStyle) -> None:
        super().__init__()
        self.rows, self.style = rows, style
        self._lines: list[tuple[Row, Line]] = []
        self._width = -1.0
        highest = max((run.face.ascent - run.face.descent for row in rows for run in row.runs), default=0.0)
        self._leading = max(style.leading, highest * _ROOM * style.fontSize / 1000)

    def getPlainText(self) -> str:
        """ReportLab's own name: what is printed, without looks."""
        return "\n".join(row.text for row in self.rows)

    def wrap(self, aW: float, _aH: float) -> tuple[float, float]:
        """ReportLab: the room it needs."""
        if aW != self._width:
            room = (aW - self.style.leftIndent - self.style.rightIndent) * 1000 / self.style.fontSize
            self._lines = [(row, line) for row in self.rows for line in row.lines(room)]
            self._width = aW
        self.width, self.height = aW, self._leading * len(self._lines)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """ReportLab: the parts, which stay one element."""
        self.wrap(aW, aH)
        fitting = int(aH / self._leading + 1e-6)
        if fitting < 1 or (fitting < 2 < len(self._lines)):
            return []
        if fitting >= len(self._lines):
            return [self]
        return [self._part(self._lines[:fitting]), self._part(self._lines[fitting:])]

    def _part(self, lines: list[tuple[Row, Line]]) -> "ShapedParagraph":
        part = ShapedParagraph(self.rows, self.style)
        part._lines, part._width = lines, self._width
        part.level, part.tag_row = self.level, self.tag_row
        part.key = self.key if self.key is not None else self
        return part

    def minWidth(self) -> float:
        """ReportLab: how narrow it can be."""
        return float(self.style.fontSize)

    def getSpaceBefore(self) -> float:
        """ReportLab: the room above."""
        return float(self.style.spaceBefore)

    def getSpaceAfter(self) -> float:
        """ReportLab: the room below."""
        return float(self.style.spaceAfter)

    def draw(self) -> None:
        """ReportLab: draw."""
        canvas: Any = self.canv
        key = self.key if self.key is not None else self
        if isinstance(canvas, TaggingCanvas) and canvas.is_free:
            element = canvas.heading(key, self.level) if self.level else canvas.element(key, "P")
            with canvas.inside(element):
                self._draw(canvas, key)
        else:
            self._draw(canvas, key)

    def _draw(self, canvas: Any, key: object) -> None:
        style = self.style
        canvas.saveState()
        canvas.setFillColor(style.textColor)
        size = style.fontSize
        y = self.height - size - (self._leading - style.leading) * 0.7
        for row, line in self._lines:
            width = line.width * size / 1000
            x = style.leftIndent
            if row.is_rtl or style.alignment == TA_RIGHT:
                # What ends a line to the left hangs over, so that the text itself stands at the edge.
                x = self.width - style.rightIndent - width - (row.hanging(line) * size / 1000 if row.is_rtl else 0)
            row.draw(canvas, line, x, y, size, key)
            y -= self._leading
        canvas.restoreState()
