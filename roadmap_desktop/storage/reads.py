"""Read rows in plain SQL, every one checked against its hash; quick enough for the first paint."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from json import dumps
from typing import NamedTuple

from roadmap_desktop.errors import DamagedRow
from roadmap_desktop.storage.catalogue import LAST_PLACE_COLUMNS, PACK_COLUMNS, Row, Shape
from roadmap_desktop.storage.faults import database_errors
from roadmap_desktop.storage.hashes import pack_hash, row_hash


class StoredRow(NamedTuple):
    """A row of user data and the change that wrote it."""

    row: Row
    revision: str


class History(NamedTuple):
    """What the log says of one row: when it was last written, how many other wordings, when they were erased."""

    saved_at: str
    earlier: int
    erased_at: str


def row_key(key: Sequence[str]) -> str:
    """A key as it stands in the log."""
    return dumps(list(key), ensure_ascii=False)


def select(connection: sqlite3.Connection, shape: Shape, where: Mapping[str, str] | None = None) -> list[StoredRow]:
    """The rows of a table in its order, all or those with the given values.

    Raises DamagedRow for the first that does not match its hash.
    """
    chosen = where or {}
    try:
        found = connection.execute(_select_text(shape, tuple(chosen)), tuple(chosen.values())).fetchall()
    except UnicodeError:
        # A flipped bit can leave bytes that are no text at all, or, below, a page that is no page.
        raise DamagedRow(shape.name, " ".join(chosen.values())) from None
    except database_errors() as error:
        if type(error).__name__ == "ProgrammingError":
            raise
        raise DamagedRow(shape.name, " ".join(chosen.values())) from None
    return [_verified(shape, values) for values in found]


def select_one(connection: sqlite3.Connection, shape: Shape, key: Sequence[str]) -> StoredRow | None:
    """The row of a key, or None. Raises DamagedRow when it does not match its hash."""
    found = select(connection, shape, dict(zip(shape.key, key, strict=True)))
    return found[0] if found else None


def _verified(shape: Shape, values: Sequence[str | int]) -> StoredRow:
    *stored, revision, sha256 = values
    row = dict(zip(shape.stored, stored, strict=True))
    if row_hash(shape, row, str(revision)) != sha256:
        raise DamagedRow(shape.name, " ".join(shape.key_of(row)))
    return StoredRow(row, str(revision))


@lru_cache
def _select_text(shape: Shape, where: tuple[str, ...]) -> str:
    # Only names of the catalogue stand in the text; every value is bound.
    columns = ", ".join((*shape.stored, "revision", "sha256"))
    condition = " AND ".join(f"{name} = ?" for name in where) or "1"
    return f"SELECT {columns} FROM {shape.name} WHERE {condition} ORDER BY {', '.join(shape.order or shape.key)}"  # noqa: S608


def histories(
    connection: sqlite3.Connection, shape: Shape, text_column: str, keys: Sequence[Sequence[str]]
) -> dict[tuple[str, ...], History]:
    """What the log says of several rows at once; rows that were never written are left out."""
    named = {row_key(key): tuple(key) for key in keys}
    found: dict[tuple[str, ...], History] = {}
    names = list(named)
    for start in range(0, len(names), 200):
        part = names[start : start + 200]
        marks = ", ".join("?" * len(part))
        text = (
            "SELECT row_key, max(sequence), at, max(erased_at),"  # noqa: S608
            " count(DISTINCT nullif(json_extract(after, ?), ''))"
            f" FROM change WHERE table_name = ? AND row_key IN ({marks}) GROUP BY row_key"
        )
        for key, _, at, erased_at, wordings in connection.execute(text, (f"$.{text_column}", shape.name, *part)):
            # SQLite takes the bare column `at` from the row that holds max(sequence).
            found[named[key]] = History(str(at), int(wordings), str(erased_at))
    return found


def load_pack_body(connection: sqlite3.Connection, key: str) -> str | None:
    """The text of an embedded pack, checked against its hash; None when the file holds no such pack."""
    text = "SELECT key, publisher, provenance, body, added_at, sha256 FROM pack WHERE key = ?"
    found = connection.execute(text, (key,)).fetchone()
    if found is None:
        return None
    pack = dict(zip(PACK_COLUMNS, found, strict=False))
    if pack_hash(pack) != found[-1]:
        raise DamagedRow("pack", key)
    return str(pack["body"])


def pack_keys(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The keys of the packs the file holds, oldest first."""
    return tuple(str(found[0]) for found in connection.execute("SELECT key FROM pack ORDER BY added_at, key"))


def change_after(connection: sqlite3.Connection, revision: str) -> str | None:
    """The row a change left behind, as JSON; None when the log has no such change or it took the row away."""
    found = connection.execute("SELECT after FROM change WHERE id = ?", (revision,)).fetchone()
    return None if found is None or found[0] is None else str(found[0])


def last_state(connection: sqlite3.Connection, shape: Shape, key: Sequence[str]) -> str | None:
    """A row as it last was, as JSON, also one that is gone; None when the log never had it."""
    text = (
        "SELECT coalesce(after, before) FROM change WHERE table_name = ? AND row_key = ? ORDER BY sequence DESC LIMIT 1"
    )
    found = connection.execute(text, (shape.name, row_key(key))).fetchone()
    return None if found is None or found[0] is None else str(found[0])


def load_last_place(connection: sqlite3.Connection) -> dict[str, str]:
    """Where work stopped; empty in a new file."""
    text = "SELECT assessment, respondent, element, stage, prompt, at FROM last_place"
    found = connection.execute(text).fetchone()
    return dict(zip(LAST_PLACE_COLUMNS, map(str, found), strict=True)) if found else {}
