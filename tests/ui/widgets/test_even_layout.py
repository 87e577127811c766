import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.count_card import CountCard
from roadmap_desktop.ui.widgets.even_layout import EvenLayout


@pytest.fixture
def holder(theme: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def five_cards(holder: QWidget, words: str = "prompts answered") -> EvenLayout:
    layout = EvenLayout(120, holder, spacing=12)
    for _place in range(5):
        card = CountCard(holder)
        card.show_count(1200, words)
        layout.addWidget(card)
    return layout


def places(layout: EvenLayout, width: int) -> list[QRect]:
    layout.setGeometry(QRect(0, 0, width, layout.heightForWidth(width)))
    found = [item.geometry() for place in range(layout.count()) if (item := layout.itemAt(place)) is not None]
    assert len(found) == layout.count()
    return found


@pytest.mark.parametrize(
    ("width", "lines"),
    [(900, [5]), (648, [5]), (647, [3, 2]), (384, [3, 2]), (380, [2, 2, 1]), (200, [1, 1, 1, 1, 1]), (40, [1] * 5)],
)
def test_lines_are_of_like_length(holder: QWidget, width: int, lines: list[int]) -> None:
    found = places(five_cards(holder), width)
    tops = [rect.top() for rect in found]
    assert [tops.count(top) for top in sorted(set(tops))] == lines
    assert {(rect.width(), rect.height()) for rect in found} == {(found[0].width(), found[0].height())}
    if width >= 132:
        assert max(rect.right() for rect in found) <= width
    # The line is filled, but for what cannot be shared.
    first = [rect for rect in found if rect.top() == found[0].top()]
    assert first[-1].right() + 1 > width - len(first)


def test_it_is_as_high_as_its_words_need(holder: QWidget, theme: Theme, qtbot: QtBot) -> None:
    long = five_cards(holder, "action items, of which a good many are past their date")
    other = QWidget()
    qtbot.addWidget(other)
    assert long.heightForWidth(648) > five_cards(other).heightForWidth(648)
    found = places(long, 400)
    assert found[-1].bottom() + 1 == long.heightForWidth(400)
    for card in holder.findChildren(CountCard):
        assert card.heightForWidth(card.width()) <= card.height()


def test_a_layout_without_widgets_takes_no_room(holder: QWidget) -> None:
    layout = EvenLayout(120, holder)
    assert layout.heightForWidth(500) == 0
    assert layout.takeAt(0) is None
    assert layout.itemAt(3) is None


def test_longer_words_are_noticed(holder: QWidget, qtbot: QtBot) -> None:
    layout = five_cards(holder)
    holder.resize(648, 300)
    holder.show()
    before = layout.heightForWidth(648)
    holder.findChildren(CountCard)[0].show_count(5, "action items, of which a good many are past their date")
    qtbot.waitUntil(lambda: layout.heightForWidth(648) > before)
