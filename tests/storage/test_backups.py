import os
import shutil
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.model.backups import Reason
from roadmap_desktop.storage import backups
from roadmap_desktop.storage.copies import backups_folder, list_backups
from tests.documents import Desk, a_desk

AT = datetime(2027, 1, 1, 10, 42, 7, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = a_desk(tmp_path / "river.roadmap")
    found.answering.answer(found.key(), "We meet weekly.")
    found.answering.leave_field()
    return found


def test_a_backup_says_when_why_and_how_much(desk: Desk) -> None:
    desk.history.name_moment("Before the retreat")
    for reason in Reason:
        backups.back_up(desk.document.database, AT, reason)
    found = backups.listed(desk.document.path, None)
    assert {one.reason for one in found} == set(Reason)
    assert {one.at for one in found} == {AT}
    assert {one.answers for one in found} == {1}
    assert all(one.size == one.path.stat().st_size for one in found)
    assert {one.name for one in found} == {"", "Before the retreat"}
    desk.document.close()


def test_two_backups_of_one_second_have_two_names(desk: Desk) -> None:
    first = backups.back_up(desk.document.database, AT, Reason.WORK)
    second = backups.back_up(desk.document.database, AT, Reason.WORK)
    assert first != second
    assert [one.reason for one in backups.listed(desk.document.path, None)] == [Reason.WORK, Reason.WORK]
    desk.document.close()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_only_the_owner_may_read_a_backup(desk: Desk) -> None:
    made = backups.back_up(desk.document.database, AT)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    desk.document.close()


def test_a_backup_that_is_not_whole_gets_no_name(desk: Desk) -> None:
    unfinished = backups.start(desk.document.database, Reason.WORK, AT)
    data = bytearray(unfinished.beside.read_bytes())
    place = data.find(b"We meet weekly.")
    data[place] ^= 1
    unfinished.beside.write_bytes(data)
    with pytest.raises(errors.ExportFailed):
        backups.finish(unfinished)
    assert list(backups_folder(desk.document.path).iterdir()) == []
    desk.document.close()


def test_a_folder_that_leads_elsewhere_takes_no_backup(desk: Desk, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    backups_folder(desk.document.path).symlink_to(elsewhere)
    with pytest.raises(errors.PlaceIsALink):
        backups.start(desk.document.database, Reason.WORK, AT)
    assert list(elsewhere.iterdir()) == []
    desk.document.close()


def test_a_file_in_place_of_the_folder_is_told(desk: Desk) -> None:
    backups_folder(desk.document.path).write_text("Somebody else's.")
    with pytest.raises(errors.DriveStoppedAnswering):
        backups.start(desk.document.database, Reason.WORK, AT)
    assert backups_folder(desk.document.path).read_text() == "Somebody else's."
    desk.document.close()


def test_a_full_disk_leaves_nothing_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(errors.DiskIsFull):
        backups.back_up(desk.document.database, AT)
    monkeypatch.undo()
    assert list(backups_folder(desk.document.path).iterdir()) == []
    desk.document.close()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(desk: Desk) -> None:
    folder = backups_folder(desk.document.path)
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(errors.FileIsReadOnly):
        backups.start(desk.document.database, Reason.WORK, AT)
    folder.chmod(0o700)
    desk.document.close()


def test_damage_in_a_backup_is_found_and_named(desk: Desk) -> None:
    made = backups.back_up(desk.document.database, AT)
    assert backups.check(made, None).is_sound
    data = bytearray(made.read_bytes())
    data[data.find(b"We meet weekly.")] ^= 1
    made.write_bytes(data)
    assert not backups.check(made, None).is_sound
    with pytest.raises(errors.FileIsDamaged):
        backups.answers_in(made, None)
    made.write_bytes(b"garbage" * 1000)
    assert backups.check(made, None).problems == ("structure",)
    assert backups.describe(made, None).answers is None
    desk.document.close()


def test_reading_a_backup_never_writes_to_it(desk: Desk) -> None:
    made = backups.back_up(desk.document.database, AT)
    before = (made.read_bytes(), sorted(made.parent.iterdir()))
    backups.check(made, None)
    backups.answers_in(made, None)
    backups.listed(desk.document.path, None)
    assert (made.read_bytes(), sorted(made.parent.iterdir())) == before
    desk.document.close()


def test_thinning_leaves_what_others_put_there(desk: Desk) -> None:
    made = backups.back_up(desk.document.database, datetime(2026, 1, 1, tzinfo=UTC), Reason.WORK)
    for number in range(30):
        shutil.copy(made, made.with_name(f"river 2026-01-01 00.{number:02}.30 while working.roadmap"))
    (made.parent / "mine.txt").write_text("Somebody else's.")
    gone = backups.thin(desk.document.path, None, AT)
    assert len(gone) == 31 - 10
    assert len(list_backups(desk.document.path)) == 10
    assert (made.parent / "mine.txt").exists()
    desk.document.close()
