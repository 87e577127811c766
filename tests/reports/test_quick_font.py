from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap_desktop.reports.document import LateCanvas
from roadmap_desktop.reports.quick_font import QuickFont, forget_words
from roadmap_desktop.reports.rl import Canvas, TTFont, pdfmetrics
from roadmap_desktop.reports.style import REGULAR, install
from tests.reports.test_rendering import a_report, rendered


def quick_and_plain() -> tuple[QuickFont, TTFont]:
    install()
    quick = pdfmetrics.getFont(REGULAR)
    assert isinstance(quick, QuickFont)
    return quick, TTFont("plain", quick.face.filename, asciiReadable=True)


@given(st.text(max_size=60), st.sampled_from([8.6, 9, 10.2, 32]))
def test_it_measures_as_the_plain_one(text: str, size: float) -> None:
    quick, plain = quick_and_plain()
    assert quick.stringWidth(text, size) == quick.stringWidth(text, size) == plain.stringWidth(text, size)


@given(st.lists(st.text(st.characters(min_codepoint=1, max_codepoint=0x24F), max_size=20), max_size=6))
def test_it_draws_the_codes_of_the_plain_one(texts: list[str]) -> None:
    quick, plain = quick_and_plain()
    ours, theirs = LateCanvas(BytesIO()), Canvas(BytesIO())
    for text in texts:
        parts = quick.splitString(text, ours._doc)
        expected = plain.splitString(text, theirs._doc)  # type: ignore[attr-defined]
        assert parts == expected
        for _subset, codes in parts:
            assert ours._escape(codes) == theirs._escape(codes)  # type: ignore[attr-defined]


def test_no_word_is_kept_after_a_report() -> None:
    quick, _plain = quick_and_plain()
    quick.stringWidth("canary", 9)
    assert quick._units
    forget_words(REGULAR)
    assert not quick._units
    rendered(replace(a_report("canary"), actions=()))
    assert not quick._units
