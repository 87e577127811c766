import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roadmap_desktop.model.answers import Visibility
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId
from roadmap_desktop.model.placements import Agreement, PlacementKey, StagePlacement
from roadmap_desktop.model.text import NOTE_LIMIT
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.answer_editor import AnswerEditor
from roadmap_desktop.ui.widgets.placement_details import PlacementDetails
from tests.documents import ROLES, STAGES

STORED = StagePlacement(PlacementKey(AssessmentId("a"), TASK_FORCE, ROLES), now=STAGES[1], reason="We meet.")


@pytest.fixture
def details(theme: Theme, qtbot: QtBot) -> PlacementDetails:
    made = PlacementDetails()
    qtbot.addWidget(made)
    made.set_placement(STORED, is_task_force=True, read_only=False)
    made.show()
    return made


def test_why_is_edited(details: PlacementDetails, qtbot: QtBot) -> None:
    with qtbot.waitSignal(details.placement_edited) as edited:
        details.reason.insertPlainText("Now: ")
        details.reason.flush()
    assert edited.args == [replace(STORED, reason="Now: We meet.")]


def test_dissent_is_added_to_what_was_saved_before(details: PlacementDetails, qtbot: QtBot) -> None:
    details.reason.setPlainText("Saved.")
    details.show_saved(replace(STORED, reason="Saved."))
    with qtbot.waitSignal(details.placement_edited) as edited:
        details._dissent.insertPlainText("One agency sees Exploring.")
        details._dissent.flush()
    assert edited.args == [replace(STORED, reason="Saved.", dissent="One agency sees Exploring.")]


def test_the_level_of_agreement_is_chosen(details: PlacementDetails, qtbot: QtBot) -> None:
    menu = details._agreement.menu()
    menu.aboutToShow.emit()
    most = next(action for action in menu.actions() if action.text() == "Most agree")
    with qtbot.waitSignal(details.placement_edited) as edited:
        most.trigger()
    assert edited.args == [replace(STORED, agreement=Agreement.MOST)]


def test_each_passage_has_its_own_visibility(details: PlacementDetails, qtbot: QtBot) -> None:
    with qtbot.waitSignal(details.placement_edited) as reason:
        details._reason_internal.click()
    assert reason.args == [replace(STORED, reason_visibility=Visibility.INTERNAL)]
    details.show_saved(STORED)
    assert details._dissent_internal.isChecked()
    with qtbot.waitSignal(details.placement_edited) as dissent:
        details._dissent_internal.click()
    assert dissent.args == [replace(STORED, dissent_visibility=Visibility.SHAREABLE)]


def test_showing_a_placement_announces_nothing(details: PlacementDetails, qtbot: QtBot) -> None:
    other = replace(STORED, reason="Other.", agreement=Agreement.SOME, dissent_visibility=Visibility.SHAREABLE)
    with qtbot.assertNotEmitted(details.placement_edited):
        details.set_placement(other, is_task_force=True, read_only=False)
        details.flush()


def test_agreement_and_dissent_are_the_groups_only(details: PlacementDetails) -> None:
    details.set_placement(STORED, is_task_force=False, read_only=False)
    assert not details._agreement.isVisible()
    assert not details._dissent.isVisible()
    assert details.reason.isVisible()


def test_nothing_changes_when_read_only(details: PlacementDetails) -> None:
    details.set_placement(STORED, is_task_force=True, read_only=True)
    assert all(editor.isReadOnly() for editor in details.findChildren(AnswerEditor))
    assert not details._agreement.isEnabled()
    assert not details._reason_internal.isEnabled()


def test_a_failed_save_is_said_and_keeps_the_words(details: PlacementDetails) -> None:
    details.reason.setPlainText("Not on disk.")
    details.show_not_saved("The disk is full.")
    assert details._status.text() == "NOT SAVED. The disk is full."
    assert details._status.isVisible()
    assert details.reason.text() == "Not on disk."


def test_too_long_a_reason_is_told(details: PlacementDetails, qtbot: QtBot) -> None:
    details.reason.setPlainText("x" * (NOTE_LIMIT + 1))
    with qtbot.waitSignal(details.too_long) as told:
        details.flush()
    assert told.args == [NOTE_LIMIT + 1, NOTE_LIMIT]


def test_every_field_has_a_name(details: PlacementDetails) -> None:
    assert [editor.accessibleName() for editor in details.findChildren(AnswerEditor)] == [
        "Why this stage", "Who sees it differently, and how",
    ]  # fmt: skip


@pytest.mark.parametrize("keys", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_redo_is_the_fields_own_until_it_has_none_left(details: PlacementDetails, qtbot: QtBot, keys: str) -> None:
    key = Qt.Key.Key_Y if keys == "Ctrl+Y" else Qt.Key.Key_Z
    more = Qt.KeyboardModifier.NoModifier if keys == "Ctrl+Y" else Qt.KeyboardModifier.ShiftModifier
    for editor in (details.reason, details._dissent):
        editor.insertPlainText("x")
        typed = editor.text()
        QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert editor.text() != typed
        with qtbot.assertNotEmitted(details.redo_beyond):
            QTest.keyClick(editor, key, Qt.KeyboardModifier.ControlModifier | more)
        assert editor.text() == typed
        with qtbot.waitSignal(details.redo_beyond):
            QTest.keyClick(editor, key, Qt.KeyboardModifier.ControlModifier | more)
