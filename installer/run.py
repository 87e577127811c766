"""One command that sets everything up on a fresh machine and opens the window, or passes the tests.

    python3 installer/run.py            opens the window on a sample task force
    python3 installer/run.py test       passes every check and test
    python3 installer/run.py WORDS...   runs the application with these words, e.g. `check FILE`

It needs Python 3.11 or newer and its standard library, nothing else.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv-roadmap"
STAMP = ENVIRONMENT / "set-up.sha256"
WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")

# What Qt loads from the system on Linux, and the Debian package that brings it.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
# What a real window on X11 needs besides.
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


# What the tests look at besides: fonts of other scripts, and a second library that reads PDFs.
TEST_PACKAGES = ("fonts-noto-core", "fonts-droid-fallback", "fonts-nanum", "poppler-utils")


class Stopped(Exception):
    """Set-up cannot go on; the message says what to do."""


def say(words: str) -> None:
    """Tell the user what happens."""
    print(words, flush=True)


def run(*command: str | Path, environment: Mapping[str, str] | None = None) -> None:
    """Run a command; raises Stopped with its name when it fails."""
    result = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False)
    if result.returncode:
        raise Stopped(f"This step failed: {' '.join(str(part) for part in command[:6])}")


def ensure_system_packages(packages: Sequence[str]) -> None:
    """Install Debian packages when that is allowed; otherwise raise Stopped with the one line to ask IT for."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise Stopped(
            f"Please install what your system calls these packages, then run this again: {' '.join(packages)}"
        )
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and (
        shutil.which("sudo") is None or subprocess.run([*prefix, "true"], check=False, capture_output=True).returncode
    ):
        raise Stopped(f"Please ask your IT to run this one line, then run this again:\n  sudo {line}")
    say(f"Installing: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*prefix, "apt-get", "update", "-qq"], env=quiet, check=False)
    if subprocess.run([*prefix, *line.split(), "-qq"], env=quiet, check=False).returncode:
        raise Stopped(f"Please ask your IT to run this one line, then run this again:\n  sudo {line}")


def offer_test_packages() -> None:
    """Install what only some tests need, where that is allowed; without it they are passed over, and say so."""
    if not sys.platform.startswith("linux") or shutil.which("apt-get") is None:
        return
    shown = subprocess.run(["dpkg-query", "-W", "-f=${Status}\\n", *TEST_PACKAGES], check=False, capture_output=True)
    if shown.stdout.count(b"install ok installed") == len(TEST_PACKAGES):
        return
    try:
        ensure_system_packages(TEST_PACKAGES)
    except Stopped:
        say("Without these packages the tests of some scripts are passed over.")


def missing_libraries(wanted: Mapping[str, str]) -> list[str]:
    """The packages of those libraries that this Linux system cannot load."""
    missing = []
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def has_screen() -> bool:
    """True where a window can be shown."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def fingerprint(lock: Path) -> str:
    """Changes whenever the environment would have to be made again."""
    parts = [sys.version.encode(), str(ROOT).encode(), lock.read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    parts += [catalog.read_bytes() for catalog in sorted((ROOT / "resources" / "translations").rglob("*.po"))]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def make_environment() -> None:
    """Create the environment; on a Debian without the module for it, install that first."""
    try:
        import ensurepip  # noqa: F401 - only asked whether it is there
        import venv
    except ImportError:
        ensure_system_packages(["python3-venv"])
        # A new interpreter: the modules that came with the package are not visible to this one.
        run(sys.executable, "-m", "venv", "--clear", ENVIRONMENT)
        return
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=not WINDOWS).create(ENVIRONMENT)


def set_up(lock: Path, *, for_window: bool) -> None:
    """Make sure that the environment and the system libraries are there; quick when they are."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this script is what an older Python meets
        raise Stopped(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}. Run this with a newer one.")
    if sys.platform.startswith("linux"):
        wanted = {**LIBRARIES, **(WINDOW_LIBRARIES if for_window else {})}
        if missing := missing_libraries(wanted):
            ensure_system_packages(missing)
    present = fingerprint(lock)
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == present:
        return
    say("Setting up an environment of its own (a few minutes the first time) ...")
    make_environment()
    pip = (PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-warn-script-location")
    # The lock names every package with its hashes, so pip has nothing to choose: it only checks and unpacks.
    run(*pip, "--require-hashes", "--no-deps", "-r", lock)
    compile_modules()
    compile_catalogs(ROOT / "resources" / "translations")
    STAMP.write_text(present)


def compile_modules() -> None:
    """Compile our own modules once, so that no start has to, also where the folder is read-only later."""
    command = (str(PYTHON), "-m", "compileall", "-q", "roadmap_desktop")
    subprocess.run(command, cwd=ROOT, check=False, capture_output=True)


def compile_catalogs(folder: Path) -> None:
    """Compile the translations when the tool for it is installed; without them the window speaks US English."""
    if any(folder.rglob("*.po")):
        command = [PYTHON, "-m", "babel.messages.frontend", "compile", "-d", folder, "-D", "roadmap_desktop"]
        subprocess.run([str(part) for part in command], cwd=ROOT, check=False, capture_output=True)


def open_application(words: Sequence[str]) -> int:
    """Open the window, on a sample unless a file was named; without a screen write the sample's PDF and pictures."""
    if words:
        return subprocess.run([str(PYTHON), "-m", "roadmap_desktop", *words], cwd=ROOT, check=False).returncode
    folder = ROOT / "build" / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    sample = folder / "Sample River Task Force.roadmap"
    if not sample.exists():
        run(PYTHON, "-m", "roadmap_desktop", "new", sample, "--sample")
    if has_screen():
        say("Opening the window ...")
        return subprocess.run([str(PYTHON), "-m", "roadmap_desktop", str(sample)], cwd=ROOT, check=False).returncode
    say("There is no screen here, so the sample's report and pictures of the pages are written instead.")
    report, pictures = folder / "Assessment report.pdf", folder / "pictures"
    run(PYTHON, "-m", "roadmap_desktop", "report", sample, "-o", report)
    run(PYTHON, "-m", "roadmap_desktop", "screenshots", sample, "-o", pictures)
    for path in (report, *sorted(pictures.glob("*.png"))):
        say(str(path))
    return 0


def test(words: Sequence[str]) -> int:
    """Pass every check, then the tests; `words` go to the test runner."""
    offer_test_packages()
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    module = (PYTHON, "-m")
    run(*module, "ruff", "check", ".")
    run(*module, "ruff", "format", "--check", ".")
    run(*module, "mypy")
    run(PYTHON.with_name("lint-imports.exe" if WINDOWS else "lint-imports"))
    run(*module, "roadmap_desktop", "content", "check")
    command = [str(PYTHON), "-m", "pytest", *(words or ("-q", "-n", "2", "--cov", "--cov-report=term"))]
    return subprocess.run(command, cwd=ROOT, env=quiet, check=False).returncode


def main(words: Sequence[str]) -> int:
    """Set up, then do what the words ask for."""
    testing = bool(words) and words[0] == "test"
    try:
        lock = ROOT / ("requirements-dev.lock" if testing else "requirements.lock")
        # An environment made for the tests also runs the application: it is not made twice.
        if not testing and STAMP.exists() and STAMP.read_text() == fingerprint(ROOT / "requirements-dev.lock"):
            lock = ROOT / "requirements-dev.lock"
        set_up(lock, for_window=not testing and has_screen())
        return test(words[1:]) if testing else open_application(words)
    except Stopped as reason:
        sys.stderr.write(f"{reason}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
