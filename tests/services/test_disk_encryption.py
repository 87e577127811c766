"""Disks as /sys describes them, built in a folder."""

import sys
from pathlib import Path

import pytest

from roadmap_desktop.services import disk_encryption as module
from roadmap_desktop.services.disk_encryption import DiskEncryption, disk_encryption

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a program")


class System:
    """A /sys/dev/block, and a table of mounts in which a folder lies on one of its disks."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.blocks = folder / "block"
        self.blocks.mkdir()
        self.mounts = folder / "mountinfo"
        self.mounts.write_text("")
        self.folder = folder
        self.monkeypatch = monkeypatch

    def disk(self, name: str, *below: str, uuid: str = "") -> None:
        (self.blocks / name / "slaves").mkdir(parents=True)
        for other in below:
            (self.blocks / name / "slaves" / other.replace(":", "-")).symlink_to(self.blocks / other)
        if uuid:
            (self.blocks / name / "dm").mkdir()
            (self.blocks / name / "dm" / "uuid").write_text(uuid + "\n")

    def look(self, number: str, kind: str = "ext4", source: str = "/dev/sda1") -> DiskEncryption:
        self.mounts.write_text(f"20 1 {number} / / rw,relatime shared:1 - {kind} {source} rw\n")
        numbers = tuple(map(int, number.split(":")))
        self.monkeypatch.setattr(module, "number_under", lambda _folder: numbers)
        return disk_encryption(self.folder, self.blocks, self.mounts)


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> System:
    return System(tmp_path, monkeypatch)


def test_a_plain_partition_is_off(system: System) -> None:
    (system.blocks / "8:1").mkdir()
    assert system.look("8:1") is DiskEncryption.OFF


def test_a_disk_behind_dm_crypt_is_on(system: System) -> None:
    system.disk("8:3")
    system.disk("253:0", "8:3", uuid="CRYPT-LUKS2-0a-luks")
    assert system.look("253:0") is DiskEncryption.ON


def test_a_volume_on_an_encrypted_disk_is_on_and_one_open_disk_makes_it_off(system: System) -> None:
    system.disk("8:3")
    system.disk("253:0", "8:3", uuid="CRYPT-LUKS2-0a-luks")
    system.disk("253:1", "253:0", uuid="LVM-x")
    assert system.look("253:1") is DiskEncryption.ON
    system.disk("253:2", "253:0", "8:3", uuid="LVM-y")
    assert system.look("253:2") is DiskEncryption.OFF


@pytest.mark.parametrize("kind", ["zfs", "fuse.gocryptfs", "overlay", "cifs"])
def test_what_may_hide_an_encryption_of_its_own_is_unknown(system: System, kind: str) -> None:
    (system.blocks / "8:1").mkdir()
    assert system.look("8:1", kind) is DiskEncryption.UNKNOWN


def test_what_the_system_does_not_show_is_unknown(system: System) -> None:
    assert system.look("8:9") is DiskEncryption.UNKNOWN
    assert system.look("0:44", "btrfs", "/dev/none") is DiskEncryption.UNKNOWN
    (system.blocks / "7:0" / "loop").mkdir(parents=True)
    assert system.look("7:0") is DiskEncryption.UNKNOWN
    system.mounts.unlink()
    assert disk_encryption(system.folder, system.blocks, system.mounts) is DiskEncryption.UNKNOWN


def test_disks_that_lean_on_each_other_do_not_hold_it_up(system: System) -> None:
    system.disk("253:0", "253:1")
    system.disk("253:1", "253:0")
    assert system.look("253:0") is DiskEncryption.UNKNOWN


def test_a_real_folder_gets_an_answer(tmp_path: Path) -> None:
    assert disk_encryption(tmp_path) in DiskEncryption
    assert disk_encryption(tmp_path / "none") is DiskEncryption.UNKNOWN
