import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.side_card import SideCard


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, None])
def test_a_side_card_is_a_button(theme: Theme, qtbot: QtBot, key: Qt.Key | None) -> None:
    card = SideCard("Agree on a hand-off form", "Example Shelter A · due February 2027")
    qtbot.addWidget(card)
    card.show()
    assert card.accessibleName() == "Agree on a hand-off form, Example Shelter A · due February 2027"
    with qtbot.waitSignal(card.clicked):
        if key is None:
            QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(card, key)


def test_a_narrow_side_card_is_a_high_one(theme: Theme, qtbot: QtBot) -> None:
    card = SideCard("Add the labor office to the role sheets of every partner agency", "Coordinator")
    qtbot.addWidget(card)
    assert card.heightForWidth(140) > card.heightForWidth(600)


def test_text_on_a_side_card_is_never_markup(theme: Theme, qtbot: QtBot) -> None:
    card = SideCard("<b>bold</b> & <img src=x>")
    qtbot.addWidget(card)
    (label,) = card.findChildren(PlainLabel)
    assert label.text() == "<b>bold</b> & <img src=x>"
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_click_on_the_words_of_a_side_card_is_a_click_on_it(theme: Theme, qtbot: QtBot) -> None:
    card = SideCard("Agree on a hand-off form", "Example Shelter A")
    qtbot.addWidget(card)
    card.show()
    for label in card.findChildren(PlainLabel):
        with qtbot.waitSignal(card.clicked):
            QTest.mouseClick(card.window().windowHandle(), Qt.MouseButton.LeftButton, pos=label.geometry().center())
