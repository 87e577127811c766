from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roadmap_desktop.services.places import Computer
from roadmap_desktop.ui.window_faults import FaultCommands
from tests.windows import TestWindow, open_window


def faults_of(window: TestWindow) -> FaultCommands:
    found = window.built.window.findChild(FaultCommands)
    assert isinstance(found, FaultCommands)
    return found


def path_of(window: TestWindow) -> Path:
    return window.view.desk.document.path


def type_in(window: TestWindow, words: str) -> None:
    window.view.open_element("roles")
    editor = window.page.cards[0].editor
    editor.setFocus()
    QTest.keyClicks(editor, words)


def replaced(path: Path) -> None:
    stranger = path.with_name("stranger")
    stranger.write_text("Something else.")
    stranger.replace(path)


def test_a_replaced_file_is_kept_aside_with_every_word_and_gone_on_with(opened: TestWindow) -> None:
    path = path_of(opened)
    type_in(opened, "Saved before.")
    opened.view.flush()
    type_in(opened, " Typed afterwards.")
    replaced(path)
    opened.view.flush()
    assert "NOT SAVED" in opened.built.window.banner.words()
    faults_of(opened).look()
    assert "Another program moved, deleted or replaced “sample.roadmap”" in opened.messages.questions[-1]
    assert path_of(opened).name.startswith("sample – kept ")
    opened.view.open_element("roles")
    assert opened.page.cards[0].editor.toPlainText() == "Saved before. Typed afterwards."
    assert path.read_text() == "Something else."
    assert not opened.built.window.has_unsaved_words
    type_in(opened, "")
    opened.page.cards[0].editor.setPlainText("Work goes on.")
    opened.view.flush()
    assert "saved" in opened.built.window.status.saved_words()


def test_who_would_rather_stay_still_has_the_words_and_the_kept_file(opened: TestWindow) -> None:
    path = path_of(opened)
    type_in(opened, "Typed.")
    opened.messages.agrees = False
    path.unlink()
    faults_of(opened).look()
    assert path_of(opened) == path
    assert opened.page.cards[0].editor.toPlainText() == "Typed."
    assert "NOT SAVED" in opened.built.window.banner.words()
    assert len(list(path.parent.glob("sample – kept *.roadmap"))) == 1
    opened.messages.agrees = True


def test_a_file_in_its_place_is_left_alone(opened: TestWindow) -> None:
    faults_of(opened).look()
    assert opened.messages.questions == []


def test_after_a_sudden_stop_the_window_says_up_to_when_everything_is_here(opened: TestWindow) -> None:
    path = path_of(opened)
    type_in(opened, "Before the stop.")
    opened.view.flush()
    opened.built.window.close_document()
    # As a killed process leaves it.
    path.with_name(path.name + "-journal").touch()
    opened.built.window.file_dropped.emit(path)
    notice = opened.built.window.notice
    assert notice.isVisible()
    assert notice.words().startswith("Your computer or Roadmap Desktop stopped suddenly. Everything up to ")
    last = opened.view.desk.document.last_saved_at
    assert last is not None
    assert last.astimezone().strftime("%M:%S") in notice.words()
    notice.buttons[-1].click()
    opened.built.window.close_document()
    opened.built.window.file_dropped.emit(path)
    assert not notice.isVisible()


def test_a_first_opening_says_nothing_of_a_stop(opened: TestWindow) -> None:
    faults_of(opened).tell_of_sudden_stop()
    assert not opened.built.window.notice.isVisible()


@pytest.mark.parametrize(("free", "warns"), [(49_999_999, True), (50_000_000, False), (-1, False)])
def test_a_disk_that_is_almost_full_is_told_once(
    opened: TestWindow, monkeypatch: pytest.MonkeyPatch, free: int, warns: bool
) -> None:
    faults = faults_of(opened)
    monkeypatch.setattr(faults, "_free_bytes", lambda _folder: free)
    notice = opened.built.window.notice
    faults.look_for_room()
    assert notice.isVisible() == warns
    if warns:
        assert "49 MB are left" in notice.words()
        notice.buttons[-1].click()
        faults.look_for_room()
        assert not notice.isVisible()


def test_a_folder_that_a_program_syncs_is_told(opened: TestWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = faults_of(opened)
    here = Computer({"OneDrive": str(path_of(opened).parent)}, ())
    monkeypatch.setattr(faults, "_computer", lambda: here)
    faults.tell_of_syncing()
    assert "OneDrive copies to other computers" in opened.built.window.notice.words()


def test_a_second_version_beside_the_file_is_named(opened: TestWindow) -> None:
    path_of(opened).with_name("sample (Desk's conflicted copy 2027-01-01).roadmap").touch()
    faults_of(opened).tell_of_syncing()
    assert "conflicted copy" in opened.built.window.notice.words()


def test_a_file_in_a_temporary_folder_has_to_be_kept_somewhere_first(qapp: QApplication, tmp_path: Path) -> None:
    first = open_window(tmp_path)
    path = first.new_file("attached.roadmap")
    first.built.close()
    mail = tmp_path / "INetCache" / "Content.Outlook"
    mail.mkdir(parents=True)
    attached = path.rename(mail / "attached.roadmap")
    before = attached.read_bytes()
    second = open_window(tmp_path)
    second.built.window.show_welcome()
    second.built.files.open_path(attached)
    welcome = second.built.window.welcome
    assert "temporary folder" in welcome.problem()
    assert attached.read_bytes() == before
    assert [one.name for one in mail.iterdir()] == ["attached.roadmap"]
    second.messages.paths = [tmp_path / "mine.roadmap"]
    welcome.copy.click()
    assert path_of(second) == tmp_path / "mine.roadmap"
    second.built.window.close_document()
    second.built.files.open_path(attached)
    assert "temporary folder" in welcome.problem()
    second.built.close()


def test_when_the_drive_is_gone_the_words_on_the_screen_are_written_alone(
    opened: TestWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from roadmap_desktop import errors

    document = opened.view.desk.document
    type_in(opened, "Only here.")

    def gone(*_arguments: object, **_options: object) -> None:
        raise errors.DriveStoppedAnswering(document.path)

    monkeypatch.setattr("roadmap_desktop.storage.change_log.ChangeLog.writing", gone)
    monkeypatch.setattr("roadmap_desktop.services.documents.copy_to", gone)
    opened.view.flush()
    opened.messages.paths = [tmp_path / "words.roadmap"]
    opened.command("copy")
    assert (tmp_path / "words.txt").read_text() == "Only here."
    assert "drive with the file does not answer" in opened.messages.told[-1]
    monkeypatch.undo()


def test_a_copy_of_a_full_disk_holds_the_words_on_the_screen(
    opened: TestWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from roadmap_desktop import errors

    document = opened.view.desk.document
    type_in(opened, "Only on the screen.")

    def full(*_arguments: object, **_options: object) -> None:
        raise errors.DiskIsFull(document.path)

    with monkeypatch.context() as patched:
        patched.setattr(type(opened.view.desk.answering), "answer", full)
        opened.view.flush()
        assert opened.built.window.has_unsaved_words
    opened.messages.paths = [tmp_path / "copy.roadmap"]
    monkeypatch.setattr(opened.view, "flush", lambda: None)
    opened.command("copy")
    assert "could not be saved here" in opened.messages.told[-1]
    monkeypatch.undo()
    copy = opened.built.documents.open(tmp_path / "copy.roadmap")
    rows = copy.connection.execute("SELECT text FROM answer").fetchall()
    assert rows == [("Only on the screen.",)]
    copy.close()
