import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from roadmap_desktop.content.schema import Label
from roadmap_desktop.model.filters import Filters
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.filter_bar import FilterBar


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> FilterBar:
    made = FilterBar()
    qtbot.addWidget(made)
    made.set_choices((Label("prosecution", "Prosecution"),), (Label("labor", "Labor & migration"),))
    made.show()
    return made


def offered(menu: QMenu) -> dict[str, QAction]:
    found: dict[str, QAction] = {}
    for action in menu.actions():
        inner = action.menu()
        found |= offered(inner) if isinstance(inner, QMenu) else {action.text(): action}
    return found


def choose(bar: FilterBar, words: str) -> None:
    menu = bar.findChildren(QToolButton)[0].menu()
    menu.aboutToShow.emit()
    offered(menu)[words].trigger()


def chips(bar: FilterBar) -> list[QPushButton]:
    return [one for one in bar.findChildren(QPushButton) if one.isVisible()]


@pytest.mark.parametrize(
    ("words", "filters"),
    [
        ("Prosecution", Filters(discipline="prosecution")),
        ("Labor && migration", Filters(lens="labor")),
        ("With prompts not answered yet", Filters(unanswered=True)),
        ("With drafts", Filters(draft=True)),
        ("With prompts to discuss", Filters(discuss=True)),
        ("With action items", Filters(with_actions=True)),
    ],
)
def test_a_chosen_filter_is_said_and_stands_as_a_chip(
    bar: FilterBar, qtbot: QtBot, words: str, filters: Filters
) -> None:
    with qtbot.waitSignal(bar.filters_changed) as changed:
        choose(bar, words)
    assert changed.args == [filters]
    assert [chip.text() for chip in chips(bar)] == [f"{words}  ✕"]


def test_filters_add_up_and_each_chip_takes_its_own_away(bar: FilterBar, qtbot: QtBot) -> None:
    choose(bar, "With drafts")
    choose(bar, "Prosecution")
    prosecution = next(chip for chip in chips(bar) if "Prosecution" in chip.text())
    assert prosecution.accessibleName() == "Take away the filter: Prosecution"
    with qtbot.waitSignal(bar.filters_changed) as changed:
        prosecution.click()
    assert changed.args == [Filters(draft=True)]
    assert [chip.text() for chip in chips(bar)] == ["With drafts  ✕"]


def test_the_keyboard_stays_here_when_a_chip_goes(bar: FilterBar, qtbot: QtBot) -> None:
    bar.activateWindow()
    choose(bar, "With drafts")
    choose(bar, "With prompts to discuss")
    for left in (1, 0):
        first = chips(bar)[0]
        first.setFocus()
        qtbot.waitUntil(first.hasFocus)
        QTest.keyClick(first, Qt.Key.Key_Space)
        assert len(chips(bar)) == left
        focused = bar.focusWidget()
        assert focused is not None
        assert focused.accessibleName() == (
            "Take away the filter: With prompts to discuss" if left else "Filter the elements"
        )


def test_a_name_without_a_mnemonic_is_read_out_as_it_is(bar: FilterBar) -> None:
    choose(bar, "Labor && migration")
    assert chips(bar)[0].accessibleName() == "Take away the filter: Labor & migration"
