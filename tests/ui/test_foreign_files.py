import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from roadmap_desktop.services import quarantine
from roadmap_desktop.services.known_documents import KnownDocuments
from roadmap_desktop.storage.backups import back_up
from roadmap_desktop.storage.connecting import connect
from roadmap_desktop.storage.faults import told
from roadmap_desktop.storage.keys import FileKey
from roadmap_desktop.ui.dialogs.passphrase_dialogs import UnlockDialog
from roadmap_desktop.ui.dialogs.salvage_dialog import SalvageDialog
from roadmap_desktop.ui.dialogs.waiting_dialog import WaitingDialog
from tests.documents import a_desk
from tests.protected import WORDS, protect
from tests.windows import TestWindow, meanwhile, open_window

NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[TestWindow]:
    """A window that looks at files from elsewhere, with none open."""
    found = open_window(tmp_path, KnownDocuments(tmp_path / "config" / "known-documents.json"))
    found.built.window.show_welcome()
    yield found
    found.built.close()


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A file that somebody sent."""
    folder = tmp_path / "sent"
    folder.mkdir()
    desk = a_desk(folder / "sent.roadmap")
    desk.answering.answer(desk.key(), "We meet weekly.")
    desk.answering.leave_field()
    back_up(desk.document.database, datetime(2027, 1, 1, tzinfo=UTC))
    desk.document.close()
    return desk.document.path


def looks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Which files are looked at from now on."""
    seen: list[Path] = []
    real = quarantine.require_sound

    def look(path: Path, *arguments: object, **options: object) -> None:
        seen.append(path)
        real(path, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(quarantine, "require_sound", look)
    return seen


def test_a_file_from_elsewhere_is_looked_at_once(
    window: TestWindow, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = looks(monkeypatch)
    window.built.files.open_path(sent)
    assert window.view.desk.document.path == sent
    assert seen == [sent]
    window.built.window.close_document()
    # It was closed here, and nobody has touched it since.
    window.built.files.open_path(sent)
    assert seen == [sent]
    window.built.window.close_document()
    shutil.copy(sent, sent.with_name("copy.roadmap"))
    window.built.files.open_path(sent.with_name("copy.roadmap"))
    assert len(seen) == 2


def test_a_file_of_our_own_is_never_looked_at(window: TestWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = looks(monkeypatch)
    path = window.new_file()
    window.built.window.close_document()
    window.built.open_first(path)
    assert window.view.desk.document.path == path
    assert seen == []


def test_a_hostile_file_is_refused_with_its_sentence_and_the_window_stays(window: TestWindow, sent: Path) -> None:
    with sqlite3.connect(sent) as connection:
        connection.execute("CREATE TRIGGER t AFTER UPDATE ON document BEGIN DELETE FROM answer; END")
    connection.close()
    before = sent.read_bytes()
    window.built.files.open_path(sent)
    assert window.built.window.view is None
    assert "was changed by another program" in window.built.window.welcome.problem()
    assert sent.read_bytes() == before


def test_a_damaged_file_is_refused_and_its_newest_whole_backup_offered(window: TestWindow, sent: Path) -> None:
    data = bytearray(sent.read_bytes())
    data[data.find(b"We meet weekly.")] ^= 1
    sent.write_bytes(data)
    window.built.files.open_path(sent)
    welcome = window.built.window.welcome
    assert "is damaged" in welcome.problem()
    assert "newest whole backup is of" in welcome.problem()
    assert "1 answer" in welcome.problem()
    window.messages.paths = [window.folder / "mine.roadmap"]
    welcome.copy.click()
    window.view.open_element("roles")
    assert window.page.cards[0].editor.toPlainText() == "We meet weekly."
    assert sent.read_bytes() == bytes(data)


def test_what_can_be_read_of_a_damaged_file_is_put_into_a_new_one(
    window: TestWindow, sent: Path, tmp_path: Path
) -> None:
    data = bytearray(sent.read_bytes())
    data[data.find(b"We meet weekly.")] ^= 1
    sent.write_bytes(data)
    window.built.files.open_path(sent)
    lines: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, SalvageDialog)
        lines.extend(dialog.list.item(place).text() for place in range(dialog.list.count()))
        dialog.reject()

    window.messages.paths = [tmp_path / "salvaged"]
    meanwhile(read)
    window.built.window.welcome.salvage.click()
    assert window.view.desk.document.path == tmp_path / "salvaged.roadmap"
    window.view.open_element("roles")
    assert window.page.cards[0].editor.toPlainText() == "We meet weekly."
    assert any("1 entry came from “sent" in line for line in lines)
    assert sent.read_bytes() == bytes(data)


def test_over_an_open_file_the_same_is_offered_in_a_list(window: TestWindow, sent: Path) -> None:
    path = window.new_file()
    sent.write_bytes(sent.read_bytes()[:-4096])
    window.messages.texts = [None]
    window.built.files.open_path(sent)
    assert "is damaged" in window.messages.questions[-1]
    assert window.view.desk.document.path == path
    window.messages.texts = ["Open the newest backup as a new file"]
    window.messages.paths = [window.folder / "mine.roadmap"]
    window.built.files.open_path(sent)
    assert window.view.desk.document.path == window.folder / "mine.roadmap"


def test_started_with_a_file_from_elsewhere_the_window_looks_first(
    window: TestWindow, sent: Path, qtbot: QtBot
) -> None:
    window.built.open_first(sent)
    assert window.built.window.view is None
    window.built.window.painted.emit()
    qtbot.waitUntil(lambda: window.built.window.view is not None, timeout=10_000)
    assert window.view.desk.document.path == sent


def test_looking_shows_progress_and_can_be_cancelled(
    window: TestWindow, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        quarantine, "command", lambda _module: [sys.executable, "-c", "import threading; threading.Event().wait()"]
    )

    def cancel(dialog: QDialog) -> None:
        assert isinstance(dialog, WaitingDialog)
        dialog.reject()

    meanwhile(cancel)
    window.built.files.open_path(sent)
    assert window.built.window.view is None
    assert "Cancelled" in window.built.window.welcome.problem()


def drop(window: TestWindow, *urls: QUrl) -> bool:
    """Drag something onto the window and let it go; whether the window takes it."""
    data = QMimeData()
    data.setUrls(list(urls))
    place, action, button, key = QPoint(10, 10), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, NO_KEY
    entering = QDragEnterEvent(place, action, data, button, key)
    entering.ignore()
    window.built.window.dragEnterEvent(entering)
    window.built.window.dropEvent(QDropEvent(place.toPointF(), action, data, button, key))
    return entering.isAccepted()


def test_a_dropped_file_is_looked_at_like_any_other(
    window: TestWindow, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = looks(monkeypatch)
    assert drop(window, QUrl.fromLocalFile(str(sent)))
    assert window.view.desk.document.path == sent
    assert seen == [sent]


def test_a_hostile_file_that_is_dropped_is_refused(window: TestWindow, sent: Path) -> None:
    with closing(sqlite3.connect(sent, isolation_level=None)) as connection:
        connection.execute("CREATE TRIGGER t AFTER UPDATE ON document BEGIN DELETE FROM answer; END")
    drop(window, QUrl.fromLocalFile(str(sent)))
    assert window.built.window.view is None
    assert "was changed by another program" in window.built.window.welcome.problem()


def test_of_several_dropped_files_none_is_opened(window: TestWindow, sent: Path) -> None:
    drop(window, QUrl.fromLocalFile(str(sent)), QUrl.fromLocalFile(str(sent.with_name("other.roadmap"))))
    assert window.built.window.view is None
    assert window.messages.told == ["Please drop one file at a time. Nothing was opened."]


@pytest.mark.parametrize("address", ["https://example.org/x.roadmap", "javascript:alert(1)", "", "roadmap:x"])
def test_what_is_no_file_is_not_taken(window: TestWindow, address: str) -> None:
    assert not drop(window, QUrl(address))
    assert window.built.window.view is None
    assert window.messages.told == []


@pytest.mark.parametrize("kind", ["folder", "text", "nothing", "pdf"])
def test_what_is_no_roadmap_file_gets_its_sentence(window: TestWindow, tmp_path: Path, kind: str) -> None:
    dropped = tmp_path / f"x.{kind}"
    if kind == "folder":
        dropped.mkdir()
    elif kind != "nothing":
        dropped.write_bytes(b"%PDF-1.7" if kind == "pdf" else b"words")
    drop(window, QUrl.fromLocalFile(str(dropped)))
    assert window.built.window.view is None
    words = window.built.window.welcome.problem()
    assert ("is not there any more" if kind == "nothing" else "is not a Roadmap file") in words


@pytest.mark.parametrize("name", ["", ".", "/", "x" * 5000, "caf\udce9.roadmap", "a\0b", "\u202egnp.roadmap", "NUL"])
def test_started_with_a_weird_name_the_window_says_so(window: TestWindow, qtbot: QtBot, name: str) -> None:
    window.built.open_first(Path(name))
    window.built.window.painted.emit()
    qtbot.waitUntil(lambda: bool(window.built.window.welcome.problem()), timeout=10_000)
    assert window.built.window.view is None
    assert "\u202e" not in window.built.window.welcome.problem()


def test_a_name_that_reads_backwards_is_shown_as_it_is(window: TestWindow, sent: Path) -> None:
    turned = sent.with_name("plan\u202efdp.roadmap")
    sent.rename(turned)
    window.built.files.open_path(turned)
    assert window.built.window.windowTitle() == "planfdp - Roadmap Desktop"


@pytest.mark.parametrize("is_hostile", [True, False])
def test_a_protected_file_is_looked_at_once_its_passphrase_is_there(
    window: TestWindow, sent: Path, monkeypatch: pytest.MonkeyPatch, is_hostile: bool
) -> None:
    """Whoever made the file may have told its passphrase, too."""
    protect(sent)
    if is_hostile:
        with told(sent), closing(connect(sent, FileKey.of_file(WORDS, sent))) as connection:
            connection.execute("CREATE TRIGGER t AFTER UPDATE ON document BEGIN DELETE FROM answer; END")
    before, seen = sent.read_bytes(), looks(monkeypatch)

    def unlock(dialog: QDialog) -> None:
        assert isinstance(dialog, UnlockDialog)
        QTest.keyClicks(dialog.field.line, WORDS.reveal())
        dialog.check()

    meanwhile(unlock)
    window.built.files.open_path(sent)
    assert seen == [sent]
    if is_hostile:
        assert window.built.window.view is None
        assert "was changed by another program" in window.built.window.welcome.problem()
        assert sent.read_bytes() == before
    else:
        assert window.view.desk.document.path == sent
