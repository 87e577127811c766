"""The font of what is typed into a form: all of its Latin, Greek and Cyrillic letters, since none is known before."""

from functools import cache

import uharfbuzz as hb

from roadmap_desktop.reports.glyph_font import unicode_map
from roadmap_desktop.reports.rl import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFStream, PDFString
from roadmap_desktop.reports.style import REGULAR, base_files

# PDFium, which Chrome and Edge use, asks a font for letters beyond Western European ones only when the form calls it by
# the name of a font of symbols; to every other reader it is a name like any other.
NAME = "Webdings"
_BASE_NAME = "/RMWSHT+SourceSansPro-Regular"
_RANGES = (
    *(range(0x20, 0x7F), range(0xA0, 0x250), range(0x2B0, 0x370), range(0x370, 0x530), range(0x1E00, 0x1F00)),
    *(
        range(0x2010, 0x2028),
        range(0x2030, 0x205F),
        range(0x20A0, 0x20C0),
        range(0x2190, 0x219A),
        range(0x2200, 0x2266),
    ),
)
# Ligatures and kerning are not used by what sets a field.
_NOT_NEEDED = (b"GSUB", b"GPOS", b"GDEF", b"DSIG", b"BASE", b"kern", b"meta", b"gasp")


class Cut:
    """The font cut down to the letters that can be typed, with its map and widths in thousandths of its size."""

    def __init__(self) -> None:
        whole = hb.Face(hb.Blob.from_file_path(str(base_files()[REGULAR])))
        wanted = hb.SubsetInput()
        wanted.unicode_set.update(code for part in _RANGES for code in part)
        wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _NOT_NEEDED)
        wanted.flags = hb.SubsetFlags.NO_HINTING
        face = wanted.subset(whole)
        font = hb.Font(face)
        self.data = face.blob.data
        self.glyphs = {code: glyph for code in sorted(face.unicodes) if (glyph := font.get_nominal_glyph(code))}
        last = max(self.glyphs.values())
        self.widths = [round(font.get_glyph_h_advance(glyph) * 1000 / face.upem) for glyph in range(last + 1)]
        extents = font.get_font_extents("ltr")
        self.ascent = round(extents.ascender * 1000 / face.upem)
        self.descent = round(extents.descender * 1000 / face.upem)

    def to_unicode(self) -> bytes:
        """The map from its codes, which are its glyphs, to Unicode (ISO 32000-1, 9.10.3)."""
        # Several signs may look the same; the first stands for all.
        letters: dict[int, int] = {}
        for code, glyph in self.glyphs.items():
            letters.setdefault(glyph, code)
        return unicode_map((glyph, chr(code)) for glyph, code in sorted(letters.items()))


@cache
def cut() -> Cut:
    """The cut font, made once."""
    return Cut()


def embed(document: object) -> PDFObjectReference:
    """Write the font into a document as a composite font with codes of two bytes; returns the reference to it."""
    font = cut()
    refer = getattr(document, "Reference")  # noqa: B009 - ReportLab's document has no type
    program = refer(PDFStream(PDFDictionary({"Length1": len(font.data)}), font.data), "worksheet-font-file")
    descriptor = refer(
        PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": _BASE_NAME,
                "Flags": 32,
                "FontBBox": PDFArray([-454, font.descent, 2159, font.ascent]),
                "ItalicAngle": 0,
                "Ascent": font.ascent,
                "Descent": font.descent,
                "CapHeight": 660,
                "StemV": 80,
                "FontFile2": program,
            }
        ),
        "worksheet-font-descriptor",
    )
    information = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
    descendant = refer(
        PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": _BASE_NAME,
                "CIDSystemInfo": PDFDictionary(information),
                "FontDescriptor": descriptor,
                "CIDToGIDMap": PDFName("Identity"),
                "W": PDFArray([0, PDFArray(font.widths)]),
            }
        ),
        "worksheet-font-descendant",
    )
    letters = refer(PDFStream(PDFDictionary({}), font.to_unicode()), "worksheet-font-letters")
    made: PDFObjectReference = refer(
        PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": _BASE_NAME,
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([descendant]),
                "ToUnicode": letters,
            }
        ),
        "worksheet-font",
    )
    return made
