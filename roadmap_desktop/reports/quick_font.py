"""A font whose words are measured once, and whose plain words need no look at every character."""

from typing import Any

from roadmap_desktop.reports.rl import TTFont, pdfmetrics


class QuickFont(TTFont):
    """ReportLab's own, where most words are of plain letters and come again and again."""

    # ReportLab's own, untyped; a test compares what it draws with what ReportLab itself would draw.
    face: Any
    state: Any

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=True)
        self._units: dict[str, int] = {}
        self._holds_ascii = all(code in self.face.charToGlyph for code in range(0x20, 0x7F))

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: ARG002
        """ReportLab: how wide a text is, in points."""
        units = self._units.get(text)
        if units is None:
            width_of, usual = self.face.charWidths.get, self.face.defaultWidth
            units = self._units[text] = sum([width_of(ord(char), usual) for char in text])
        return 0.001 * size * units

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """ReportLab: the text as codes in the parts of the font that are embedded."""
        if text and self._holds_ascii and doc in self.state and text.isascii() and text.isprintable():
            # A readable font keeps every plain letter at its own code in its first part.
            return [(0, text.encode("ascii"))]
        parts: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
        return parts

    def addObjects(self, doc: Any) -> None:
        """ReportLab: write the parts of the font that are used, each with a map back to Unicode.

        Codes that stand for nothing are mapped to the sign for an unknown character: PDF/UA (ISO 14289-1, 7.21.7)
        forbids a map to U+0000.
        """
        super().addObjects(doc)
        for name, written in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                written.content = written.content.replace("> <0000>", "> <FFFD>")

    def forget(self) -> None:
        """Keep no word of what was printed."""
        self._units.clear()


def forget_words(*names: str) -> None:
    """Empty what these fonts remember of a report."""
    for name in names:
        font = pdfmetrics.getFont(name)
        if isinstance(font, QuickFont):
            font.forget()
