"""User text → Paragraph: nothing lost, never markup; the only door through which words reach ReportLab's paragraphs."""

from collections.abc import Sequence
from itertools import groupby

from roadmap_desktop.reports.rl import (
    Flowable,
    ParaFrag,
    Paragraph,
    ParagraphStyle,
    TTFont,
    pdfmetrics,
    simpleSplit,
)
from roadmap_desktop.reports.style import REGULAR, SEMIBOLD

_SPACES = {ord("\t"): "    ", 0xA0: " ", 0x2009: " ", 0x202F: " ", 0xAD: "", 0x200B: "", 0x2060: "", 0xFEFF: ""}
# A paragraph of many lines is laid out again for each of them; from here on every line is a paragraph of its own.
_MANY_LINES = 8


class Typesetter:
    """Makes paragraphs, and remembers each character that no font of ours has."""

    def __init__(self) -> None:
        font = pdfmetrics.getFont(REGULAR)
        self._known: frozenset[int] = frozenset(font.face.charToGlyph) if isinstance(font, TTFont) else frozenset()
        self._known |= {ord("\n")}
        self._tight: dict[str, ParagraphStyle] = {}
        self.missing: set[str] = set()

    def words(self, text: str) -> str:
        """The text with a visible substitute, such as [U+0645 U+0631], for every run that cannot be printed."""
        if text.isascii() and "\t" not in text:
            return text
        runs = groupby(text.translate(_SPACES), lambda char: ord(char) in self._known)
        return "".join("".join(run) if is_known else self._substitute(list(run)) for is_known, run in runs)

    def _substitute(self, run: Sequence[str]) -> str:
        self.missing.update(run)
        return "[" + " ".join(f"U+{ord(char):04X}" for char in run) + "]"

    def paragraph(self, text: str, style: ParagraphStyle, lead: str = "") -> Paragraph:
        """Text as it was typed, line breaks included, in one style; `lead` comes before it in bold."""
        first, *others = self.words(text).split("\n")
        # Pieces are handed over as they are, without ReportLab's parser: no text can become markup.
        pieces = [_piece(f"{self.words(lead)} ", style, SEMIBOLD)] if lead else []
        pieces.append(_piece(first, style, style.fontName))
        for line in others:
            pieces += [_line_break(style), _piece(line, style, style.fontName)]
        return Paragraph("", style, frags=pieces)

    def paragraphs(self, text: str, style: ParagraphStyle, lead: str = "") -> Sequence[Flowable]:
        """A long text as several paragraphs, so that pages break between them and layout stays quick."""
        blocks = [block.strip("\n") for block in text.split("\n\n") if block.strip()] or [""]
        made: list[Flowable] = []
        for place, block in enumerate(blocks):
            lines = block.split("\n") if block.count("\n") >= _MANY_LINES else [block]
            for number, line in enumerate(lines, start=1):
                its_style = style if number == len(lines) else self._tightened(style)
                made.append(self.paragraph(line, its_style, "" if place or number > 1 else lead))
        return made

    def cell(self, text: str, style: ParagraphStyle) -> Paragraph | Sequence[Flowable]:
        """The content of one cell of a table."""
        return self.paragraphs(text, style) if text.count("\n") >= _MANY_LINES else self.paragraph(text, style)

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
