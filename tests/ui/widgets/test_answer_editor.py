import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.answer_editor import LONGEST_MS, AnswerEditor


def an_editor(qtbot: QtBot, limit: int = 100) -> AnswerEditor:
    editor = AnswerEditor(limit=limit)
    qtbot.addWidget(editor)
    editor.resize(400, 60)
    editor.show()
    return editor


def test_typing_is_announced_after_a_pause(theme: Theme, qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    with qtbot.waitSignal(editor.edited, timeout=3000) as edited:
        QTest.keyClicks(editor, "We meet weekly.")
    assert edited.args == ["We meet weekly."]


def test_showing_a_stored_text_announces_nothing(theme: Theme, qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_text("Stored.")
        editor.flush()
    assert not editor.has_unsaved_words


def test_leaving_announces_first(theme: Theme, qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    heard: list[str] = []
    editor.edited.connect(lambda _text: heard.append("edited"))
    editor.left.connect(lambda: heard.append("left"))
    editor.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    QTest.keyClicks(editor, "x")
    editor.clearFocus()
    assert heard == ["edited", "left"]


def test_too_long_a_text_stays_and_is_told(theme: Theme, qtbot: QtBot) -> None:
    editor = an_editor(qtbot, limit=10)
    with qtbot.waitSignal(editor.too_long) as told:
        editor.insertPlainText("x" * 25)
        editor.flush()
    assert told.args == [25, 10]
    assert editor.text() == "x" * 25
    assert editor.counter() == "25 of 10 characters"
    editor.set_text("x")
    assert editor.counter() == ""


def test_pasting_takes_words_only(theme: Theme, qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    data = QMimeData()
    data.setHtml('<img src="file:///secret.png"><b>Bold</b>')
    data.setText("Bold")
    editor.insertFromMimeData(data)
    assert editor.text() == "Bold"
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/a.roadmap")])
    assert not editor.canInsertFromMimeData(files)


def test_undo_beyond_the_field_is_handed_on(theme: Theme, qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    with qtbot.waitSignal(editor.undo_beyond):
        QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(editor.redo_beyond):
        QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def test_it_grows_with_its_text(theme: Theme, qtbot: QtBot) -> None:
    editor = an_editor(qtbot, limit=9000)
    before = editor.height()
    editor.set_text("line\n" * 12)
    qtbot.waitUntil(lambda: editor.height() > before * 2)
    assert not editor.verticalScrollBar().isVisible()


def test_text_is_never_markup(theme: Theme, qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    editor.set_text("<b>bold</b> & <img src=x>")
    assert editor.text() == "<b>bold</b> & <img src=x>"


def test_a_space_that_does_not_break_stays_one(theme: Theme, qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    editor.set_text("Section\u00a07")
    with qtbot.assertNotEmitted(editor.edited):
        editor.flush()
    assert not editor.has_unsaved_words
    editor.insertPlainText("See\u00a0")
    assert editor.text() == "See\u00a0Section\u00a07"


def test_text_is_announced_as_it_will_be_stored_and_only_once(theme: Theme, qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    with qtbot.waitSignal(editor.edited) as edited:
        editor.insertPlainText("cafe\u0301\nand\x01more")
        editor.flush()
    assert edited.args == ["caf\u00e9\nandmore"]
    editor.mark_saved("caf\u00e9\nandmore")
    assert not editor.has_unsaved_words
    with qtbot.assertNotEmitted(editor.edited):
        editor.flush()


def test_words_in_composition_are_announced_too(theme: Theme, qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    editor.set_text("We  weekly.")
    cursor = editor.textCursor()
    cursor.setPosition(3)
    editor.setTextCursor(cursor)
    with qtbot.waitSignal(editor.edited, timeout=3000) as edited:
        QCoreApplication.sendEvent(editor, QInputMethodEvent("meet", []))
    assert edited.args == ["We meet weekly."]
    assert editor.toPlainText() == "We  weekly."


def test_a_stored_text_that_is_the_same_leaves_the_cursor_where_it_is(theme: Theme, qtbot: QtBot) -> None:
    editor = an_editor(qtbot)
    editor.set_text("We meet weekly.")
    cursor = editor.textCursor()
    cursor.setPosition(7)
    editor.setTextCursor(cursor)
    editor.set_text("We meet weekly.")
    assert editor.textCursor().position() == 7


def test_typing_without_a_pause_is_announced_every_two_seconds(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = an_editor(qtbot)
    QTest.keyClicks(editor, "We")
    monkeypatch.setattr(editor, "_since", _LongAgo())
    with qtbot.waitSignal(editor.edited, timeout=100) as edited:
        QTest.keyClicks(editor, "!")
    assert edited.args == ["We!"]


class _LongAgo:
    """A clock that was started two seconds ago."""

    def isValid(self) -> bool:
        return True

    def elapsed(self) -> int:
        return LONGEST_MS

    def invalidate(self) -> None:
        """Keeps running; the test needs it once."""
