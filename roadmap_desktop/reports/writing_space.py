"""Room to write and circles to choose: ruled for a pen, and fields for a screen."""

from typing import NamedTuple

from roadmap_desktop.reports.form_fields import Box, ChoiceField, FormFields, Options, TextField
from roadmap_desktop.reports.rl import Canvas, Flowable, ParagraphStyle
from roadmap_desktop.reports.style import INK, MUTED, RULE
from roadmap_desktop.reports.tagging import TaggingCanvas, decoration
from roadmap_desktop.reports.text import Place, Typesetter

_LINE = 18.0
_GAP = 16.0
_CIRCLE = 11.0
_BESIDE = 5.0


class HiddenMark(Flowable):
    """Takes no room: puts what the form says of itself on its page."""

    def __init__(self, fields: FormFields, text: str) -> None:
        super().__init__()
        self._fields, self._text = fields, text

    def wrap(self, _aW: float, _aH: float) -> tuple[float, float]:
        """ReportLab: nothing."""
        return 0, 0

    def draw(self) -> None:
        """ReportLab: add the field."""
        if isinstance(self.canv, TaggingCanvas):
            self._fields.add_mark(self.canv, self._text)


class WritingSpace(Flowable):
    """A frame with faint lines to write on, and a field over it where the form is filled on a screen."""

    def __init__(self, field: TextField, lines: int, fields: FormFields | None) -> None:
        super().__init__()
        self._field, self._lines, self._fields = field, lines, fields
        self.spaceBefore, self.spaceAfter = 2.0, 3.0

    def wrap(self, aW: float, _aH: float) -> tuple[float, float]:
        """ReportLab: the whole width."""
        self.width, self.height = aW, self._lines * _LINE
        return self.width, self.height

    def draw(self) -> None:
        """ReportLab: the frame, the lines, the field."""
        canvas: Canvas = self.canv
        with decoration(canvas):
            canvas.setLineWidth(0.4)
            canvas.setStrokeColor(RULE)
            for line in range(1, self._lines):
                canvas.line(6, line * _LINE, self.width - 6, line * _LINE)
            canvas.setLineWidth(0.7)
            canvas.setStrokeColor(MUTED)
            canvas.rect(0, 0, self.width, self.height, stroke=1, fill=0)
        if self._fields is not None and isinstance(canvas, TaggingCanvas):
            left, bottom = canvas.absolutePosition(0, 0)
            box = Box(left + 1, bottom + 1, self.width - 2, self.height - 2)
            self._fields.add_text(canvas, self._field, box)


class _Placed(NamedTuple):
    # One option: its lower left corner, counted from the upper left one of all, and its words in lines.
    left: float
    down: float
    option: tuple[str, str]
    lines: list[str]


class Choices(Flowable):
    """Options in rows, each with its words to the right of its circle."""

    def __init__(self, field: ChoiceField, words: Typesetter, style: ParagraphStyle, fields: FormFields | None) -> None:
        super().__init__()
        self._field, self._words, self._style, self._fields = field, words, style, fields
        self._placed: list[_Placed] = []
        self.spaceBefore, self.spaceAfter = 3.0, 5.0

    def wrap(self, aW: float, _aH: float) -> tuple[float, float]:
        """ReportLab: the whole width, and as many rows as are needed."""
        leading = self._style.leading
        left = top = height = 0.0
        self._placed = []
        for option in self._field.options:
            printed = self._words.words(option[1])
            room = aW - _CIRCLE - _BESIDE
            lines = self._words.lines(room, printed, self._style.fontName, self._style.fontSize)
            width = (
                _CIRCLE
                + _BESIDE
                + max(self._words.width(line, self._style.fontName, self._style.fontSize) for line in lines)
            )
            if left and left + width > aW:
                left, top = 0.0, top + height + 3
                height = 0.0
            height = max(height, leading * len(lines))
            self._placed.append(_Placed(left, top, option, lines))
            left += width + _GAP
        self.width, self.height = aW, top + height
        return self.width, self.height

    def draw(self) -> None:
        """ReportLab: the circles and their words."""
        canvas: Canvas = self.canv
        if not isinstance(canvas, TaggingCanvas) or not canvas.is_tagging:
            self._draw_all(canvas, None)
            return
        with canvas.inside(canvas.element((self._field.name, "choices"), "P")):
            options = self._fields.add_choice(canvas, self._field) if self._fields is not None else None
            self._draw_all(canvas, options)

    def _draw_all(self, canvas: Canvas, options: Options | None) -> None:
        for placed in self._placed:
            top = self.height - placed.down
            bottom = top - self._style.leading + (self._style.leading - _CIRCLE) / 2
            with decoration(canvas):
                # On the page itself: some readers draw a field their own way, without a circle.
                canvas.setLineWidth(0.8)
                canvas.setStrokeColor(MUTED)
                canvas.circle(placed.left + _CIRCLE / 2, bottom + _CIRCLE / 2, _CIRCLE / 2 - 1)
            if options is not None and isinstance(canvas, TaggingCanvas):
                left, low = canvas.absolutePosition(placed.left, bottom)
                options.add(canvas, placed.option, Box(left, low, _CIRCLE, _CIRCLE))
            self._draw_words(canvas, placed, top)

    def _draw_words(self, canvas: Canvas, placed: _Placed, top: float) -> None:
        canvas.setFillColor(INK)
        if isinstance(canvas, TaggingCanvas) and canvas.is_free:
            key = (self._field.name, placed.option[0], "words")
            with canvas.content(canvas.element(key, "Span")):
                self._draw_lines(canvas, placed, top)
        else:
            self._draw_lines(canvas, placed, top)

    def _draw_lines(self, canvas: Canvas, placed: _Placed, top: float) -> None:
        y = top - self._style.fontSize
        for line in placed.lines:
            place = Place(placed.left + _CIRCLE + _BESIDE, y)
            self._words.draw(canvas, place, line, self._style.fontName, self._style.fontSize)
            y -= self._style.leading
