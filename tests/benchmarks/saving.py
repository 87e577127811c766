"""Saving one answer of 2,000 characters, against the same statements by plain sqlite3."""

import sqlite3
from pathlib import Path
from statistics import median

from roadmap_desktop.storage.database import settle
from tests.benchmarks.row import Row, seconds
from tests.documents import a_desk

_ROUNDS = 300


def rows(folder: Path, _rounds: int) -> list[Row]:
    """The median of many saves, in turns."""
    desk = a_desk(folder / "save.roadmap")
    desk.document.warm_up()
    key = desk.key()
    statements: list[str] = []
    desk.document.connection.set_trace_callback(statements.append)
    desk.answering.answer(key, "a" * 2000)
    statements.clear()
    desk.answering.answer(key, "b" * 2000)
    desk.document.connection.set_trace_callback(None)
    plain_path = folder / "plain.roadmap"
    desk.documents.save_a_copy(desk.document, plain_path)
    plain = sqlite3.connect(plain_path, isolation_level=None)
    settle(plain_path, plain)
    ours, theirs = [], []
    for turn in range(_ROUNDS):
        letter = chr(ord("c") + turn % 20)
        ours.append(seconds(lambda letter=letter: desk.answering.answer(key, letter * 2000)))  # type: ignore[misc]
        replay = [text.replace("b" * 2000, letter * 2000) for text in statements]
        theirs.append(seconds(lambda replay=replay: _replay(plain, replay)))  # type: ignore[misc]
    plain.close()
    desk.document.close()
    more = (median(ours) - median(theirs)) * 1000
    measured = f"{median(ours) * 1000:.2f} ms, plain {median(theirs) * 1000:.2f} ms, {len(statements)} statements"
    return [Row("save one answer of 2,000 characters, more than plain sqlite3", more, "ms", 1, measured)]


def _replay(connection: sqlite3.Connection, statements: list[str]) -> None:
    for statement in statements:
        connection.execute(statement).fetchall()
