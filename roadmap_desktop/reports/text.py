"""User text → Paragraph: escaped, nothing lost; the only door through which words reach ReportLab's markup."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from roadmap_desktop.reports.rl import Flowable, Paragraph, ParagraphStyle, TTFont, pdfmetrics
from roadmap_desktop.reports.style import REGULAR, SEMIBOLD

_SPACES = {ord("\t"): "    ", 0xA0: " ", 0x2009: " ", 0x202F: " ", 0xAD: "", 0x200B: "", 0x2060: "", 0xFEFF: ""}
_BREAK = "<br/>"


class Typesetter:
    """Makes paragraphs, and remembers each character that no font of ours has."""

    def __init__(self) -> None:
        font = pdfmetrics.getFont(REGULAR)
        self._known: frozenset[int] = frozenset(font.face.charToGlyph) if isinstance(font, TTFont) else frozenset()
        self.missing: set[str] = set()

    def words(self, text: str) -> str:
        """The text with a visible substitute, such as [U+0645], for every character that cannot be printed."""
        if text.isascii() and "\t" not in text:
            return text
        return "".join(self._printable(char) for char in text.translate(_SPACES))

    def _printable(self, char: str) -> str:
        if char == "\n" or ord(char) in self._known:
            return char
        self.missing.add(char)
        return f"[U+{ord(char):04X}]"

    def paragraph(self, text: str, style: ParagraphStyle, lead: str = "") -> Paragraph:
        """Text as it was typed, line breaks included, in one style; `lead` comes before it in bold."""
        words = escape(self.words(text)).replace("\n", _BREAK)
        if lead:
            words = f'<font name="{SEMIBOLD}">{escape(self.words(lead))}</font> {words}'
        return Paragraph(words, style)

    def paragraphs(self, text: str, style: ParagraphStyle) -> Sequence[Flowable]:
        """A long text as one paragraph a block, so that pages break between blocks and layout stays quick."""
        return [self.paragraph(block, style) for block in text.split("\n\n") if block.strip()]
