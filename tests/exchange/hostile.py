"""Texts that have broken spreadsheets, calendars and mail before, and tables made of them."""

from datetime import date

from hypothesis import strategies as st

from roadmap_desktop.exchange.spreadsheets import Cell, Column, Table
from roadmap_desktop.model.text import clean_text

PIECES = (
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t", "\n", "\r\n", "'", "''=x", '"', '""', ",", ";", "\\",
    "\\n", "＝1", "＋1", "－1", "＠x", "_x0041_", "_x005F_", "_x00", "<r>", "</r>", "<t>", "</si>", "<![CDATA[", "]]>",
    "&amp;", "&#0;", "http://example.org", "mailto:a@example.org", "0123", "1e5", "TRUE", "#REF!", "🙂", "👩‍👧", "é",
    "e\u0301", "العربية", "\u202e", "\u2066", "\u200b", "\ufeff", "\ufffe", "\uffff", "\U0010ffff", "\x85", "\u2028",
    "BEGIN:VEVENT", "END:VEVENT", " ", "--", "=?utf-8?B?", "=_0", "%41", ".",
)  # fmt: skip

texts = (
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=6)
    .map("".join)
    .map(lambda text: clean_text(text.replace("\0", "")))
)
cells: st.SearchStrategy[Cell] = st.one_of(texts, st.dates(min_value=date(1901, 1, 1), max_value=date(9999, 12, 30)))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Up to four columns under plain headings, up to five rows."""
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width).map(tuple), max_size=5))
    return Table(draw(texts), tuple(Column(f"Column {number}") for number in range(width)), tuple(rows))
