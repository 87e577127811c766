"""Have a file from elsewhere looked at, in a process that can be killed, before this one opens it."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_desktop.errors import (
    FileCannotBeOpened,
    FileFromNewerVersion,
    FileHasTwoNames,
    FileIsDamaged,
    FileIsForeign,
    FileIsOpenElsewhere,
    FileIsProtected,
    FileIsReadOnly,
    FileIsTooLarge,
    FileNotThere,
    FileWasChangedByAnotherProgram,
    RoadmapError,
    WrongPassphrase,
)
from roadmap_desktop.services.progress import Progress

if TYPE_CHECKING:
    from roadmap_desktop.storage.keys import FileKey

SECONDS = 60.0
_TURN = 0.1
_VERDICTS: Mapping[str, type[RoadmapError]] = {
    kind.__name__: kind
    for kind in (
        FileIsForeign,
        FileIsOpenElsewhere,
        FileIsProtected,
        FileIsReadOnly,
        FileNotThere,
        FileWasChangedByAnotherProgram,
        WrongPassphrase,
    )
}


def require_sound(
    path: Path, progress: Progress, key: "FileKey | None" = None, *, hashes: bool = True, seconds: float = SECONDS
) -> None:
    """Raise what keeps a file from being opened; the file itself is only read, and nothing is left behind.

    Without `hashes` single damaged rows do not keep it. Runs in any thread. Raises Cancelled too. A worker that takes
    too long, dies or talks nonsense means that the file was made to do so: FileWasChangedByAnotherProgram.
    """
    before = _facts(path)
    with tempfile.TemporaryDirectory(prefix="roadmap-desktop-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o700)
        spelled = key.to_bytes().hex() if key is not None else None
        question = {"path": str(path), "folder": folder, "key": spelled, "hashes": hashes}
        answer = ask("inspection", question, path, progress, seconds)
    _raise_verdict(path, answer)
    if _facts(path) != before:
        raise FileWasChangedByAnotherProgram(path)


def _facts(path: Path) -> tuple[int, ...]:
    # Whoever else has a name for the same file could write to it behind our back.
    try:
        facts = path.stat()
    except FileNotFoundError:
        raise FileNotThere(path) from None
    except OSError:
        raise FileIsReadOnly(path) from None
    if facts.st_nlink > 1 and path.is_file():
        raise FileHasTwoNames(path)
    if not path.is_file():
        raise FileIsForeign(path)
    return (facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns)


def command(module: str) -> list[str]:
    """How a worker is started: nothing of the environment or the working folder can add code to it."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "worker", module]
    root = str(Path(__file__).resolve().parents[2])
    code = f"import sys; sys.path.insert(0, sys.argv[1]); from roadmap_desktop.storage import {module}; {module}.main()"
    return [sys.executable, "-I", "-c", code, root]


def ask(module: str, question: Mapping[str, object], path: Path, progress: Progress, seconds: float) -> str:
    """What a worker says to a question; empty when it takes too long. Raises Cancelled and FileCannotBeOpened."""
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RL_", "QT_", "LD_"))}
    try:
        worker = subprocess.Popen(  # noqa: S603 - our own program, with nothing of the file in its words
            command(module),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=quiet,
        )
    except OSError:
        raise FileCannotBeOpened(path, "no worker") from None
    with worker:
        try:
            return _answered(worker, json.dumps(question) + "\n", progress, seconds)
        finally:
            worker.kill()


def _answered(worker: "subprocess.Popen[str]", question: str, progress: Progress, seconds: float) -> str:
    asked: str | None = question
    for turn in range(int(seconds / _TURN)):
        progress.report(turn, 0)
        try:
            output, _errors = worker.communicate(asked, timeout=_TURN)
        except subprocess.TimeoutExpired:
            asked = None
            continue
        return output
    return ""


def _raise_verdict(path: Path, answer: str) -> None:
    try:
        found = json.loads(answer)
        verdict = str(found["verdict"])
        if verdict == "sound":
            return
        if verdict == "FileFromNewerVersion":
            raise FileFromNewerVersion(path, int(found["found"]), int(found["supported"]))
        if verdict == "FileIsTooLarge":
            raise FileIsTooLarge(path, int(found["size"]))
        if verdict == "FileIsDamaged":
            raise FileIsDamaged(path, "looked at in a worker")
    except (ValueError, KeyError, TypeError):
        raise FileWasChangedByAnotherProgram(path) from None
    raise _VERDICTS.get(verdict, FileWasChangedByAnotherProgram)(path)
