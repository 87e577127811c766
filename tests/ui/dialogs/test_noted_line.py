from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from roadmap_desktop.services.identifying import IdentifyingService
from roadmap_desktop.storage import kept_passages
from roadmap_desktop.ui.dialogs.asking_dialogs import TextDialog
from roadmap_desktop.ui.dialogs.reading_dialogs import HelpDialog
from roadmap_desktop.ui.pages.help_page import HelpPage
from tests.documents import Desk, a_desk
from tests.windows import TestWindow, meanwhile

PHONE = "(312) 555-0142"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = a_desk(tmp_path / "river.roadmap")
    yield found
    found.document.close()


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> TextDialog:
    service = IdentifyingService(desk.document)
    made = TextDialog("Gap", "What should be remembered?", "", None, lambda: service)
    qtbot.addWidget(made)
    made.show()
    return made


def said(dialog: TextDialog) -> str:
    note = dialog.noted.note if dialog.noted is not None else None
    return note.words() if note is not None and not note.isHidden() else ""


def press(dialog: TextDialog, words: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == words).click()


def field(dialog: TextDialog) -> QLineEdit:
    (found,) = dialog.findChildren(QLineEdit)
    return found


def test_a_note_comes_a_moment_after_typing(dialog: TextDialog, qtbot: QtBot) -> None:
    QTest.keyClicks(field(dialog), f"Call {PHONE}")
    assert said(dialog) == ""
    qtbot.waitUntil(lambda: PHONE in said(dialog), timeout=4000)


def test_a_paste_is_looked_at_at_once_and_nothing_is_blocked(dialog: TextDialog) -> None:
    field(dialog).insert(f"Call {PHONE}")
    assert said(dialog).startswith(f"This looks like a phone number: “{PHONE}”.")
    dialog.check()
    assert dialog.result() == TextDialog.DialogCode.Accepted
    assert dialog.text() == f"Call {PHONE}"


def test_a_mask_is_one_step_that_can_be_taken_back(dialog: TextDialog) -> None:
    field(dialog).insert(f"Call {PHONE} in room 0142")
    press(dialog, "Mask it")
    assert dialog.text() == "Call [phone number removed] in room 0142"
    assert said(dialog) == ""
    field(dialog).undo()
    assert dialog.text() == f"Call {PHONE} in room 0142"


def test_kept_words_are_remembered_in_the_file(dialog: TextDialog, desk: Desk) -> None:
    field(dialog).insert(f"Call {PHONE}")
    press(dialog, "Keep it")
    assert said(dialog) == ""
    assert len(kept_passages.load(desk.document.connection)) == 1


def test_an_ordinary_line_builds_no_note(dialog: TextDialog) -> None:
    field(dialog).insert("Advocates are called within two hours.")
    assert dialog.noted is not None
    assert dialog.noted.note is None


def test_what_stood_in_the_line_before_is_looked_at(desk: Desk, qtbot: QtBot) -> None:
    service = IdentifyingService(desk.document)
    made = TextDialog("Gap", "Change the note", f"Call {PHONE}", None, lambda: service)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: PHONE in said(made), timeout=4000)


def test_what_the_check_misses_can_be_read_without_leaving(dialog: TextDialog) -> None:
    field(dialog).insert(f"Call {PHONE}")
    read: list[str] = []

    def look(help_dialog: object) -> None:
        assert isinstance(help_dialog, HelpDialog)
        (page,) = help_dialog.findChildren(HelpPage)
        read.extend(label.text() for label in page.sheet.findChildren(QLabel))
        help_dialog.reject()

    meanwhile(look)
    press(dialog, "What this check misses")
    assert "What it misses" in read


def test_boxes_above_an_open_file_have_its_check_and_none_after(opened: TestWindow) -> None:
    check = opened.messages.check
    assert check is not None
    assert isinstance(check(), IdentifyingService)
    opened.built.window.close_document()
    assert check() is None
