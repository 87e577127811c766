"""Read what can still be read of a damaged file, row by row, in a process of its own; the hashes say what is genuine.

Started by `services.salvaging`. It reads one line of JSON from standard input: `path`, an empty private `folder` and
`key`. It answers with a line for each row it could read: the `table`, the `row` by its columns, and whether its hash is
right; and at the end {"done": true}. The file itself is only copied.
"""

import contextlib
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.storage.catalogue import BATCH_COLUMNS, CHANGE_COLUMNS, LOGGED, PACK_COLUMNS, Shape
from roadmap_desktop.storage.connecting import connect
from roadmap_desktop.storage.hashes import batch_hash, change_hash, pack_hash, row_hash
from roadmap_desktop.storage.inspection import bound_process, copied
from roadmap_desktop.storage.keys import FileKey
from roadmap_desktop.storage.plausibility import is_plausible

Values = Mapping[str, str | int | None]
# Deleted rows may come back from the pages of a damaged file; more of them than this means that it was made to do harm.
_MOST_ROWS = 500_000


def tables() -> dict[str, tuple[tuple[str, ...], Callable[[Values], str]]]:
    """Every table that is salvaged, with its columns and how a row of it is hashed; packs first, the log last."""
    found: dict[str, tuple[tuple[str, ...], Callable[[Values], str]]] = {"pack": (PACK_COLUMNS, pack_hash)}
    for name, shape in LOGGED.items():
        found[name] = ((*shape.stored, "revision"), partial(_logged_hash, shape))
    found["batch"] = (BATCH_COLUMNS, batch_hash)
    found["change"] = (CHANGE_COLUMNS, change_hash)
    return found


def _logged_hash(shape: Shape, row: Values) -> str:
    whole = {name: value for name, value in row.items() if value is not None}
    return row_hash(shape, whole, str(row["revision"]))


def readable(path: Path, folder: Path, key: FileKey | None) -> Iterator[dict[str, object]]:
    """Every row that can be read, with whether its hash is right. Raises what keeps the file from being read at all."""
    copy = copied(path, folder)
    with contextlib.closing(connect(copy, key)) as connection:
        connection.execute("PRAGMA trusted_schema=0").fetchall()
        connection.execute("PRAGMA query_only=1").fetchall()
        for table, (columns, hashed) in tables().items():
            for values in _rows(connection, table, (*columns, "sha256")):
                row = dict(zip((*columns, "sha256"), values, strict=True))
                yield {"table": table, "row": row, "is_genuine": _is_genuine(table, row, hashed)}


def _is_genuine(table: str, row: Values, hashed: Callable[[Values], str]) -> bool:
    try:
        return hashed(row) == row["sha256"] and is_plausible(table, row)
    except (TypeError, ValueError, KeyError):
        return False


def _rows(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[tuple[str | int | None, ...]]:
    # Up from the first row until a page cannot be read, then down from the last one: what lies between is lost.
    seen: set[int] = set()
    for order in ("ASC", "DESC"):
        text = f"SELECT rowid, {', '.join(columns)} FROM {table} ORDER BY rowid {order}"  # noqa: S608 - the catalogue's
        # A damaged page, a table that is gone, text that is none: each ends this way of reading, not the other.
        with contextlib.suppress(sqlite3.DatabaseError, UnicodeError):
            for rowid, *values in connection.execute(text):
                if rowid in seen:
                    break
                seen.add(rowid)
                yield tuple(values)
                if len(seen) > _MOST_ROWS:
                    return


def main() -> int:
    """Read one question, answer it in a line for each row."""
    bound_process()
    asked = json.loads(sys.stdin.readline())
    key = FileKey.from_bytes(bytes.fromhex(asked["key"])) if asked["key"] else None
    with contextlib.suppress(RoadmapError, sqlite3.DatabaseError, UnicodeError, MemoryError):
        for found in readable(Path(asked["path"]), Path(asked["folder"]), key):
            sys.stdout.write(json.dumps(found, default=lambda _value: None) + "\n")
    sys.stdout.write('{"done": true}\n')
    return 0
