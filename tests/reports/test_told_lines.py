import pytest

from roadmap_desktop.reports.told_lines import for_pdfium, for_poppler


def test_a_text_to_the_right_is_told_as_it_is() -> None:
    assert for_pdfium("abc (12)", "abc (12)") == for_poppler("abc (12)") == "abc (12)"


@pytest.mark.parametrize(
    ("text", "told"),
    [("ab אב גד", "ab דג בא"), ("אב, גד", "בא, דג"), ("אב 12", "בא\xa012"), ("אב», x", "בא\xa0», x")],
)
def test_poppler_turns_around_what_runs_to_the_left(text: str, told: str) -> None:
    assert for_poppler(text) == told


def test_pdfium_turns_the_order_of_a_line_that_runs_to_the_left() -> None:
    assert for_pdfium("אב גד", "x") == "גד אב"
    # Glyphs that stand for letters to the left make it turn everything once more.
    assert for_pdfium("אב גד", "דג בא") == "בא דג"
    assert for_pdfium("see אב (גד) now it is", "see") == "see אב )גד( now it is"
