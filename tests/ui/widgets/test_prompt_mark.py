from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.widgets.prompt_card import PromptCard
from roadmap_desktop.ui.widgets.prompt_mark import PromptMark


def test_a_mark_says_what_it_is_and_offers_what_can_be_done(qtbot: QtBot) -> None:
    done: list[str] = []
    mark = PromptMark()
    qtbot.addWidget(mark)
    mark.show_mark("Our own prompt", "Who holds the keys?", [("Reword", lambda: done.append("a"))])
    assert mark.words() == "Our own prompt"
    (offer,) = mark.offers.actions()
    offer.trigger()
    assert done == ["a"]
    mark.show_mark("Our own prompt", "Who holds the keys?", [])
    assert mark.offers.actions() == []


def test_an_offer_may_change_the_mark_it_stands_on(qtbot: QtBot) -> None:
    mark = PromptMark()
    qtbot.addWidget(mark)
    mark.show_mark("Our own prompt", "x", [("Retire", lambda: mark.show_mark("No longer asked", "x", []))])
    mark.offers.actions()[0].trigger()
    assert mark.words() == "No longer asked"


def test_a_card_makes_its_mark_when_it_first_has_one(qtbot: QtBot) -> None:
    card = PromptCard()
    qtbot.addWidget(card)
    card.set_prompt("roles.stage-1.p1", "1.1", "Who holds the keys?", "")
    card.set_mark("")
    assert card.mark is None
    card.set_mark("Our own prompt")
    assert card.mark is not None
    card.set_mark("")
    assert card.mark.isHidden()
