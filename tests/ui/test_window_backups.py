from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from roadmap_desktop import errors
from roadmap_desktop.model.backups import Reason
from roadmap_desktop.services.backups import BackupService
from roadmap_desktop.storage import backups
from roadmap_desktop.storage.copies import backups_folder, list_backups
from roadmap_desktop.ui.dialogs.backups_dialog import BackupsDialog, ComparisonDialog, summary_words
from roadmap_desktop.ui.window_backups import BackupCommands
from tests.windows import TestWindow, meanwhile


def commands_of(opened: TestWindow) -> BackupCommands:
    found = opened.built.window.findChild(BackupCommands)
    assert isinstance(found, BackupCommands)
    return found


def path_of(opened: TestWindow) -> Path:
    return opened.view.desk.document.path


def write(opened: TestWindow, text: str) -> None:
    opened.view.open_element("roles")
    opened.page.cards[0].editor.setPlainText(text)
    opened.view.flush()


def back_up(opened: TestWindow, qtbot: QtBot, reason: Reason) -> None:
    before = len(list_backups(path_of(opened)))
    commands_of(opened).back_up(reason)
    qtbot.waitUntil(lambda: len(list_backups(path_of(opened))) > before, timeout=5000)
    commands_of(opened).settle()


def test_a_backup_is_made_in_the_background_and_said(opened: TestWindow, qtbot: QtBot) -> None:
    write(opened, "We meet weekly.")
    commands_of(opened).back_up_opened()
    qtbot.waitUntil(lambda: "Backup checked" in opened.built.window.status.backup_words(), timeout=5000)
    (made,) = BackupService(opened.view.desk.document).listed()
    assert (made.reason, made.answers) == (Reason.OPENED, 1)
    # Nothing was written since, so that the next half hour makes none.
    commands_of(opened).back_up_work()
    assert len(list_backups(path_of(opened))) == 1


def test_opening_a_file_starts_the_clock(opened: TestWindow) -> None:
    commands = commands_of(opened)
    assert commands._opening.isActive()
    assert commands._working.isActive()
    assert commands._working.interval() == 30 * 60 * 1000


def test_a_backup_that_fails_holds_nothing_up_and_is_said_once(opened: TestWindow, qtbot: QtBot) -> None:
    backups_folder(path_of(opened)).write_text("Somebody else's.")
    commands_of(opened).back_up_work()
    window = opened.built.window
    assert window.status.backup_words() == "Backup FAILED"
    assert "Your answers are saved" in window.notice.words()
    assert [button.text() for button in window.notice.buttons] == ["Try again", "Save a copy elsewhere…", "Not now"]
    window.notice.buttons[2].click()
    write(opened, "Work goes on.")
    assert "saved" in window.status.saved_words()
    commands_of(opened).back_up_work()
    assert not window.notice.isVisible()
    backups_folder(path_of(opened)).unlink()
    back_up(opened, qtbot, Reason.WORK)
    qtbot.waitUntil(lambda: "checked" in window.status.backup_words(), timeout=5000)


def test_a_failure_of_the_second_half_is_said_too(
    opened: TestWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(unfinished: backups.Unfinished) -> None:
        raise errors.DiskIsFull(unfinished.target)

    monkeypatch.setattr(backups, "finish", fail)
    commands_of(opened).back_up_work()
    qtbot.waitUntil(lambda: opened.built.window.status.backup_words() == "Backup FAILED", timeout=5000)
    assert "The disk is full." in opened.built.window.notice.words()
    # The answers are saved; only the backup is not.
    assert "NOT SAVED" not in opened.built.window.notice.words()


@pytest.mark.parametrize("name", ["Before the retreat", "../../evil", "CON", "a/b\\c:d", "\u202egpj.exe", "x" * 190])
def test_a_named_moment_is_a_backup_with_that_name(opened: TestWindow, tmp_path: Path, name: str) -> None:
    opened.messages.texts = [name]
    opened.command("moment")
    (made,) = BackupService(opened.view.desk.document).listed()
    assert made.reason is Reason.NAMED
    assert made.name
    assert made.name in name or "\u202e" in name
    assert made.path.parent == backups_folder(path_of(opened))
    assert "Backup checked" in opened.built.window.status.backup_words()


def test_a_moment_keeps_its_name_when_the_backup_fails(opened: TestWindow) -> None:
    backups_folder(path_of(opened)).write_text("Somebody else's.")
    opened.messages.texts = ["Before the retreat"]
    opened.command("moment")
    assert opened.messages.told[0].startswith("The moment has its name in this file, but no backup")
    assert opened.messages.told[0].count(".") >= 2


def test_the_list_shows_checks_compares_and_opens_one(opened: TestWindow, qtbot: QtBot, tmp_path: Path) -> None:
    write(opened, "As it was.")
    back_up(opened, qtbot, Reason.OPENED)
    write(opened, "As it is.")
    back_up(opened, qtbot, Reason.WORK)
    first = path_of(opened)

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, BackupsDialog)
        assert dialog.table.rowCount() == 2
        cells = [item.text() for column in range(5) if (item := dialog.table.item(1, column)) is not None]
        assert cells[1:3] == ["at opening", "1"]
        dialog.check_button.click()
        assert dialog.check_button.text() == "Cancel"
        qtbot.waitUntil(lambda: dialog.outcome.isVisible(), timeout=5000)
        assert dialog.outcome.text() == "2 backups were checked; all are whole."
        assert dialog.check_button.text() == "Check my backups now"
        dialog.table.selectRow(1)
        dialog.open_button.click()

    target = tmp_path / "restored.roadmap"
    opened.messages.paths = [target]
    meanwhile(look)
    opened.command("backups")
    assert path_of(opened) == target
    opened.view.open_element("roles")
    assert opened.page.cards[0].editor.toPlainText() == "As it was."
    # The file that was open is as it was.
    opened.built.window.close_document()
    opened.built.window.file_dropped.emit(first)
    opened.view.open_element("roles")
    assert opened.page.cards[0].editor.toPlainText() == "As it is."


def test_a_backup_never_replaces_a_file(opened: TestWindow, qtbot: QtBot) -> None:
    write(opened, "As it was.")
    back_up(opened, qtbot, Reason.OPENED)
    first, before = path_of(opened), opened.view.desk.document.document_id
    opened.messages.paths = [first]

    def open_one(dialog: QDialog) -> None:
        assert isinstance(dialog, BackupsDialog)
        dialog.open_button.click()

    meanwhile(open_one)
    opened.command("backups")
    assert opened.messages.told
    assert (path_of(opened), opened.view.desk.document.document_id) == (first, before)


def test_a_damaged_backup_is_called_damaged(opened: TestWindow, qtbot: QtBot) -> None:
    write(opened, "Whole words.")
    back_up(opened, qtbot, Reason.OPENED)
    (made,) = list_backups(path_of(opened))
    data = bytearray(made.read_bytes())
    data[data.find(b"Whole words.")] ^= 1
    made.write_bytes(data)
    dialog = BackupsDialog(BackupService(opened.view.desk.document), made.parent, opened.messages, opened.built.window)
    dialog.show()
    dialog.check_button.click()
    qtbot.waitUntil(lambda: dialog.outcome.isVisible(), timeout=5000)
    assert dialog.outcome.text().startswith("1 of 1 backup is damaged.")
    dialog.compare_button.click()
    assert "damaged" in dialog.outcome.text()
    dialog.close()
    dialog.deleteLater()


def test_a_comparison_shows_both_texts(opened: TestWindow, qtbot: QtBot) -> None:
    write(opened, "As it was.")
    back_up(opened, qtbot, Reason.OPENED)
    write(opened, "As it is.")
    service = BackupService(opened.view.desk.document)
    found = service.compare(service.listed()[0].path)
    dialog = ComparisonDialog(found, "10:02", opened.built.window)
    assert (dialog.now.toPlainText(), dialog.then.toPlainText()) == ("As it is.", "As it was.")
    assert "1 is worded otherwise" in dialog.summary.text()
    assert summary_words(()) == "Every answer is the same as now."
    dialog.deleteLater()
