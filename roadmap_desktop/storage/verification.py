"""Is a file whole: its structure, and the hash of every row, log entry and pack."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from roadmap_desktop.storage.catalogue import BATCH_COLUMNS, CHANGE_COLUMNS, FORMAT_VERSION, LOGGED, PACK_COLUMNS, Shape
from roadmap_desktop.storage.database import has_exact_schema
from roadmap_desktop.storage.faults import database_errors
from roadmap_desktop.storage.hashes import batch_hash, change_hash, pack_hash, row_hash
from roadmap_desktop.storage.schema_text import BY_VERSION


class Verification(Struct, frozen=True):
    """How many rows each table holds, and every problem found, as table and key; no words of any answer."""

    counts: Mapping[str, int]
    problems: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """True when nothing was found."""
        return not self.problems


def verify(connection: sqlite3.Connection, version: int = FORMAT_VERSION) -> Verification:
    """Read everything and compare; never writes. A page that SQLite cannot read is a problem like any other.

    An older `version` is one whose tables have the columns, and so the hashes, of the present ones.
    """
    try:
        return _verified(connection, version)
    except UnicodeError:
        return Verification({}, ("structure",))
    except database_errors():
        # A damaged page can stop SQLite at any statement, even the one that looks for damage.
        return Verification({}, ("structure",))


def _verified(connection: sqlite3.Connection, version: int) -> Verification:
    problems: list[str] = []
    if not has_exact_schema(connection, version):
        return Verification({}, ("schema",))
    shapes = {name: shape for name, shape in LOGGED.items() if name in dict(BY_VERSION[version])}
    problems += [str(found[0]) for found in connection.execute("PRAGMA integrity_check") if found[0] != "ok"]
    counts: dict[str, int] = {}
    for name, shape in shapes.items():
        counts[name] = 0
        for key, is_good in _rows(connection, shape):
            counts[name] += 1
            if not is_good:
                problems.append(f"{name} {key}")
    for table, columns, hashed in (
        ("batch", BATCH_COLUMNS, batch_hash),
        ("change", CHANGE_COLUMNS, change_hash),
        ("pack", PACK_COLUMNS, pack_hash),
    ):
        counts[table] = 0
        text = f"SELECT {', '.join(columns)}, sha256 FROM {table}"  # noqa: S608 - names of the catalogue
        for *values, sha256 in connection.execute(text):
            counts[table] += 1
            row = dict(zip(columns, values, strict=True))
            if hashed(row) != sha256:
                problems.append(f"{table} {row.get('id') or row.get('key')}")
    return Verification(counts, tuple(problems) + tuple(_unlogged(connection, shapes)))


def _rows(connection: sqlite3.Connection, shape: Shape) -> Iterator[tuple[str, bool]]:
    text = f"SELECT {', '.join(shape.stored)}, revision, sha256 FROM {shape.name}"  # noqa: S608
    for *stored, revision, sha256 in connection.execute(text):
        row = dict(zip(shape.stored, stored, strict=True))
        yield " ".join(shape.key_of(row)), row_hash(shape, row, str(revision)) == sha256


def _unlogged(connection: sqlite3.Connection, tables: Iterable[str]) -> Iterator[str]:
    # A row whose revision the log does not know was written by something else.
    for name in tables:
        text = f"SELECT count(*) FROM {name} WHERE revision NOT IN (SELECT id FROM change)"  # noqa: S608
        if (missing := connection.execute(text).fetchone()[0]) > 0:
            yield f"{name}: {missing} without an entry in the log"
