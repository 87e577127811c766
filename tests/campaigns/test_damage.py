"""Bits that flip and files that are cut off or garbage: noticed every time, and no other word is ever let in."""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_desktop.errors import RoadmapError
from tests.campaigns.reading import Broken, texts_in
from tests.documents import a_desk

SEED = 20261125
Damage = Callable[[bytes, random.Random], bytes]


def flipped(whole: bytes, choose: random.Random) -> bytes:
    """The file with one bit turned over."""
    data = bytearray(whole)
    data[choose.randrange(len(data))] ^= 1 << choose.randrange(8)
    return bytes(data)


def cut(whole: bytes, choose: random.Random) -> bytes:
    """The file without its end; every second time only a little of it is missing."""
    missing = choose.randrange(1, 2_000) if choose.random() < 0.5 else choose.randrange(1, len(whole) + 1)
    return whole[:-missing]


def garbage(whole: bytes, choose: random.Random) -> bytes:
    """Random bytes, sometimes behind the beginning of a real file."""
    kept = whole[: choose.choice((0, 0, 16, 100, 4096))]
    return kept + choose.randbytes(choose.choice((0, 1, 15, 512, 4096, 20_000)))


DAMAGES: dict[str, Damage] = {"flipped": flipped, "cut": cut, "garbage": garbage}


def trusting(path: Path) -> dict[str, str]:
    """Every answer as a program would read it that asks SQLite alone whether a file is whole."""
    connection = sqlite3.connect(path)
    try:
        if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise Broken("quick_check")
        rows = connection.execute("SELECT assessment, respondent, prompt, text FROM answer").fetchall()
    except (sqlite3.Error, UnicodeError) as error:
        raise Broken(type(error).__name__) from None
    finally:
        connection.close()
    return {f"{row[0]} {row[1]} {row[2]}": str(row[3]) for row in rows}


def campaign(
    folder: Path, damage: Damage, count: int, read: Callable[[Path], dict[str, str]] = texts_in
) -> Counter[str]:
    """Damage a file `count` times and count what its reader says: refused, noticed, harmless or silently wrong."""
    choose = random.Random(SEED)
    path = folder / "whole.roadmap"
    desk = a_desk(path)
    for number in range(30):
        desk.answering.answer(desk.key(f"roles.stage-{1 + number % 5}.p{1 + number % 2}"), f"Wording {number}. " * 20)
        desk.answering.leave_field()
    # What is written last and at length stands at the very end of the file.
    desk.answering.answer(desk.key("trust.stage-1.p1"), "A long account of how the group works. " * 300)
    desk.document.close()
    whole, expected = path.read_bytes(), texts_in(path)
    target, tally = folder / "damaged.roadmap", Counter[str]()
    for _turn in range(count):
        data = damage(whole, choose)
        target.write_bytes(data)
        tally[_verdict(target, expected, read)] += 1
    return tally


def _verdict(target: Path, expected: dict[str, str], read: Callable[[Path], dict[str, str]]) -> str:
    try:
        found = read(target)
    except RoadmapError:
        return "refused"
    except Broken:
        return "noticed"
    return "harmless" if found == expected else "silent"


@pytest.mark.parametrize("name", DAMAGES)
def test_no_damage_is_silent(tmp_path: Path, name: str) -> None:
    tally = campaign(tmp_path, DAMAGES[name], 1_000)
    assert tally["silent"] == 0
    assert tally["refused"] + tally["noticed"] > 250


def test_the_database_alone_would_let_wrong_words_in(tmp_path: Path) -> None:
    assert campaign(tmp_path, flipped, 1_000, trusting)["silent"] > 0


@pytest.mark.campaign
@pytest.mark.parametrize("name", DAMAGES)
def test_ten_thousand_damaged_files(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    tally = campaign(tmp_path, DAMAGES[name], 10_000)
    with capsys.disabled():
        print(f"\n{name}, seed {SEED}: {dict(tally)}")
    assert tally["silent"] == 0
