"""Lines of shaped text: measured, broken, and drawn so that they can be read by eye, by ear and by copying.

What a reader of the file gets: the marked content of a run from left to right holds its text as `ActualText` (ISO
32000-1, 14.9.4). Glyphs of a run from right to left stand as they are seen, each with its letters reversed; marks upon
them are drawn as outlines, and `told_lines` says what such a line tells besides.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import Any, NamedTuple

from roadmap_desktop.reports.fonts import Face
from roadmap_desktop.reports.glyph_font import GlyphFont
from roadmap_desktop.reports.rl import Canvas
from roadmap_desktop.reports.scripts import Run, clipped, in_sight, is_rtl, units
from roadmap_desktop.reports.shaping import Glyph, Shaper
from roadmap_desktop.reports.style import REGULAR
from roadmap_desktop.reports.tagging import TaggingCanvas, decoration
from roadmap_desktop.reports.told_lines import for_pdfium, for_poppler

# The language that most often is written in a script; a voice for another one could not read it at all.
_LANGUAGES = {
    **dict(zip(("Arab", "Hebr", "Deva", "Beng", "Thai", "Khmr"), ("ar", "he", "hi", "bn", "th", "km"), strict=True)),
    **dict(zip(("Laoo", "Mymr", "Ethi", "Hani", "Hira", "Kana"), ("lo", "my", "am", "zh", "ja", "ja"), strict=True)),
    **dict(zip(("Hang", "Taml", "Telu", "Gujr", "Guru", "Knda"), ("ko", "ta", "te", "gu", "pa", "kn"), strict=True)),
    **dict(zip(("Mlym", "Sinh", "Geor", "Armn", "Tibt"), ("ml", "si", "ka", "hy", "bo"), strict=True)),
}
_PERSIAN = frozenset("پچژگکی")
_BOLDER = 0.028  # of the size: a line around letters of a font without a bold one
_MOST_PLAIN = 0xFFFC
_HAIR = 0.01  # thousandths of the size


class Line(NamedTuple):
    """A part of a row that fits into a width; `width` is in thousandths of the size, without white space at its end."""

    start: int
    end: int
    width: float


class Row:
    """A text without line breaks, in runs, that can be broken into lines."""

    def __init__(self, text: str, found: Sequence[Run], shaper: Shaper) -> None:
        self.text, self.runs = text, found
        self._shaper = shaper
        self.is_rtl = is_rtl(text)

    def lines(self, width: float) -> list[Line]:
        """The lines of a width, in thousandths of the size; what does not fit into a line is broken between letters."""
        advances = self._shaper.advances(self.text, self.runs)
        lines: list[Line] = []
        start, used, seen, last = 0, 0.0, 0.0, 0
        for begin, visible, end in units(self.text):
            whole, shown = sum(advances[begin:end]), sum(advances[begin:visible])
            if used + shown > width and last > start:
                lines.append(Line(start, last, seen))
                start, used, seen = last, 0.0, 0.0
            if shown > width:
                # It begins a line of its own by now.
                for cut in self._cuts(advances, begin, visible, width):
                    lines.append(Line(start, cut, sum(advances[start:cut])))
                    start = cut
                whole, shown = sum(advances[start:end]), sum(advances[start:visible])
            seen = used + shown
            used += whole
            last = end
        lines.append(Line(start, len(self.text), seen))
        return lines

    def _cuts(self, advances: Sequence[float], start: int, end: int, width: float) -> Iterator[int]:
        # Only where a letter begins: marks and halves of a cluster have no width of their own.
        used, begin = 0.0, start
        for at in range(start, end):
            if advances[at] and used + advances[at] > width and at > begin:
                yield at
                used, begin = 0.0, at
            used += advances[at]

    def hanging(self, line: Line) -> float:
        """How wide the white space at the end of a line is, in thousandths of the size."""
        seen = line.start + len(self.text[line.start : line.end].rstrip())
        return self._shaper.width(self.text, self.runs, seen, line.end)

    def draw(self, canvas: Canvas, line: Line, x: float, y: float, size: float, owner: object) -> None:
        """Draw a line with its left end and its base line at a place; `owner` is the key of its element."""
        part = clipped(self.runs, line.start, line.end)
        order = in_sight(part)
        at: dict[Run, float] = {}
        for run in order:
            at[run] = x
            x += sum(glyph.advance for glyph in self._shaper.glyphs(self.text, run)) * size / 1000
        drawn = {
            run: _Drawn(canvas, run, self.text[run.start : run.end], self._shaper.glyphs(self.text, run))
            for run in part
        }
        if not any(run.is_rtl for run in part):
            for run, one in drawn.items():
                with one.element((owner, self, run)):
                    one.draw(at[run], y, size)
            return
        text = self.text[line.start : line.end].rstrip()
        with _told(canvas, text, drawn[order[0]].as_seen, _language_of(part, self.text), (owner, self, line)):
            for run in order:
                drawn[run].draw_plain(at[run], y, size)
        for run in order:
            drawn[run].draw_marks(at[run], y, size)

    def _drawn(self, canvas: Any, run: Run) -> "_Drawn":
        return _Drawn(canvas, run, self.text[run.start : run.end], self._shaper.glyphs(self.text, run))


class _Drawn:
    # One run that is drawn.
    def __init__(self, canvas: Any, run: Run, text: str, glyphs: Sequence[Glyph]) -> None:
        self._canvas, self._run, self._text, self._glyphs = canvas, run, text, glyphs
        self._font = canvas.glyph_fonts.font(run.face)

    @property
    def as_seen(self) -> str:
        """What the glyphs stand for, from left to right."""
        return "".join(glyph.text[::-1] if self._run.is_rtl else glyph.text for glyph in self._glyphs)

    def element(self, key: object) -> AbstractContextManager[None]:
        """The element in the structure: one of its own for a text in another script."""
        canvas, run = self._canvas, self._run
        if not isinstance(canvas, TaggingCanvas) or not canvas.is_free:
            return nullcontext()
        language = _language(run.script, self._text)
        return canvas.content(canvas.element(key, "Span", Lang=language) if language else canvas.top)

    def draw(self, x: float, y: float, size: float) -> None:
        """Draw a run that is read from left to right, with the words it stands for."""
        code = self._canvas._code
        spoken = self._needs_words()
        if spoken:
            code.append(f"/Span <</ActualText {_hex(self._text)}>> BDC")
        self.draw_plain(x, y, size)
        if spoken:
            code.append("EMC")

    def draw_plain(self, x: float, y: float, size: float) -> None:
        """Draw the glyphs of a run, but for the marks upon letters of one that is read from right to left."""
        code = self._canvas._code
        with self._bold(size):
            code.append(f"BT /{self._font.name} {size:.2f} Tf 1 0 0 1 {x:.3f} {y:.3f} Tm")
            code += self._leftward() if self._run.is_rtl else _shown(self._font, self._glyphs, size)
            code.append("ET")

    def draw_marks(self, x: float, y: float, size: float) -> None:
        """Draw the marks upon letters of a run that is read from right to left."""
        if self._run.is_rtl:
            with decoration(self._canvas):
                self._canvas._code += self._marks(x, y, size)

    @contextmanager
    def _bold(self, size: float) -> Iterator[None]:
        run = self._run
        if run.name == REGULAR or run.face.is_own:
            yield
            return
        self._canvas.saveState()
        self._canvas._code.append(f"{self._stroke()} 2 Tr {size * _BOLDER:.3f} w")
        yield
        self._canvas.restoreState()

    def _stroke(self) -> str:
        # The line around a letter in the color of the letter.
        color = self._canvas._fillColorObj
        return f"{color.red:.4f} {color.green:.4f} {color.blue:.4f} RG"

    def _needs_words(self) -> bool:
        is_simple = all(len(glyph.text) == 1 and not glyph.y for glyph in self._glyphs)
        # PDFium leaves out what lies beyond the basic plane; such letters stand one for one.
        has_plain = all(ord(char) <= _MOST_PLAIN for char in self._text)
        return has_plain and not (is_simple and self._run.face.is_own)

    def _leftward(self) -> Iterator[str]:
        pending: list[str] = []
        moved = 0.0
        for glyph in self._glyphs:
            if not glyph.text:
                moved += glyph.advance
                continue
            if abs(moved + glyph.x) > _HAIR:
                pending.append(f"{-moved - glyph.x:.2f}")
            pending.append(f"<{self._font.code(glyph.number, glyph.text[::-1]):04X}>")
            moved = glyph.advance - glyph.x - self._font.width(glyph.number)
        yield from _shown_codes(pending)

    def _marks(self, x: float, y: float, size: float) -> Iterator[str]:
        scale = size / 1000
        for glyph in self._glyphs:
            if not glyph.text:
                path = _outline(self._run.face, glyph.number)
                if path:
                    k = scale * self._run.face.scale
                    left, bottom = x + glyph.x * scale, y + glyph.y * scale
                    yield f"q {k:.6f} 0 0 {k:.6f} {left:.3f} {bottom:.3f} cm {path} f Q"
            x += glyph.advance * scale


@contextmanager
def _told(canvas: Any, text: str, leftmost: str, language: str, key: object) -> Iterator[None]:
    # A line that holds text which is read from right to left: see told_lines.
    with ExitStack() as stack:
        if isinstance(canvas, TaggingCanvas) and canvas.is_free:
            attributes = {"Lang": language} if language else {}
            element = canvas.element(key, "Span", ActualText=text, **attributes)
            stack.enter_context(canvas.content(element, words=_hex(text)))
        canvas._code.append(f"/Span <</ActualText {_hex(for_poppler(text))}>> BDC")
        canvas._code.append(f"/Shown <</ActualText {_hex(for_pdfium(text, leftmost))}>> BDC")
        yield
        canvas._code.append("EMC EMC")


def _language_of(part: Sequence[Run], text: str) -> str:
    # Of the run that most of a line is in.
    longest = max(part, key=lambda run: (run.is_rtl, run.end - run.start))
    return _language(longest.script, text[longest.start : longest.end])


def _shown(font: GlyphFont, glyphs: Sequence[Glyph], size: float) -> Iterator[str]:
    pending: list[str] = []
    moved = rise = 0.0
    for glyph in glyphs:
        if glyph.y != rise:
            yield from _shown_codes(pending)
            pending, rise = [], glyph.y
            yield f"{rise * size / 1000:.3f} Ts"
        move = moved + glyph.x
        if abs(move) > _HAIR:
            pending.append(f"{-move:.2f}")
        pending.append(f"<{font.code(glyph.number, glyph.text):04X}>")
        moved = glyph.advance - glyph.x - font.width(glyph.number)
    yield from _shown_codes(pending)
    if rise:
        yield "0 Ts"


def _shown_codes(pending: Sequence[str]) -> Iterator[str]:
    if pending:
        yield f"[{''.join(pending)}] TJ"


def _hex(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def _language(script: str, text: str) -> str:
    if script == "Arab" and not _PERSIAN.isdisjoint(text):
        return "fa"
    return _LANGUAGES.get(script, "")


class _Pen:
    # The outline of a glyph as operators, in the units of its font.
    def __init__(self) -> None:
        self.parts: list[str] = []
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:
        self._add("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._add("l", point)

    def qCurveTo(self, control: tuple[float, float], point: tuple[float, float]) -> None:
        first = tuple(here + 2 / 3 * (there - here) for here, there in zip(self._at, control, strict=True))
        second = tuple(here + 2 / 3 * (there - here) for here, there in zip(point, control, strict=True))
        self._add("c", first, second, point)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._add("c", *points)

    def closePath(self) -> None:
        self.parts.append("h")

    def _add(self, operator: str, *points: Sequence[float]) -> None:
        numbers = " ".join(f"{value:.1f}".removesuffix(".0") for point in points for value in point)
        self.parts.append(f"{numbers} {operator}")
        self._at = (points[-1][0], points[-1][1])


def _outline(face: Face, glyph: int) -> str:
    pen = _Pen()
    face.font.draw_glyph_with_pen(glyph, pen)
    return " ".join(pen.parts)
