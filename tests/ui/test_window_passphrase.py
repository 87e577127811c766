"""Setting, typing, changing and removing a passphrase in the window, as a user does it."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from roadmap_desktop import errors
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.services import protection
from roadmap_desktop.services.checking import check
from roadmap_desktop.settings import Settings
from roadmap_desktop.storage.backups import back_up
from roadmap_desktop.storage.copies import backups_folder
from roadmap_desktop.ui.dialogs import new_passphrase_dialog
from roadmap_desktop.ui.dialogs.new_file_dialog import NewFileDialog
from roadmap_desktop.ui.dialogs.new_passphrase_dialog import NewPassphraseDialog
from roadmap_desktop.ui.dialogs.passphrase_dialogs import RemovePassphraseDialog, UnlockDialog
from roadmap_desktop.ui.dialogs.waiting_dialog import WaitingDialog
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.window_files import original_pack
from roadmap_desktop.ui.window_passphrase import left_words
from tests.protected import OTHER_WORDS, WORDS, holds_canary, protect, without_library
from tests.windows import TestWindow, meanwhile, open_window

CANARY = "CANARY-7f3a We meet weekly."
Act = Callable[[QDialog], object]


def with_an_answer(window: TestWindow) -> Path:
    """Type an answer into the open file; returns where that is."""
    window.view.open_element("roles")
    window.page.cards[0].editor.setPlainText(CANARY)
    window.view.flush()
    return window.view.desk.document.path


def answered(window: TestWindow) -> int:
    return window.view.desk.reading.overview(window.view.place, date.today()).answered


def type_new(words: str = WORDS.reveal(), *, again: str | None = None, erase_backups: bool = False) -> Act:
    """Walk through the three steps with a passphrase of one's own."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, NewPassphraseDialog)
        if dialog.step == 0:
            dialog.understood.set_checked(True)
            dialog.check()
        QTest.keyClicks(dialog.field.line, words)
        assert dialog.own.isChecked()
        dialog.written_down.set_checked(True)
        dialog.check()
        QTest.keyClicks(dialog.again.line, words if again is None else again)
        dialog.backups.erase.setChecked(erase_backups)
        dialog.check()
        if dialog.isVisible():
            assert dialog.problem.text().startswith("This is not the passphrase you chose.")
            dialog.reject()

    return act


def type_words(*tries: str) -> Act:
    """Type one passphrase after the other into the question for it; cancel when none opened the file."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, UnlockDialog)
        for words in tries:
            dialog.field.line.clear()
            QTest.keyClicks(dialog.field.line, words)
            QTest.keyClick(dialog.field.line, Qt.Key.Key_Return)
        if dialog.isVisible():
            assert dialog.problem.isVisible()
            assert words not in dialog.problem.text()
            dialog.reject()

    return act


def accept(dialog: QDialog) -> None:
    assert isinstance(dialog, RemovePassphraseDialog)
    dialog.check()


def set_passphrase(window: TestWindow) -> None:
    meanwhile(type_new())
    window.command("passphrase")
    assert window.view.desk.document.is_protected


def test_a_passphrase_is_set_and_work_goes_on_where_it_was(opened: TestWindow) -> None:
    path = with_an_answer(opened)
    kept = back_up(opened.view.desk.document.database, datetime(2026, 1, 1, tzinfo=UTC))
    place = opened.view.place
    set_passphrase(opened)
    first, second = opened.messages.told[-1].split("\n\n")
    assert first == f"“{path.name}” is protected. From now on it opens with the passphrase alone."
    assert second == "1 older backup was made anew in the same way."
    assert opened.view.place.element == place.element
    assert answered(opened) == 1
    opened.page.cards[1].editor.setPlainText(CANARY)
    opened.command("close")
    assert not holds_canary(path.read_bytes())
    assert not holds_canary(kept.read_bytes())
    assert check(path, WORDS).answers == 2


def test_older_backups_are_named_and_erased_when_that_is_chosen(opened: TestWindow) -> None:
    path = with_an_answer(opened)
    kept = back_up(opened.view.desk.document.database, datetime(2026, 1, 1, tzinfo=UTC))
    seen: list[str] = []

    def act(dialog: QDialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(PlainLabel))
        type_new(erase_backups=True)(dialog)

    meanwhile(act)
    opened.command("passphrase")
    assert any(kept.name in words for words in seen)
    assert "1 older backup was erased." in opened.messages.told[-1]
    assert not kept.exists()
    assert path.exists()


def test_a_backup_that_cannot_follow_is_named_and_can_be_erased(opened: TestWindow) -> None:
    path = with_an_answer(opened)
    folder = backups_folder(path)
    folder.mkdir()
    damaged = folder / "half written.roadmap"
    damaged.write_bytes(b"SQLite format 3\x00CANARY")
    set_passphrase(opened)
    assert f"can still be read without the passphrase: {damaged.name}." in opened.messages.questions[-1]
    assert not damaged.exists()


def test_nothing_is_changed_unless_every_step_was_done(opened: TestWindow) -> None:
    path = with_an_answer(opened)
    problems: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, NewPassphraseDialog)
        # Pressing the main button alone goes nowhere.
        steps: list[Callable[[], object]] = [
            lambda: None,
            lambda: dialog.understood.set_checked(True),
            lambda: QTest.keyClicks(dialog.field.line, "too short"),
            lambda: QTest.keyClicks(dialog.field.line, " but now long enough"),
            lambda: dialog.written_down.set_checked(True),
            lambda: QTest.keyClicks(dialog.again.line, "something else altogether"),
        ]
        for step in steps:
            step()
            dialog.check()
            problems.append(dialog.problem.text() if dialog.problem.isVisible() else "")
        dialog.reject()

    meanwhile(act)
    opened.command("passphrase")
    assert [bool(problem) for problem in problems] == [True, False, True, True, False, True]
    assert "needs at least 14" in problems[2]
    assert "recovery sheet" in problems[3]
    assert opened.messages.told == []
    assert not opened.view.desk.document.is_protected
    opened.command("close")
    assert check(path).answers == 1


def test_the_meaning_stands_before_the_words(opened: TestWindow) -> None:
    made = NewPassphraseDialog("river.roadmap", (), lambda: "a b c d e", opened.messages)
    made.show()
    shown = " ".join(label.text() for label in made.findChildren(PlainLabel) if label.isVisible())
    for words in (
        "There is no back door",
        "where paper case files are locked",
        "A printed PDF of the answers",
        "does not make it lawful to send information about survivors",
        "uses your login",
    ):
        assert words in shown
    assert not made.suggestion.isVisible()
    made.close()


def test_the_words_drawn_can_be_drawn_again_and_a_sheet_is_for_its_words_alone(
    opened: TestWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    drawn = iter(["unfold clarity gravel mustang pebble", "five other words than those"])
    made = NewPassphraseDialog("river.roadmap", (), lambda: next(drawn), opened.messages)
    made.show()
    made.go_to(1)
    target = tmp_path / "stick" / "sheet"
    target.parent.mkdir()
    opened.messages.paths = [target]
    made.save_sheet.click()
    qtbot.waitUntil(lambda: "Saved and read back" in made.sheet_state.text(), timeout=20_000)
    assert [found.name for found in target.parent.iterdir()] == ["sheet.pdf"]
    page = pypdf.PdfReader(target.with_name("sheet.pdf")).pages
    assert len(page) == 1
    text = page[0].extract_text()
    for words in (
        "unfold clarity gravel mustang pebble",
        "river.roadmap",
        str(date.today().year),
        "case files are locked",
    ):
        assert words in text
    made.check()
    assert made.step == 2
    made.back.click()
    made.others.click()
    assert made.chosen() == Passphrase("five other words than those")
    assert not made.sheet_state.isVisible()
    made.check()
    assert made.step == 1
    assert "recovery sheet first" in made.problem.text()
    made.close()


def test_a_sheet_that_cannot_be_written_is_told_and_not_counted(
    opened: TestWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    made = NewPassphraseDialog("river.roadmap", (), lambda: "unfold clarity gravel mustang pebble", opened.messages)
    made.show()
    made.go_to(1)
    opened.messages.paths = [tmp_path / "nowhere" / "sheet.pdf"]
    made.save_sheet.click()
    qtbot.waitUntil(made.problem.isVisible, timeout=20_000)
    made.check()
    assert made.step == 1
    made.close()


def test_a_printed_sheet_counts_and_a_cancelled_print_does_not(
    opened: TestWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = NewPassphraseDialog("river.roadmap", (), lambda: "unfold clarity gravel mustang pebble", opened.messages)
    made.show()
    made.go_to(1)
    printed: list[bytes] = []
    answers = iter([QDialog.DialogCode.Rejected, QDialog.DialogCode.Accepted])

    class FakePrint:
        def __init__(self, *_arguments: object) -> None: ...

        def exec(self) -> QDialog.DialogCode:
            return next(answers)

    monkeypatch.setattr(new_passphrase_dialog, "QPrintDialog", FakePrint)

    def print_pdf(data: bytes, _printer: object) -> bool:
        printed.append(data)
        return True

    monkeypatch.setattr(new_passphrase_dialog, "print_pdf", print_pdf)
    made.print_sheet.click()
    qtbot.waitUntil(lambda: not made.sheet_state.isVisible() and not made._jobs.is_busy, timeout=20_000)
    made.check()
    assert made.step == 1
    made.print_sheet.click()
    qtbot.waitUntil(lambda: "sent to the printer" in made.sheet_state.text(), timeout=20_000)
    assert printed[0].startswith(b"%PDF")
    made.check()
    assert made.step == 2
    made.close()


def test_opening_asks_as_often_as_one_likes(opened: TestWindow) -> None:
    path = with_an_answer(opened)
    opened.command("close")
    protect(path)
    before = path.read_bytes()
    meanwhile(type_words("wrong", "wrong again", "", "and once more wrong"))
    opened.built.files.open_path(path)
    assert opened.built.window.view is None
    assert path.read_bytes() == before
    assert opened.messages.told == []
    meanwhile(type_words("wrong", WORDS.reveal()))
    opened.built.files.open_path(path)
    assert answered(opened) == 1


def test_one_message_for_a_wrong_passphrase_and_for_another_file(opened: TestWindow, tmp_path: Path) -> None:
    foreign = tmp_path / "holiday.roadmap"
    foreign.write_bytes(bytes(range(256)) * 32)
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, UnlockDialog)
        QTest.keyClicks(dialog.field.line, WORDS.reveal())
        dialog.check()
        said.append(dialog.problem.text())
        dialog.reject()

    meanwhile(act)
    opened.built.files.open_path(foreign)
    assert said[0].startswith("Wrong passphrase, or “holiday.roadmap” is not a Roadmap file.")


def test_a_passphrase_can_be_pasted_shown_and_is_gone_afterwards(opened: TestWindow) -> None:
    made = UnlockDialog("river.roadmap", "Open", lambda _words: "no", opened.built.window)
    made.show()
    line = made.field.line
    assert line.echoMode() == QLineEdit.EchoMode.Password
    QApplication.clipboard().setText(f"{WORDS.reveal()}\n")
    line.paste()
    assert made.field.passphrase() == WORDS
    made.field.shown.click()
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    made.field.shown.click()
    assert line.echoMode() == QLineEdit.EchoMode.Password
    made.reject()
    assert line.text() == ""
    QApplication.clipboard().clear()


def test_it_is_changed_and_removed_only_by_who_knows_it(opened: TestWindow) -> None:
    path = with_an_answer(opened)
    set_passphrase(opened)
    opened.messages.texts = ["Change the passphrase"]
    meanwhile(type_words("wrong", "wrong again"))
    opened.command("passphrase")
    assert protection.verify_passphrase(opened.view.desk.document, WORDS.reveal())
    opened.messages.texts = ["Change the passphrase"]
    meanwhile(type_words(WORDS.reveal()), type_new(OTHER_WORDS.reveal()))
    opened.command("passphrase")
    assert opened.messages.told[-1].startswith(f"“{path.name}” has its new passphrase.")
    assert protection.verify_passphrase(opened.view.desk.document, OTHER_WORDS.reveal())
    opened.messages.texts = ["Remove the passphrase"]
    meanwhile(type_words(OTHER_WORDS.reveal()), accept)
    opened.command("passphrase")
    assert opened.messages.told[-1].startswith(f"“{path.name}” has no passphrase any more.")
    assert not opened.view.desk.document.is_protected
    assert answered(opened) == 1
    opened.command("close")
    assert check(path).answers == 1


def test_what_fails_leaves_the_file_open_as_it_was(opened: TestWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    path = with_an_answer(opened)

    def fails(*_arguments: object) -> None:
        raise errors.ProtectionFailed(path, "injected")

    monkeypatch.setattr(protection, "reprotect", fails)
    meanwhile(type_new())
    opened.command("passphrase")
    assert opened.messages.told[-1].startswith(f"The passphrase of “{path.name}” was not changed")
    assert answered(opened) == 1
    assert not opened.view.desk.document.is_protected


def test_closing_the_progress_cancels_and_the_file_stays_as_it_was(
    opened: TestWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_an_answer(opened)

    def slow(*arguments: object) -> None:
        report = arguments[3]
        assert callable(report)
        # Goes on until somebody cancels.
        while True:
            report(1, 100)

    monkeypatch.setattr(protection, "reprotect", slow)

    def cancel(dialog: QDialog) -> None:
        assert isinstance(dialog, WaitingDialog)
        dialog.close()
        assert dialog.isVisible()

    meanwhile(type_new(), cancel)
    opened.command("passphrase")
    assert opened.messages.told == []
    assert answered(opened) == 1
    assert not opened.view.desk.document.is_protected
    assert path.exists()


def test_words_that_are_not_saved_come_first(opened: TestWindow) -> None:
    with_an_answer(opened)
    opened.page.cards[0].editor.setPlainText("x" * 25_000)
    opened.command("passphrase")
    assert "could not be saved yet" in opened.messages.told[-1]
    opened.page.cards[0].editor.setPlainText("short again")
    opened.view.flush()


def test_without_the_library_the_window_says_what_is_missing_and_works(
    opened: TestWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_an_answer(opened)
    with without_library(monkeypatch):
        opened.command("passphrase")
        assert opened.messages.told[-1].startswith("Passphrase protection does not work on this computer")
        assert "disk encryption" in opened.messages.told[-1]
        opened.page.cards[1].editor.setPlainText("Still works.")
        opened.view.flush()
        assert answered(opened) == 2
    opened.command("close")
    protect(path)
    with without_library(monkeypatch):
        opened.built.files.open_path(path)
        assert "does not work on this computer" in opened.built.window.welcome.problem()
        assert "was not changed" in opened.built.window.welcome.problem()


def test_at_the_start_the_passphrase_is_asked_for_after_the_first_paint(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    first = open_window(tmp_path)
    path = first.new_file()
    first.built.close()
    protect(path)
    second = open_window(tmp_path)
    second.built.window._is_painted = False
    asked: list[bool] = []

    def act(dialog: QDialog) -> None:
        asked.append(second.built.window._is_painted)
        type_words(WORDS.reveal())(dialog)

    second.built.open_first(path)
    assert second.built.window.view is None
    assert second.built.window.welcome.isVisible()
    meanwhile(act)
    second.built.window.repaint()
    qtbot.waitUntil(lambda: second.built.window.view is not None, timeout=10_000)
    assert asked == [True]
    second.built.close()


@pytest.mark.parametrize(
    ("shared", "removable", "expected"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_it_is_offered_for_a_new_file_where_it_can_get_into_other_hands(
    opened: TestWindow, monkeypatch: pytest.MonkeyPatch, shared: bool, removable: bool, expected: bool
) -> None:
    monkeypatch.setattr("roadmap_desktop.ui.dialogs.new_file_dialog.is_removable", lambda _path: removable)
    made = NewFileDialog(original_pack(), Path("Documents"), opened.messages, is_shared=shared)
    made.show()
    assert made.protect.isVisible() is expected
    assert not made.protect.is_checked()
    made.protect.set_checked(True)
    made.name.setText("Sample Valley Task Force")
    wanted = made.wanted()
    assert wanted is not None
    assert wanted.protect is expected
    made.close()


def test_a_new_file_is_protected_at_once_when_that_was_ticked(opened: TestWindow, tmp_path: Path) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewFileDialog)
        dialog.name.setText("Sample Valley Task Force")
        dialog.set_path(tmp_path / "valley.roadmap")
        dialog.protect.set_checked(True)
        dialog.check()

    assert Settings().remembers_files is False
    meanwhile(fill, type_new())
    opened.command("new")
    assert opened.view.desk.document.path.name == "valley.roadmap"
    assert opened.view.desk.document.is_protected


def test_no_word_of_it_is_ever_written_anywhere(opened: TestWindow, tmp_path: Path) -> None:
    path = with_an_answer(opened)
    words = "CANARY-words that nobody may find"
    meanwhile(type_new(words))
    opened.command("passphrase")
    opened.command("close")
    meanwhile(type_words("wrong", words))
    opened.built.files.open_path(path)
    opened.built.close()
    found = [one for one in tmp_path.rglob("*") if one.is_file() and holds_canary(one.read_bytes())]
    assert found == []
    assert not any("CANARY" in line for line in (*opened.messages.told, *opened.messages.questions))


def test_left_backups_are_told_apart_by_what_can_be_done_with_them() -> None:
    change = protection.ProtectionChange(Path("river.roadmap"), WORDS, OTHER_WORDS)
    assert "only as they did before: a, b." in left_words(change, ("a", "b"))


def test_a_start_without_a_protected_file_loads_nothing_of_it(opened: TestWindow) -> None:
    program = (
        "import sys\n"
        "from roadmap_desktop import app\n"
        "late = {name for name in sys.modules if 'passphrase_' in name or 'protect' in name or 'cipher' in name}\n"
        "sys.exit(' '.join(sorted(late - {'roadmap_desktop.ui.window_passphrase'})) or 0)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, timeout=60, text=True)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("choice", ["Protect them", "Erase them"])
def test_backups_that_can_still_be_read_are_named_at_opening(opened: TestWindow, choice: str) -> None:
    path = with_an_answer(opened)
    kept = back_up(opened.view.desk.document.database, datetime(2026, 1, 1, tzinfo=UTC))
    opened.command("close")
    data = kept.read_bytes()
    protect(path)
    kept.write_bytes(data)
    meanwhile(type_words(WORDS.reveal()))
    opened.built.files.open_path(path)
    notice = opened.built.window.notice
    assert notice.isVisible()
    assert any(kept.name in label.text() for label in notice.findChildren(PlainLabel))
    next(button for button in notice.findChildren(QPushButton) if button.text() == choice).click()
    assert not notice.isVisible()
    assert kept.exists() is (choice == "Protect them")
    assert not kept.exists() or not holds_canary(kept.read_bytes())
    assert opened.messages.told == []


def test_saying_that_it_was_wrong_cuts_no_other_words(opened: TestWindow) -> None:
    made = UnlockDialog("river.roadmap", "Open", lambda _words: "A long sentence about it. " * 8, opened.built.window)
    made.show()
    QTest.keyClicks(made.field.line, "wrong")
    made.check()
    labels = [label for label in made.findChildren(PlainLabel) if label.isVisible()]
    assert made.problem in labels
    assert [label.text() for label in labels if label.height() < label.heightForWidth(label.width())] == []
    made.reject()
