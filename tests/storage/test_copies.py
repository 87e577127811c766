import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.services.checking import check
from roadmap_desktop.storage import copies
from roadmap_desktop.storage.backups import replace_backups
from roadmap_desktop.storage.copies import copy_to, copy_unopened, list_backups
from tests.documents import Desk


def test_a_copy_is_whole_and_verified(desk: Desk, tmp_path: Path) -> None:
    desk.answering.answer(desk.key(), "We meet weekly.")
    target = tmp_path / "copies" / "copy.roadmap"
    target.parent.mkdir()
    desk.documents.save_a_copy(desk.document, target)
    assert list(target.parent.iterdir()) == [target]
    report = check(target)
    assert (report.answers, report.problems) == (1, ())
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o600


def test_a_copy_never_replaces_a_file_unless_asked_to(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "copy.roadmap"
    target.write_text("somebody's")
    with pytest.raises(errors.FileAlreadyThere):
        copy_to(desk.document.database, target)
    assert target.read_text() == "somebody's"
    copy_to(desk.document.database, target, may_replace=True)
    assert check(target).problems == ()


def test_a_copy_never_replaces_the_document_itself(desk: Desk) -> None:
    with pytest.raises(errors.FileAlreadyThere):
        copy_to(desk.document.database, desk.document.path, may_replace=True)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_is_not_followed(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_text("somebody's")
    link = tmp_path / "link.roadmap"
    link.symlink_to(target)
    with pytest.raises(errors.PlaceIsALink):
        copy_to(desk.document.database, link, may_replace=True)
    assert target.read_text() == "somebody's"


def test_a_copy_that_does_not_verify_is_taken_away(desk: Desk, tmp_path: Path) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.document.connection.execute("UPDATE answer SET text = 'Girst.'")
    with pytest.raises(errors.ExportFailed):
        copy_to(desk.document.database, tmp_path / "copy.roadmap")
    assert {path.name for path in tmp_path.iterdir()} <= {"sample.roadmap", "sample.roadmap-journal"}


def test_a_folder_that_is_not_there_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(errors.RoadmapError):
        copy_to(desk.document.database, tmp_path / "nowhere" / "copy.roadmap")
    assert not (tmp_path / "nowhere").exists()


def test_a_file_without_backups_gets_none_by_erasing(desk: Desk) -> None:
    assert replace_backups(desk.document.database, datetime(2026, 1, 1, tzinfo=UTC)) == (0, None)
    assert list_backups(desk.document.path) == ()


def test_folders_are_not_synced_where_the_system_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "name", "nt")
    copies.sync_folder(tmp_path / "nowhere")


# Writes over every answer without an end, and dies in the middle of it as in a power cut.
CUT = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE answer SET text = text || 'HALF'")
connection.execute("CREATE TABLE much AS SELECT randomblob(200000) FROM answer")
os._exit(0)
"""


def closed_file(desk: Desk) -> Path:
    """A file with some answers that is not open any more."""
    for prompt in ("roles.stage-1.p1", "roles.stage-1.p2", "roles.stage-2.p1"):
        desk.answering.answer(desk.key(prompt), "We meet weekly. " * 300)
    desk.document.close()
    return desk.document.path


def test_a_file_that_is_only_read_is_copied_whole(desk: Desk, tmp_path: Path) -> None:
    path = closed_file(desk)
    before = path.read_bytes(), path.stat().st_mtime_ns
    target = tmp_path / "mine" / "copy.roadmap"
    target.parent.mkdir()
    copy_unopened(path, target)
    assert list(target.parent.iterdir()) == [target]
    report = check(target)
    assert (report.answers, report.problems) == (3, ())
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    with pytest.raises(errors.FileAlreadyThere):
        copy_unopened(path, target)
    link = tmp_path / "link.roadmap"
    link.symlink_to(target)
    with pytest.raises(errors.PlaceIsALink):
        copy_unopened(path, link)


def test_what_a_power_cut_left_half_done_is_settled_in_the_copy(desk: Desk, tmp_path: Path) -> None:
    path = closed_file(desk)
    subprocess.run([sys.executable, "-c", CUT, str(path)], check=True, timeout=60)
    journal = path.with_name(path.name + "-journal")
    before = path.read_bytes(), journal.read_bytes()
    assert b"HALF" in before[0]
    assert before[1]
    target = tmp_path / "mine" / "copy.roadmap"
    target.parent.mkdir()
    copy_unopened(path, target)
    assert list(target.parent.iterdir()) == [target]
    assert b"HALF" not in target.read_bytes()
    report = check(target)
    assert (report.answers, report.problems) == (3, ())
    assert (path.read_bytes(), journal.read_bytes()) == before


def test_a_damaged_file_is_not_copied(desk: Desk, tmp_path: Path) -> None:
    path = closed_file(desk)
    whole = path.read_bytes()
    place = whole.index(b"We meet weekly.")
    path.write_bytes(whole[:place] + b"No" + whole[place + 2 :])
    with pytest.raises(errors.FileIsDamaged):
        copy_unopened(path, tmp_path / "copy.roadmap")
    assert [one.name for one in tmp_path.iterdir()] == ["sample.roadmap"]
