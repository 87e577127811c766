import os
import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_desktop.services.temporary import private, wipe

ON_WINDOWS = sys.platform == "win32"


def test_a_folder_is_its_owners_alone_in_force_and_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    monkeypatch.delenv("TMP", raising=False)
    folder = tmp_path / "cache" / "temporary"
    with private(folder) as here:
        assert os.environ["TMPDIR"] == os.environ["TMP"] == str(here)
        assert ON_WINDOWS or here.stat().st_mode & 0o077 == folder.stat().st_mode & 0o077 == 0
        (here / "page.ps").write_text("CANARY")
        wipe(folder)
        assert (here / "page.ps").exists(), "another window must not take it away while it is used"
    assert os.environ["TMPDIR"] == "/elsewhere"
    assert "TMP" not in os.environ
    assert not folder.exists()


def test_it_goes_when_the_work_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), private(tmp_path / "temporary"):
        raise ValueError("x")
    assert not (tmp_path / "temporary").exists()


def test_what_a_killed_process_left_is_wiped_and_links_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    code = (
        "import os; from pathlib import Path; from roadmap_desktop.services.temporary import private\n"
        f"with private(Path({str(folder)!r})) as here:\n (here / 'page').write_text('CANARY'); os._exit(9)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", code], check=False, timeout=60, env=environment)
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("stays")
    (folder / "link").symlink_to(kept)
    assert len(list(folder.rglob("page"))) == 1
    assert wipe(folder) == ()
    assert not folder.exists()
    assert (kept / "file").read_text() == "stays"


def test_a_link_in_place_of_the_folder_is_left_and_named(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "file").write_text("stays")
    (tmp_path / "temporary").symlink_to(tmp_path / "elsewhere")
    assert wipe(tmp_path / "temporary") == (tmp_path / "temporary",)
    assert (tmp_path / "elsewhere" / "file").exists()
    assert wipe(tmp_path / "nothing") == ()


def test_without_a_place_the_systems_own_stays_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    (tmp_path / "file").write_text("")
    with private(tmp_path / "file" / "temporary") as here:
        assert here == Path("/elsewhere")
        assert os.environ["TMPDIR"] == "/elsewhere"
