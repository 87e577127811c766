"""Qt's own picker leaves nothing behind on a shared computer, and what others left there stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.messages import WindowMessages


@pytest.fixture
def written(tmp_path: Path, qtbot: QtBot) -> Iterator[Path]:
    """The folder that Qt writes settings to in this test."""
    before = Path(QSettings(QSettings.Scope.UserScope, "QtProject").fileName()).parent
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    yield tmp_path / "config"
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(before))


def pick(folder: Path, *, keeps_traces: bool) -> None:
    def cancel() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog):
            box.reject()
        else:
            QTimer.singleShot(10, cancel)

    window = QWidget()
    QTimer.singleShot(0, cancel)
    messages = WindowMessages(window, keeps_traces=lambda: keeps_traces)
    messages.choose_to_save("Save", folder / "CANARY-7f3a" / "harbor.roadmap", "*")
    window.deleteLater()


def everything(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())


def test_a_shared_computer_is_left_as_it_was(written: Path, tmp_path: Path) -> None:
    (tmp_path / "CANARY-7f3a").mkdir()
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.setValue("FileDialog/history", ["file:///of/another/program"])
    settings.setValue("Other/key", 7)
    settings.sync()
    before = everything(written)
    pick(tmp_path, keeps_traces=False)
    assert everything(written) == before
    assert "another/program" in before


def test_a_file_that_was_not_there_is_not_there_afterwards(written: Path, tmp_path: Path) -> None:
    (tmp_path / "CANARY-7f3a").mkdir()
    pick(tmp_path, keeps_traces=False)
    assert [path for path in written.rglob("*") if path.is_file()] == []


def test_without_that_it_would_have_been_written_down(written: Path, tmp_path: Path) -> None:
    (tmp_path / "CANARY-7f3a").mkdir()
    pick(tmp_path, keeps_traces=True)
    assert "CANARY-7f3a" in everything(written)
