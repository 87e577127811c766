import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roadmap_desktop.content.schema import GlossaryTerm
from roadmap_desktop.model.terms import TermFinder
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.term_label import TermLabel

MOU = GlossaryTerm("mou", "MOU", "A <b>written</b> understanding between agencies.")
DEBT = GlossaryTerm("debt-bondage", "Debt bondage", "Work held over someone as a debt.")
TEXT = "😀 What does our MOU say when debt bondage shows, and who reads the MOU again?"


@pytest.fixture
def label(theme: Theme, qtbot: QtBot) -> TermLabel:
    made = TermLabel(TEXT)
    qtbot.addWidget(made)
    made.resize(260, 120)
    made.show()
    made.set_terms(list(TermFinder((MOU, DEBT)).occurrences(TEXT)))
    return made


def middle(label: TermLabel, number: int) -> QPoint:
    return label._boxes(label.terms[number])[0].center().toPoint()


def test_each_term_is_underlined_once_where_it_stands_first(label: TermLabel) -> None:
    assert [TEXT[one.start : one.start + one.length] for one in label.terms] == ["MOU", "debt bondage"]
    boxes = label._boxes(*label.terms)
    with_lines = label.grab().toImage()
    label.set_terms(())
    without = label.grab().toImage()
    changed = {
        (x, y)
        for x in range(with_lines.width())
        for y in range(with_lines.height())
        if with_lines.pixel(x, y) != without.pixel(x, y)
    }
    assert changed
    assert all(any(box.adjusted(-4, -4, 4, 4).contains(QPointF(x, y)) for box in boxes) for x, y in changed)


def test_a_term_that_wraps_has_a_box_in_each_line(label: TermLabel) -> None:
    lines = set()
    for width in range(120, 300, 10):
        label.setFixedWidth(width)
        lines.add(len({box.y() for box in label._boxes(label.terms[1])}))
    assert lines == {1, 2}


def test_keys_go_from_term_to_term_and_explain(label: TermLabel, qtbot: QtBot) -> None:
    label.setFocus()
    with qtbot.waitSignal(label.explained) as told:
        QTest.keyClick(label, Qt.Key.Key_Space)
    assert told.args == ["MOU: A <b>written</b> understanding between agencies."]
    assert label.note is not None
    # Text is text: what looks like markup is shown as it was written.
    assert label.note.words() == "MOU: A <b>written</b> understanding between agencies."
    QTest.keyClick(label, Qt.Key.Key_Right)
    assert label.note.words().startswith("Debt bondage: ")
    QTest.keyClick(label, Qt.Key.Key_Right)
    assert label.note.words().startswith("MOU: ")
    QTest.keyClick(label, Qt.Key.Key_Left)
    assert label.note.words().startswith("Debt bondage: ")
    QTest.keyClick(label, Qt.Key.Key_Escape)
    assert label.note is None
    QTest.keyClick(label, Qt.Key.Key_Return)
    assert label.note is not None
    label.clearFocus()
    assert label.note is None


def test_the_mouse_explains_where_it_rests_and_where_it_clicks(label: TermLabel) -> None:
    at = middle(label, 1)
    QApplication.sendEvent(label, QHelpEvent(QHelpEvent.Type.ToolTip, at, label.mapToGlobal(at)))
    assert label.note is not None
    assert label.note.words().startswith("Debt bondage: ")
    QTest.mouseMove(label, QPoint(1, label.height() - 2))
    assert label.note is None
    QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=middle(label, 0))
    assert label.note is not None
    assert label.note.words().startswith("MOU: ")
    nowhere = QPoint(1, label.height() - 2)
    QApplication.sendEvent(label, QHelpEvent(QHelpEvent.Type.ToolTip, nowhere, label.mapToGlobal(nowhere)))
    assert label.note is None


def test_it_is_a_stop_of_the_keyboard_only_where_there_are_terms(label: TermLabel) -> None:
    assert label.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert label.accessibleName() == TEXT
    assert "MOU, Debt bondage" in label.accessibleDescription()
    label.set_terms(())
    assert label.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert (label.accessibleName(), label.accessibleDescription()) == ("", "")
    assert label.terms == ()
    QTest.keyClick(label, Qt.Key.Key_Space)
    assert label.note is None


def test_the_explanation_stays_on_the_screen(label: TermLabel) -> None:
    screen = label.screen().availableGeometry()
    label.move(screen.bottomRight() - QPoint(40, 40))
    label.explain(label.terms[0])
    assert label.note is not None
    assert screen.contains(label.note.geometry())
