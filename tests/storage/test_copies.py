import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.services.checking import check
from roadmap_desktop.storage import copies
from roadmap_desktop.storage.copies import copy_to, list_backups, replace_backups
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
