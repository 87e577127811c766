"""Have a file from elsewhere looked at, in a process that can be killed, before this one opens it."""

import contextlib
import json
import os
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

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
    ProtectionUnavailable,
    RoadmapError,
    WrongPassphrase,
)
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.paths import real
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.storage.faults import told

if TYPE_CHECKING:
    from roadmap_desktop.storage.keys import FileKey

SECONDS = 60.0
# How much a worker may say, in bytes: a verdict is one line, and more means that the file made it talk.
MOST_WORDS = 1 << 16
_TURN = 0.1
# Where the workers live.
_PACKAGES = {"inspection": "storage", "salvage": "storage", "pdf_form": "exchange"}
_VERDICTS: Mapping[str, type[RoadmapError]] = {
    kind.__name__: kind
    for kind in (
        FileIsForeign,
        FileIsOpenElsewhere,
        FileIsProtected,
        FileIsReadOnly,
        FileNotThere,
        FileWasChangedByAnotherProgram,
        ProtectionUnavailable,
        WrongPassphrase,
    )
}


class Looked(Struct, frozen=True):
    """Which file was looked at, and how it and its journal were then."""

    path: Path
    facts: tuple[tuple[int, ...], ...]

    def require_unchanged(self) -> None:
        """Raise FileWasChangedByAnotherProgram when it is not the file that was looked at any more."""
        if facts_of(self.path) != self.facts:
            raise FileWasChangedByAnotherProgram(self.path)


def require_sound(
    path: Path, progress: Progress, key: "FileKey | None" = None, *, hashes: bool = True, seconds: float = SECONDS
) -> Looked:
    """Raise what keeps a file from being opened; the file itself is only read, and nothing is left behind.

    Without `hashes` single damaged rows do not keep it. Runs in any thread. Raises Cancelled too. A worker that takes
    too long, dies or talks nonsense means that the file was made to do so: FileWasChangedByAnotherProgram.
    """
    file = real(path)
    looked = Looked(file, facts_of(file))
    with tempfile.TemporaryDirectory(prefix="roadmap-desktop-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o700)
        spelled = key.to_bytes().hex() if key is not None else None
        question = {"path": str(file), "folder": folder, "key": spelled, "hashes": hashes}
        answer = ask("inspection", question, file, progress, seconds)
    _raise_verdict(file, answer)
    looked.require_unchanged()
    return looked


def look(path: Path, progress: Progress, passphrase: Passphrase | None, *, hashes: bool = True) -> Looked:
    """`require_sound` with the passphrase of a protected file. Raises WrongPassphrase and ProtectionUnavailable too."""
    if passphrase is None:
        return require_sound(path, progress, hashes=hashes)
    from roadmap_desktop.storage.connecting import require_library
    from roadmap_desktop.storage.keys import FileKey

    require_library(path)
    with told(path):
        key = FileKey.of_file(passphrase, path)
    return require_sound(path, progress, key, hashes=hashes)


def facts_of(path: Path) -> tuple[tuple[int, ...], ...]:
    """How an ordinary file and its journal are now; equal while nobody touched either.

    Raises FileNotThere, FileIsReadOnly, FileIsForeign for what is no ordinary file, and FileHasTwoNames.
    """
    # Whoever else has a name for the same file could write to it behind our back.
    try:
        facts = path.stat()
    except PermissionError:
        raise FileIsReadOnly(path) from None
    except (OSError, ValueError):
        # Also a name that no system has, and a link that leads in circles.
        raise FileNotThere(path) from None
    if not stat.S_ISREG(facts.st_mode):
        raise FileIsForeign(path)
    if facts.st_nlink > 1:
        raise FileHasTwoNames(path)
    # The moment of the last change of any kind cannot be set back by whoever gives a file its old date; on Windows it
    # is its birth. SQLite itself touches that of a journal, when an administrator opens one.
    file = (*_told_apart(facts), facts.st_ctime_ns)
    try:
        return (file, _told_apart(path.with_name(path.name + "-journal").lstat()))
    except OSError:
        return (file,)


def _told_apart(facts: os.stat_result) -> tuple[int, ...]:
    return (facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns)


def command(module: str) -> list[str]:
    """How a worker is started: nothing of the environment or the working folder can add code to it."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "worker", module]
    root = str(Path(__file__).resolve().parents[2])
    home = f"roadmap_desktop.{_PACKAGES[module]}"
    code = f"import sys; sys.path.insert(0, sys.argv[1]); from {home} import {module}; {module}.main()"
    return [sys.executable, "-I", "-c", code, root]


def ask(
    module: str,
    question: Mapping[str, object],
    path: Path,
    progress: Progress,
    seconds: float,
    most: int = MOST_WORDS,
) -> str:
    """What a worker says to a question; empty when it takes too long or says more than `most` bytes.

    Raises Cancelled and FileCannotBeOpened.
    """
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RL_", "QT_", "LD_"))}
    try:
        worker = subprocess.Popen(  # noqa: S603 - our own program, with nothing of the file in its words
            command(module), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=quiet
        )
    except OSError:
        raise FileCannotBeOpened(path, "no worker") from None
    with worker:
        try:
            return _answered(worker, json.dumps(question).encode() + b"\n", progress, seconds, most)
        finally:
            worker.kill()


def _answered(worker: "subprocess.Popen[bytes]", question: bytes, progress: Progress, seconds: float, most: int) -> str:
    said: list[bytes] = []

    def converse() -> None:
        # A worker that dies early or never reads has nothing to say.
        with contextlib.suppress(OSError, ValueError):
            if worker.stdin is not None and worker.stdout is not None:
                worker.stdin.write(question)
                worker.stdin.close()
                said.append(worker.stdout.read(most + 1))

    talk = threading.Thread(target=converse, daemon=True)
    talk.start()
    for turn in range(int(seconds / _TURN)):
        progress.report(turn, 0)
        talk.join(_TURN)
        if not talk.is_alive():
            break
    whole = said[0] if said else b""
    return whole.decode("utf-8", "replace") if len(whole) <= most else ""


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
