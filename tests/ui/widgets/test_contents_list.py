import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.contents_list import ContentsList, Entry

GROUPS = [
    ("Plans", [Entry("hour", "An hour"), Entry("year", "A year")]),
    ("Empty", []),
    ("Scenarios", [Entry("kitchen", "Work in a kitchen with a long title that must wrap", "Labor trafficking")]),
]


@pytest.fixture
def listed(theme: Theme, qtbot: QtBot) -> ContentsList:
    widget = ContentsList("Contents")
    qtbot.addWidget(widget)
    widget.resize(200, 400)
    widget.show()
    widget.set_entries(GROUPS)
    return widget


def test_entries_stand_in_groups_and_an_empty_group_has_no_heading(listed: ContentsList) -> None:
    assert [listed.item(row).text() for row in range(listed.count())] == [
        "Plans",
        "An hour",
        "A year",
        "Scenarios",
        "Work in a kitchen with a long title that must wrap",
    ]
    assert listed.keys() == ["hour", "year", "kitchen"]
    assert listed.chosen == "hour"
    assert listed.item(0).flags() == Qt.ItemFlag.NoItemFlags
    spoken = listed.item(4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Work in a kitchen with a long title that must wrap, Labor trafficking"


def test_choosing_tells_the_key_and_an_unknown_one_tells_nothing(listed: ContentsList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.entry_chosen) as chosen:
        listed.choose("kitchen")
    assert chosen.args == ["kitchen"]
    with qtbot.assertNotEmitted(listed.entry_chosen):
        listed.choose("none")
        listed.choose("Plans")


def test_the_chosen_entry_stays_while_it_is_listed(listed: ContentsList, qtbot: QtBot) -> None:
    listed.choose("year")
    listed.set_entries(GROUPS[:1])
    assert listed.chosen == "year"
    listed.set_entries(GROUPS[2:])
    assert listed.chosen == "kitchen"
    with qtbot.assertNotEmitted(listed.entry_chosen):
        listed.set_entries([])
    assert (listed.chosen, listed.keys()) == ("", [])


@pytest.mark.parametrize("width", [160, 200, 420])
def test_rows_are_as_high_as_their_wrapped_words(listed: ContentsList, width: int) -> None:
    listed.resize(width, 400)
    index = listed.model().index(4, 0)
    found = listed.itemDelegate().sizeHint(QStyleOptionViewItem(), index)
    line = QFontMetrics(listed.font()).height()
    letters = QFontMetrics(listed.font()).horizontalAdvance(str(index.data()))
    assert found.width() == listed.viewport().width()
    assert found.height() >= line * (letters // width + 1) + line
    assert found != QSize()


def test_it_is_painted_with_and_without_the_focus(listed: ContentsList) -> None:
    listed.choose("hour")
    listed.clearFocus()
    before = listed.grab().toImage()
    listed.choose("year")
    assert listed.grab().toImage() != before
