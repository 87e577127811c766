import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.engine.base import RootTransaction

from roadmap_desktop import errors
from roadmap_desktop.services.checking import check
from roadmap_desktop.services.plain_words import write_text
from roadmap_desktop.services.rescuing import keep_aside
from roadmap_desktop.storage import database as database_module
from tests.documents import Desk, a_desk

AT = datetime(2027, 1, 1, 10, 42, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = a_desk(tmp_path / "river.roadmap")
    found.answering.answer(found.key(), "Saved before.")
    found.answering.leave_field()
    return found


def text_in(desk: Desk, path: Path) -> str:
    again = Desk(desk.documents.open(path), desk.documents, desk.feed)
    try:
        return again.reading.element_answer(again.key()).answer.text
    finally:
        again.document.close()


@pytest.mark.parametrize("how", ["replaced", "deleted", "renamed", "cut to nothing and replaced"])
def test_everything_is_kept_aside_when_the_path_names_another_file(desk: Desk, tmp_path: Path, how: str) -> None:
    path = desk.document.path
    if how == "deleted":
        path.unlink()
    elif how == "renamed":
        path.rename(tmp_path / "other.roadmap")
    else:
        stranger = tmp_path / "stranger"
        stranger.write_bytes(b"" if "cut" in how else b"Something else.")
        stranger.replace(path)
    with pytest.raises(errors.FileWasReplaced):
        desk.answering.answer(desk.key(), "Typed afterwards.")
    kept = keep_aside(desk.document, [(desk.key(), "Typed afterwards.")], AT)
    assert kept.name == "river – kept 10.42.roadmap"
    assert check(kept).problems == ()
    assert text_in(desk, kept) == "Typed afterwards."
    second = keep_aside(desk.document, (), AT)
    assert second != kept
    assert text_in(desk, second) == "Saved before."


def test_a_copy_holds_the_words_that_could_not_be_saved(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "copy.roadmap"
    desk.documents.save_a_copy(desk.document, target, [(desk.key(), "Only on the screen.")])
    assert text_in(desk, target) == "Only on the screen."
    assert desk.reading.element_answer(desk.key()).answer.text == "Saved before."


class DriveError(sqlite3.OperationalError):
    """What SQLite raises when the drive does not answer a sync."""

    sqlite_errorname = "SQLITE_IOERR_FSYNC"


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, *, lands: bool, comes_back: bool) -> Iterator[None]:
    """The next commit is answered with an error of the drive, whether or not it is on the drive."""
    original = RootTransaction.commit

    def commit(transaction: RootTransaction) -> None:
        if lands:
            original(transaction)
        raise DriveError("disk I/O error")

    with monkeypatch.context() as patched:
        patched.setattr(RootTransaction, "commit", commit)
        if not comes_back:

            def refuse(path: Path, _key: object = None) -> None:
                raise errors.DriveStoppedAnswering(path)

            patched.setattr("roadmap_desktop.services.documents.open_database", refuse)
        yield


def test_a_commit_that_landed_counts_as_saved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with failing(monkeypatch, lands=True, comes_back=True):
        stored = desk.answering.answer(desk.key(), "On the drive after all.")
    assert stored.answer.text == "On the drive after all."
    desk.answering.answer(desk.key(), "And on.")
    desk.document.close()
    assert check(desk.document.path).problems == ()
    assert text_in(desk, desk.document.path) == "And on."


def test_a_commit_that_did_not_land_is_told_and_the_next_save_works(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with failing(monkeypatch, lands=False, comes_back=True), pytest.raises(errors.DriveStoppedAnswering):
        desk.answering.answer(desk.key(), "Nowhere.")
    assert desk.reading.element_answer(desk.key()).answer.text == "Saved before."
    assert desk.answering.answer(desk.key(), "Now it is.").answer.text == "Now it is."
    desk.document.close()
    assert check(desk.document.path).problems == ()


def test_a_drive_that_stays_away_is_told_at_every_step_until_it_is_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with failing(monkeypatch, lands=True, comes_back=False):
        for _turn in range(2):
            with pytest.raises(errors.DriveStoppedAnswering):
                desk.answering.answer(desk.key(), "Nobody knows.")
        with pytest.raises(errors.DriveStoppedAnswering):
            desk.reading.task_force()
    assert desk.reading.task_force().name == "Sample River Task Force"
    assert desk.answering.answer(desk.key(), "Back.").answer.text == "Back."
    desk.document.close()


def test_a_session_that_did_not_close_is_known_by_its_journal(desk: Desk, tmp_path: Path) -> None:
    assert not desk.document.database.was_interrupted
    path = desk.document.path
    last = desk.document.last_saved_at
    assert last is not None
    copied = tmp_path / "killed.roadmap"
    # As a killed process leaves it: the file and its emptied journal.
    desk.document.close()
    copied.write_bytes(path.read_bytes())
    copied.with_name("killed.roadmap-journal").touch()
    again = desk.documents.open(copied)
    assert again.database.was_interrupted
    assert again.last_saved_at == last
    again.close()
    assert not database_module.open_database(copied).was_interrupted


def test_words_alone_are_written_once_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    write_text(path, "Señora, 東京")
    assert path.read_text("utf-8") == "Señora, 東京"
    with pytest.raises(errors.FileAlreadyThere):
        write_text(path, "Other words.")
    assert path.read_text("utf-8") == "Señora, 東京"
