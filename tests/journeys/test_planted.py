"""Files that somebody put beside the program, into the home folder or the environment never run as a part of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = (
    "reportlab_mods.py",
    "reportlab_settings.py",
    "local_reportlab_settings.py",
    ".reportlab_mods",
    ".reportlab_settings",
    "sitecustomize.py",
    "usercustomize.py",
    "sqlite3.py",
    "json.py",
    "sqlalchemy.py",
    "msgspec.py",
    "PySide6.py",
    "roadmap_desktop.py",
    "sqlcipher3.py",
    ".pythonrc.py",
    "qt.conf",
)
# As an installed program is started: by a script of its own, not from the folder where the user is.
SCRIPT = """
import sys
sys.path.insert(1, {root!r})
from roadmap_desktop.__main__ import main
sys.exit(main())
"""
WINDOW = """
import sys
sys.path.insert(1, {root!r})
from PySide6.QtCore import QCoreApplication, QTimer
from roadmap_desktop import app
def watch(built):
    print("plugins", QCoreApplication.libraryPaths(), flush=True)
    QTimer.singleShot(0, built.window.close)
sys.exit(app.run(sys.argv[1:], watch))
"""


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A folder full of traps."""
    folder = tmp_path / "planted"
    (folder / "platforms").mkdir(parents=True)
    for name in NAMES:
        (folder / name).write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r})\n")
    return folder


def run(program: str, planted: Path, *words: str, **more: str) -> str:
    """Start a program in that folder, which is the user's home as well."""
    place = planted.parent / "bin"
    place.mkdir(exist_ok=True)
    script = place / "roadmap-desktop"
    script.write_text(program.format(root=str(ROOT)))
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RL_", "XDG_"))}
    environment = {
        **mine,
        "HOME": str(planted),
        "USERPROFILE": str(planted),
        "APPDATA": str(planted / "config"),
        "LOCALAPPDATA": str(planted / "config"),
        "PYTHONSTARTUP": str(planted / ".pythonrc.py"),
        "RL_settings": str(planted),
        "RL_trustedSchemes": "file",
        "RL_CACHE": str(planted),
        "QT_PLUGIN_PATH": str(planted),
        "QT_QPA_PLATFORM_PLUGIN_PATH": str(planted / "platforms"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
        **more,
    }
    command = [sys.executable, str(script), *words]
    done = subprocess.run(command, cwd=planted, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_command_runs_what_was_planted(planted: Path, tmp_path: Path) -> None:
    file, target = tmp_path / "river.roadmap", tmp_path / "river.pdf"
    run(SCRIPT, planted, "new", str(file))
    run(SCRIPT, planted, "check", str(file))
    run(SCRIPT, planted, "report", str(file), "-o", str(target))
    assert target.exists()
    assert not (tmp_path / "ran").exists()


def test_the_window_takes_no_plug_ins_from_elsewhere(planted: Path, tmp_path: Path) -> None:
    file = tmp_path / "river.roadmap"
    run(SCRIPT, planted, "new", str(file))
    printed = run(WINDOW, planted, str(file))
    assert "plugins" in printed
    assert "planted" not in printed
    assert not (tmp_path / "ran").exists()


def test_what_is_planted_would_run(planted: Path, tmp_path: Path) -> None:
    """The controls: ReportLab looks into the home folder, Python into the working folder, Qt into the environment."""
    run("import reportlab.rl_config", planted)
    assert (tmp_path / "ran").read_text() != ""
    (tmp_path / "ran").unlink()
    run("import sys; sys.path.insert(0, ''); import sqlcipher3", planted)
    assert (tmp_path / "ran").read_text() == "sqlcipher3.py"
    shutil.rmtree(planted / "platforms")
    look = "from PySide6.QtCore import QCoreApplication as Q; a = Q([]); print(Q.libraryPaths())"
    assert "planted" in run(look, planted)
