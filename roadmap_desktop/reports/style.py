"""Fonts, colors and paragraph styles of every PDF: one set."""

import importlib.util
from functools import cache
from pathlib import Path

from msgspec import Struct

from roadmap_desktop.reports.quick_font import QuickFont
from roadmap_desktop.reports.rl import Color, HexColor, ParagraphStyle, pdfmetrics, rl_config

REGULAR, SEMIBOLD, BOLD = "Roadmap", "Roadmap-Semibold", "Roadmap-Bold"
_FILES = {REGULAR: "Regular", SEMIBOLD: "Semibold", BOLD: "Bold"}

INK = HexColor("#121b27")
MUTED = HexColor("#4d5b6b")
RULE = HexColor("#d7dee6")
FAINT = HexColor("#e7ebf0")
STRONG = HexColor("#7c8a99")
ACCENT = HexColor("#14567a")
AREAS = tuple(HexColor(color) for color in ("#14567a", "#8a4b12", "#5a3f8c", "#1f6b4a"))


def area_color(number: int) -> Color:
    """The accent of an area by the number people say aloud."""
    return AREAS[number - 1] if 1 <= number <= len(AREAS) else ACCENT


class Styles(Struct, frozen=True):
    """The paragraph styles by role."""

    body: ParagraphStyle
    muted: ParagraphStyle
    small: ParagraphStyle
    prompt: ParagraphStyle
    label: ParagraphStyle
    heading1: ParagraphStyle
    heading2: ParagraphStyle
    heading3: ParagraphStyle
    cell: ParagraphStyle
    head_cell: ParagraphStyle
    small_cell: ParagraphStyle


def base_files() -> dict[str, Path]:
    """The files of our own fonts, by the names that styles use."""
    spec = importlib.util.find_spec("font_source_sans_pro")
    folder = Path(spec.origin).parent / "files" if spec is not None and spec.origin is not None else Path()
    return {name: folder / f"SourceSansPro-{weight}.ttf" for name, weight in _FILES.items()}


@cache
def install() -> Styles:
    """Register the fonts and make ReportLab careful, once; returns the styles.

    No text may load a picture or an address, and no color may be computed from a text.
    """
    rl_config.trustedSchemes = []
    rl_config.toColorCanUse = ""
    # Base 85 is for mail programs of the last century: it makes the file a quarter larger.
    rl_config.useA85 = 0
    for name, path in base_files().items():
        pdfmetrics.registerFont(QuickFont(name, str(path)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=REGULAR, boldItalic=SEMIBOLD)
    return _styles()


def printed_characters() -> frozenset[int]:
    """The code points that the font of all running text prints."""
    install()
    font = pdfmetrics.getFont(REGULAR)
    return frozenset(font.face.charToGlyph) if isinstance(font, QuickFont) else frozenset()


def _styles() -> Styles:
    body = ParagraphStyle("body", fontName=REGULAR, fontSize=10.2, leading=14, textColor=INK, spaceAfter=5)
    return Styles(
        body,
        ParagraphStyle("muted", body, textColor=MUTED),
        ParagraphStyle("small", body, fontSize=8.6, leading=11.5, textColor=MUTED, spaceAfter=3),
        ParagraphStyle("prompt", body, fontName=SEMIBOLD, fontSize=10.8, leading=14.4, spaceBefore=7, spaceAfter=2),
        ParagraphStyle("label", body, fontName=SEMIBOLD, fontSize=11.4, leading=15, spaceBefore=9, spaceAfter=1),
        ParagraphStyle("heading1", body, fontName=BOLD, fontSize=20, leading=25, spaceAfter=6),
        ParagraphStyle("heading2", body, fontName=BOLD, fontSize=15.5, leading=20, spaceBefore=2, spaceAfter=3),
        ParagraphStyle("heading3", body, fontName=SEMIBOLD, fontSize=12, leading=16, spaceBefore=10, spaceAfter=3),
        ParagraphStyle("cell", body, fontSize=9, leading=11.8, spaceAfter=0),
        ParagraphStyle("head_cell", body, fontName=SEMIBOLD, fontSize=9, leading=11.8, spaceAfter=0),
        ParagraphStyle("small_cell", body, fontSize=8.6, leading=11.2, textColor=MUTED, spaceBefore=2, spaceAfter=0),
    )
