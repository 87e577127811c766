"""Documents by somebody who knows how rows are hashed: every hash holds, and the values are none of ours."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from roadmap_desktop.storage.catalogue import BATCH_COLUMNS, CHANGE_COLUMNS, LOGGED, PACK_COLUMNS
from roadmap_desktop.storage.hashes import batch_hash, change_hash, pack_hash, row_hash
from tests.services.hostile import Build

Row = dict[str, Any]
DEEP = "[" * 50_000 + "]" * 50_000
HUGE = "9" * 5_000
ITSELF = object()
RIGHT_TO_LEFT = "\u202e"


def rehashed(table: str, row: Row) -> str:
    """The hash that a writer of ours would have stored."""
    if table == "batch":
        return batch_hash({name: row[name] for name in BATCH_COLUMNS})
    if table == "change":
        return change_hash({name: row[name] for name in CHANGE_COLUMNS})
    if table == "pack":
        return pack_hash({name: row[name] for name in PACK_COLUMNS})
    return row_hash(LOGGED[table], row, str(row["revision"]))


def forged(table: str, column: str, value: object, *, where: str = "1") -> Build:
    """One row with another value, and the hash that belongs to it; a function makes the value from the old one."""

    def build(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            found = connection.execute(f"SELECT rowid AS place, * FROM {table} WHERE {where}").fetchone()
            row: Row = dict(found)
            place = row.pop("place")
            row[column] = row["id"] if value is ITSELF else value(row[column]) if callable(value) else value
            row["sha256"] = rehashed(table, row)
            names = ", ".join(f'"{name}" = ?' for name in row)
            connection.execute(f"UPDATE {table} SET {names} WHERE rowid = ?", (*row.values(), place))

    return build


def unhashed(statement: str) -> Build:
    """A statement on a table whose rows have no hash."""

    def build(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(statement)

    return build


def state_with(change: Callable[[dict[str, object]], object]) -> Callable[[str], str]:
    """What a log entry says of an answer, changed."""

    def changed(text: str) -> str:
        state = json.loads(text)
        change(state)
        return json.dumps(state)

    return changed


def body_with(text: str) -> Callable[[str], str]:
    """The prompts of a file with something before everything else."""
    return lambda body: "{" + text + "," + body[1:]


ANSWERED = "table_name = 'answer'"

FORGED: Mapping[str, Build] = {
    "a state that nobody knows": forged("answer", "state", "owned"),
    "a visibility that nobody knows": forged("answer", "visibility", "public"),
    "a text with a NUL": forged("answer", "text", "before\0after"),
    "a text that steers a terminal": forged("answer", "text", "\x1b[2Jgone"),
    "a text of a million letters": forged("answer", "text", "x" * 1_000_000),
    "markup in the id of a prompt": forged("answer", "prompt", "<img src=x>"),
    "a flag that is a number": forged("answer", "discuss", 7),
    "a path in an id": forged("assessment", "id", "../../etc/passwd"),
    "a status that nobody knows": forged("assessment", "status", "half-open"),
    "a day that is none": forged("assessment", "started", "2026-02-30"),
    "an impossible day": forged("assessment", "started", "9999-99-99"),
    "a day before there were computers": forged("assessment", "started", "0001-01-01"),
    "elements nested without end": forged("assessment", "scope", DEEP),
    "elements that are none": forged("assessment", "scope", '{"a": 1}'),
    "elements with markup": forged("assessment", "scope", '["<b>"]'),
    "prompts that are not there": forged("assessment", "pack", "other@1"),
    "a place below zero": forged("assessment", "position", -1),
    "a place beyond all numbers": forged("assessment", "position", 1 << 62),
    "a name that reads backwards": forged("task_force", "name", f"Sample{RIGHT_TO_LEFT}ecroF"),
    "a name of two lines": forged("task_force", "name", "Sample\nForce"),
    "a small number below zero": forged("task_force", "small_number", -10),
    "an agreement that nobody knows": forged("placement", "agreement", "unanimous"),
    "a thirteenth month": forged("placement", "goal_month", "2026-13"),
    "a note of no kind": forged("note", "kind", "rumor"),
    "an action for some day": forged("action_item", "due", "soon"),
    "an action of no status": forged("action_item", "status", "maybe"),
    "a batch before the first": forged("batch", "sequence", -1),
    "a batch that undoes itself": forged("batch", "undoes", ITSELF),
    "a batch in the year one": forged("batch", "at", "0001-01-01T00:00:00+00:00"),
    "a batch at no hour of the world": forged("batch", "at", "2026-01-01T00:00:00"),
    "a change of no batch": forged("change", "batch", "f" * 32),
    "a change of a table that is SQLite's": forged("change", "table_name", "sqlite_schema"),
    "a change of a key nested without end": forged("change", "row_key", DEEP),
    "a change of another row": forged("change", "row_key", '["a", "b", "c"]', where=ANSWERED),
    "a change that names too few": forged("change", "after", state_with(lambda s: s.pop("text")), where=ANSWERED),
    "a change that names too much": forged("change", "after", state_with(lambda s: s.update(x=1)), where=ANSWERED),
    "a change that says it twice": forged("change", "after", lambda old: '{"text":"a",' + old[1:], where=ANSWERED),
    "a change that is infinite": forged("change", "after", lambda old: '{"x":1e999,' + old[1:], where=ANSWERED),
    "a change with a number without end": forged(
        "change", "after", lambda old: f'{{"x":{HUGE},' + old[1:], where=ANSWERED
    ),
    "a change with half a character": forged(
        "change", "after", lambda old: old.replace("We meet", "\\ud800"), where=ANSWERED
    ),
    "prompts that say it twice": forged("pack", "body", body_with('"id":"evil"')),
    "prompts nested without end": forged("pack", "body", body_with(f'"x":{DEEP}')),
    "prompts that are infinite": forged("pack", "body", body_with('"x":1e999')),
    "prompts with a number without end": forged("pack", "body", body_with(f'"x":{HUGE}')),
    "prompts with an id of a megabyte": forged(
        "pack", "body", lambda old: old.replace('"id":"trust"', f'"id":"{"t" * (1 << 20)}"')
    ),
    "prompts with markup in an id": forged("pack", "body", lambda old: old.replace('"id":"trust"', '"id":"<b>"')),
    "prompts that read backwards": forged("pack", "body", lambda old: old.replace("Trust", f"{RIGHT_TO_LEFT}tsurT")),
    "prompts with a script for an address": forged(
        "pack", "body", lambda old: old.replace("https://example.org/guide", "javascript:alert(1)")
    ),
    "prompts of another name": forged("pack", "body", lambda old: old.replace('"version":"1"', '"version":"2"')),
    "a document with a path for an id": unhashed("UPDATE document SET document_id = '../../x'"),
    "a document that is two": unhashed("INSERT INTO document SELECT 'other', created_at, written_by, 1 FROM document"),
    "a document without itself": unhashed("DELETE FROM document"),
    "a place that was left nowhere": unhashed(
        "INSERT INTO last_place VALUES ('d', '<b>', '', '', '', '', '2026-01-01T00:00:00+00:00')"
    ),
    "a passage that was kept": unhashed("INSERT INTO kept_passage VALUES ('../x', '2026-01-01T00:00:00+00:00')"),
}
