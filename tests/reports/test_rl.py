import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def planted(folder: Path, program: str) -> str:
    """What a program prints that is started in a folder, and by a user, with planted settings of ReportLab."""
    for name in ("reportlab_mods.py", "reportlab_settings.py", ".reportlab_mods", ".reportlab_settings"):
        (folder / name).write_text("print('PLANTED')\n")
    environment = {
        **os.environ,
        "HOME": str(folder),
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
        "RL_useA85": "1",
        "RL_trustedSchemes": "file",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-c", program]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True, timeout=60
    ).stdout


def test_planted_settings_are_never_run(tmp_path: Path) -> None:
    program = (
        "from roadmap_desktop.reports.style import install; install();"
        "from roadmap_desktop.reports.rl import rl_config; print(rl_config.useA85, rl_config.trustedSchemes)"
    )
    assert planted(tmp_path, program).split("\n")[0] == "0 []"


def test_without_our_care_they_would_be_run(tmp_path: Path) -> None:
    assert "PLANTED" in planted(tmp_path, "import reportlab.rl_config")
