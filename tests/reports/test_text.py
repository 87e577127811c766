import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_desktop.reports.fonts import Fonts
from roadmap_desktop.reports.rl import Paragraph, Spacer, pdfmetrics
from roadmap_desktop.reports.style import REGULAR, Styles, install
from roadmap_desktop.reports.text import Typesetter, lines_within
from tests.reports.test_rendering import a_report, rendered, text_of

# Our own fonts alone, whatever the computer has.
NO_OTHERS = Fonts((), ())


@pytest.fixture
def styles() -> Styles:
    return install()


@pytest.fixture
def words(styles: Styles) -> Typesetter:
    return Typesetter(NO_OTHERS)


def printed(paragraph: object) -> str:
    assert isinstance(paragraph, Paragraph)
    return str(paragraph.getPlainText())


def test_a_run_without_glyphs_is_one_substitute_and_is_told(words: Typesetter) -> None:
    assert words.words("ok م🙂 ok") == "ok [U+0645 U+1F642] ok"
    assert words.missing == {"م", "🙂"}


def test_spanish_vietnamese_and_russian_need_no_substitute(words: Typesetter) -> None:
    text = "¿Quién? Ai quyết định? Кто решает? ≥ → ☑"
    assert words.words(text) == text
    assert not words.missing


@pytest.mark.parametrize("text", ["", "<b>bold", "</para>", "AT&T &amp; &#x110000;", '<img src="file:///x"/>'])
def test_markup_is_only_characters(words: Typesetter, styles: Styles, text: str) -> None:
    assert printed(words.paragraph(text, styles.body)) == text


def test_a_lead_comes_first_and_once(words: Typesetter, styles: Styles) -> None:
    first, second = words.paragraphs("One.\n\nTwo.", styles.body, "Why this stage.")
    assert (printed(first), printed(second)) == ("Why this stage. One.", "Two.")


def lines_of(made: object) -> str:
    """What is printed, with a dot for every space that stays where it was typed."""
    return printed(made).replace("\xa0", "·")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("10\xa0000 and 5\u202f%", "10·000 and 5·%"),
        ("a\u2009b\u2003c\u3000d", "a b c· d"),
        ("Who:\tthe coordinator", "Who:··· the coordinator"),
        ("\tindented", "····indented"),
        ("one\n  - two\n    - three", "one··- two····- three"),
        ("a   b", "a·· b"),
        ("soft\xadhyphen, no\u200bwidth, \u200fmark\u2060, heart ♥\ufe0f", "softhyphen, nowidth, mark, heart ♥"),
        ("well\u2011known", "well-known"),
    ],
)
def test_spaces_stand_where_they_were_typed(words: Typesetter, styles: Styles, typed: str, shown: str) -> None:
    words._known |= {ord("♥")}
    assert lines_of(words.paragraph(typed, styles.body)) == shown
    assert not words.missing


def test_indents_are_seen_on_the_page_and_no_break_spaces_do_not_break(words: Typesetter, styles: Styles) -> None:
    plain, indented = (words.paragraph(text, styles.body) for text in ("- two", "    - two"))
    space = pdfmetrics.stringWidth(" ", REGULAR, styles.body.fontSize)
    assert isinstance(plain, Paragraph)
    assert isinstance(indented, Paragraph)
    for made in (plain, indented):
        made.wrap(400, 400)
    assert indented.getActualLineWidths0()[0] - plain.getActualLineWidths0()[0] == pytest.approx(4 * space)
    narrow = pdfmetrics.stringWidth("about 10 00", REGULAR, styles.body.fontSize)
    number = words.paragraph("about 10\xa0000", styles.body)
    assert isinstance(number, Paragraph)
    broken = number.breakLines(narrow)
    assert [" ".join(line[1]) for line in broken.lines] == ["about", "10\xa0000"]


def test_blank_lines_keep_their_look(words: Typesetter, styles: Styles) -> None:
    def room(text: str) -> list[float]:
        return [one.height for one in words.paragraphs(text, styles.body) if isinstance(one, Spacer)]

    leading = styles.body.leading
    assert room("a\nb") == room("a\n\nb") == room("\n\n\na\n\n\n") == []
    assert room("a\n\n\nb") == room("a\n \t\n\nb") == [leading]
    assert room("a" + "\n" * 400 + "b") == [3 * leading]
    assert room("a\n\n\n\nb\n\nc\n\n\nd") == [2 * leading, leading]
    cell = words.cell("a\n\n\nb", styles.cell)
    assert isinstance(cell, list)
    assert len(cell) == 3


def test_a_character_beyond_the_basic_plane_can_be_copied(words: Typesetter) -> None:
    assert words.words("\U0001f16a") == "\U0001f16a"
    assert "\U0001f16a" in text_of(rendered(a_report("a \U0001f16a b")))


def test_many_lines_are_paragraphs_that_stand_close(words: Typesetter, styles: Styles) -> None:
    text = "\n".join(f"line {number}" for number in range(20))
    made = words.paragraphs(text, styles.body)
    assert [printed(one) for one in made] == text.split("\n")
    assert [one.getSpaceAfter() for one in made] == [0] * 19 + [styles.body.spaceAfter]


def test_an_answer_of_ten_thousand_lines_is_no_crawl() -> None:
    plain, lines = "we meet " * 2500, "a\n" * 10000
    started = time.perf_counter()
    rendered(a_report(plain))
    half = time.perf_counter()
    data = rendered(a_report(lines))
    # Measured: 10 to 20 times; laid out as one paragraph it is more than 300 times.
    assert time.perf_counter() - half < 60 * (half - started)
    assert text_of(data).count(" a") >= 9999


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=0x17F), max_size=120), st.integers(8, 200))
def test_lines_lose_nothing_and_fit(text: str, width: int) -> None:
    install()
    lines = lines_within(width, text, REGULAR, 9)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) == 1 or pdfmetrics.stringWidth(line, REGULAR, 9) <= width for line in lines if line)
