"""Run a job under a tracer of system calls: to record what it asks of the drive, or to have the drive refuse.

The tracer is strace; where it is not installed or not allowed, the tests that need it say so and are left out.
"""

import functools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WRITING = "pwrite64,write,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,openat,mkdir,rmdir,link"


@functools.cache
def can_trace() -> bool:
    """True where a process of our own may be traced."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


def command(job: str, folder: Path, count: int, *options: str) -> list[str]:
    """How a job is run in a process of its own."""
    return [sys.executable, "-B", "-m", "tests.campaigns.workloads", job, str(folder), str(count), *options]


def environment() -> dict[str, str]:
    """The environment of a job: nothing in it writes on its own account."""
    return {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}


@dataclass(frozen=True)
class Call:
    """One system call on a file of the folder, in order: `kind` is write, cut, flush, name, move, gone or said.

    Names are relative to the folder; "." is the folder itself.
    """

    kind: str
    name: str = ""
    offset: int = 0
    data: bytes = b""
    target: str = ""


def record(job: str, folder: Path, count: int, *options: str) -> list[Call]:
    """Run a job and return what it asked of the drive, and what it said, in order."""
    trace = folder.parent / f"{folder.name}.trace"
    strace = ["strace", "-f", "-y", "-xx", "-s", "100000000", "-o", str(trace), "-e", f"trace={WRITING}"]
    subprocess.run([*strace, *command(job, folder, count, *options)], cwd=ROOT, env=environment(), check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)  # fmt: skip
    with trace.open(encoding="ascii", errors="replace") as lines:
        calls = [call for line in lines if (call := _call(line, folder)) is not None]
    trace.unlink()
    return calls


def _text(coded: str) -> bytes:
    return bytes.fromhex(coded.replace("\\x", "")) if "\\x" in coded else coded.encode()


def _name(coded: str, folder: Path) -> str | None:
    """A path inside the folder, relative to it; None for any other."""
    path = _text(coded).decode("utf-8", "replace").removesuffix("(deleted)")
    if path == str(folder):
        return "."
    return path[len(str(folder)) + 1 :] if path.startswith(f"{folder}/") else None


def _call(line: str, folder: Path) -> Call | None:
    rest = line.split(None, 1)[1] if line[:1].isdigit() else line
    if not re.search(r"\)\s+= (\d+)", rest):
        return None
    for pattern, make in _READERS:
        if found := pattern.match(rest):
            return make(found, folder)
    return None


def _written(found: re.Match[str], folder: Path) -> Call | None:
    name = _name(found[1], folder)
    return Call("write", name, int(found[3]), _text(found[2])) if name else None


def _appended(found: re.Match[str], folder: Path) -> Call | None:
    if found[1] == "1":
        return Call("said", _text(found[3]).decode().strip())
    name = _name(found[2], folder)
    return Call("write", name, -1, _text(found[3])) if name else None


def _cut(found: re.Match[str], folder: Path) -> Call | None:
    name = _name(found[1], folder)
    return Call("cut", name, int(found[2])) if name else None


def _flushed(found: re.Match[str], folder: Path) -> Call | None:
    name = _name(found[1], folder)
    return Call("flush", name) if name else None


def _opened(found: re.Match[str], folder: Path) -> Call | None:
    name = _name(found[1], folder)
    return Call("name", name) if name and "O_CREAT" in found[2] else None


def _moved(found: re.Match[str], folder: Path) -> Call | None:
    paths = re.findall(r'"([^"]*)"', found[0])
    old, new = _name(paths[0], folder), _name(paths[1], folder)
    return Call("move", old, target=new) if old and new else None


def _gone(found: re.Match[str], folder: Path) -> Call | None:
    name = _name(found[1], folder)
    return Call("gone", name) if name else None


_QUOTED = r'"([^"]*)"'
_READERS = (
    (re.compile(rf"pwrite64\(\d+<([^>]*)>, {_QUOTED}, \d+, (\d+)\)"), _written),
    (re.compile(rf"write\((\d+)<([^>]*)>, {_QUOTED}, \d+\)"), _appended),
    (re.compile(r"ftruncate\(\d+<([^>]*)>, (\d+)\)"), _cut),
    (re.compile(r"f(?:data)?sync\(\d+<([^>]*)>\)"), _flushed),
    (re.compile(rf"openat\([^,]*, {_QUOTED}, ([A-Z_|]+)"), _opened),
    (re.compile(rf"rename(?:at2?)?\(.*{_QUOTED}, (?:[^\"]*, )?{_QUOTED}.*\)"), _moved),
    (re.compile(rf"unlink(?:at\([^,]*, |\(){_QUOTED}"), _gone),
)


REFUSED = "pwrite64,write,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat"


def refusable(job: str, folder: Path, count: int) -> list[str]:
    """The names of the calls of a job that a drive could refuse, in order."""
    trace = folder.parent / f"{folder.name}.count"
    strace = ["strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={REFUSED}"]
    subprocess.run(
        [*strace, *command(job, folder, count)],
        cwd=ROOT,
        env=environment(),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=300,
    )
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    trace.unlink()
    return [found[1] for line in lines if (found := re.match(r"\d+\s+(\w+)\(", line))]


def run_refused(
    job: str, folder: Path, count: int, fault: str, calls: Sequence[str], at: int, *, for_good: bool
) -> Sequence[str]:
    """Run a job whose call `at` of `calls` fails with `fault`, alone or with every call after it.

    Returns what it said. The tracer counts each kind of call apart.
    """
    before = calls[:at]
    kinds = sorted(set(REFUSED.split(","))) if for_good else [calls[at]]
    injections = [
        f"inject={kind}:error={fault}:when={before.count(kind) + 1}{'+' if for_good else ''}" for kind in kinds
    ]
    strace = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={REFUSED}"]
    for injection in injections:
        strace += ["-e", injection]
    done = subprocess.run(
        [*strace, *command(job, folder, count)],
        cwd=ROOT,
        env=environment(),
        check=False,
        capture_output=True,
        timeout=300,
    )
    return done.stdout.decode().splitlines()
