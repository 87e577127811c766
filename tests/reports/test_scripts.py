import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.reports.scripts import clusters, is_rtl, levels, units


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("hello world. ", ["hello ", "world. "]),
        ("well-known a/b", ["well-", "known ", "a/", "b"]),
        ("10\xa0000 (x) «a»", ["10\xa0000 ", "(x) ", "«a»"]),
        ("你好，再见。", ["你", "好，", "再", "见。"]),
        ("a你b", ["a", "你", "b"]),
        ("ไปที่นี่ ไหม", ["ไปที่นี่ ", "ไหม"]),
    ],
)
def test_where_a_line_may_be_broken(text: str, parts: list[str]) -> None:
    assert [text[begin:end] for begin, _seen, end in units(text)] == parts


@given(st.text(max_size=60))
def test_no_character_is_lost_between_parts(text: str) -> None:
    assert "".join(text[begin:end] for begin, _seen, end in units(text)) == text
    assert "".join(clusters(text)) == text
    assert len(levels(text)) == len(text)


def test_the_first_letter_gives_the_direction() -> None:
    assert [is_rtl(text) for text in ("abc שלום", "123 שלום", "«سلام» abc", "...", "")] == [
        False,
        True,
        True,
        False,
        False,
    ]


def test_numbers_in_a_text_to_the_left_run_to_the_right() -> None:
    assert list(levels("אב 12 ג")) == [1, 1, 1, 2, 2, 1, 1]
    # Brackets go with what they hold, when that stands before them too.
    assert list(levels("ab אב (גד) ef")) == [0] * 3 + [1] * 7 + [0] * 3
    assert list(levels("ab (גד) ef")) == [0] * 4 + [1, 1] + [0] * 4
    assert list(levels("אב (ab) גד")) == [1] * 4 + [2, 2] + [1] * 4
    assert list(levels("ab אב")) == [0, 0, 0, 1, 1]
    assert list(levels("א\u200cב")) == [1, 1, 1]
