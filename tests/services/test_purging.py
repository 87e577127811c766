import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.model.actions import ActionId, ActionItem, ActionStatus
from roadmap_desktop.model.assessment import AssessmentId
from roadmap_desktop.services.checking import check
from roadmap_desktop.services.purging import PurgeScope, PurgeService, destroy
from roadmap_desktop.storage import kept_passages, purging
from roadmap_desktop.storage.backups import back_up
from roadmap_desktop.storage.copies import list_backups
from tests.documents import Desk, a_desk

CANARY = "CANARY-4b1e"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A file with an answer, its earlier wording, a note, a stage, an action, a named moment and two backups."""
    (tmp_path / "file").mkdir()
    found = a_desk(tmp_path / "file" / "river.roadmap")
    found.answering.answer(found.key(), f"{CANARY} first")
    found.answering.leave_field()
    back_up(found.document.database, datetime(2027, 1, 1, tzinfo=UTC))
    found.answering.answer(found.key(), f"{CANARY} second " * 900)
    found.answering.leave_field()
    found.answering.answer(found.key("roles.stage-1.p2"), f"{CANARY} taken back")
    found.answering.leave_field()
    found.history.undo()
    found.history.name_moment(f"{CANARY} moment")
    back_up(found.document.database, datetime(2027, 1, 2, tzinfo=UTC))
    yield found
    found.document.close()


def places_of(word: str, folder: Path) -> list[str]:
    """The files under a folder in whose bytes a word stands, in any of the encodings text is kept in."""
    marks = [word.encode(encoding) for encoding in ENCODINGS]
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(mark in path.read_bytes() for mark in marks)
    ]


def test_a_purge_leaves_no_trace_of_what_was_written(desk: Desk, tmp_path: Path) -> None:
    path, older = desk.document.path, list_backups(desk.document.path)
    kept_passages.keep(desk.document.database, "a-fingerprint")
    service = PurgeService(desk.document)
    scope = PurgeScope((desk.round,))
    assert (service.counts(scope).answers, service.counts(scope).backups) == (1, 2)
    report = service.purge(scope, ())
    assert report.is_complete
    assert (report.counts.answers, report.counts.backups, len(report.backups)) == (1, 2, 2)
    assert service.counts(scope).is_nothing
    assert list_backups(path) == (report.new_backup,)
    assert not any(one.exists() for one in older)
    assert len(service.purged_on()) == 1
    assert desk.history.next_undo() is desk.history.next_redo() is None
    assert desk.reading.task_force().name == "Sample River Task Force"
    desk.document.close()
    # The control: the same words stood in three files before.
    assert places_of(CANARY, tmp_path) == places_of("a-fingerprint", tmp_path) == []
    assert check(path).problems == ()


def test_the_words_are_found_before_the_purge(desk: Desk, tmp_path: Path) -> None:
    desk.document.close()
    assert len(places_of(CANARY, tmp_path)) == 3


def test_work_goes_on_after_a_purge(desk: Desk) -> None:
    PurgeService(desk.document).purge(PurgeScope((desk.round,)), ())
    desk.answering.answer(desk.key(), "A new beginning.")
    desk.answering.leave_field()
    step = desk.history.undo()
    assert step.label
    again = desk.reopened()
    assert again.reading.element_answer(again.key()).answer.text == ""
    again.history.redo()
    assert again.reading.element_answer(again.key()).answer.text == "A new beginning."
    again.document.close()


def test_only_the_chosen_assessment_goes(desk: Desk, tmp_path: Path) -> None:
    first = desk.round
    desk.rounds.close(first)
    second = desk.rounds.start("Second round", carry_from=None)
    desk.answering.answer(desk.key(), "Stays where it is.")
    desk.answering.leave_field()
    action = desk.planning.save_action(ActionItem(ActionId(""), "Stays too."))
    PurgeService(desk.document).purge(PurgeScope((first,)), ())
    assert [one.id for one in desk.reading.assessments()] == [first, AssessmentId(second.id)]
    assert desk.reading.element_answer(desk.key()).answer.text == "Stays where it is."
    assert [one.id for one in desk.reading.actions()] == [action.id]
    desk.document.close()
    assert places_of(CANARY, tmp_path) == []


def test_the_plan_goes_only_when_it_is_named(desk: Desk, tmp_path: Path) -> None:
    desk.planning.save_action(ActionItem(ActionId(""), f"{CANARY} plan"))
    service = PurgeService(desk.document)
    service.purge(PurgeScope((desk.round,)), ())
    assert [(one.what, one.status) for one in desk.reading.actions()] == [(f"{CANARY} plan", ActionStatus.OPEN)]
    service.purge(PurgeScope((), with_plan=True), ())
    assert desk.reading.actions() == ()
    desk.document.close()
    assert places_of(CANARY, tmp_path) == []


def test_a_file_without_backups_gets_none(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "river.roadmap")
    desk.answering.answer(desk.key(), CANARY)
    report = PurgeService(desk.document).purge(PurgeScope((desk.round,)), ())
    assert report.new_backup is None
    desk.document.close()
    assert [found.name for found in tmp_path.iterdir()] == ["river.roadmap"]


def test_a_purge_that_fails_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list_backups(desk.document.path)

    def fail(*_arguments: object, **_options: object) -> int:
        raise errors.DiskIsFull(desk.document.path)

    monkeypatch.setattr(purging, "_delete_entries", fail)
    with pytest.raises(errors.DiskIsFull):
        PurgeService(desk.document).purge(PurgeScope((desk.round,)), ())
    assert desk.reading.element_answer(desk.key()).answer.text.startswith(CANARY)
    assert list_backups(desk.document.path) == before


def test_exports_are_erased_by_name_and_what_cannot_be_is_named(desk: Desk, tmp_path: Path) -> None:
    pdf, other, gone = tmp_path / "a.pdf", tmp_path / "a.txt", tmp_path / "gone.pdf"
    link = tmp_path / "link.pdf"
    pdf.write_text(CANARY)
    other.write_text("Somebody else's.")
    link.symlink_to(other)
    report = PurgeService(desk.document).purge(PurgeScope((desk.round,)), (pdf, other, gone, link, desk.document.path))
    assert [type(one.error) for one in report.exports] == [
        type(None),
        errors.NotAnExport,
        errors.FileNotThere,
        errors.PlaceIsALink,
        errors.NotAnExport,
    ]
    assert not report.is_complete
    assert not pdf.exists()
    assert other.read_text() == "Somebody else's."
    assert link.is_symlink()
    assert desk.reading.task_force().name


def test_a_full_disk_while_compacting_is_told_and_the_words_are_gone(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_database: object) -> None:
        raise errors.DiskIsFull(desk.document.path)

    monkeypatch.setattr(purging, "compact", fail)
    report = PurgeService(desk.document).purge(PurgeScope((desk.round,)), ())
    assert not report.is_compact
    assert not report.is_complete
    desk.document.close()
    assert places_of(CANARY, tmp_path) == []


def test_a_whole_file_is_destroyed_with_its_backups(desk: Desk, tmp_path: Path) -> None:
    path = desk.document.path
    desk.document.close()
    strange = path.parent / "river.backups" / "mine.txt"
    strange.write_text("Somebody else's.")
    reports = destroy(path)
    assert len(reports) == 3
    assert all(one.error is None for one in reports)
    assert [found.name for found in tmp_path.rglob("*") if found.is_file()] == ["mine.txt"]


def test_the_old_bytes_are_overwritten_before_the_name_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_text(CANARY * 1000)
    second = tmp_path / "second name"
    second.hardlink_to(path)
    destroy(path)
    assert not path.exists()
    assert second.read_bytes() == bytes(len(CANARY) * 1000)


def test_a_purge_never_writes_a_temporary_copy(desk: Desk) -> None:
    assert desk.document.connection.execute("PRAGMA temp_store").fetchone()[0] == 2
    PurgeService(desk.document).purge(PurgeScope((desk.round,)), ())
    assert desk.document.connection.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) == 0
    assert desk.document.connection.execute("PRAGMA journal_mode").fetchone()[0] == "truncate"
