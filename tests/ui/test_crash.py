"""What nobody caught, in any thread, and what Qt says, is logged by type and place; the report is shown whole."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from roadmap_desktop import logs
from roadmap_desktop.ui import crash
from roadmap_desktop.ui.crash import CrashGuard, crash_words
from roadmap_desktop.ui.dialogs.report_dialog import ReportDialog

CANARY = "CANARY-7f3a"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "app.log"
    logs.start(path)
    yield path
    logs.stop()


@pytest.fixture
def guard(log: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    told: list[str] = []
    for owner, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    made = CrashGuard(told.append)
    made.install()
    yield told
    made.remove()


def fail() -> None:
    int(CANARY)


def test_a_thread_that_fails_is_logged_and_no_box_is_made_there(
    guard: list[str], log: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "ValueError at test_crash.py" in log.read_text()
    assert CANARY not in log.read_text() + capfd.readouterr().err
    assert guard == []


def test_the_end_of_an_object_that_fails_is_logged(
    guard: list[str], log: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    class Fragile:
        def __del__(self) -> None:
            fail()

    Fragile()
    assert "ValueError at test_crash.py" in log.read_text()
    assert CANARY not in log.read_text() + capfd.readouterr().err


def test_what_nobody_caught_is_told_once_without_words(guard: list[str], log: Path) -> None:
    try:
        fail()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    assert len(guard) == 1
    assert "test_crash.py" in guard[0]
    assert CANARY not in guard[0] + log.read_text()


def test_what_qt_says_is_logged_by_kind_alone(log: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = qInstallMessageHandler(None)
    CrashGuard().install_for_qt()
    qWarning(CANARY)
    qInstallMessageHandler(before)
    assert "qt QtWarningMsg default" in log.read_text()
    assert CANARY not in log.read_text() + capfd.readouterr().err


def test_a_failure_before_the_window_stands_is_logged_and_told_to_nobody(log: Path) -> None:
    guard = CrashGuard()
    error = KeyError(CANARY)
    guard._caught(KeyError, error, None)
    assert "KeyError" in log.read_text()


def test_the_whole_report_is_shown_and_what_is_copied_is_what_is_shown(qtbot: QtBot) -> None:
    words = crash_words("ValueError at reading.py:1 < " + " < ".join(f"file_view.py:{line}" for line in range(200)))
    dialog = ReportDialog(words)
    qtbot.addWidget(dialog)
    assert dialog.report.toPlainText() == words
    assert dialog.report.isReadOnly()
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == words
    QGuiApplication.clipboard().clear()


def test_a_message_without_a_place_is_no_failure(log: Path) -> None:
    class Nowhere:
        category, file, line = None, None, 0

    crash._said_by_qt(QtMsgType.QtDebugMsg, Nowhere(), CANARY)  # type: ignore[arg-type]
    assert CANARY not in log.read_text()
    assert QMessageLogContext is not None
