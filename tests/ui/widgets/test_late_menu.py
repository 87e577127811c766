from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.widgets.late_menu import LateMenu


def test_a_menu_is_filled_when_it_opens_and_leaves_nothing_behind(qtbot: QtBot) -> None:
    opened: list[int] = []

    def fill(menu: QMenu) -> None:
        opened.append(1)
        menu.addMenu("More").addAction("One")
        QActionGroup(menu).addAction(menu.addAction(f"Opened {len(opened)}"))

    menu = LateMenu(fill)
    qtbot.addWidget(menu)
    assert menu.actions() == []
    for time in (1, 2, 3):
        menu.aboutToShow.emit()
        assert [one.text() for one in menu.actions()] == ["More", f"Opened {time}"]
    with qtbot.waitSignals([child.destroyed for child in menu.findChildren(QMenu)[:-1]]):
        pass
    assert len(menu.findChildren(QMenu)) == 1
    assert len(menu.findChildren(QActionGroup)) == 1
