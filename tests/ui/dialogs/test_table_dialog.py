from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.answers import AnswerKey, Visibility
from roadmap_desktop.services import exporting
from roadmap_desktop.ui.dialogs.leaving_dialog import LeavingDialog
from roadmap_desktop.ui.dialogs.table_dialog import TableDialog
from roadmap_desktop.ui.dialogs.writing_frame import WritingFrame
from tests.windows import TestWindow, meanwhile


@pytest.fixture
def dialog(opened: TestWindow) -> TableDialog:
    """The dialog on a file with an internal answer and an action with a date."""
    desk, place = opened.view.desk, opened.view.place
    prompts = opened.view.desk.reading.pack(place.assessment).elements[0].stages[0].prompts
    keys = [AnswerKey(place.assessment, place.respondent, prompt.id) for prompt in prompts]
    desk.answering.answer(keys[0], "We meet weekly.")
    desk.answering.answer(keys[1], "The inner matter, call (312) 555-0142.")
    desk.answering.set_visibility(keys[1], Visibility.INTERNAL)
    desk.answering.leave_field()
    desk.planning.save_action(ActionItem(ActionId(""), "Meet monthly", due="2027-02"))
    found = TableDialog(desk, place, opened.messages, opened.built.window)
    found.show()
    return found


def choose(box: QComboBox, place: int) -> None:
    box.setCurrentIndex(place)


def test_only_what_changes_something_can_be_chosen(dialog: TableDialog) -> None:
    seen = []
    for place in range(dialog.what.count()):
        choose(dialog.what, place)
        seen.append((dialog.ending, dialog.form.isVisible(), dialog.internal.isVisible()))
    assert seen == [(".xlsx", True, False), (".xlsx", True, True), (".ics", False, False)]
    choose(dialog.what, 0)
    choose(dialog.form, 1)
    assert dialog.ending == ".csv"
    assert "apostrophe" in dialog.note.text()
    dialog.close()


@pytest.mark.parametrize(("what", "form", "name"), [(0, 0, "a.xlsx"), (0, 1, "a.csv"), (2, 0, "a.ics")])
def test_it_is_written_where_one_says_and_counted(
    dialog: TableDialog, opened: TestWindow, qtbot: QtBot, tmp_path: Path, what: int, form: int, name: str
) -> None:
    choose(dialog.what, what)
    choose(dialog.form, form)
    # The ending is added where it is missing.
    opened.messages.paths = [tmp_path / "a"]
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    assert dialog.summary.text().startswith("Checked: 1 ")
    assert (tmp_path / name).exists()
    assert dialog.results.isVisible()
    dialog.close()


def test_a_file_whose_ending_was_left_out_is_replaced_only_when_one_says_so(
    dialog: TableDialog, opened: TestWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("the old one")
    opened.messages.paths, opened.messages.agrees = [tmp_path / "a"], False
    dialog.check()
    qtbot.waitUntil(lambda: not opened.messages.paths and not dialog.jobs.is_busy, timeout=10_000)
    assert opened.messages.questions[-1] == "“a.xlsx” is there already. What it holds would be gone."
    assert target.read_text() == "the old one"
    opened.messages.paths, opened.messages.agrees = [tmp_path / "a"], True
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    assert target.read_bytes().startswith(b"PK")
    # Whoever chose the whole name was asked by the picker.
    asked = len(opened.messages.questions)
    opened.messages.paths = [target]
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    assert len(opened.messages.questions) == asked
    dialog.close()


def test_a_result_is_not_told_of_another_choice(
    dialog: TableDialog, opened: TestWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.messages.paths = [tmp_path / "a.xlsx"]
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    choose(dialog.what, 1)
    assert not dialog.summary.isVisible()
    assert not dialog.results.isVisible()
    dialog.close()


def test_internal_answers_leave_only_when_the_box_is_ticked_and_each_passage_can_be_masked(
    dialog: TableDialog, opened: TestWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "a.csv"
    choose(dialog.what, 1)
    choose(dialog.form, 1)
    opened.messages.paths = [target, target]
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    assert "inner" not in target.read_text("utf-8-sig")
    dialog.internal.set_checked(True)

    def mask(asked: QDialog) -> None:
        assert isinstance(asked, LeavingDialog)
        asked.choose_all(masks=True)
        asked.accept()

    meanwhile(mask)
    dialog.check()
    qtbot.waitUntil(lambda: dialog.summary.isVisible() and "1 masked, 0 kept" in dialog.summary.text(), timeout=10_000)
    assert "The inner matter, call [phone number removed]." in target.read_text("utf-8-sig")
    dialog.close()


def test_whoever_would_rather_not_writes_nothing(
    dialog: TableDialog, opened: TestWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog.what, 1)
    dialog.internal.set_checked(True)
    opened.messages.paths = [tmp_path / "a.xlsx"]
    meanwhile(lambda asked: asked.reject())
    dialog.check()
    qtbot.waitUntil(lambda: not dialog.jobs.is_busy, timeout=10_000)
    assert opened.messages.paths == [tmp_path / "a.xlsx"]
    choose(dialog.what, 0)
    opened.messages.paths = [None]
    dialog.check()
    qtbot.waitUntil(lambda: not opened.messages.paths, timeout=10_000)
    assert not dialog.jobs.is_busy
    assert not dialog.summary.isVisible()
    dialog.close()


def test_a_failure_is_told_and_leaves_the_old_file(
    dialog: TableDialog, opened: TestWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("the old one")
    monkeypatch.setattr(exporting, "to_xlsx", lambda *_facts: b"PK")
    opened.messages.paths = [target]
    dialog.check()
    qtbot.waitUntil(dialog.problem.isVisible, timeout=10_000)
    assert "could not be written whole" in dialog.problem.text()
    assert not dialog.results.isVisible()
    assert target.read_text() == "the old one"
    dialog.close()


def test_a_calendar_without_dates_says_so(opened: TestWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = TableDialog(opened.view.desk, opened.view.place, opened.messages, opened.built.window)
    dialog.show()
    choose(dialog.what, 2)
    opened.messages.paths = [tmp_path / "a.ics"]
    dialog.check()
    qtbot.waitUntil(dialog.problem.isVisible, timeout=10_000)
    assert "nothing to put into a calendar" in dialog.problem.text()
    dialog.close()


def test_the_way_out_cancels_while_it_writes_and_closes_afterwards(
    dialog: TableDialog, opened: TestWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.messages.paths = [tmp_path / "a.xlsx"]
    dialog.check()
    assert dialog.jobs.is_busy
    dialog.check()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.jobs.is_busy, timeout=10_000)
    assert "Cancelled." in dialog.problem.text()
    assert opened.messages.paths == [tmp_path / "a.xlsx"]
    assert dialog.isVisible()
    opened.messages.paths = [tmp_path / "a.xlsx"]
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    addresses: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", addresses.append)
    for button in dialog.results.findChildren(QPushButton):
        button.click()
    assert [address.toLocalFile() for address in addresses] == [str(tmp_path / "a.xlsx"), str(tmp_path)]
    assert "Close" in [button.text() for button in dialog.buttons.buttons()]
    dialog.reject()
    assert not dialog.isVisible()


def test_the_menu_opens_it(opened: TestWindow) -> None:
    seen: list[QDialog] = []

    def look(found: QDialog) -> None:
        seen.append(found)
        found.reject()

    meanwhile(look)
    opened.command("table")
    assert isinstance(seen[0], WritingFrame)
