"""User text → Paragraph: nothing lost, never markup; the only door through which words reach ReportLab's paragraphs."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple
from unicodedata import combining

from roadmap_desktop.reports.fonts import UNSEEN, Fonts, installed
from roadmap_desktop.reports.rl import (
    Canvas,
    Flowable,
    ParaFrag,
    ParagraphStyle,
    Spacer,
    TTFont,
    pdfmetrics,
    simpleSplit,
)
from roadmap_desktop.reports.scripts import clusters, runs
from roadmap_desktop.reports.shaped import ShapedParagraph
from roadmap_desktop.reports.shaped_lines import Line, Row
from roadmap_desktop.reports.shaping import Shaper
from roadmap_desktop.reports.style import REGULAR, SEMIBOLD
from roadmap_desktop.reports.tagging import TaggedParagraph

# ReportLab folds white space; only a no-break space stands where it was typed.
_STAY = "\N{NO-BREAK SPACE}"
_SHAPING = frozenset(range(0x200C, 0x2010))
_NOT_SHAPING: dict[int, str] = dict.fromkeys(_SHAPING, "")
_SPACES: dict[int, str] = {
    **dict.fromkeys([0x1680, *range(0x2000, 0x200B), 0x205F], " "),
    **dict.fromkeys([0x2007, 0x202F], _STAY),
    # What has no width and is not seen, but for what shapes letters and turns lines.
    **dict.fromkeys(UNSEEN - _SHAPING, ""),
    **dict.fromkeys(range(0x7F, 0xA0), ""),
    0x3000: "  ",
    0x2010: "-",
    0x2011: "-",
    ord("\t"): "    ",
}
_INDENTED = re.compile(r"^ +| {2,}", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n(?:[ \t\xa0]*\n)+")
# Blank lines beyond the one between two paragraphs are kept, but never a page of them.
_MOST_BLANK_LINES = 3
# A paragraph of many lines is laid out again for each of them; from here on every line is a paragraph of its own.
_MANY_LINES = 8
# The styles that are headings, with their levels.
LEVELS = {"heading1": 1, "chapter": 1, "heading2": 2, "element": 2, "heading3": 3, "label": 3, "stage": 3, "prompt": 4}


class Place(NamedTuple):
    """Where words are drawn: a point on their base line, and which side of them stands there."""

    x: float
    y: float
    side: Literal["left", "center", "right"] = "left"


class Typesetter:
    """Makes paragraphs, and remembers each character that no font has.

    What our own font has, letter by letter, is set by ReportLab; everything else is shaped, in whatever font has it.
    """

    def __init__(self, fonts: Fonts | None = None) -> None:
        font = pdfmetrics.getFont(REGULAR)
        known = frozenset(font.face.charToGlyph) if isinstance(font, TTFont) else frozenset()
        # ReportLab tells readers the wrong character for those beyond U+FFFF: they could be seen but not copied.
        # It does not set a mark upon a letter either.
        self._known = frozenset(code for code in known if code <= 0xFFFF and not combining(chr(code))) | {ord("\n")}
        self._fonts = fonts
        self._shaper = Shaper()
        self._tight: dict[str, ParagraphStyle] = {}
        self.missing: set[str] = set()

    @property
    def fonts(self) -> Fonts:
        """The fonts that stand in; those of this computer, unless others were given."""
        if self._fonts is None:
            self._fonts = installed()
        return self._fonts

    def words(self, text: str) -> str:
        """The text with a visible substitute, such as [U+0645 U+0631], for every run that cannot be printed."""
        text = text.translate(_SPACES) if not text.isascii() or "\t" in text or "\x7f" in text else text
        if "  " in text or "\n " in text or text[:1] == " ":
            # A run of spaces may still break at its last one, unless it indents a line.
            text = _INDENTED.sub(_stay, text)
        if self.is_plain(text):
            return text
        plain = text.translate(_NOT_SHAPING)
        if self.is_plain(plain):
            return plain
        runs = groupby(clusters(text), self._is_printed)
        return "".join("".join(run) if is_printed else self._substitute("".join(run)) for is_printed, run in runs)

    def is_plain(self, words: str) -> bool:
        """True when our own font prints it letter by letter."""
        return words.isascii() or self._known.issuperset(map(ord, words))

    def _is_printed(self, cluster: str) -> bool:
        return self.is_plain(cluster) or self.fonts.face(cluster, REGULAR) is not None

    def _substitute(self, run: str) -> str:
        # A letter may have a font when one of the marks upon it has none.
        parts = groupby(run, lambda char: ord(char) in self._known or self.fonts.face(char, REGULAR) is not None)
        return "".join("".join(part) if is_printed else self._codes(list(part)) for is_printed, part in parts)

    def _codes(self, run: Sequence[str]) -> str:
        seen = [char for char in run if ord(char) not in UNSEEN]
        self.missing.update(seen)
        return "[" + " ".join(f"U+{ord(char):04X}" for char in seen) + "]" if seen else ""

    def paragraph(self, text: str, style: ParagraphStyle, lead: str = "") -> TaggedParagraph | ShapedParagraph:
        """Text as it was typed, line breaks included, in one style; `lead` comes before it in bold."""
        words, first_words = self.words(text), f"{self.words(lead)} " if lead else ""
        made: TaggedParagraph | ShapedParagraph
        if self.is_plain(words) and self.is_plain(first_words):
            # Pieces are handed over as they are, without ReportLab's parser: no text can become markup.
            pieces = [_piece(first_words, style, SEMIBOLD)] if lead else []
            first, *others = words.split("\n")
            pieces.append(_piece(first, style, style.fontName))
            for line in others:
                pieces += [_line_break(style), _piece(line, style, style.fontName)]
            made = TaggedParagraph("", style, frags=pieces)
        else:
            lines = [[(line, style.fontName)] for line in words.split("\n")]
            lines[0] = [(first_words, SEMIBOLD), *lines[0]]
            rows = [self._row(pieces) for pieces in lines]
            made = ShapedParagraph(rows, style)
        made.level = LEVELS.get(style.name, 0)
        return made

    def _row(self, pieces: Sequence[tuple[str, str]]) -> Row:
        return Row("".join(text for text, _name in pieces), runs(pieces, self.fonts.face), self._shaper)

    def width(self, words: str, font: str, size: float) -> float:
        """How wide printable words are on one line, in points."""
        if self.is_plain(words):
            return float(pdfmetrics.stringWidth(words, font, size))
        row = self._row([(words, font)])
        return self._shaper.width(row.text, row.runs, 0, len(words)) * size / 1000

    def lines(self, width: float, words: str, font: str, size: float) -> list[str]:
        """Printable words in lines of a width, for drawings; a word that is wider is broken, so that nothing is cut."""
        if self.is_plain(words):
            return lines_within(width, words, font, size)
        found = []
        for text in words.split("\n"):
            row = self._row([(text, font)])
            found += [text[line.start : line.end].rstrip() for line in row.lines(width * 1000 / size)]
        return found or [""]

    def draw(self, canvas: Canvas, place: Place, words: str, font: str, size: float) -> None:
        """Draw printable words on one line, in the color that the canvas fills with."""
        if self.is_plain(words):
            canvas.setFont(font, size)
            if place.side == "left":
                canvas.drawString(place.x, place.y, words)
            elif place.side == "right":
                canvas.drawRightString(place.x, place.y, words)
            else:
                canvas.drawCentredString(place.x, place.y, words)
            return
        row = self._row([(words, font)])
        width = self._shaper.width(row.text, row.runs, 0, len(words))
        left = place.x - width * size / 1000 * {"left": 0.0, "center": 0.5, "right": 1.0}[place.side]
        row.draw(canvas, Line(0, len(words), width), left, place.y, size, None)

    def paragraphs(self, text: str, style: ParagraphStyle, lead: str = "") -> Sequence[Flowable]:
        """A long text as several paragraphs, so that pages break between them and layout stays quick."""
        made: list[Flowable] = []
        end = 0
        whole = text.strip("\n")
        for gap in [*_BLANK_LINES.finditer(whole), None]:
            block = whole[end : gap.start() if gap else None]
            lines = block.split("\n") if block.count("\n") >= _MANY_LINES else [block]
            for number, line in enumerate(lines, start=1):
                its_style = style if number == len(lines) else self._tightened(style)
                made.append(self.paragraph(line, its_style, "" if made else lead))
            if gap:
                end = gap.end()
                extra = min(gap[0].count("\n") - 2, _MOST_BLANK_LINES)
                made += [Spacer(1, extra * style.leading)] if extra else []
        return made

    def cell(self, text: str, style: ParagraphStyle) -> TaggedParagraph | ShapedParagraph | Sequence[Flowable]:
        """The content of one cell of a table."""
        is_long = text.count("\n") >= _MANY_LINES or "\n\n" in text
        return self.paragraphs(text, style) if is_long else self.paragraph(text, style)

    def _tightened(self, style: ParagraphStyle) -> ParagraphStyle:
        if style.name not in self._tight:
            self._tight[style.name] = ParagraphStyle(f"{style.name}-line", style, spaceAfter=0)
        return self._tight[style.name]


def lines_within(width: float, text: str, font: str, size: float) -> list[str]:
    """Printable text in lines of a width, for drawings; a word that is wider is broken, so that nothing is cut."""
    lines = []
    for line in simpleSplit(text, font, size, width):
        rest = line
        while len(rest) > 1 and pdfmetrics.stringWidth(rest, font, size) > width:
            cut = len(rest) - 1
            while cut > 1 and pdfmetrics.stringWidth(rest[:cut], font, size) > width:
                cut -= 1
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return lines or [""]


def _stay(run: re.Match[str]) -> str:
    is_indent = run.start() == 0 or run.string[run.start() - 1] == "\n"
    return _STAY * len(run[0]) if is_indent else _STAY * (len(run[0]) - 1) + " "


def _piece(text: str, style: ParagraphStyle, font: str) -> ParaFrag:
    return ParaFrag(
        text=text,
        fontName=font,
        fontSize=style.fontSize,
        textColor=style.textColor,
        bold=0,
        italic=0,
        rise=0,
        greek=0,
        link=[],
        us_lines=[],
    )


def _line_break(style: ParagraphStyle) -> ParaFrag:
    made = _piece("", style, style.fontName)
    made.lineBreak = True
    return made
