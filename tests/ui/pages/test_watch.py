import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.pages import watch
from roadmap_desktop.ui.widgets.prompt_card import PromptCard
from tests.windows import TestWindow

PHONE = "(312) 555-0142"


@pytest.fixture
def card(opened: TestWindow) -> PromptCard:
    opened.view.open_element("roles")
    opened.page.complete()
    return opened.page.cards[0]


def type_in(card: PromptCard, words: str, qtbot: QtBot) -> None:
    card.editor.setFocus()
    QTest.keyClicks(card.editor, words)
    qtbot.waitUntil(lambda: not card.editor.has_unsaved_words, timeout=4000)


def button(card: PromptCard, words: str) -> None:
    assert card.note is not None
    next(one for one in card.note.buttons if one.text() == words).click()


def test_a_note_comes_a_moment_after_typing_and_holds_nothing_up(
    opened: TestWindow, card: PromptCard, qtbot: QtBot
) -> None:
    type_in(card, f"Call {PHONE} after nine.", qtbot)
    qtbot.waitUntil(lambda: bool(card.note_words()), timeout=3000)
    assert card.note_words().startswith(f"This looks like a phone number: “{PHONE}”.")
    # It warned; it did not block.
    assert opened.view.desk.reading.element_answer(opened.page._key(card.prompt_id)).answer.text.startswith("Call")
    assert card.editor.hasFocus()


def test_an_ordinary_answer_has_no_note_and_builds_none(opened: TestWindow, card: PromptCard, qtbot: QtBot) -> None:
    type_in(card, "Advocates are called within two hours.", qtbot)
    opened.page._watch.look()
    assert card.note is None


def test_a_paste_is_looked_at_and_saved_at_once(card: PromptCard) -> None:
    data = QMimeData()
    data.setText(f"Call {PHONE}")
    card.editor.insertFromMimeData(data)
    assert PHONE in card.note_words()
    assert not card.editor.has_unsaved_words


def paste(card: PromptCard, words: str) -> None:
    data = QMimeData()
    data.setText(words)
    card.editor.insertFromMimeData(data)


def test_masking_is_one_step_and_offers_to_erase_what_was_there(opened: TestWindow, card: PromptCard) -> None:
    paste(card, f"Call {PHONE}")
    opened.view.desk.answering.leave_field()
    opened.messages.agrees = False
    button(card, "Mask it")
    assert card.editor.toPlainText() == "Call [phone number removed]"
    assert card.note_words() == ""
    assert "Erase those too?" in opened.messages.questions[-1]
    assert "lawyer" in opened.messages.questions[-1]
    card.editor.undo()
    assert card.editor.toPlainText() == f"Call {PHONE}"


def test_what_was_masked_and_erased_is_in_no_file(opened: TestWindow, card: PromptCard) -> None:
    paste(card, f"Call {PHONE}")
    opened.view.desk.answering.leave_field()
    button(card, "Mask it")
    opened.built.window.close_document()
    found = [path.name for path in opened.folder.rglob("*") if path.is_file() and b"555-0142" in path.read_bytes()]
    assert found == []


def test_kept_words_are_not_asked_about_again(opened: TestWindow, card: PromptCard) -> None:
    paste(card, f"Call {PHONE}")
    button(card, "Keep it")
    assert card.note_words() == ""
    other = opened.page.cards[1]
    paste(other, f"or {PHONE}")
    assert other.note_words() == ""
    paste(other, " and 312-555-0199")
    assert "312-555-0199" in other.note_words()


def test_several_passages_are_counted_and_taken_one_after_the_other(opened: TestWindow, card: PromptCard) -> None:
    opened.messages.agrees = False
    paste(card, f"Call {PHONE} or write to desk@example.org")
    assert "1 more passage looks like that." in card.note_words()
    button(card, "Mask it")
    assert "e-mail" in card.note_words()
    button(card, "Mask it")
    assert card.note_words() == ""


def test_what_stood_there_before_is_looked_at_when_the_page_opens(
    opened: TestWindow, card: PromptCard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "AFTER_OPENING_MS", 10)
    paste(card, f"Call {PHONE}")
    opened.view.open_element("trust")
    opened.page._watch.look()
    assert all(one.note_words() == "" for one in opened.page.cards)
    opened.view.open_element("roles")
    qtbot.waitUntil(lambda: PHONE in opened.page.cards[0].note_words(), timeout=3000)


def test_the_note_leads_to_what_the_check_misses(opened: TestWindow, card: PromptCard) -> None:
    paste(card, f"Call {PHONE}")
    button(card, "What this check misses")
    assert opened.view.pages.currentWidget() is opened.view.pages.page("help")


def test_a_closed_assessment_is_not_watched(opened: TestWindow, card: PromptCard) -> None:
    paste(card, f"Call {PHONE}")
    opened.view.desk.assessments.close(opened.view.place.assessment)
    opened.page._watch.look()
    assert opened.page.cards[0].note_words() == ""
