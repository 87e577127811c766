"""Settings become guards; what this computer remembers is shown, cleared and forgotten at the window."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from roadmap_desktop import paths
from roadmap_desktop.app import ask_first_questions
from roadmap_desktop.services.disk_encryption import DiskEncryption
from roadmap_desktop.settings import Settings, SettingsFile
from roadmap_desktop.storage.backups import back_up
from roadmap_desktop.ui.dialogs.settings_dialog import SettingsDialog
from roadmap_desktop.ui.dialogs.traces_dialog import TracesDialog, encryption_words
from roadmap_desktop.ui.workshop.deck import Deck
from roadmap_desktop.ui.workshop.present_window import PresentWindow
from tests.windows import TestWindow


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every place of the user's own inside the folder of the test."""
    folder = tmp_path / "home"
    for name in ("settings_file", "log_file", "crash_file", "temporary"):
        monkeypatch.setattr(paths, name, lambda name=name: folder / name / name)
    return folder


@pytest.fixture
def private(opened: TestWindow, home: Path) -> Iterator[TestWindow]:
    opened.built.settings._file = SettingsFile(home / "settings_file" / "settings_file")
    opened.built.privacy.start()
    yield opened
    opened.built.settings.change(lambda settings: settings.with_shared_computer(False))
    opened.built.privacy.follow_settings()


def when_shown(*acts: Callable[[QDialog], None]) -> None:
    waiting = list(acts)

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog):
            waiting.pop(0)(box)
        if waiting:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def test_a_shared_computer_is_guarded_and_ones_own_is_not(private: TestWindow) -> None:
    privacy = private.built.privacy
    assert privacy.idle is not None
    assert privacy.copies is not None
    assert privacy.idle.timer.isActive()
    assert privacy.copies._is_on
    private.built.settings.change(lambda settings: settings.with_shared_computer(False))
    privacy.follow_settings()
    assert not privacy.idle.timer.isActive()
    assert not privacy.copies._is_on


def test_nobody_there_hides_the_window_unless_it_presents(private: TestWindow) -> None:
    idle = private.built.privacy.idle
    assert idle is not None
    shown = PresentWindow(private.built.window.theme, Deck("Rules", "Rules", "", "", ("One.",)), private.built.window)
    shown.show()
    idle.idle.emit()
    assert not private.built.privacy.is_hidden
    shown.close()
    idle.idle.emit()
    assert private.built.privacy.is_hidden


def test_a_copy_is_told_in_the_status_line_and_cleared_when_the_window_closes(private: TestWindow) -> None:
    copies = private.built.privacy.copies
    assert copies is not None
    copies._words = "words"
    QApplication.clipboard().setText("words")
    copies.told.emit("Copied. Clears in 60 s.")
    assert private.built.window.status._told is not None
    assert private.built.window.status._told.text() == "Copied. Clears in 60 s."
    private.built.window.close()
    assert QApplication.clipboard().text() == ""


def test_settings_are_chosen_and_follow_the_question_until_somebody_chooses(private: TestWindow) -> None:
    read: list[tuple[int, bool]] = []

    def choose(box: QDialog) -> None:
        assert isinstance(box, SettingsDialog)
        assert box.idle is not None
        assert box.clipboard is not None
        read.append((box.idle.currentData(), box.clipboard.is_checked()))
        box.alone.setChecked(True)
        read.append((box.idle.currentData(), box.clipboard.is_checked()))
        box.idle.setCurrentIndex(box.idle.findData(10))
        box.shared.setChecked(True)
        read.append((box.idle.currentData(), box.clipboard.is_checked()))
        box.check()

    when_shown(choose)
    private.command("settings")
    assert read == [(5, True), (0, False), (10, True)]
    chosen = private.built.settings.present
    assert (chosen.idle_minutes, chosen.guards_clipboard, chosen.hides_after) == (10, None, 10)
    idle = private.built.privacy.idle
    assert idle is not None
    assert idle._seconds == 600


def test_the_first_answer_puts_the_guards_in_force(private: TestWindow) -> None:
    def alone(box: QDialog) -> None:
        assert isinstance(box, SettingsDialog)
        assert box.idle is None
        box.alone.setChecked(True)
        box.check()

    when_shown(alone)
    ask_first_questions(private.built)
    assert private.built.privacy.copies is not None
    assert not private.built.privacy.copies._is_on


def test_settings_out_of_range_are_taken_back_into_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"idle_minutes": 400, "guards_clipboard": 3}')
    assert SettingsFile(path).load() == Settings(idle_minutes=30)
    path.write_text('{"idle_minutes": -9, "guards_clipboard": false}')
    assert SettingsFile(path).load() == Settings(idle_minutes=-1, guards_clipboard=False)
    assert Settings(shared_computer=False, idle_minutes=3).hides_after == 3
    assert Settings(shared_computer=True, idle_minutes=0).hides_after == 0


def test_clear_all_forgets_files_and_logs_and_goes_on(private: TestWindow, home: Path) -> None:
    private.built.settings.change(lambda settings: settings.with_shared_computer(False))
    private.built.settings.change(lambda settings: settings.with_opened(private.view.desk.document.path))
    (home / "log_file").mkdir(parents=True)
    (home / "log_file" / "log_file").write_text("line")
    shown: list[tuple[str, ...]] = []

    def clear(box: QDialog) -> None:
        assert isinstance(box, TracesDialog)
        shown.append(box.lines())
        box.clear_all.click()
        shown.append(box.lines())
        box.reject()

    when_shown(clear)
    private.command("remembered")
    assert str(private.view.desk.document.path) in shown[0]
    assert shown[1][0] == "Cleared"
    assert any(line.startswith("Removed:") for line in shown[1])
    assert private.built.settings.present.recent == ()
    assert private.built.settings.present.shared_computer is False
    assert not (home / "log_file" / "log_file").exists()
    assert str(private.folder).encode() not in (home / "settings_file" / "settings_file").read_bytes()


@pytest.mark.parametrize("agrees", [True, False])
def test_forget_asks_for_backups_by_name_and_writes_nothing_afterwards(
    private: TestWindow, home: Path, agrees: bool
) -> None:
    path = private.view.desk.document.path
    backup = back_up(private.view.desk.document.database, datetime(2026, 5, 4, tzinfo=UTC))
    private.built.settings.change(lambda settings: settings._replace(theme="dark"))
    assert (home / "settings_file" / "settings_file").exists()
    lines: list[str] = []
    answers = iter([True, agrees])

    def answer(question: str, yes: str) -> bool:
        private.messages.questions.append(question)
        return next(answers)

    private.messages.confirm = answer  # type: ignore[method-assign]

    def forget(box: QDialog) -> None:
        assert isinstance(box, TracesDialog)
        box.forget.click()
        lines.extend(box.lines())
        assert not box.forget.isEnabled()
        box.reject()

    when_shown(forget)
    private.command("remembered")
    assert path.name in private.messages.questions[1]
    assert "only good copy" in private.messages.questions[1]
    assert backup.exists() is not agrees
    assert path.exists()
    assert lines[0] == "Forgotten"
    assert any(line.startswith("Not reached: e-mail") for line in lines)
    assert f"Left where it is: {path}" in lines
    del private.messages.confirm
    private.built.window.close()
    assert [one for one in home.rglob("*") if one.is_file()] == []


def test_saying_no_clears_and_forgets_nothing(private: TestWindow, home: Path) -> None:
    private.built.settings.change(lambda settings: settings._replace(theme="dark"))
    private.messages.agrees = False

    def refuse(box: QDialog) -> None:
        assert isinstance(box, TracesDialog)
        before = box.lines()
        box.clear_all.click()
        box.forget.click()
        assert box.lines() == before
        box.reject()

    when_shown(refuse)
    private.command("remembered")
    assert (home / "settings_file" / "settings_file").exists()


def test_the_settings_lead_to_what_is_remembered(private: TestWindow) -> None:
    from PySide6.QtWidgets import QPushButton

    seen: list[str] = []

    def read(box: QDialog) -> None:
        seen.append(box.windowTitle())
        box.reject()

    def press(box: QDialog) -> None:
        button = next(one for one in box.findChildren(QPushButton) if one.text().startswith("What this computer"))
        when_shown(read)
        button.click()
        box.reject()

    when_shown(press)
    private.command("settings")
    assert seen == ["What this computer remembers"]


def test_what_a_killed_window_left_is_wiped_at_the_next_start(private: TestWindow, home: Path) -> None:
    left = home / "temporary" / "temporary" / "0a"
    left.mkdir(parents=True)
    (left / "page").write_text("CANARY")
    private.built.privacy.wipe()
    assert not left.exists()


def test_each_answer_about_the_disk_has_its_words() -> None:
    assert encryption_words(DiskEncryption.ON) == "Disk encryption: on."
    for found in (DiskEncryption.OFF, DiskEncryption.UNKNOWN):
        assert found.value in encryption_words(found)
        assert "FileVault" in encryption_words(found)
