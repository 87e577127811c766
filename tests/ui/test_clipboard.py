"""Copied words carry the hints, and go after a minute only if they are still those."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.clipboard import HINTS, SECONDS, CopyGuard, copy_text
from roadmap_desktop.ui.widgets.answer_editor import AnswerEditor


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    found = QGuiApplication.clipboard()
    found.setText("before")
    yield found
    found.clear()


@pytest.fixture
def guard(clipboard: QClipboard) -> Iterator[CopyGuard]:
    made = CopyGuard(clipboard, is_ours=lambda: True)
    made.set_on(True)
    yield made
    made.set_on(False)
    made.deleteLater()


def formats(clipboard: QClipboard) -> set[str]:
    data = clipboard.mimeData()
    assert data is not None
    return set(data.formats())


def test_own_copies_carry_every_hint(guard: CopyGuard, clipboard: QClipboard) -> None:
    copy_text("words")
    assert formats(clipboard) == {"text/plain", *HINTS}
    data = clipboard.mimeData()
    assert data is not None
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"
    assert data.data("CanIncludeInClipboardHistory").data() == bytes(4)
    assert data.data("CanUploadToCloudClipboard").data() == bytes(4)
    assert data.hasFormat("ExcludeClipboardContentFromMonitorProcessing")
    assert data.hasFormat("org.nspasteboard.ConcealedType")


def test_a_copy_out_of_an_answer_carries_them_and_is_words_only(
    guard: CopyGuard, clipboard: QClipboard, qtbot: QtBot
) -> None:
    editor = AnswerEditor()
    qtbot.addWidget(editor)
    editor.setPlainText("one\ntwo")
    editor.selectAll()
    editor.copy()
    assert clipboard.text() == "one\ntwo"
    assert formats(clipboard) == {"text/plain", *HINTS}
    editor.cut()
    assert formats(clipboard) == {"text/plain", *HINTS}
    editor.paste()
    assert editor.text() == "one\ntwo"


def test_a_copy_out_of_any_other_field_gets_them(guard: CopyGuard, clipboard: QClipboard, qtbot: QtBot) -> None:
    field = QLineEdit("words")
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    assert clipboard.text() == "words"
    assert formats(clipboard) == {"text/plain", *HINTS}


def test_it_is_told_and_cleared_after_a_minute(guard: CopyGuard, clipboard: QClipboard) -> None:
    told: list[str] = []
    guard.told.connect(told.append)
    copy_text("words")
    assert told == ["Copied. Clears in 60 s."]
    assert guard.timer.isActive()
    assert guard.timer.isSingleShot()
    assert guard.timer.interval() == SECONDS * 1000 == 60_000
    guard.timer.timeout.emit()
    assert clipboard.text() == ""
    assert told[-1] == ""


def test_what_another_program_copied_meanwhile_stays(qapp: QApplication, clipboard: QClipboard) -> None:
    ours = [True]
    guard = CopyGuard(clipboard, is_ours=lambda: ours[0])
    guard.set_on(True)
    copy_text("words")
    ours[0] = False
    clipboard.setText("of another program")
    assert formats(clipboard) == {"text/plain"}
    guard.timer.timeout.emit()
    assert clipboard.text() == "of another program"
    guard.set_on(False)


def test_on_ones_own_computer_copies_are_left_alone(guard: CopyGuard, clipboard: QClipboard, qtbot: QtBot) -> None:
    guard.set_on(False)
    editor = AnswerEditor()
    qtbot.addWidget(editor)
    editor.setPlainText("words")
    editor.selectAll()
    editor.copy()
    assert not formats(clipboard) & set(HINTS)
    copy_text("others")
    assert formats(clipboard) == {"text/plain"}
    assert not guard.timer.isActive()
    guard.clear()
    assert clipboard.text() == "others"


def test_turning_it_off_takes_guarded_words_away(guard: CopyGuard, clipboard: QClipboard) -> None:
    copy_text("words")
    guard.set_on(False)
    assert clipboard.text() == ""


def test_nothing_is_told_of_an_empty_copy(guard: CopyGuard, clipboard: QClipboard) -> None:
    told: list[str] = []
    guard.told.connect(told.append)
    clipboard.clear()
    copy_text("")
    assert told == []
