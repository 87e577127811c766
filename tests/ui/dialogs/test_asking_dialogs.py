from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.dialogs.asking_dialogs import ChoiceDialog, TextDialog
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.messages import WindowMessages
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.plain_label import PlainLabel

NAMES = ("Smith & Sons", "<img src='x'> Shelter", "Example Sheriff B")


def the_list(dialog: ChoiceDialog) -> QListWidget:
    return dialog.findChildren(QListWidget)[0]


@pytest.fixture
def choice(theme: Theme, qtbot: QtBot) -> ChoiceDialog:
    made = ChoiceDialog("Merge agencies", "Into which agency?", NAMES, "Go on…")
    qtbot.addWidget(made)
    made.show()
    return made


def test_names_stand_in_the_list_as_they_were_typed(choice: ChoiceDialog) -> None:
    shown = [the_list(choice).item(row).text() for row in range(the_list(choice).count())]
    assert shown == list(NAMES)
    assert the_list(choice).accessibleName() == "Into which agency?"


def test_a_choice_is_made_with_keys_alone(choice: ChoiceDialog) -> None:
    QTest.keyClick(the_list(choice), Qt.Key.Key_Down)
    assert choice.chosen() == 1
    QTest.keyClicks(the_list(choice), "E")
    assert choice.chosen() == 2
    QTest.keyClick(choice, Qt.Key.Key_Return)
    assert choice.result() == ChoiceDialog.DialogCode.Accepted


def test_escape_chooses_nothing_and_without_a_choice_it_is_asked_for(choice: ChoiceDialog) -> None:
    the_list(choice).setCurrentRow(-1)
    choice.check()
    assert choice.problem.text() == "Please choose one of the list."
    assert choice.isVisible()
    QTest.keyClick(choice, Qt.Key.Key_Escape)
    assert choice.result() == ChoiceDialog.DialogCode.Rejected


def test_a_question_is_shown_as_it_is_and_never_markup(theme: Theme, qtbot: QtBot) -> None:
    question = "Where is “<img src='file:///x'> R&D” kept?"
    dialog = TextDialog("Evidence", question, "In a folder")
    qtbot.addWidget(dialog)
    label = next(one for one in dialog.findChildren(PlainLabel) if one.text() == question)
    assert label.textFormat() is Qt.TextFormat.PlainText
    # A label that belongs to a field takes "&" for the mark of a key.
    assert label.buddy() is None
    assert dialog.findChildren(QLineEdit)[0].accessibleName() == question


def answered(make: Callable[[WindowMessages], object], with_key: Qt.Key, qtbot: QtBot) -> object:
    """What a question returns when its box is answered by a key."""
    parent = QWidget()
    qtbot.addWidget(parent)

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, Frame)
        accept = box.findChildren(QDialogButtonBox)[0].buttons()[0]
        assert accept.text() in ("OK", "Go on…")
        QTest.keyClick(box, with_key)

    QTimer.singleShot(0, parent, press)
    return make(WindowMessages(parent))


def test_the_window_asks_with_these_boxes(theme: Theme, qtbot: QtBot) -> None:
    def text(messages: WindowMessages) -> object:
        return messages.ask_text("Add agency", "What is it called?", "Example Shelter A")

    def one(messages: WindowMessages) -> object:
        return messages.ask_choice("Merge agencies", "Into which?", NAMES, "Go on…")

    assert answered(text, Qt.Key.Key_Return, qtbot) == "Example Shelter A"
    assert answered(text, Qt.Key.Key_Escape, qtbot) is None
    assert answered(one, Qt.Key.Key_Return, qtbot) == 0
    assert answered(one, Qt.Key.Key_Escape, qtbot) is None
