from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roadmap_desktop.content.schema import PromptId
from roadmap_desktop.model.answers import Answer, AnswerKey, AnswerState, StoredAnswer, Visibility
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.prompt_card import PromptCard

KEY = AnswerKey(AssessmentId("a"), TASK_FORCE, PromptId("p1"))


@pytest.fixture
def card(theme: Theme, qtbot: QtBot) -> PromptCard:
    made = PromptCard()
    qtbot.addWidget(made)
    made.set_prompt("p1", "2.1", "What do we share?", "Think of intake.")
    made.set_answer(StoredAnswer(Answer(KEY)))
    made.show()
    return made


def words(card: PromptCard) -> str:
    return " | ".join(label.text() for label in card.findChildren(PlainLabel) if label.isVisible())


def test_the_field_is_announced_with_its_question(card: PromptCard) -> None:
    assert "What do we share?" in card.editor.accessibleName()
    assert "2.1" in words(card)


def test_guidance_is_folded_and_one_click_away(card: PromptCard) -> None:
    assert "Think of intake." not in words(card)
    card._guidance_button.click()
    assert "Think of intake." in words(card)


def test_a_saved_answer_says_when_and_how_many_versions(card: PromptCard) -> None:
    stored = StoredAnswer(Answer(KEY, "Words."), datetime(2026, 1, 2, 3, 4, tzinfo=UTC), 3)
    card.set_answer(stored)
    assert "Saved" in words(card)
    assert card._versions.text() == "3 earlier versions"
    card.show_saved(replace(stored, earlier_versions=0, erased_on=datetime(2026, 1, 2, tzinfo=UTC)))
    assert card._versions.text() == "History"
    carried = replace(stored, answer=replace(stored.answer, carried_from="Baseline 2025"))
    card.set_answer(carried, "What did we share?")
    assert "Carried from Baseline 2025" in words(card)
    assert "What did we share?" in words(card)


def test_choices_are_said_and_not_saved(card: PromptCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.discuss_chosen) as discuss:
        card._discuss.click()
    assert discuss.args == ["p1", True]
    with qtbot.waitSignal(card.visibility_chosen) as visibility:
        card._internal.click()
    assert visibility.args == ["p1", "internal"]
    with qtbot.waitSignal(card.state_chosen) as state:
        card._state.chosen.emit("not-our-role")
    assert state.args == ["p1", "not-our-role", ""]
    with qtbot.waitSignal(card.versions_wanted):
        card._versions.click()


def test_not_our_role_asks_for_its_reason(card: PromptCard, qtbot: QtBot) -> None:
    card.set_answer(StoredAnswer(Answer(KEY, "", AnswerState.NOT_OUR_ROLE, visibility=Visibility.INTERNAL)))
    assert card._reason.isVisible()
    assert not card.editor.isVisible()
    card._reason.setText("The county does this.")
    with qtbot.waitSignal(card.state_chosen) as state:
        card._reason.editingFinished.emit()
    assert state.args == ["p1", "not-our-role", "The county does this."]


def test_a_failed_save_is_said_and_keeps_the_words(card: PromptCard) -> None:
    card.editor.insertPlainText("Not on disk.")
    card.show_not_saved("The disk is full.")
    assert "NOT SAVED" in words(card)
    assert card.editor.text() == "Not on disk."
    card.show_saved(StoredAnswer(Answer(KEY, "Not on disk.")))
    assert "NOT SAVED" not in words(card)


def test_nothing_can_be_changed_when_read_only(card: PromptCard) -> None:
    card.set_read_only(True)
    assert card.editor.isReadOnly()
    assert not card._state.isEnabled()


def a_refusal(card: PromptCard, qtbot: QtBot) -> StoredAnswer:
    """The card shows "not our role" without a reason yet, and someone is about to type one."""
    stored = StoredAnswer(Answer(KEY, "", AnswerState.NOT_OUR_ROLE))
    card.set_answer(stored)
    card.activateWindow()
    card._reason.setFocus()
    qtbot.waitUntil(card._reason.hasFocus)
    QTest.keyClicks(card._reason, "The county")
    return stored


def test_a_reason_that_is_still_being_typed_is_announced_when_the_page_is_left(card: PromptCard, qtbot: QtBot) -> None:
    a_refusal(card, qtbot)
    with qtbot.waitSignal(card.state_chosen) as state:
        card.flush()
    assert state.args == ["p1", "not-our-role", "The county"]


def test_another_change_of_the_card_leaves_the_reason_in_typing_alone(card: PromptCard, qtbot: QtBot) -> None:
    stored = a_refusal(card, qtbot)
    card.show_saved(replace(stored, answer=stored.answer.with_discuss(True)))
    assert card._reason.text() == "The county"
    card.show_saved(replace(stored, answer=stored.answer.with_state(AnswerState.NOT_OUR_ROLE, "The county")))
    with qtbot.assertNotEmitted(card.state_chosen):
        card.flush()


def test_an_undone_reason_is_shown_as_undone(card: PromptCard, qtbot: QtBot) -> None:
    stored = a_refusal(card, qtbot)
    card.show_saved(replace(stored, answer=stored.answer.with_state(AnswerState.NOT_OUR_ROLE, "The county")))
    card.set_answer(stored)
    assert card._reason.text() == ""


def test_the_card_of_another_prompt_keeps_nothing_of_the_one_before(card: PromptCard, qtbot: QtBot) -> None:
    a_refusal(card, qtbot)
    card.set_prompt("p2", "2.2", "Who decides?", "")
    card.set_answer(StoredAnswer(Answer(replace(KEY, prompt=PromptId("p2")), "", AnswerState.NOT_OUR_ROLE)))
    assert card._reason.text() == ""


def test_a_long_reason_is_not_cut_in_silence(card: PromptCard, qtbot: QtBot) -> None:
    card.set_answer(StoredAnswer(Answer(KEY, "", AnswerState.NOT_OUR_ROLE)))
    card._reason.setText("x" * 2500)
    with qtbot.waitSignal(card.state_chosen) as state:
        card.flush()
    assert state.args[2] == "x" * 2500


def test_a_changed_state_is_announced_and_only_a_changed_one(card: PromptCard, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("roadmap_desktop.ui.widgets.prompt_card.announce", lambda _widget, words: heard.append(words))
    draft = StoredAnswer(Answer(KEY, "Words.", AnswerState.DRAFT))
    card.show_saved(draft)
    card.show_saved(replace(draft, answer=replace(draft.answer, text="More words.")))
    assert heard == ["State of the answer: Draft"]
    card.show_saved(replace(draft, answer=replace(draft.answer, state=AnswerState.READY)))
    assert heard[1:] == ["State of the answer: Ready"]
    # Another prompt on the same card is no news of this one.
    card.set_prompt("p2", "2.2", "Who decides?", "")
    card.set_answer(StoredAnswer(Answer(replace(KEY, prompt=PromptId("p2")))))
    assert len(heard) == 2
