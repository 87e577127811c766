"""The wheel alone, in an environment of its own, away from the checkout: everything it needs comes with it."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest

from roadmap_desktop import __version__

ROOT = Path(__file__).parents[1]

# Opens the window on a file, waits until it is on the screen, and says what it shows and from where.
WINDOW = """
import sys
import roadmap_desktop
from roadmap_desktop import app, paths
from PySide6.QtCore import QTimer

def watch(built):
    built.settings.change(lambda settings: settings.with_shared_computer(True))
    # The file is from elsewhere for this user: it is looked at first, and then shown.
    built.window.file_ready.connect(lambda: QTimer.singleShot(0, built.window, say))
    def say():
        print(built.window.windowTitle(), paths.resources(), paths.content(), sep="|")
        built.window.close()

sys.exit(app.run(sys.argv[1:], watch))
"""


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel; the libraries it depends on are lent to it."""

    folder: Path
    wheel: Path

    @property
    def scripts(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def run(self, *command: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment somewhere else than in the checkout."""
        elsewhere = self.folder.parent / "elsewhere"
        elsewhere.mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        homes = {
            name: str(elsewhere) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
        }
        first, *others = command
        return subprocess.run(
            [str(self.scripts / first), *map(str, others)],
            cwd=elsewhere,
            env={**kept, **homes, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(elsewhere)},
            check=check,
            capture_output=True,
            text=True,
            timeout=120,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    # Without isolation the build tools of the lock are used, and no network.
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder / "dist"), str(ROOT)]
    subprocess.run(build, cwd=folder, check=True, capture_output=True, timeout=120)
    (wheel,) = (folder / "dist").glob("*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=False, symlinks=os.name != "nt")
    made = Installed(environment, wheel)
    target = [sys.executable, "-m", "pip", "--python", str(made.scripts / "python"), "--disable-pip-version-check"]
    install = [*target, "install", "-q", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(install, cwd=folder, check=True, capture_output=True, timeout=120)
    site = made.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    # The libraries stand after what is installed, and the checkout is not among them.
    (Path(site) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return made


def test_the_wheel_holds_what_ships_and_nothing_else(installed: Installed) -> None:
    assert installed.wheel.name == f"roadmap_desktop-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(installed.wheel) as wheel:
        names = set(wheel.namelist())
    for folder, inside in (("resources", "_resources"), ("roadmap_content", "_content")):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"roadmap_desktop/{inside}/{path.relative_to(ROOT / folder).as_posix()}" in names
    for path in (ROOT / "roadmap_desktop").rglob("*.py"):
        assert path.relative_to(ROOT).as_posix() in names
    tops = {name.split("/")[0] for name in names}
    assert tops == {"roadmap_desktop", f"roadmap_desktop-{__version__}.dist-info"}


def test_it_does_its_work_away_from_the_checkout(installed: Installed, tmp_path: Path) -> None:
    where = installed.run("python", "-c", "import roadmap_desktop; print(roadmap_desktop.__file__)").stdout.strip()
    assert Path(where).is_relative_to(installed.folder)
    file, report = tmp_path / "Sample.roadmap", tmp_path / "report.pdf"
    assert "roadmap-desktop" in installed.run("roadmap-desktop", "--help").stdout
    installed.run("roadmap-desktop", "new", file, "--sample")
    installed.run("roadmap-desktop", "report", file, "-o", report)
    assert "Sample River Task Force" in pypdf.PdfReader(report).pages[0].extract_text()
    assert installed.run("roadmap-desktop", "check", file).returncode == 0
    assert "no problems" in installed.run("roadmap-desktop", "content", "check").stdout
    refused = installed.run("roadmap-desktop", "check", report, check=False)
    assert refused.returncode == 1
    assert "is not a Roadmap file" in refused.stderr


def test_its_window_opens_with_its_own_resources(installed: Installed, tmp_path: Path) -> None:
    file = tmp_path / "Sample.roadmap"
    installed.run("roadmap-desktop", "new", file, "--sample")
    shown = installed.run("python", "-c", WINDOW, file)
    title, resources, content = shown.stdout.strip().split("|")
    assert title == "Sample - Roadmap Desktop"
    for folder in (resources, content):
        assert Path(folder).is_relative_to(installed.folder)
    assert "Traceback" not in shown.stderr
