"""A font in a PDF whose codes are glyphs (ISO 32000-1, 9.7.4): for text that was shaped.

Every pair of a glyph and the text it stands for has a code of its own, so that the map back to Unicode is exact also
where two letters share a glyph.
"""

import hashlib
import re
from collections.abc import Iterable
from typing import Any

import uharfbuzz as hb

from roadmap_desktop.reports.fonts import Face
from roadmap_desktop.reports.rl import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress

_POSTSCRIPT_NAME = 6
_UNWANTED = (b"GSUB", b"GPOS", b"GDEF", b"name", b"post", b"DSIG", b"kern", b"BASE", b"MATH", b"COLR", b"CPAL", b"SVG ")
# Stands for glyphs that say nothing by themselves: the sign for an unknown character would be copied.
_NOTHING = "\u200b"
_BLOCK = 100
_MAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_MAP_END = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


class GlyphFont:
    """One face in one document: hands out codes, and writes what was used when the document is written."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes: dict[tuple[int, str], int] = {}

    def code(self, glyph: int, text: str) -> int:
        """The code of a glyph that stands for a text, from 1."""
        return self._codes.setdefault((glyph, text or _NOTHING), len(self._codes) + 1)

    def width(self, glyph: int) -> int:
        """How far the font itself moves on after a glyph, in thousandths of the size."""
        return round(self.face.font.get_glyph_h_advance(glyph) * self.face.scale)

    def addObjects(self, document: Any) -> None:
        """ReportLab: write the font into a document, cut down to the glyphs that were used."""
        data = self._subset()
        base = PDFName(f"{_tag(data)}+{_postscript_name(self.face)}")
        widths: list[Any] = []
        for (glyph, _text), code in self._codes.items():
            widths += [code, PDFArray([self.width(glyph)])]
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": PDFDictionary(
                    {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": document.Reference(self._descriptor(document, data, base), f"descriptor:{self.name}"),
                "DW": 0,
                "W": PDFArray(widths),
                "CIDToGIDMap": document.Reference(_stream(self._glyph_map()), f"glyphs:{self.name}"),
            }
        )
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": base,
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(descendant, f"descendant:{self.name}")]),
                "ToUnicode": document.Reference(_stream(self._unicode_map()), f"unicode:{self.name}"),
            }
        )
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.name] = document.Reference(font, f"glyph-font:{self.name}")

    def _subset(self) -> bytes:
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.glyph_set.update(glyph for glyph, _text in self._codes)
        # What shapes and what names is not needed any more.
        wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _UNWANTED)
        if self.face.face.has_var_data:
            wanted.pin_all_axes_to_default(self.face.face)
        return bytes(wanted.subset(self.face.face).blob.data)

    def _descriptor(self, document: Any, data: bytes, base: Any) -> PDFDictionary:
        file = _stream(data)
        file.dictionary["Length1"] = len(data)
        ascent, descent = round(self.face.ascent), round(self.face.descent)
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": 4,
                "FontBBox": PDFArray([-1000, min(descent, -300), 2000, max(ascent, 1000)]),
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": ascent,
                "StemV": 80,
                "FontFile2": document.Reference(file, f"file:{self.name}"),
            }
        )

    def _glyph_map(self) -> bytes:
        numbers = bytearray(2 * (len(self._codes) + 1))
        for (glyph, _text), code in self._codes.items():
            numbers[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
        return bytes(numbers)

    def _unicode_map(self) -> bytes:
        return unicode_map((code, text) for (_, text), code in self._codes.items())


def unicode_map(letters: Iterable[tuple[int, str]]) -> bytes:
    """The map from codes of two bytes to the texts they stand for (ISO 32000-1, 9.10.3)."""
    lines = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in letters]
    blocks = [lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK)]
    written = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (_MAP_HEAD + written + _MAP_END).encode("ascii")


class GlyphFonts:
    """The glyph fonts of one document, written with it."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._fonts: dict[Face, GlyphFont] = {}

    def font(self, face: Face) -> GlyphFont:
        """The font of a face in this document."""
        if face not in self._fonts:
            made = self._fonts[face] = GlyphFont(face, f"G{len(self._fonts) + 1}")
            self._document.delayedFonts.append(made)
        return self._fonts[face]


def _stream(data: bytes) -> PDFStream:
    made = PDFStream(PDFDictionary({}), data)
    made.filters = [PDFZCompress]
    return made


def _tag(data: bytes) -> str:
    # Six letters that tell one subset from another (ISO 32000-1, 9.6.4).
    digest = hashlib.sha256(data).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _postscript_name(face: Face) -> str:
    name = face.face.get_name(_POSTSCRIPT_NAME) or ""
    return re.sub(r"[^A-Za-z0-9-]", "", name)[:60] or "Font"
