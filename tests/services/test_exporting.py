import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from roadmap_desktop.errors import (
    Cancelled,
    CellTooLong,
    DiskIsFull,
    ExportFailed,
    NotAFormat,
    NothingDated,
    PlaceIsALink,
    RoadmapError,
)
from roadmap_desktop.exchange.calendar import Calendar, CalendarEntry
from roadmap_desktop.exchange.mail import Draft
from roadmap_desktop.exchange.spreadsheets import Column, Table, read_csv, read_xlsx
from roadmap_desktop.services import exporting
from roadmap_desktop.services.exporting import ExportWritten, write, write_calendar, write_draft, write_table
from roadmap_desktop.services.progress import Progress

NOW = datetime(2026, 11, 25, tzinfo=UTC)
PLAN = Table("Action plan", (Column("What"), Column("By")), (("=Meet", date(2027, 6, 30)), ("Sign", "")))
DATES = Calendar((CalendarEntry("ab12", "Meet", date(2027, 6, 30)),))
MAIL = Draft("For you to read", "Hello,\n", "a.pdf", b"%PDF-1.7")

Writer = Callable[[Path, Progress], ExportWritten]
WRITERS: dict[str, Writer] = {
    "plan.xlsx": lambda path, progress: write_table(PLAN, path, progress),
    "plan.csv": lambda path, progress: write_table(PLAN, path, progress),
    "plan.ics": lambda path, progress: write_calendar(DATES, path, NOW, progress),
    "mail.eml": lambda path, progress: write_draft(MAIL, path, progress),
}
READERS = {"plan.xlsx": "read_xlsx", "plan.csv": "read_csv", "plan.ics": "read_ics", "mail.eml": "read_eml"}
each = pytest.mark.parametrize("name", WRITERS)


@each
def test_a_file_is_written_for_its_owner_alone_and_is_the_same_each_time(name: str, tmp_path: Path) -> None:
    written = WRITERS[name](tmp_path / name, Progress())
    first = written.path.read_bytes()
    assert written.size == len(first)
    assert written.count == (2 if name.startswith("plan") and not name.endswith("ics") else 1)
    if os.name == "posix":
        assert written.path.stat().st_mode & 0o777 == 0o600
    assert WRITERS[name](tmp_path / name, Progress()).path.read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == [name]


@each
def test_what_is_not_found_again_is_never_moved_into_place(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / name
    target.write_text("the old one")
    writer = READERS[name].replace("read", "to")
    usual = getattr(exporting, writer)
    for spoil in (lambda data: data[:-9], lambda data: data.replace(b"M", b"N"), lambda _data: b""):
        with monkeypatch.context() as patch:
            patch.setattr(exporting, writer, lambda *facts, spoil=spoil: spoil(usual(*facts)))
            with pytest.raises(ExportFailed):
                WRITERS[name](target, Progress())
        assert target.read_text() == "the old one"
        assert [path.name for path in tmp_path.iterdir()] == [name]


@each
def test_a_cancelled_one_leaves_nothing(name: str, tmp_path: Path) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        WRITERS[name](tmp_path / name, progress)
    assert list(tmp_path.iterdir()) == []


@each
def test_one_that_is_cancelled_at_the_last_moment_leaves_the_old_file(name: str, tmp_path: Path) -> None:
    target = tmp_path / name
    target.write_text("the old one")
    steps: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: steps.append((done, total)))
    WRITERS[name](tmp_path / f"other-{name}", progress)
    last = len(steps)
    again = Progress(lambda _done, _total: again.cancel() if len(seen) == last - 2 else seen.append(1))
    seen: list[int] = []
    if last == 1:
        again.cancel()
    with pytest.raises(Cancelled):
        WRITERS[name](target, again)
    assert target.read_text() == "the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, f"other-{name}"])


@each
def test_a_full_disk_leaves_nothing_and_has_its_own_error(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskIsFull):
        WRITERS[name](tmp_path / name, Progress())
    assert list(tmp_path.iterdir()) == []


@each
def test_a_folder_that_is_not_there_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(RoadmapError):
        WRITERS[name](tmp_path / "none" / name, Progress())


@each
@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_is_never_written_through(name: str, tmp_path: Path) -> None:
    (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PlaceIsALink):
        WRITERS[name](tmp_path / name, Progress())
    assert not (tmp_path / "elsewhere").exists()


@each
def test_the_name_says_what_is_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotAFormat):
        WRITERS[name](tmp_path / "plan.txt", Progress())
    upper = WRITERS[name](tmp_path / name.upper(), Progress())
    assert upper.path.exists()


def test_a_table_and_a_calendar_are_told_apart(tmp_path: Path) -> None:
    assert write(PLAN, tmp_path / "a.csv", NOW, Progress()).count == 2
    assert write(DATES, tmp_path / "a.ics", NOW, Progress()).count == 1


def test_a_text_that_no_cell_holds_is_refused_whole_and_csv_takes_it(tmp_path: Path) -> None:
    table = Table("t", (Column("What"),), (("🙂" * 20_000,),))
    with pytest.raises(CellTooLong) as refused:
        write_table(table, tmp_path / "a.xlsx", Progress())
    assert vars(refused.value)["length"] == 40_000
    assert list(tmp_path.iterdir()) == []
    write_table(table, tmp_path / "a.csv", Progress())
    assert read_csv((tmp_path / "a.csv").read_bytes())[1] == ("🙂" * 20_000,)


@pytest.mark.parametrize("length", [19_999, 20_000])
def test_the_longest_answer_is_whole_in_both(length: int, tmp_path: Path) -> None:
    table = Table("t", (Column("What"),), (("é" * length,),))
    write_table(table, tmp_path / "a.xlsx", Progress())
    assert read_xlsx((tmp_path / "a.xlsx").read_bytes())[1] == ("é" * length,)


def test_a_calendar_without_dates_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(NothingDated):
        write_calendar(Calendar(()), tmp_path / "a.ics", NOW, Progress())
    assert list(tmp_path.iterdir()) == []
