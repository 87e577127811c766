import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.__main__ import main
from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.checking import check
from roadmap_desktop.services.documents import DocumentService
from roadmap_desktop.services.dumping import current, dump
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.salvaging import salvage
from roadmap_desktop.storage.backups import back_up
from tests.documents import a_desk


@pytest.fixture
def river(tmp_path: Path) -> Path:
    """A file with answers from before and after its one backup, an action and a removed one."""
    desk = a_desk(tmp_path / "river.roadmap")
    for number in (1, 2):
        desk.answering.answer(desk.key(f"roles.stage-1.p{number}"), f"Written before the backup ({number}).")
        desk.answering.leave_field()
    gone = desk.planning.save_action(ActionItem(ActionId(""), "Removed later."))
    desk.planning.save_action(ActionItem(ActionId(""), "Still to do."))
    back_up(desk.document.database, datetime(2027, 1, 1, tzinfo=UTC))
    desk.planning.remove_action(gone.id)
    desk.answering.answer(desk.key("roles.stage-2.p1"), "Written after the backup.")
    desk.answering.leave_field()
    desk.document.close()
    return desk.document.path


def spoil(path: Path, words: str) -> None:
    data = bytearray(path.read_bytes())
    at = data.find(words.encode())
    assert at > 0
    while at >= 0:
        data[at] ^= 1
        at = data.find(words.encode(), at)
    path.write_bytes(data)


def texts(path: Path) -> set[str]:
    document = DocumentService(ChangeFeed()).open(path)
    try:
        return {str(row["text"]) for row in current(document.connection)["answer"]}
    finally:
        document.close()


def test_a_damaged_answer_comes_from_the_backup_and_the_rest_as_it_was(river: Path, tmp_path: Path) -> None:
    spoil(river, "Written before the backup (1).")
    before = river.read_bytes()
    target = tmp_path / "new.roadmap"
    report = salvage(river, target, Progress())
    assert river.read_bytes() == before
    assert check(target).problems == ()
    assert texts(target) == {
        "Written before the backup (1).",
        "Written before the backup (2).",
        "Written after the backup.",
    }
    assert [(count, name.startswith("river 2027-01-01")) for name, count in report.from_backups.items()] == [(1, True)]
    assert report.damaged == ()
    document = DocumentService(ChangeFeed()).open(target)
    held = current(document.connection)
    assert [row["what"] for row in held["action_item"]] == ["Still to do."]
    assert held["task_force"][0]["name"] == "Sample River Task Force"
    document.close()


def test_damaged_words_that_no_backup_has_are_told_and_not_trusted(river: Path, tmp_path: Path) -> None:
    spoil(river, "Written after the backup.")
    target = tmp_path / "new.roadmap"
    report = salvage(river, target, Progress())
    assert [(one.table, one.text) for one in report.damaged] == [("answer", "Vritten after the backup.")]
    assert "Vritten after the backup." not in texts(target)
    assert check(target).problems == ()


def test_a_file_without_damage_is_the_same_in_a_new_one(river: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.roadmap"
    report = salvage(river, target, Progress())
    assert (dict(report.from_backups), report.damaged) == ({}, ())
    service = DocumentService(ChangeFeed())
    old, new = service.open(river), service.open(target)
    assert json.dumps(dump(old)["current"]) == json.dumps(dump(new)["current"])
    old.close()
    new.close()


@pytest.mark.parametrize(
    "statement", ["DROP TABLE answer", "DELETE FROM change", "DROP TABLE batch", "DELETE FROM answer"]
)
def test_whole_tables_that_are_gone_come_from_the_backup(river: Path, tmp_path: Path, statement: str) -> None:
    with closing(sqlite3.connect(river, isolation_level=None)) as connection:
        connection.execute(statement)
    target = tmp_path / "new.roadmap"
    salvage(river, target, Progress())
    assert check(target).problems == ()
    assert {"Written before the backup (1).", "Written before the backup (2)."} <= texts(target)
    again = a_reopened(target)
    assert again


def a_reopened(path: Path) -> bool:
    """Work goes on in a salvaged file."""
    from tests.documents import Desk

    feed = ChangeFeed()
    documents = DocumentService(feed)
    desk = Desk(documents.open(path), documents, feed)
    desk.answering.answer(desk.key("roles.stage-3.p1"), "Work goes on.")
    desk.answering.leave_field()
    desk.history.undo()
    desk.document.close()
    return check(path).problems == ()


@pytest.mark.parametrize("cut", [0.9, 0.5, 0.2, 0.0])
def test_a_file_that_was_cut_short_gives_what_is_left_and_the_backup_the_rest(
    river: Path, tmp_path: Path, cut: float
) -> None:
    whole = river.read_bytes()
    river.write_bytes(whole[: int(len(whole) * cut)])
    target = tmp_path / "new.roadmap"
    salvage(river, target, Progress())
    assert check(target).problems == ()
    assert {"Written before the backup (1).", "Written before the backup (2)."} <= texts(target)


def test_a_damaged_backup_is_not_believed(river: Path, tmp_path: Path) -> None:
    (kept,) = (tmp_path / "river.backups").iterdir()
    spoil(kept, "Written before the backup (1).")
    spoil(river, "Written before the backup (1).")
    target = tmp_path / "new.roadmap"
    report = salvage(river, target, Progress())
    assert report.from_backups == {}
    assert texts(target) == {"Written before the backup (2).", "Written after the backup."}


def test_where_nothing_can_be_read_nothing_is_left_behind(river: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "river.backups")
    river.write_bytes(b"garbage" * 1000)
    with pytest.raises(errors.NothingReadable):
        salvage(river, tmp_path / "new.roadmap", Progress())
    assert not (tmp_path / "new.roadmap").exists()


def test_a_salvage_never_replaces_a_file(river: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.roadmap"
    target.write_text("Somebody else's.")
    with pytest.raises(errors.FileAlreadyThere):
        salvage(river, target, Progress())
    assert target.read_text() == "Somebody else's."


def test_the_command_line_salvages_and_says_what_came_from_where(
    river: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(river, "Written before the backup (1).")
    spoil(river, "Written after the backup.")
    assert main(["salvage", str(river), "-o", str(tmp_path / "new.roadmap")]) == 0
    said = capsys.readouterr().out
    assert "from river 2027-01-01" in said
    assert "left out, answer, looks damaged: Vritten after the backup." in said
