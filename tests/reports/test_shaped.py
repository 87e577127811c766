import shutil
import subprocess
from collections.abc import Mapping
from unicodedata import category, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap_desktop.reports.data import ActionRow, PrintedPrompt, PrintedStage, Report
from roadmap_desktop.reports.fonts import Fonts
from roadmap_desktop.reports.reading_back import holds, read_back
from roadmap_desktop.reports.rendering import Renderer
from roadmap_desktop.reports.shaped import ShapedParagraph
from roadmap_desktop.reports.style import install
from roadmap_desktop.reports.text import Typesetter
from tests.reports.pdf_rules import faults, ua_failures
from tests.reports.scripts_samples import ALL, LEFTWARD, OTHERS, is_printed, printed
from tests.reports.test_rendering import a_report, rendered, text_of


def a_report_in(texts: Mapping[str, str]) -> Report:
    """One element with a prompt for each text."""
    prompts = tuple(
        PrintedPrompt(f"1.{place}", f"In {name}?", text) for place, (name, text) in enumerate(texts.items())
    )
    whole = a_report()
    element = replace(whole.areas[0].elements[0], stages=(PrintedStage("1 Exploring", prompts),))
    return replace(whole, areas=(replace(whole.areas[0], elements=(element,)),))


def folded(text: str) -> str:
    """Without white space and what is not seen."""
    return "".join(char for char in normalize("NFC", text) if not char.isspace() and category(char) != "Cf")


def poppler(data: bytes) -> str:
    """What poppler reads."""
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize("name", ALL)
def test_pdfium_gives_back_what_was_typed(name: str) -> None:
    if not is_printed(ALL[name]):
        pytest.skip("no font for it on this computer")
    report = a_report_in({name: ALL[name]})
    result = Renderer().render(report, lambda _done, _total: None)
    assert not result.missing
    assert folded(ALL[name]) in folded(text_of(result.data))
    assert read_back(result.data, report).lost == 0


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this computer")
def test_poppler_gives_back_what_was_typed() -> None:
    texts = printed()
    found = folded(poppler(rendered(a_report_in(texts))))
    assert [name for name, text in texts.items() if folded(text) not in found] == []


def test_a_file_in_every_script_is_accessible() -> None:
    report = a_report_in(printed())
    data = rendered(replace(report, task_force=LEFTWARD["Hebrew"] if is_printed(LEFTWARD["Hebrew"]) else "A"))
    assert ua_failures(data) == []
    assert faults(data) == []


def test_the_same_words_are_the_same_bytes() -> None:
    report = a_report_in(printed())
    assert rendered(report) == rendered(report)


def test_words_in_cells_are_found_again_whatever_stands_beside_them() -> None:
    texts = list(printed().values())
    rows = tuple(
        ActionRow(text, "Example Shelter A", "June 2027", "open", told=other)
        for text, other in zip(texts, reversed(texts), strict=True)
    )
    report = replace(a_report(), actions=rows)
    assert read_back(rendered(report), report).lost == 0


def test_a_passage_that_was_taken_out_is_missed() -> None:
    for name, text in printed().items():
        data = rendered(a_report_in({"another": "Nothing of it."}))
        assert not holds(data, text), name


def test_a_long_answer_runs_over_pages_and_every_line_is_there() -> None:
    for text in (LEFTWARD["Arabic"], OTHERS["Thai"], OTHERS["Chinese"]):
        if not is_printed(text):
            continue
        count = 20_000 // len(text)
        report = a_report_in({"long": (text + "\n") * count})
        data = rendered(report)
        assert folded(text_of(data)).count(folded(text)) == count
        assert read_back(data, report).lost == 0


def test_a_word_without_any_space_is_broken_and_stays_inside() -> None:
    styles = install()
    words = Typesetter()
    for text in (text for text in printed().values() if not words.is_plain(text)):
        made = words.paragraph("".join(text.split()) * 9, styles.body)
        assert isinstance(made, ShapedParagraph)
        made.wrap(180, 800)
        assert max(line.width for _row, line in made._lines) * styles.body.fontSize / 1000 <= 180
        first, second = made.split(180, made._leading * 3.5)
        assert isinstance(first, ShapedParagraph)
        assert isinstance(second, ShapedParagraph)
        assert first._lines + second._lines == made._lines


def test_every_part_of_a_line_is_in_a_line() -> None:
    styles = install()
    words = Typesetter()
    for text in printed().values():
        made = (
            words.paragraph("مرحبا " + text, styles.body) if is_printed("مرحبا") else words.paragraph(text, styles.body)
        )
        if isinstance(made, ShapedParagraph):
            made.wrap(120, 800)
            assert "".join(row.text[line.start : line.end] for row, line in made._lines) == made.getPlainText()


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("abc אבג ابج ّ(«)»،.12- \u200c\u200fคนส្អ你👩\u0301"), min_size=1, max_size=60))
def test_no_mixture_of_scripts_stops_a_report(text: str) -> None:
    report = a_report_in({"mixed": text})
    result = Renderer().render(report, lambda _done, _total: None)
    assert read_back(result.data, report).pages


def test_what_no_font_has_is_a_code_and_is_told() -> None:
    install()
    words = Typesetter(Fonts((), ()))
    assert words.words("مر 🙂") == "[U+0645 U+0631] [U+1F642]"
    assert words.missing == {"م", "ر", "🙂"}
