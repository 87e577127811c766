"""Nothing in a whole day opens a connection: by the modules, in a world without interfaces, and by a trace."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns.tracing import ROOT, can_trace, environment

CALLS = "socket,connect,bind,listen,accept4,sendto,sendmsg,sendmmsg"


def day(folder: Path, *options: str, before: tuple[str, ...] = ()) -> list[str]:
    """Run the whole day and return what it printed; it must have come to its end."""
    command = [*before, sys.executable, "-B", "-m", "tests.journeys.whole_day", str(folder), *options]
    quiet = {**environment(), "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False, timeout=300)
    lines = done.stdout.splitlines()
    assert lines[-1:] == ["DONE"], done.stderr[-2000:]
    return lines


def can_leave_the_network() -> bool:
    """True where a process of our own may live in a world without network interfaces."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0


def internet_calls(trace: Path) -> list[str]:
    """The lines of a trace that name an address family of the internet."""
    return [line for line in trace.read_text(errors="replace").splitlines() if "AF_INET" in line]


def test_no_network_module_is_imported(tmp_path: Path) -> None:
    assert day(tmp_path)[-2] == "NETWORK "


def test_a_network_module_would_be_noticed(tmp_path: Path) -> None:
    assert day(tmp_path, "--connect")[-2] == "NETWORK socket"


@pytest.mark.skipif(not can_leave_the_network(), reason="this system gives no network namespace of one's own")
def test_the_day_passes_where_there_is_no_network_at_all(tmp_path: Path) -> None:
    look = ["unshare", "-rn", "cat", "/proc/net/dev"]
    found = subprocess.run(look, capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert [line.split(":")[0].strip() for line in found] == ["lo"]
    day(tmp_path, before=("unshare", "-rn"))


@pytest.mark.skipif(not can_trace(), reason="strace is not installed or may not trace here")
def test_a_trace_of_the_day_shows_no_internet_socket(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    tracer = ("strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={CALLS}")
    folder, control = tmp_path / "day", tmp_path / "control"
    folder.mkdir()
    day(folder, before=tracer)
    assert internet_calls(trace) == []
    control.mkdir()
    day(control, "--connect", before=tracer)
    assert any("AF_INET" in line and "192.0.2.1" in line for line in internet_calls(trace))
