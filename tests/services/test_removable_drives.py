import os
from pathlib import Path, PurePosixPath

import pytest

from roadmap_desktop.services import removable_drives
from roadmap_desktop.services.removable_drives import is_below_mounts, is_removable


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("/media/someone/STICK/river.roadmap", True),
        ("/run/media/someone/STICK/river.roadmap", True),
        ("/Volumes/STICK/river.roadmap", True),
        ("/media", False),
        ("/home/someone/media/river.roadmap", False),
        ("/mediator/river.roadmap", False),
    ],
)
def test_places_where_sticks_are_shown(place: str, expected: bool) -> None:
    assert is_below_mounts(PurePosixPath(place)) is expected


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_to_a_stick_counts_as_the_stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "mounts" / "STICK"
    stick.mkdir(parents=True)
    (tmp_path / "link").symlink_to(stick)
    monkeypatch.setattr(removable_drives, "_MOUNTED", (str(tmp_path / "mounts"),))
    assert is_removable(tmp_path / "link" / "river.roadmap")
    assert not is_removable(tmp_path / "river.roadmap")


def test_on_windows_the_kind_of_the_drive_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "river.roadmap"
    monkeypatch.setattr(os, "name", "nt")
    for kind, expected in ((2, True), (3, False), (0, False)):
        monkeypatch.setattr(removable_drives, "_windows_drive_type", lambda _anchor, kind=kind: kind)
        assert is_removable(place) is expected
