"""A process that is ended by the system leaves no core, and lines of the program instead of values."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_desktop.dumps import FaultFile

CANARY = "CANARY-7f3a"

_CRASH = """
import ctypes, os, sys
from pathlib import Path
from roadmap_desktop.dumps import FaultFile, leave_none

def with_an_answer(answer):
    ctypes.string_at(0)

if "--guarded" in sys.argv:
    leave_none()
    FaultFile(Path("log") / "crash.txt").start()
with_an_answer("CANARY-" + "7f3a" * 1000)
"""


def crashed(folder: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    def allow_cores() -> None:
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))

    return subprocess.run(
        [sys.executable, "-c", _CRASH, *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        preexec_fn=allow_cores,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="signals and cores of Linux")
def test_a_crash_leaves_lines_and_no_core(tmp_path: Path) -> None:
    done = crashed(tmp_path, "--guarded")
    assert done.returncode == -signal.SIGSEGV
    assert [path.name for path in tmp_path.iterdir()] == ["log"]
    lines = (tmp_path / "log" / "crash.txt").read_text()
    assert "Segmentation fault" in lines
    assert "with_an_answer" in lines
    assert CANARY[:7] not in lines + (done.stdout + done.stderr).decode()
    assert (tmp_path / "log" / "crash.txt").stat().st_mode & 0o077 == 0


def writes_cores_here() -> bool:
    pattern = Path("/proc/sys/kernel/core_pattern")
    limit = resource.getrlimit(resource.RLIMIT_CORE)[1]
    return pattern.exists() and not pattern.read_text().startswith(("|", "/")) and limit != 0


@pytest.mark.skipif(not writes_cores_here(), reason="this system hands cores to a program, or writes none")
def test_without_the_guard_there_would_be_a_core(tmp_path: Path) -> None:
    crashed(tmp_path)
    assert any(path.name.startswith("core") for path in tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is of Linux")
def test_the_process_cannot_be_dumped_and_still_reads_what_is_its_own(tmp_path: Path) -> None:
    code = (
        "import ctypes, os; from roadmap_desktop.dumps import leave_none; leave_none();"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), len(os.listdir('/proc/self/fd')) > 0,"
        " 'VmRSS' in open('/proc/self/status').read())"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == ["0", "True", "True"]


def test_a_file_in_which_nothing_was_written_goes(tmp_path: Path) -> None:
    faults = FaultFile(tmp_path / "log" / "crash.txt")
    faults.start()
    assert (tmp_path / "log" / "crash.txt").exists()
    faults.stop()
    faults.stop()
    assert not (tmp_path / "log" / "crash.txt").exists()
    (tmp_path / "log" / "crash.txt").write_text("lines")
    faults.start()
    faults.stop()
    assert (tmp_path / "log" / "crash.txt").read_text() == "lines"


def test_a_place_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    faults = FaultFile(tmp_path / "file" / "crash.txt")
    faults.start()
    faults.stop()
