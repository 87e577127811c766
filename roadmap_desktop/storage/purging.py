"""Take what was written out of a file for good: rows, their log entries, and the pages they stood on."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from roadmap_desktop.errors import WriteNotVerified
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.storage.catalogue import ACTION_ITEM, ANSWER, EVIDENCE, ISSUED_FORM, NOTE, PLACEMENT, Shape
from roadmap_desktop.storage.connecting import limit
from roadmap_desktop.storage.database import Database, now
from roadmap_desktop.storage.faults import told
from roadmap_desktop.storage.hashes import batch_hash

if TYPE_CHECKING:
    from roadmap_desktop.storage.sql import Connection

PURGED = "purge"
_OF_A_ROUND = (ANSWER, PLACEMENT, NOTE, ISSUED_FORM)
_OF_THE_FILE = (ACTION_ITEM, EVIDENCE)


class Purged(Struct, frozen=True):
    """How many rows of each table went, and how many entries of the log."""

    rows: Mapping[str, int]
    entries: int


def count(connection: sqlite3.Connection, assessments: Collection[str], *, with_plan: bool) -> dict[str, int]:
    """How many rows of each table a purge would take."""
    found = dict.fromkeys((shape.name for shape in (*_OF_A_ROUND, *_OF_THE_FILE)), 0)
    for shape in _OF_A_ROUND:
        text = f"SELECT count(*) FROM {shape.name} WHERE assessment = ?"  # noqa: S608 - names of the catalogue
        found[shape.name] = sum(connection.execute(text, (one,)).fetchone()[0] for one in assessments)
    for shape in _OF_THE_FILE if with_plan else ():
        text = f"SELECT count(*) FROM {shape.name}"  # noqa: S608 - names of the catalogue
        found[shape.name] = connection.execute(text).fetchone()[0]
    return found


def purged_on(connection: sqlite3.Connection) -> list[str]:
    """When this file was purged, as stored times, oldest first."""
    text = "SELECT at FROM batch WHERE origin = ? ORDER BY sequence"
    return [str(found[0]) for found in connection.execute(text, (PURGED,))]


def purge(database: Database, label: str, assessments: Collection[str], *, with_plan: bool) -> Purged:
    """Delete the rows of these assessments and every entry of the log about them, in one transaction.

    Earlier names of moments go too, and every passage that was kept after a question. What is left is one dated line
    that it happened. Cannot be undone, nor can anything before it. Raises WriteNotVerified and the faults of drives;
    then nothing was deleted.
    """
    from roadmap_desktop.storage.rows import BATCH, KEPT_PASSAGE
    from roadmap_desktop.storage.sql import delete, insert, select

    with database.transaction() as core:
        found = {shape.name: _delete_rows(core, shape, assessments) for shape in _OF_A_ROUND}
        found |= {shape.name: _delete_rows(core, shape, None) if with_plan else 0 for shape in _OF_THE_FILE}
        entries = _delete_entries(core, assessments, with_plan=with_plan)
        core.execute(delete(KEPT_PASSAGE))
        batch: dict[str, str | int | None] = {
            "id": new_id(),
            "label": label,
            "respondent": "",
            "origin": PURGED,
            "at": now(),
            "undoes": "",
            "moment": "",
            "is_sealed": 1,
        }
        core.execute(insert(BATCH).values(**batch, sha256=batch_hash(batch)))
        if core.execute(select(BATCH.c.origin).where(BATCH.c.id == batch["id"])).scalar() != PURGED:
            raise WriteNotVerified("batch")
        if any(count(database.connection, assessments, with_plan=with_plan).values()):
            raise WriteNotVerified("purge")
    return Purged(found, entries)


def _delete_rows(core: "Connection", shape: Shape, assessments: Collection[str] | None) -> int:
    from roadmap_desktop.storage import rows
    from roadmap_desktop.storage.sql import delete

    table = rows.LOGGED[shape.name]
    wanted = delete(table) if assessments is None else delete(table).where(table.c.assessment.in_(list(assessments)))
    return int(core.execute(wanted).rowcount)


def _delete_entries(core: "Connection", assessments: Collection[str], *, with_plan: bool) -> int:
    from roadmap_desktop.storage.rows import BATCH, CHANGE
    from roadmap_desktop.storage.sql import delete, select

    gone = [
        change.id
        for change in core.execute(select(CHANGE.c.id, CHANGE.c.table_name, CHANGE.c.before, CHANGE.c.after))
        if _is_about(change.table_name, (change.before, change.after), assessments, with_plan=with_plan)
    ]
    for start in range(0, len(gone), 500):
        core.execute(delete(CHANGE).where(CHANGE.c.id.in_(gone[start : start + 500])))
    # What a batch was called, and the name of a moment, are words too.
    core.execute(delete(BATCH).where(BATCH.c.origin != PURGED, BATCH.c.id.not_in(select(CHANGE.c.batch))))
    return len(gone)


def _is_about(
    table: str, states: tuple[str | None, str | None], assessments: Collection[str], *, with_plan: bool
) -> bool:
    if table in {shape.name for shape in _OF_THE_FILE}:
        return with_plan
    if table not in {shape.name for shape in _OF_A_ROUND}:
        return False
    return any(state is not None and json.loads(state).get("assessment") in assessments for state in states)


def compact(database: Database) -> None:
    """Write the file anew without the pages that are free now; in memory, never through a temporary file.

    Raises the faults of drives; the file is whole either way.
    """
    with told(database.path):
        database.require_same_file()
        # VACUUM attaches the file it builds.
        limit(database.connection, attached=1)
        try:
            database.connection.execute("VACUUM")
        finally:
            limit(database.connection)
