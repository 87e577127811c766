from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.windows import TestWindow


def test_redo_beyond_the_reasons_own_goes_to_the_file(opened: TestWindow, qtbot: QtBot) -> None:
    opened.view.open_element("roles")
    reason = opened.page.details.reason
    opened.page.details.show()
    reason.setFocus()
    QTest.keyClicks(reason, "We meet.")
    reason.flush()
    opened.command("undo")
    qtbot.waitUntil(lambda: opened.built.window.commands.action("redo").isEnabled())
    assert reason.text() == ""
    QTest.keyClick(reason, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert reason.text() == "We meet."
