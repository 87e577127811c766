"""From a run of text to glyphs in their places, by HarfBuzz."""

from collections.abc import Sequence
from typing import NamedTuple

import uharfbuzz as hb

from roadmap_desktop.reports.fonts import Face
from roadmap_desktop.reports.scripts import Run, clipped

_MOST_REMEMBERED = 4096


class Glyph(NamedTuple):
    """A glyph from left to right: its number, the text it stands for, and measures in thousandths of the size.

    `text` is that of its cluster on the glyph that takes its room, and empty on marks that are set upon it.
    """

    number: int
    text: str
    advance: float
    x: float
    y: float
    cluster: int


class Shaper:
    """Shapes runs, and remembers the last few thousand."""

    def __init__(self) -> None:
        self._known: dict[tuple[Face, str, bool, str], tuple[Glyph, ...]] = {}

    def glyphs(self, text: str, run: Run) -> tuple[Glyph, ...]:
        """The glyphs of a run of a text, in the order in which they are seen, from left to right."""
        part = text[run.start : run.end]
        key = (run.face, part, run.is_rtl, run.script)
        if key not in self._known:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[key] = _shaped(*key)
        return self._known[key]

    def advances(self, text: str, found: Sequence[Run]) -> list[float]:
        """How wide each character of a text is, in thousandths of the size; a cluster's width is on its first one."""
        widths = [0.0] * (len(text) + 1)
        for run in found:
            for glyph in self.glyphs(text, run):
                widths[run.start + glyph.cluster] += glyph.advance
        return widths

    def width(self, text: str, found: Sequence[Run], start: int, end: int) -> float:
        """How wide a part of a text is on a line of its own, in thousandths of the size."""
        return sum(glyph.advance for run in clipped(found, start, end) for glyph in self.glyphs(text, run))


def _shaped(face: Face, text: str, is_rtl: bool, script: str) -> tuple[Glyph, ...]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if is_rtl else "ltr"
    if script:
        buffer.script = script
    buffer.guess_segment_properties()
    hb.shape(face.font, buffer, {})
    infos, places, scale = buffer.glyph_infos, buffer.glyph_positions, face.scale
    begins = sorted({info.cluster for info in infos})
    text_of = {start: text[start:end] for start, end in zip(begins, [*begins[1:], len(text)], strict=True)}
    # The glyph that takes the room of its cluster carries the text.
    leading: dict[int, int] = {}
    for number, (info, place) in enumerate(zip(infos, places, strict=True)):
        known = leading.get(info.cluster)
        if known is None or place.x_advance > places[known].x_advance:
            leading[info.cluster] = number
    return tuple(
        Glyph(
            info.codepoint,
            text_of[info.cluster] if leading[info.cluster] == number else "",
            place.x_advance * scale,
            place.x_offset * scale,
            place.y_offset * scale,
            info.cluster,
        )
        for number, (info, place) in enumerate(zip(infos, places, strict=True))
    )
