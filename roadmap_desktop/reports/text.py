"""User text → Paragraph: nothing lost, never markup; the only door through which words reach ReportLab's paragraphs."""

import re
from collections.abc import Sequence
from itertools import groupby

from roadmap_desktop.reports.rl import (
    Flowable,
    ParaFrag,
    ParagraphStyle,
    Spacer,
    TTFont,
    pdfmetrics,
    simpleSplit,
)
from roadmap_desktop.reports.style import REGULAR, SEMIBOLD
from roadmap_desktop.reports.tagging import TaggedParagraph

# ReportLab folds white space; only a no-break space stands where it was typed.
_STAY = "\N{NO-BREAK SPACE}"
_SPACES: dict[int, str] = {
    **dict.fromkeys([0x1680, *range(0x2000, 0x200B), 0x205F], " "),
    **dict.fromkeys([0x2007, 0x202F], _STAY),
    # What has no width and is not seen: soft hyphens, joiners, marks of direction, choices between two looks.
    **dict.fromkeys(
        [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), *range(0xFE00, 0xFE10), 0xFEFF],
        "",
    ),
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


class Typesetter:
    """Makes paragraphs, and remembers each character that no font of ours has."""

    def __init__(self) -> None:
        font = pdfmetrics.getFont(REGULAR)
        self._known: frozenset[int] = frozenset(font.face.charToGlyph) if isinstance(font, TTFont) else frozenset()
        # ReportLab tells readers the wrong character for those beyond U+FFFF: they could be seen but not copied.
        self._known = frozenset(code for code in self._known if code <= 0xFFFF) | {ord("\n")}
        self._tight: dict[str, ParagraphStyle] = {}
        self.missing: set[str] = set()

    def words(self, text: str) -> str:
        """The text with a visible substitute, such as [U+0645 U+0631], for every run that cannot be printed."""
        text = text.translate(_SPACES) if not text.isascii() or "\t" in text else text
        if "  " in text or "\n " in text or text[:1] == " ":
            # A run of spaces may still break at its last one, unless it indents a line.
            text = _INDENTED.sub(_stay, text)
        if text.isascii():
            return text
        runs = groupby(text, lambda char: ord(char) in self._known)
        return "".join("".join(run) if is_known else self._substitute(list(run)) for is_known, run in runs)

    def _substitute(self, run: Sequence[str]) -> str:
        self.missing.update(run)
        return "[" + " ".join(f"U+{ord(char):04X}" for char in run) + "]"

    def paragraph(self, text: str, style: ParagraphStyle, lead: str = "") -> TaggedParagraph:
        """Text as it was typed, line breaks included, in one style; `lead` comes before it in bold."""
        first, *others = self.words(text).split("\n")
        # Pieces are handed over as they are, without ReportLab's parser: no text can become markup.
        pieces = [_piece(f"{self.words(lead)} ", style, SEMIBOLD)] if lead else []
        pieces.append(_piece(first, style, style.fontName))
        for line in others:
            pieces += [_line_break(style), _piece(line, style, style.fontName)]
        made = TaggedParagraph("", style, frags=pieces)
        made.level = LEVELS.get(style.name, 0)
        return made

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

    def cell(self, text: str, style: ParagraphStyle) -> TaggedParagraph | Sequence[Flowable]:
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
