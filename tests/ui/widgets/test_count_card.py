from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.count_card import CountCard
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


def test_a_count_is_read_out_with_its_words(theme: Theme, qtbot: QtBot) -> None:
    card = CountCard()
    qtbot.addWidget(card)
    card.show_count(1204, "prompts answered")
    assert [label.text() for label in card.findChildren(PlainLabel)] == ["1,204", "prompts answered"]
    assert card.accessibleName() == "1204 prompts answered"
