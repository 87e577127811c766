from pathlib import Path

import pytest

from roadmap_desktop import i18n, paths
from roadmap_desktop.errors import FileNotThere, NoSuchThing, NotAPdf
from roadmap_desktop.services import mailing
from roadmap_desktop.services.mailing import file_name, language_named, languages, read_pdf, suggested, worded


def test_the_words_name_the_file_and_nothing_else() -> None:
    draft = suggested(Path("folder/Summary 2026.pdf"), b"%PDF-1.7", "en_US")
    assert draft.subject == "For you to read: Summary 2026"
    assert "“Summary 2026”" in draft.text
    assert "password" not in draft.text
    assert draft.file_name == "Summary 2026.pdf"
    assert "folder" not in draft.text


def test_a_pdf_with_a_password_says_that_it_comes_another_way() -> None:
    assert "password, which we will tell you in another way" in suggested(Path("a.pdf"), b"%PDF /Encrypt", "en_US").text


def test_the_words_are_in_the_chosen_language_whatever_the_window_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalog = Catalog(locale="es")
    catalog.add("For you to read: {title}", "Para su lectura: {title}")
    with (folder / "roadmap_desktop.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(paths, "translations", lambda: tmp_path)
    assert languages() == ("en_US", "es")
    assert suggested(Path("a.pdf"), b"%PDF-1.7", "es").subject == "Para su lectura: a"
    assert i18n._("For you to read: {title}") == "For you to read: {title}"
    assert [language_named(name) for name in ("en", "en-US", "es")] == ["en_US", "en_US", "es"]
    with pytest.raises(NoSuchThing):
        language_named("fr")


def test_words_of_ones_own_are_cleaned() -> None:
    draft = worded(Path("a.pdf"), b"%PDF-1.7", "One\nTo: a@example.org\u202e", "a\r\nb\0")
    assert draft.subject == "One To: a@example.org"
    assert draft.text == "a\nb"


@pytest.mark.parametrize(
    ("name", "shown"), [("a\u202efdp.pdf", "afdp.pdf"), ("a.PDF", "a.pdf"), ("\u202e.pdf", "document.pdf")]
)
def test_a_name_that_turns_around_is_straightened(name: str, shown: str) -> None:
    assert file_name(Path(name)) == shown


def test_only_a_pdf_of_a_size_that_mail_takes_is_attached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, text = tmp_path / "a.pdf", tmp_path / "b.pdf"
    good.write_bytes(b"%PDF-1.7")
    text.write_bytes(b"hello")
    assert read_pdf(good) == b"%PDF-1.7"
    for path in (text, tmp_path):
        with pytest.raises(NotAPdf):
            read_pdf(path)
    with pytest.raises(FileNotThere):
        read_pdf(tmp_path / "none.pdf")
    monkeypatch.setattr(mailing, "LARGEST_BYTES", 4)
    with pytest.raises(NotAPdf):
        read_pdf(good)
