"""Setting, changing and removing a passphrase: all or nothing, whatever fails and whenever it is killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from roadmap_desktop import errors
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.storage import protecting, swapping
from roadmap_desktop.storage.connecting import connect
from roadmap_desktop.storage.database import open_database
from roadmap_desktop.storage.erasing import overwrite_and_remove
from roadmap_desktop.storage.identity import is_protected
from roadmap_desktop.storage.keys import FileKey
from roadmap_desktop.storage.protecting import reprotect
from roadmap_desktop.storage.verification import verify
from tests.documents import Desk, a_desk
from tests.protected import CANARY, OTHER_WORDS, WORDS, holds_canary

KEY, OTHER = FileKey.fresh(WORDS), FileKey.fresh(OTHER_WORDS)
TO_PROTECTED, TO_OTHER, TO_PLAIN = (None, KEY), (KEY, OTHER), (KEY, None)


def quiet(_done: int, _total: int) -> None:
    """Hear of no progress."""


def closed_file(desk: Desk, key: FileKey | None = None) -> Path:
    """A closed file with one answer, protected or not."""
    desk.answering.answer(desk.key(), CANARY)
    path = desk.document.path
    desk.document.close()
    if key is not None:
        reprotect(path, None, key, quiet)
    return path


def contents(path: Path, *keys: FileKey | None) -> list[tuple[object, ...]]:
    """Every row of every table, by whichever key fits; every hash is checked. Fails when none opens the file."""
    protected = is_protected(path)
    for key in keys:
        if (key is not None) is not protected:
            continue
        try:
            database = open_database(path, key)
        except errors.WrongPassphrase:
            continue
        try:
            assert verify(database.connection).problems == ()
            return rows_of(database.connection)
        finally:
            database.close()
    raise AssertionError("no key opens the file")


def rows_of(connection: object) -> list[tuple[object, ...]]:
    """Every row but the count of openings."""
    import sqlite3
    from typing import cast

    held = cast("sqlite3.Connection", connection)
    names = [row[0] for row in held.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL")]
    text = {name: f"SELECT * FROM {name} ORDER BY rowid" for name in names}
    text["document"] = "SELECT document_id, created_at, written_by FROM document"
    return [(name, *row) for name in sorted(names) for row in held.execute(text[name])]


@pytest.mark.parametrize(("old", "new"), [TO_PROTECTED, TO_OTHER, TO_PLAIN])
def test_the_same_rows_stand_under_the_new_key(desk: Desk, old: FileKey | None, new: FileKey | None) -> None:
    path = closed_file(desk, old)
    before = contents(path, old)
    reprotect(path, old, new, quiet)
    assert contents(path, new) == before
    assert holds_canary(path.read_bytes()) is (new is None)
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    if old is not None:
        with pytest.raises(errors.RoadmapError):
            open_database(path, old)


@pytest.mark.skipif(os.name == "nt", reason="the old file cannot be looked at through a handle there")
def test_the_old_bytes_are_overwritten_once(desk: Desk) -> None:
    path = closed_file(desk)
    with path.open("rb") as old:
        assert holds_canary(old.read())
        size = old.tell()
        reprotect(path, None, KEY, quiet)
        old.seek(0)
        assert old.read() == bytes(size)


def test_where_an_open_file_cannot_be_replaced_a_second_name_reaches_the_old_bytes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = closed_file(desk)
    finished = path.with_name("finished")
    finished.write_bytes(b"new")
    before = path.stat().st_ino
    erased = []

    def remembered(one: Path) -> None:
        erased.append(one.stat().st_ino)
        overwrite_and_remove(one)

    monkeypatch.setattr(swapping, "overwrite_and_remove", remembered)
    swapping._put_in_place_by_link(finished, path)
    assert path.read_bytes() == b"new"
    assert erased == [before]
    # Without second names, as on many sticks, the swap is done all the same.
    finished.write_bytes(b"newer")
    monkeypatch.setattr(os, "link", _no_links)
    swapping._put_in_place_by_link(finished, path)
    assert path.read_bytes() == b"newer"
    assert [found.name for found in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be flushed there")
def test_the_old_bytes_stay_while_the_new_name_may_not_be_on_the_drive(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = closed_file(desk)

    def fails(_folder: Path) -> None:
        raise OSError(5, "injected")

    monkeypatch.setattr(swapping, "sync_folder", fails)
    with path.open("rb") as old:
        before = old.read()
        reprotect(path, None, KEY, quiet)
        old.seek(0)
        # After a power cut the old name could come back.
        assert old.read() == before
    assert is_protected(path)


def _no_links(_old: object, _new: object) -> None:
    raise OSError(1, "no links here")


def test_a_file_with_a_second_name_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    path = closed_file(desk)
    other = tmp_path / "second name"
    os.link(path, other)
    before = other.read_bytes()
    with pytest.raises(errors.ProtectionFailed):
        reprotect(path, None, KEY, quiet)
    assert path.read_bytes() == other.read_bytes() == before
    swapping.erase(path)
    assert other.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_stays_a_link(desk: Desk, tmp_path: Path) -> None:
    path = closed_file(desk)
    link = tmp_path / "link.roadmap"
    link.symlink_to(path)
    reprotect(link, None, KEY, quiet)
    assert link.is_symlink()
    assert is_protected(path)


def test_what_a_crash_left_beside_it_is_erased(desk: Desk) -> None:
    path = closed_file(desk)
    part, other = path.with_name(f".{path.name}.0a1b2c3d.part"), path.with_name(".other.roadmap.0a1b2c3d.part")
    part.write_bytes(b"half")
    other.write_bytes(b"somebody's")
    reprotect(path, None, KEY, quiet)
    assert not part.exists()
    assert other.read_bytes() == b"somebody's"


def test_a_wrong_key_a_damaged_row_and_an_open_file_change_nothing(desk: Desk) -> None:
    path = desk.document.path
    with pytest.raises(errors.FileIsOpenElsewhere):
        # Another process would meet the same lock; here the document itself is the other.
        reprotect_elsewhere(path)
    desk.answering.answer(desk.key(), CANARY)
    desk.document.connection.execute("UPDATE answer SET text = 'other'")
    desk.document.close()
    before = path.read_bytes()
    with pytest.raises(errors.ProtectionFailed):
        reprotect(path, None, KEY, quiet)
    assert path.read_bytes() == before
    whole = a_desk(path.with_name("whole.roadmap"))
    whole_path = closed_file(whole, KEY)
    kept = whole_path.read_bytes()
    with pytest.raises(errors.WrongPassphrase):
        reprotect(whole_path, OTHER, None, quiet)
    assert whole_path.read_bytes() == kept
    assert sorted(found.name for found in path.parent.iterdir()) == [path.name, whole_path.name]


def reprotect_elsewhere(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from roadmap_desktop.errors import FileIsOpenElsewhere\n"
        "from roadmap_desktop.storage.protecting import reprotect; from roadmap_desktop.storage.keys import FileKey\n"
        "try: reprotect(Path(sys.argv[1]), None, FileKey(b'k' * 32, b's' * 16), lambda done, total: None)\n"
        "except FileIsOpenElsewhere: sys.exit(7)\n"
    )
    if subprocess.run([sys.executable, "-c", program, str(path)], check=False, timeout=60).returncode == 7:
        raise errors.FileIsOpenElsewhere(path)


def test_it_can_be_cancelled_up_to_the_last_moment(desk: Desk) -> None:
    path = closed_file(desk)
    seen: list[tuple[int, int]] = []
    reprotect(path, None, KEY, lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]
    reprotect(path, KEY, None, quiet)
    before = path.read_bytes()
    for stop in range(len(seen)):
        left = iter(range(stop))

        def cancel(_done: int, _total: int, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise errors.Cancelled

        with pytest.raises(errors.Cancelled):
            reprotect(path, None, KEY, cancel)
        assert path.read_bytes() == before
        assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_an_export_that_is_not_the_same_is_never_swapped_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = closed_file(desk)
    before = path.read_bytes()
    real = protecting._copy_rows

    def forgetful(source: object, target: object, version: int, reporter: Callable[[int, int], None]) -> object:
        found = real(source, target, version, reporter)  # type: ignore[arg-type]
        target.execute("DELETE FROM last_place")  # type: ignore[attr-defined]
        target.execute("UPDATE document SET written_by = 'another'")  # type: ignore[attr-defined]
        return found

    monkeypatch.setattr(protecting, "_copy_rows", forgetful)
    with pytest.raises(errors.ProtectionFailed):
        reprotect(path, None, KEY, quiet)
    assert path.read_bytes() == before


def test_an_export_without_the_protection_is_never_swapped_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = closed_file(desk)
    before = path.read_bytes()
    monkeypatch.setattr(protecting, "connect", lambda one, _key: connect(one))
    with pytest.raises(errors.ProtectionFailed):
        reprotect(path, None, KEY, quiet)
    assert path.read_bytes() == before


def test_a_file_that_was_replaced_meanwhile_is_not_written_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = closed_file(desk)
    real = protecting._check_export

    def replaced(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        newer = path.with_name("newer")
        newer.write_bytes(b"somebody's newer file")
        newer.replace(path)

    monkeypatch.setattr(protecting, "_check_export", replaced)
    with pytest.raises(errors.ProtectionFailed):
        reprotect(path, None, KEY, quiet)
    assert path.read_bytes() == b"somebody's newer file"


CALLS = {"execute", "open", "fsync", "replace", "write", "lseek", "stat", "lstat", "connect"}


@contextmanager
def failing_at(number: int) -> Iterator[list[int]]:
    """Let the so many-th call into the system or the database fail once; 0 only counts them."""
    count = [0]

    def watch(_frame: FrameType, event: str, argument: object) -> None:
        if event == "c_call" and getattr(argument, "__name__", "") in CALLS:
            count[0] += 1
            if count[0] == number:
                sys.setprofile(None)
                raise OSError(5, "injected")

    sys.setprofile(watch)
    try:
        yield count
    finally:
        sys.setprofile(None)


def injected(path: Path, old: FileKey | None, new: FileKey | None, every: int) -> tuple[int, int, int]:
    """Fail at each call in turn; returns how many calls there are, how often it failed, and how often it was done."""
    before = contents(path, old)
    with failing_at(0) as count:
        reprotect(path, old, new, quiet)
    total = count[0]
    reprotect(path, new, old, quiet)
    failed = done = 0
    for number in range(1, total + 1, every):
        try:
            with failing_at(number):
                reprotect(path, old, new, quiet)
        except RoadmapError:
            failed += 1
            assert contents(path, old) == before, number
        else:
            done += 1
            assert contents(path, new) == before, number
            reprotect(path, new, old, quiet)
    return total, failed, done


@pytest.mark.parametrize(("old", "new"), [TO_PROTECTED, TO_OTHER, TO_PLAIN])
def test_a_failure_at_any_step_leaves_the_old_file_or_the_new_one(
    desk: Desk, old: FileKey | None, new: FileKey | None
) -> None:
    total, failed, done = injected(closed_file(desk, old), old, new, every=3)
    assert total > 100
    # Most steps come before the swap. What fails after it is only cleaning up.
    assert failed > done > 0


@pytest.mark.campaign
@pytest.mark.parametrize(("old", "new"), [TO_PROTECTED, TO_OTHER, TO_PLAIN])
def test_a_failure_at_every_single_step(desk: Desk, old: FileKey | None, new: FileKey | None) -> None:
    total, failed, done = injected(closed_file(desk, old), old, new, every=1)
    assert failed + done == total


def test_the_injection_would_find_a_swap_that_is_not_one_step(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def by_hand(finished: Path, path: Path) -> None:
        data = finished.read_bytes()
        with path.open("r+b", buffering=0) as file:
            for start in range(0, len(data), 4096):
                file.write(data[start : start + 4096])
            file.truncate(len(data))

    monkeypatch.setattr(protecting, "put_in_place", by_hand)
    with pytest.raises((AssertionError, RoadmapError)):
        injected(closed_file(desk), None, KEY, every=1)


CHANGER = """
import sys
from pathlib import Path
from roadmap_desktop.storage.keys import FileKey
from roadmap_desktop.storage.protecting import reprotect
keys = sys.stdin.buffer.read()
one, two = FileKey.from_bytes(keys[:48]), FileKey.from_bytes(keys[48:])
path = Path(sys.argv[1])
print("ready", flush=True)
while True:
    for old, new in ((None, one), (one, two), (two, None)):
        reprotect(path, old, new, lambda done, total: None)
        print("done", flush=True)
"""


def killed(path: Path, turns: int, rest: float) -> None:
    """Let a process set, change and remove the passphrase in turns, and kill it a moment after so many of them."""
    command = [sys.executable, "-c", CHANGER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as changer:
        assert changer.stdin is not None
        assert changer.stdout is not None
        changer.stdin.write(KEY.to_bytes() + OTHER.to_bytes())
        changer.stdin.close()
        assert changer.stdout.readline() == b"ready\n"
        assert all(changer.stdout.readline() == b"done\n" for _ in range(turns))
        end = time.monotonic() + rest
        while time.monotonic() < end and changer.poll() is None:
            pass
        assert changer.poll() is None
        changer.send_signal(signal.SIGKILL)


def kills(desk: Desk, count: int) -> set[str]:
    """Kill `count` times, each from a file without a passphrase; returns in which states the file was found."""
    path = closed_file(desk)
    before = contents(path, None)
    choose = random.Random(20261125)
    states = set()
    for number in range(count):
        killed(path, number % 3, choose.random() * 0.06)
        assert contents(path, None, KEY, OTHER) == before
        if not is_protected(path):
            states.add("plain")
            continue
        for name, key in (("one", KEY), ("two", OTHER)):
            try:
                reprotect(path, key, None, quiet)
            except errors.WrongPassphrase:
                continue
            states.add(name)
        assert contents(path, None) == before
    leftovers = [found for found in path.parent.iterdir() if found != path]
    assert all(found.name.startswith(f".{path.name}.") for found in leftovers)
    return states


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_in_the_middle_the_old_or_the_new_file_opens(desk: Desk) -> None:
    assert len(kills(desk, 8)) >= 2


@pytest.mark.campaign
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_a_thousand_times_in_the_middle(desk: Desk) -> None:
    assert kills(desk, 1000) == {"plain", "one", "two"}
