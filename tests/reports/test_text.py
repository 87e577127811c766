import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_desktop.reports.rl import Paragraph, pdfmetrics
from roadmap_desktop.reports.style import REGULAR, Styles, install
from roadmap_desktop.reports.text import Typesetter, lines_within
from tests.reports.test_rendering import a_report, rendered, text_of


@pytest.fixture
def styles() -> Styles:
    return install()


@pytest.fixture
def words(styles: Styles) -> Typesetter:
    return Typesetter()


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
