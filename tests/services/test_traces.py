"""What this computer remembers: listed, cleared, forgotten."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap_desktop.errors import FileIsReadOnly
from roadmap_desktop.services.traces import Places, Trace, TracesService
from roadmap_desktop.settings import Settings, SettingsFile
from roadmap_desktop.storage.backups import back_up
from roadmap_desktop.storage.copies import backups_folder
from tests.documents import Desk


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Every place, with something in it."""
    made = Places(
        tmp_path / "config" / "settings.json",
        tmp_path / "state" / "log" / "app.log",
        tmp_path / "state" / "log" / "crash.txt",
        tmp_path / "cache" / "temporary",
    )
    SettingsFile(made.settings).save(Settings())
    made.log.parent.mkdir(parents=True)
    for path in (made.log, made.log.with_name("app.log.1"), made.crash):
        path.write_text("line\n")
    (made.temporary / "0a").mkdir(parents=True)
    (made.temporary / "0a" / "page").write_text("CANARY")
    return made


def own(path: Path) -> Settings:
    return Settings(shared_computer=False, window="0a").with_opened(path)


class OwnList:
    """A list such as another part of the application may keep."""

    def __init__(self, path: Path, *, fails: bool = False) -> None:
        self.path = path
        self.fails = fails
        self.cleared = 0

    def trace(self) -> Trace:
        return Trace("Files closed here", "2 files", self.path)

    def clear(self) -> None:
        if self.fails:
            raise FileIsReadOnly(self.path)
        self.cleared += 1


def test_everything_is_listed_with_its_place(places: Places, desk: Desk) -> None:
    back_up(desk.document.database, datetime(2026, 5, 4, tzinfo=UTC))
    path = desk.document.path
    service = TracesService(places, lambda: own(path), keepers=[OwnList(places.settings.with_name("own.json"))])
    listed = {trace.name: trace for trace in service.listed(path)}
    assert listed["Recent files"].holds == str(path)
    assert listed["The last folder"].holds == str(path.parent)
    assert listed["Size and place of the window"].holds == "kept"
    assert listed["Log of failures: types and places, no words of yours"].holds == "1 kB"
    assert listed["Log of crashes: lines of the program, no words of yours"].path == places.crash
    assert listed["Temporary files"].holds == "1 file"
    assert listed["Files closed here"].holds == "2 files"
    backups = listed[f"Backups of “{path.name}”"]
    assert (backups.holds, backups.path) == ("1 backup, with answers in it", backups_folder(path))
    assert not backups.is_cleared
    assert not listed["Your choices: colors, text size, privacy"].is_cleared


def test_a_shared_computer_lists_nothing(tmp_path: Path) -> None:
    places = Places(*(tmp_path / name for name in "abcd"))
    listed = TracesService(places, Settings).listed()
    assert [trace.holds for trace in listed] == ["nothing"] * 7


def test_clear_takes_logs_temporary_files_and_lists_and_nothing_else(places: Places, desk: Desk) -> None:
    kept = back_up(desk.document.database, datetime(2026, 5, 4, tzinfo=UTC))
    keeper = OwnList(places.settings)
    said: list[str] = []
    service = TracesService(
        places, lambda: own(desk.document.path), lambda: said.append("stop"), lambda: said.append("start"), [keeper]
    )
    reports = service.clear()
    assert said == ["stop", "start"]
    assert keeper.cleared == 1
    assert [report.error for report in reports] == [None] * 5
    assert {report.path for report in reports} >= {places.log, places.crash, places.temporary}
    assert not places.log.exists()
    assert not places.temporary.exists()
    assert places.settings.exists()
    assert kept.exists()


def test_what_cannot_be_removed_is_reported(places: Places, tmp_path: Path) -> None:
    places.log.unlink()
    places.log.mkdir()
    keeper = OwnList(tmp_path / "own.json", fails=True)
    reports = {report.path: report.error for report in TracesService(places, Settings, keepers=[keeper]).clear()}
    assert reports[places.log] is not None
    assert isinstance(reports[tmp_path / "own.json"], FileIsReadOnly)
    assert reports[places.crash] is None


def test_forget_removes_every_folder_of_ours_and_asked_backups(places: Places, desk: Desk) -> None:
    kept = back_up(desk.document.database, datetime(2026, 5, 4, tzinfo=UTC))
    places.settings.with_name("settings.damaged.json").write_text("{")
    said: list[str] = []
    service = TracesService(places, Settings, take_up=lambda: said.append("start"))
    reports = service.forget([desk.document.path])
    assert all(report.error is None for report in reports)
    assert said == [], "nothing is logged again"
    assert not places.settings.parent.exists()
    assert not places.log.parent.exists()
    assert not places.temporary.parent.exists()
    assert not kept.parent.exists()
    assert desk.document.path.exists()
    assert kept in {report.path for report in reports}


def test_backups_nobody_named_and_a_file_kept_among_settings_stay(places: Places, desk: Desk) -> None:
    kept = back_up(desk.document.database, datetime(2026, 5, 4, tzinfo=UTC))
    strange = places.settings.with_name("river.roadmap")
    strange.write_text("answers")
    reports = {report.path: report.error for report in TracesService(places, Settings).forget()}
    assert isinstance(reports[strange], FileIsReadOnly)
    assert strange.read_text() == "answers"
    assert kept.exists()
    assert not places.settings.exists()


def test_a_link_is_never_followed(places: Places, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").write_text("stays")
    places.settings.with_name("link").symlink_to(outside)
    places.settings.with_name("file-link").symlink_to(outside / "file")
    TracesService(places, Settings).forget()
    assert (outside / "file").read_text() == "stays"
    assert not places.settings.parent.exists()
    places.settings.parent.symlink_to(outside)
    reports = {report.path: report.error for report in TracesService(places, Settings).forget()}
    assert reports[places.settings.parent] is not None
    assert (outside / "file").exists()
