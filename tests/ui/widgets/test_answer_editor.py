from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.answer_editor import AnswerEditor


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
