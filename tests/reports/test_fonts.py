import shutil
from pathlib import Path

import pytest

from roadmap_desktop.reports.fonts import Fonts, chain, folders
from roadmap_desktop.reports.style import REGULAR, base_files
from tests.reports.scripts_samples import font_files


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_every_system_has_a_chain_of_names_in_lower_case(system: str) -> None:
    names = chain(system)
    assert len(names) == len(set(names)) > 30
    assert all(name == name.lower() and name.endswith((".ttf", ".ttc")) for name in names)


def test_each_system_asks_its_own_fonts_first() -> None:
    assert chain("win32")[0] == "segoeui.ttf"
    assert chain("darwin")[0] == "geezapro.ttc"
    assert chain("linux")[0] == "notosans-regular.ttf"


def test_each_system_keeps_its_fonts_elsewhere() -> None:
    home = Path("home")
    windows = folders("win32", {"WINDIR": "W", "LOCALAPPDATA": "L"}, home)
    assert windows == (Path("W", "Fonts"), Path("L", "Microsoft", "Windows", "Fonts"))
    assert folders("darwin", {}, home)[-1] == home / "Library" / "Fonts"
    assert Path("/usr/share/fonts") in folders("linux", {}, home)


def test_our_own_font_comes_first() -> None:
    found = Fonts((), ()).face("é", REGULAR)
    assert found is not None
    assert found.path == base_files()[REGULAR]


def test_a_file_that_is_no_font_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0" + bytes(200))
    (tmp_path / "empty.otf").write_bytes(b"")
    (tmp_path / "link.ttf").symlink_to(tmp_path / "nowhere.ttf")
    assert Fonts((tmp_path,), ("broken.ttf",)).face("ש", REGULAR) is None


def others() -> list[Path]:
    """Fonts of this computer that are not ours."""
    return [path for path in font_files() if path not in base_files().values()]


@pytest.mark.skipif(not others(), reason="no other fonts on this computer")
def test_the_chain_decides_and_a_font_that_may_not_be_embedded_is_passed_over(tmp_path: Path) -> None:
    source = others()[0]
    first, second = tmp_path / "second.ttf", tmp_path / "first.ttf"
    for target in (first, second):
        shutil.copy(source, target)
    char = next(chr(code) for code in sorted(Fonts((tmp_path,), ())._look().__next__().codes) if code > 0x500)
    found = Fonts((tmp_path,), ("second.ttf", "first.ttf")).face(char, REGULAR)
    assert found is not None
    assert found.path.name == "second.ttf"
    data = bytearray(first.read_bytes())
    tables = int.from_bytes(data[4:6], "big")
    entry = next(at for at in range(12, 12 + 16 * tables, 16) if data[at : at + 4] == b"OS/2")
    place = int.from_bytes(data[entry + 8 : entry + 12], "big")
    data[place + 8 : place + 10] = (2).to_bytes(2, "big")
    first.write_bytes(data)
    found = Fonts((tmp_path,), ("second.ttf", "first.ttf")).face(char, REGULAR)
    assert found is not None
    assert found.path.name == "first.ttf"
