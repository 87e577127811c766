import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from roadmap_desktop.content import safe_folder
from roadmap_desktop.content.safe_folder import read_folder, shown

posix = pytest.mark.skipif(os.name == "nt", reason="such names and links cannot be made there")


def reasons(folder: Path) -> list[str]:
    found = read_folder(folder)
    assert found.problems
    assert found.contents == {} or not [path for path in found.contents if path.is_symlink()]
    return found.problems


def test_a_plain_folder_is_read_with_its_toml_files_alone(tmp_path: Path) -> None:
    (tmp_path / "elements" / "area").mkdir(parents=True)
    (tmp_path / "pack.toml").write_bytes(b"id = 'x'")
    (tmp_path / "elements" / "area" / "one.toml").write_bytes(b"")
    (tmp_path / "README.md").write_bytes(b"read me")
    found = read_folder(tmp_path)
    assert found.problems == []
    assert {path.relative_to(tmp_path).as_posix(): content for path, content in found.contents.items()} == {
        "pack.toml": b"id = 'x'",
        "elements/area/one.toml": b"",
    }


@posix
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a\u202egnp.toml", "a\\u202egnp.toml: the name holds characters that cannot be seen"),
        ("a\x07.toml", "characters that cannot be seen"),
        ("a\u200b.toml", "characters that cannot be seen"),
        ("con.toml", "reserved on some systems"),
        ("LPT1", "reserved on some systems"),
        ("a:b.toml", "some systems take for a path"),
        ("..\\a.toml", "some systems take for a path"),
        (" a.toml", "begins or ends with a space"),
        ("a.toml.", "ends with a dot"),
        ("a" * 120 + ".toml", "longer than 100 characters"),
    ],
)
def test_odd_names_are_refused_and_shown_harmlessly(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / name).write_bytes(b"")
    found = reasons(tmp_path)
    assert any(reason in problem for problem in found)
    assert all(problem.isprintable() for problem in found)


@posix
def test_names_that_differ_by_case_alone_are_refused(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_bytes(b"")
    (tmp_path / "Pack.toml").write_bytes(b"")
    assert "by case or form alone" in reasons(tmp_path)[0]


@posix
def test_every_kind_of_link_is_refused_and_none_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_bytes(b"secret")
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "soft.toml").symlink_to(secret)
    (folder / "hard.toml").hardlink_to(secret)
    (folder / "elements").symlink_to(tmp_path, target_is_directory=True)
    (folder / "nowhere.toml").symlink_to(tmp_path / "nowhere")
    found = read_folder(folder)
    assert len(found.problems) == 4
    assert found.contents == {}
    (tmp_path / "alias").symlink_to(folder, target_is_directory=True)
    assert reasons(tmp_path / "alias") == ["the folder is a link; links are not accepted"]


def test_a_junction_counts_as_a_link() -> None:
    facts = SimpleNamespace(st_mode=stat.S_IFDIR, st_file_attributes=0x410)
    assert safe_folder._is_link(facts)  # type: ignore[arg-type]
    assert not safe_folder._is_link(SimpleNamespace(st_mode=stat.S_IFDIR))  # type: ignore[arg-type]


@posix
def test_what_is_no_file_is_refused_and_holds_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pack.toml")
    assert reasons(tmp_path) == ["pack.toml: it is neither a file nor a folder"]


def test_files_that_are_not_read_count_too(tmp_path: Path) -> None:
    for number in range(201):
        (tmp_path / f"{number}.md").write_bytes(b"")
    assert reasons(tmp_path) == ["more than 200 files or 8 MiB in all"]


def test_a_thousand_folders_are_not_walked(tmp_path: Path) -> None:
    for number in range(450):
        (tmp_path / f"{number}").mkdir()
    assert reasons(tmp_path) == ["more than 200 files or 8 MiB in all"]


def test_sizes_are_looked_at_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "pack.toml").open("wb") as file:
        file.truncate(9 << 20)

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(safe_folder, "_read", never)
    assert reasons(tmp_path) == ["pack.toml: larger than 1 MiB", "more than 200 files or 8 MiB in all"]


def test_a_file_that_grows_meanwhile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pack.toml"
    path.write_bytes(b"x")
    real = safe_folder._bytes

    def growing(wanted: Path) -> bytes:
        wanted.write_bytes(b"x" * ((1 << 20) + 5))
        return real(wanted)

    monkeypatch.setattr(safe_folder, "_bytes", growing)
    assert reasons(tmp_path) == ["pack.toml: the file grew over the limit while it was read"]


@posix
def test_a_file_that_is_exchanged_meanwhile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pack.toml"
    path.write_bytes(b"x")
    other = tmp_path / "other"
    other.write_bytes(b"secret")
    real = os.open

    def exchanging(name: Path, flags: int, *rest: int) -> int:
        if Path(name) == path:
            other.replace(path)
        return real(name, flags, *rest)

    monkeypatch.setattr(os, "open", exchanging)
    assert "pack.toml: the file cannot be read, or changed while it was read" in reasons(tmp_path)


@posix
def test_what_cannot_be_listed_or_looked_at_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pack.toml").write_bytes(b"")
    real = Path.lstat

    def lstat(path: Path) -> os.stat_result:
        if path.name == "pack.toml":
            raise PermissionError
        return real(path)

    monkeypatch.setattr(Path, "lstat", lstat)
    assert reasons(tmp_path) == ["pack.toml: it cannot be read"]

    def scandir(_path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", scandir)
    assert reasons(tmp_path) == [".: the folder cannot be read"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "pack").write_bytes(b"")
    assert reasons(tmp_path / "pack") == ["the folder is missing"]
    assert reasons(tmp_path / "nowhere") == ["the folder is missing"]


def test_long_texts_are_cut_when_shown() -> None:
    assert shown("a" * 400) == "a" * 300 + "…"
    assert shown("é\n") == "é\\u000a"
