import subprocess
import sys

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roadmap_desktop.model.notes import NoteKind
from roadmap_desktop.ui.pages import watch
from roadmap_desktop.ui.pages.help_page import HelpPage
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


def test_a_mask_takes_only_its_own_passage(opened: TestWindow, card: PromptCard) -> None:
    opened.messages.agrees = False
    paste(card, "🙂 In room 16 of building 216 we met a girl aged 16 in 2016.")
    button(card, "Mask it")
    assert card.editor.toPlainText() == "🙂 In room 16 of building 216 we met a girl aged [age removed] in 2016."


def test_a_mask_fits_words_that_are_stored_in_another_form(opened: TestWindow, card: PromptCard) -> None:
    opened.messages.agrees = False
    # Typed as a letter and an accent; stored, and looked at, as one character.
    paste(card, f"Se reu\u0301nen; llame al {PHONE}.")
    button(card, "Mask it")
    assert card.editor.text() == "Se reúnen; llame al [phone number removed]."
    card.editor.undo()
    assert PHONE in card.editor.toPlainText()


def test_what_was_erased_does_not_come_back_by_undo(opened: TestWindow, card: PromptCard) -> None:
    paste(card, f"Call {PHONE}")
    opened.view.desk.answering.leave_field()
    button(card, "Mask it")
    assert not card.editor.document().isUndoAvailable()
    card.editor.undo()
    assert PHONE not in card.editor.toPlainText()


def test_a_note_stays_and_is_said_once_while_other_things_are_saved(
    opened: TestWindow, card: PromptCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(watch, "announce", lambda _widget, words: said.append(words))
    paste(card, f"Call {PHONE}")
    note = card.note_words()
    # Every saved change has the page read again.
    card.discuss_chosen.emit(card.prompt_id, True)
    assert card.note_words() == note
    opened.page._watch.look()
    assert card.note_words() == note
    assert said == [note]


def test_nothing_is_said_while_somebody_still_types(opened: TestWindow, card: PromptCard) -> None:
    card.editor.setFocus()
    card.editor.insertPlainText(f"Call {PHONE}")
    assert card.editor.has_unsaved_words
    opened.page._watch._due.update(opened.page._watch._fields)
    opened.page._watch.look()
    assert card.note_words() == ""
    card.flush()
    opened.page._watch.look()
    assert PHONE in card.note_words()


def test_why_a_stage_and_who_sees_it_differently_are_watched(opened: TestWindow, card: PromptCard) -> None:
    details = opened.page.details
    details.show()
    for noted in details.noted:
        data = QMimeData()
        data.setText(f"Ask at {PHONE}")
        noted.editor.insertFromMimeData(data)
        assert PHONE in noted.note_words()
    reason = details.noted[0]
    assert reason.note is not None
    reason.note.buttons[0].click()
    assert "Erase those too?" in opened.messages.questions[-1]
    assert opened.view.desk.reading.element(opened.view.place).placement.reason == "Ask at [phone number removed]"
    assert reason.note_words() == ""
    assert PHONE in details.noted[1].note_words()


def test_kept_words_are_left_alone_in_every_field_at_once(opened: TestWindow, card: PromptCard) -> None:
    other = opened.page.cards[1]
    paste(card, f"Call {PHONE}")
    paste(other, f"or {PHONE}")
    opened.view.desk.answering.leave_field()
    button(card, "Keep it")
    assert (card.note_words(), other.note_words()) == ("", "")


def test_a_note_of_the_panel_that_was_masked_is_offered_to_be_erased(opened: TestWindow, card: PromptCard) -> None:
    panel, messages = opened.page.panel, opened.messages
    messages.texts = [f"Call {PHONE}"]
    panel._add_note(NoteKind.GAP)
    (note,) = opened.view.desk.reading.element(opened.view.place).notes
    messages.texts = ["Call the desk"]
    panel._edit_note(note)
    assert "Erase those too?" in messages.questions[-1]
    (note,) = opened.view.desk.reading.element(opened.view.place).notes
    messages.questions.clear()
    messages.texts = ["Call the front desk"]
    panel._edit_note(note)
    assert not any("Erase" in one for one in messages.questions)


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
    page = opened.view.pages.currentWidget()
    assert isinstance(page, HelpPage)
    assert page.contents.chosen == "identifying"


def test_a_closed_assessment_is_not_watched(opened: TestWindow, card: PromptCard) -> None:
    paste(card, f"Call {PHONE}")
    opened.view.desk.assessments.close(opened.view.place.assessment)
    opened.page._watch.look()
    assert opened.page.cards[0].note_words() == ""


def test_a_start_into_an_element_loads_no_pattern() -> None:
    program = (
        "import sys\n"
        "from roadmap_desktop import app\n"
        "from roadmap_desktop.ui import file_view, main_window\n"
        "from roadmap_desktop.ui.pages import element_page\n"
        "sys.exit(' '.join(sorted(name for name in sys.modules if 'identifying' in name)) or 0)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, timeout=60, text=True)
    assert (run.returncode, run.stderr) == (0, "")


def test_the_check_writes_into_no_log(
    opened: TestWindow, card: PromptCard, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(0):
        paste(card, f"Call {PHONE}")
        button(card, "Keep it")
        paste(card, " and 312-555-0199")
        button(card, "Mask it")
    assert "555" not in caplog.text
    assert "555" not in "".join(capfd.readouterr())
