from pathlib import Path

import pytest

from roadmap_desktop.services.places import Computer, conflict_copies, is_network_drive

HERE = Computer({"OneDriveCommercial": "/home/a/Work Cloud"}, (Path("/tmp"),))


@pytest.mark.parametrize(
    "name",
    [
        "/tmp/river.roadmap",
        "/tmp/deep/er/river.roadmap",
        "/home/a/.cache/thunderbird/x/river.roadmap",
        "/home/a/AppData/Local/Microsoft/Windows/INetCache/Content.Outlook/AB12/river.roadmap",
        "/home/a/AppData/Local/Temp1_papers.zip/river.roadmap",
        "/Users/a/Library/Containers/com.apple.mail/Data/Mail Downloads/river.roadmap",
        "/home/a/Temporary Internet Files/OLK5/river.roadmap",
    ],
)
def test_folders_that_are_emptied_by_others(name: str) -> None:
    assert HERE.is_temporary(Path(name))


@pytest.mark.parametrize(
    "name", ["/home/a/Documents/river.roadmap", "/home/a/tmp/river.roadmap", "/home/a/zip/river.roadmap"]
)
def test_ordinary_folders(name: str) -> None:
    assert not HERE.is_temporary(Path(name))
    assert HERE.syncing_program(Path(name)) == ""


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("/home/a/OneDrive - Example County/river.roadmap", "OneDrive"),
        ("/home/a/Work Cloud/2027/river.roadmap", "OneDrive"),
        ("/home/a/Dropbox (Example Shelter A)/river.roadmap", "Dropbox"),
        ("/home/a/Google Drive/My Drive/river.roadmap", "Google Drive"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/river.roadmap", "iCloud"),
        ("/home/a/Nextcloud/river.roadmap", "Nextcloud"),
    ],
)
def test_folders_that_a_program_syncs(name: str, program: str) -> None:
    assert HERE.syncing_program(Path(name)) == program


def test_copies_of_a_conflict_are_told_from_other_files(tmp_path: Path) -> None:
    mine = tmp_path / "river.roadmap"
    conflicts = [
        "river (Front Desk's conflicted copy 2027-01-01).roadmap",
        "river-FRONTDESK.roadmap",
        "river.sync-conflict-20270101-101010-ABCDEFG.roadmap",
    ]
    others = [
        "river copy.roadmap",
        "river – kept 10.42.roadmap",
        "riverside.roadmap",
        "river-2027.pdf",
        "river.roadmap",
    ]
    for name in (*conflicts, *others):
        (tmp_path / name).touch()
    assert [one.name for one in conflict_copies(mine)] == sorted(conflicts)
    assert conflict_copies(tmp_path / "nowhere" / "river.roadmap") == ()


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "davfs"])
def test_drives_in_the_network(kind: str) -> None:
    assert is_network_drive(Path("/mnt/share/river.roadmap"), kind)


@pytest.mark.parametrize("kind", ["ext4", "ntfs", "apfs", "vfat", "exfat", "btrfs", "tmpfs", ""])
def test_drives_of_this_computer(kind: str) -> None:
    assert not is_network_drive(Path("/home/a/river.roadmap"), kind)


def test_a_path_that_names_a_server_is_in_the_network() -> None:
    assert is_network_drive(Path("//server/share/river.roadmap"), "")


def test_the_kind_of_drive_is_asked_of_the_system() -> None:
    computer = Computer({}, (), lambda path: "nfs4" if path.is_relative_to("/mnt/share") else "ext4")
    assert computer.is_on_network(Path("/mnt/share/river.roadmap"))
    assert not computer.is_on_network(Path("/home/a/river.roadmap"))
