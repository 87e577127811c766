from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import DocumentService
from roadmap_desktop.services.progress import Progress
from tests.documents import ROLES, STAGES, Desk, a_small_pack


@pytest.mark.parametrize(("name", "title"), [("", "Baseline"), ("Sample River Task Force", " ")])
def test_a_new_file_needs_names_and_leaves_nothing_without(tmp_path: Path, name: str, title: str) -> None:
    with pytest.raises(errors.NameMissing):
        DocumentService(ChangeFeed()).new(tmp_path / "a.roadmap", name, a_small_pack(), title)
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_that_fails_half_way_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from roadmap_desktop.storage import packs

    def fail(*_: object) -> None:
        raise errors.WriteNotVerified("pack")

    monkeypatch.setattr(packs, "add", fail)
    service = DocumentService(ChangeFeed())
    with pytest.raises(errors.WriteNotVerified):
        service.new(tmp_path / "a.roadmap", "Sample River Task Force", a_small_pack(), "Baseline")
    assert list(tmp_path.iterdir()) == []
    assert service.opened == ()


def test_a_new_file_may_cover_chosen_elements(tmp_path: Path) -> None:
    service = DocumentService(ChangeFeed())
    document = service.new(tmp_path / "a.roadmap", "Sample River Task Force", a_small_pack(), "Baseline", [ROLES])
    assert Desk(document, service, ChangeFeed()).reading.assessments()[0].scope == (ROLES,)
    document.close()


def test_a_file_that_is_open_here_is_not_touched_by_opening_it_again(desk: Desk) -> None:
    with pytest.raises(errors.FileIsOpenElsewhere):
        desk.documents.open(desk.document.path)
    desk.answering.answer(desk.key(), "Still mine.")


def test_opening_reads_no_database_library_until_the_first_write(tmp_path: Path) -> None:
    import subprocess
    import sys

    from tests.documents import a_desk

    path = tmp_path / "a.roadmap"
    a_desk(path).document.close()
    program = (
        "import sys; from pathlib import Path; from datetime import date\n"
        "from roadmap_desktop.services.changes import ChangeFeed\n"
        "from roadmap_desktop.services.documents import DocumentService\n"
        "from roadmap_desktop.services.reading import ReadingService\n"
        "document = DocumentService(ChangeFeed()).open(Path(sys.argv[1]))\n"
        "reading = ReadingService(document)\n"
        "reading.overview(reading.last_place(), date.today())\n"
        "heavy = {'sqlalchemy', 'pydantic', 'reportlab'} & set(sys.modules)\n"
        "document.warm_up()\n"
        "sys.exit(3 if heavy or 'sqlalchemy' not in sys.modules else 0)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == 0


def test_a_named_moment_is_in_the_log_and_no_undo_step(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.history.name_moment("Before the spring meeting")
    found = desk.document.connection.execute("SELECT moment FROM batch WHERE moment <> ''").fetchall()
    assert found == [("Before the spring meeting",)]
    step = desk.history.next_undo()
    assert step is not None
    assert step.label == "Edit answer"
    with pytest.raises(errors.NameMissing):
        desk.history.name_moment(" ")


def test_versions_and_erasing_of_a_reason(desk: Desk) -> None:
    for reason in ("CANARY", "What may stay."):
        desk.answering.place(StagePlacement(desk.placement_key(), now=STAGES[0], reason=reason))
        desk.answering.leave_field()
    assert [version.text for version in desk.history.reason_versions(desk.placement_key())] == ["CANARY"]
    desk.history.erase_reason(desk.placement_key())
    path = desk.document.path
    desk.document.close()
    assert b"CANARY" not in path.read_bytes()


def test_progress_reports_and_stops() -> None:
    heard: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: heard.append((done, total)))
    progress.report(1, 3)
    assert not progress.is_cancelled
    progress.cancel()
    with pytest.raises(errors.Cancelled):
        progress.report(2, 3)
    assert heard == [(1, 3)]
    Progress().report(1, 1)
