"""Every state a drive can be in when the power goes: rebuilt from what a job asked of it, call by call.

What was written is sure only once the file was flushed afterwards, a rename or a removal only once its folder was.
Everything else is dropped, or half of it is kept and torn in pieces of 512 bytes, or all is kept and the last piece is
torn. That a new file has its name is taken for granted, and the order of blocks inside the drive is not modelled; what
that leaves to do by hand stands in tests/MANUAL.md.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tests.campaigns.tracing import Call

_SECTOR = 512
DROP, HALF, TEAR = range(3)


@dataclass
class Drive:
    """Names and contents while a job is replayed."""

    names: dict[str, int] = field(default_factory=dict)
    contents: dict[int, bytearray] = field(default_factory=dict)

    def bind(self, name: str) -> int:
        """The file of a name; a new one where there is none."""
        if name not in self.names:
            self.names[name] = len(self.contents)
            self.contents[self.names[name]] = bytearray()
        return self.names[name]


@dataclass(frozen=True)
class Step:
    """One call, with the file it is about settled, and how many calls later it is flushed; 0 for never."""

    call: Call
    file: int
    is_sure_after: int


def folder_of(name: str) -> str:
    """The folder of a name, as it is named in the record."""
    return str(PurePosixPath(name).parent)


def settle(base: Mapping[str, bytes], calls: Sequence[Call]) -> list[Step]:
    """Find out for each call which file it is about, and after which call it is sure."""
    drive = Drive()
    for name in base:
        drive.bind(name)
    files = []
    for call in calls:
        files.append(-1 if call.kind == "said" or call.name == "." else drive.bind(call.name))
        if call.kind == "move":
            drive.names[call.target] = drive.names.pop(call.name)
        elif call.kind == "gone":
            drive.names.pop(call.name, None)
    return [Step(call, files[place], _sure(calls, files, place)) for place, call in enumerate(calls)]


def _sure(calls: Sequence[Call], files: Sequence[int], place: int) -> int:
    call = calls[place]
    for later in range(place + 1, len(calls)):
        if calls[later].kind != "flush":
            continue
        if call.kind in {"write", "cut"} and files[later] == files[place] and files[place] >= 0:
            return later
        if call.kind in {"move", "gone"} and calls[later].name == folder_of(call.target or call.name):
            return later
    return 0


def states(
    base: Mapping[str, bytes], calls: Sequence[Call], trials: int, choose: random.Random
) -> Iterator[tuple[list[str], dict[str, bytes]]]:
    """What had been said, and what the drive holds, for `trials` power cuts after each call of a job."""
    steps = settle(base, calls)
    for cut in range(1, len(steps) + 1):
        said = [step.call.name for step in steps[:cut] if step.call.kind == "said"]
        for trial in range(trials):
            yield said, _state(base, steps, cut, trial % 3, choose)


def _state(
    base: Mapping[str, bytes], steps: Sequence[Step], cut: int, mode: int, choose: random.Random
) -> dict[str, bytes]:
    drive = Drive()
    for name, data in base.items():
        drive.contents[drive.bind(name)][:] = data
    for place in range(cut):
        step = steps[place]
        if 0 < step.is_sure_after < cut or step.call.kind == "name":
            _apply(drive, step)
        elif mode == HALF and choose.random() < 0.5:
            _apply(drive, step, _torn(step, choose) if choose.random() < 0.2 else None)
        elif mode == TEAR:
            _apply(drive, step, _torn(step, choose) if place == cut - 1 else None)
    return {name: bytes(drive.contents[file]) for name, file in drive.names.items()}


def _torn(step: Step, choose: random.Random) -> int | None:
    whole = len(step.call.data)
    return choose.randrange(whole // _SECTOR) * _SECTOR if whole > _SECTOR else None


def _apply(drive: Drive, step: Step, kept: int | None = None) -> None:
    call = step.call
    if call.kind == "name":
        drive.names.setdefault(call.name, step.file)
        drive.contents.setdefault(step.file, bytearray())
    elif call.kind == "move":
        drive.names.pop(call.name, None)
        drive.names[call.target] = step.file
        drive.contents.setdefault(step.file, bytearray())
    elif call.kind == "gone":
        drive.names.pop(call.name, None)
    elif call.kind in {"write", "cut"}:
        _change(drive.contents.setdefault(step.file, bytearray()), call, kept)


def _change(content: bytearray, call: Call, kept: int | None) -> None:
    if call.kind == "cut":
        del content[call.offset :]
        content.extend(bytes(call.offset - len(content)))
        return
    start = call.offset if call.offset >= 0 else len(content)
    content.extend(bytes(max(0, start + len(call.data) - len(content))))
    data = call.data if kept is None else call.data[:kept]
    content[start : start + len(data)] = data


def lay_out(state: Mapping[str, bytes], folder: Path) -> None:
    """Write a state into an empty folder."""
    for name, data in state.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
