from datetime import date
from pathlib import Path

import pypdf
import pytest

from roadmap_desktop import errors
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.reports.text import Typesetter
from roadmap_desktop.services.recovery import render, write
from tests.protected import WORDS

TODAY = date(2026, 11, 25)


def text_of(path: Path) -> str:
    (page,) = pypdf.PdfReader(path).pages
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_one_page_says_the_words_the_file_the_day_and_where_to_lock_it(tmp_path: Path, paper: str) -> None:
    path = write(render(WORDS, "river.roadmap", TODAY, paper), WORDS, tmp_path / "sheet.pdf")
    text = text_of(path)
    for words in (
        WORDS.reveal(),
        "File: river.roadmap",
        "November 25, 2026",
        "There is no back door",
        "Lock this page away where paper case files are locked",
    ):
        assert words in text
    assert pypdf.PdfReader(path).metadata == {"/Title": "Recovery sheet"}


def test_a_long_passphrase_and_signs_of_markup_are_printed_as_they_are(tmp_path: Path) -> None:
    words = Passphrase("<b>a & b</b> </para> " + "longer and longer " * 20)
    assert words.reveal() in text_of(write(render(words, "a & <i>b</i>.roadmap", TODAY), words, tmp_path / "s.pdf"))


def test_what_no_font_has_is_printed_as_a_code_and_said(tmp_path: Path) -> None:
    words = Passphrase("river \U000f0101 bridge lantern meadow")
    sheet = render(words, "river.roadmap", TODAY)
    assert sheet.missing
    assert "U+F0101" in text_of(write(sheet, words, tmp_path / "sheet.pdf"))


def test_a_sheet_that_lost_the_words_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "sheet.pdf"
    target.write_text("the old one")
    real = Typesetter.paragraph
    with monkeypatch.context() as patched:
        # A fault of ours: the last letters are not set.
        patched.setattr(Typesetter, "paragraph", lambda self, text, style, lead="": real(self, text[:-1], style, lead))
        sheet = render(WORDS, "river.roadmap", TODAY)
    with pytest.raises(errors.PassagesMissing):
        write(sheet, WORDS, target)
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("sheet.pdf", "the old one")]
    link = tmp_path / "link.pdf"
    link.symlink_to(target)
    with pytest.raises(errors.PlaceIsALink):
        write(sheet, WORDS, link)


def test_it_never_shows_itself() -> None:
    assert WORDS.reveal() not in repr(render(WORDS, "river.roadmap", TODAY))
