import pytest

from roadmap_desktop.content.schema import PromptId
from roadmap_desktop.model.answers import AnswerKey
from roadmap_desktop.model.placements import PlacementKey, StagePlacement
from tests.documents import ROLES
from tests.windows import TestWindow

TURNED = "We meet on \u202eyadnoM\u202c, always."


def the_key(window: TestWindow) -> AnswerKey:
    place = window.view.place
    return AnswerKey(place.assessment, place.respondent, PromptId(window.page.cards[0].prompt_id))


def test_hidden_direction_characters_are_told_and_can_be_taken_out(opened: TestWindow) -> None:
    opened.view.open_element("roles")
    card = opened.page.cards[0]
    assert card.hidden is None
    card.editor.setPlainText(TURNED)
    card.flush()
    note = card.hidden
    assert note is not None
    assert note.isVisible()
    assert "Contains hidden direction characters" in note.words()
    # They are kept until someone says otherwise: a language may need them.
    assert opened.view.desk.reading.element_answer(the_key(opened)).answer.text == TURNED
    note.button.click()
    assert not note.isVisible()
    assert opened.view.desk.reading.element_answer(the_key(opened)).answer.text == "We meet on yadnoM, always."
    card.editor.undo()
    assert card.editor.text() == TURNED
    assert note.isVisible()


def test_they_are_told_of_an_answer_that_was_there_before(opened: TestWindow) -> None:
    opened.view.open_element("roles")
    key = the_key(opened)
    opened.view.desk.answering.answer(key, TURNED)
    opened.view.open_element("trust")
    opened.view.open_element("roles")
    note = opened.page.cards[0].hidden
    assert note is not None
    assert note.isVisible()
    opened.page.cards[0].set_read_only(True)
    assert note.isVisible()
    assert not note.button.isVisible()
    opened.view.open_element("trust")
    assert not note.isVisible()


@pytest.mark.parametrize("text", ["Plain words.", "Señora, 東京, \u05d0\u05d1\u200f", "joined\u200dwords"])
def test_ordinary_words_and_marks_of_a_script_are_no_matter(opened: TestWindow, text: str) -> None:
    opened.view.open_element("roles")
    card = opened.page.cards[0]
    card.editor.setPlainText(text)
    assert card.hidden is None


def test_they_are_told_of_a_reason_too(opened: TestWindow) -> None:
    opened.view.open_element("roles")
    place = opened.view.place
    key = PlacementKey(place.assessment, place.respondent, ROLES)
    opened.view.desk.answering.place(StagePlacement(key, reason=TURNED))
    opened.view.open_element("trust")
    opened.view.open_element("roles")
    details = opened.page.details
    details.show()
    assert [note.isVisibleTo(details) for note in details.hidden.values()] == [True]
