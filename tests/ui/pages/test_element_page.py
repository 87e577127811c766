from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.widgets.flow_layout import FlowRow
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.term_label import TermLabel
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


def test_terms_are_underlined_once_the_page_is_whole_and_one_key_opens_guidance(opened: TestWindow) -> None:
    opened.view.open_element("roles")
    page = opened.page
    pack = opened.view.desk.reading.pack_at(opened.view.place)
    page.complete()
    words = {one.term.id for label in page.findChildren(TermLabel) for one in label.terms}
    assert words
    assert words <= {term.id for term in pack.glossary}
    card = page.cards[0]
    card.editor.clearFocus()
    page.setFocus()
    element = pack.elements[0]
    shown = [label for label in page.findChildren(PlainLabel) if label.text() == element.guidance]
    assert not shown[0].isVisible()
    opened.command("guidance")
    assert shown[0].isVisible()
    opened.command("guidance")
    assert not shown[0].isVisible()
    with_own = next(one for one in page.cards if one.has_guidance)
    with_own.editor.setFocus()
    opened.command("guidance")
    assert with_own._guidance.isVisible()
    assert not shown[0].isVisible()


def test_at_large_text_no_control_of_the_tracker_or_a_card_is_cut(opened: TestWindow, qtbot: QtBot) -> None:
    opened.built.look.set_look(text_size=200)
    opened.built.window.resize(1000, 1400)
    opened.view.open_element("roles")
    page = opened.page
    page.complete()
    rows = page.findChildren(FlowRow)
    assert len(rows) > 1

    def cut() -> list[str]:
        return [
            child.objectName() or child.accessibleName()
            for row in rows
            for child in row.findChildren(QWidget)
            if child.parentWidget() is row and child.isVisible() and not row.rect().contains(child.geometry())
        ]

    qtbot.waitUntil(lambda: cut() == [])
    wrapped = [row for row in rows if row.height() > 2 * page.fontMetrics().lineSpacing() + 8]
    assert wrapped
    track = page.tracker.track
    assert track.height() >= track.heightForWidth(track.width())
