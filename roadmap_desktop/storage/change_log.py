"""The one log of changes: every write goes through it, in the same transaction, and is read back before commit."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic

from msgspec import Struct

from roadmap_desktop.errors import DamagedRow, WriteNotVerified
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.storage import rows, statements
from roadmap_desktop.storage.catalogue import Row, Shape
from roadmap_desktop.storage.database import Database, now
from roadmap_desktop.storage.hashes import batch_hash, change_hash, row_hash
from roadmap_desktop.storage.reads import row_key
from roadmap_desktop.storage.sql import Connection, select, update

IDLE_SECONDS = 60.0


class Batch(Struct, frozen=True):
    """One entry of the log that undo takes back as a whole; `moment` is the name of a restore point."""

    id: str
    label: str
    respondent: str = ""
    origin: str = "local"
    undoes: str = ""
    moment: str = ""


class Pen(Struct):
    """Writes rows and their log entries inside one open transaction."""

    core: Connection
    batch: Batch
    is_new: bool
    touched: dict[str, set[str]] = {}
    wanted: list[tuple[Shape, tuple[str, ...], Row | None]] = []

    def put(self, shape: Shape, row: Row) -> str:
        """Write a row as a whole and return its revision; writing what is there already changes nothing.

        Raises DamagedRow when the row on disk does not match its hash, WriteNotVerified when reading back differs.
        """
        key = shape.key_of(row)
        before = self._read(shape, key)
        if before is not None and {name: before[name] for name in shape.stored} == row:
            return str(before["revision"])
        revision = self._log(shape, key, before, row)
        stored = {**row, "revision": revision, "sha256": row_hash(shape, row, revision)}
        self.core.execute(statements.put_row(shape), stored)
        if self._read(shape, key) != stored:
            raise WriteNotVerified(shape.name)
        self._touch(shape, row)
        self.wanted.append((shape, key, row))
        return revision

    def remove(self, shape: Shape, key: Sequence[str]) -> None:
        """Take a row away; one that is not there changes nothing."""
        before = self._read(shape, key)
        if before is None:
            return
        self._log(shape, key, before, None)
        self.core.execute(statements.delete_row(shape), statements.key_parameters(shape, tuple(key)))
        if self._read(shape, key) is not None:
            raise WriteNotVerified(shape.name)
        self._touch(shape, before)
        self.wanted.append((shape, tuple(key), None))

    def read(self, shape: Shape, key: Sequence[str]) -> Row | None:
        """The row as it stands inside this transaction."""
        found = self._read(shape, key)
        return None if found is None else {name: found[name] for name in shape.stored}

    def next_position(self, shape: Shape) -> int:
        """The position after the last row of a table that has an order."""
        column = rows.LOGGED[shape.name].c.position
        last = self.core.execute(select(column).order_by(column.desc()).limit(1)).scalar()
        return 1 if last is None else int(last) + 1

    def _touch(self, shape: Shape, row: Mapping[str, str | int]) -> None:
        self.touched.setdefault(shape.name, set()).add(str(row.get("element", "") or row.get("prompt", "")))

    def _read(self, shape: Shape, key: Sequence[str]) -> Row | None:
        parameters = statements.key_parameters(shape, tuple(key))
        found = self.core.execute(statements.select_row(shape), parameters).mappings().first()
        if found is None:
            return None
        row: Row = dict(found)
        if row_hash(shape, row, str(row["revision"])) != row["sha256"]:
            raise DamagedRow(shape.name, " ".join(key))
        return row

    def _log(self, shape: Shape, key: Sequence[str], before: Row | None, after: Row | None) -> str:
        if self.is_new:
            self._start_batch()
        open_change = self._open_change(shape, key)
        if open_change is not None:
            change = {**open_change, "after": _as_json(shape, after), "at": now()}
        else:
            change = {
                "id": new_id(),
                "batch": self.batch.id,
                "table_name": shape.name,
                "row_key": row_key(key),
                "parents": json.dumps([] if before is None else [before["revision"]]),
                "before": _as_json(shape, before),
                "after": _as_json(shape, after),
                "at": now(),
                "erased_at": "",
            }
        change["sha256"] = change_hash(change)
        self._write_change(change, is_new=open_change is None)
        return str(change["id"])

    def _open_change(self, shape: Shape, key: Sequence[str]) -> dict[str, str | int | None] | None:
        # Autosaves amend the one open change of their step: an hour of typing must not become a thousand versions.
        parameters = {"in_table": shape.name, "of_row": row_key(key), "in_batch": self.batch.id}
        found = self.core.execute(statements.select_open_change(), parameters).mappings().first()
        if found is None:
            return None
        return {name: value for name, value in found.items() if name != "sequence"}

    def _write_change(self, change: Mapping[str, str | int | None], *, is_new: bool) -> None:
        if is_new:
            self.core.execute(rows.CHANGE.insert(), dict(change))
        else:
            self.core.execute(statements.update_change(), {**change, "change_id": change["id"]})
        found = self.core.execute(statements.select_change(), {"change_id": change["id"]}).mappings().one()
        if {name: found[name] for name in change} != change:
            raise WriteNotVerified("change")

    def _start_batch(self) -> None:
        batch: dict[str, str | int | None] = {
            "id": self.batch.id,
            "label": self.batch.label,
            "respondent": self.batch.respondent,
            "origin": self.batch.origin,
            "at": now(),
            "undoes": self.batch.undoes,
            "moment": self.batch.moment,
            "is_sealed": 0,
        }
        self.core.execute(rows.BATCH.insert().values(**batch, sha256=batch_hash(batch)))
        self.is_new = False

    def name_moment(self) -> None:
        """Write the batch although it changes nothing: a restore point is a name in the log."""
        if self.is_new:
            self._start_batch()


def _as_json(shape: Shape, row: Row | None) -> str | None:
    if row is None:
        return None
    return json.dumps({name: row[name] for name in shape.stored}, ensure_ascii=False)


class ChangeLog:
    """Groups writes into batches; one batch may stay open over several transactions while someone types."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open: Batch | None = None
        self._token = ""
        self._written_at = 0.0

    @contextmanager
    def writing(self, batch: Batch, token: str = "") -> Iterator[Pen]:
        """One transaction. A `token` names a step that may go on: the next call with it amends the same batch.

        Without a token the batch is sealed with this transaction. An open batch is also sealed after 60 s of rest.
        """
        goes_on = self._goes_on(token)
        with self._database.transaction() as core:
            if not goes_on:
                seal_all(core)
            pen = Pen(core, self._open if goes_on and self._open else batch, is_new=not goes_on)
            yield pen
            if not token:
                seal_all(core)
        # Only what was committed may be gone on with.
        self._open = None if pen.is_new or not token else pen.batch
        self._token = token
        self._written_at = monotonic()

    def _goes_on(self, token: str) -> bool:
        rested = monotonic() - self._written_at > IDLE_SECONDS
        return bool(token) and self._open is not None and self._token == token and not rested

    def seal(self) -> None:
        """End the open step, so that undo takes back what came before it and after it apart."""
        if self._open is None:
            return
        with self._database.transaction() as core:
            seal_all(core)
        self._open = None


def seal_all(core: Connection) -> None:
    """Seal every batch that is still open, also those that a crash left behind."""
    for found in core.execute(select(rows.BATCH).where(rows.BATCH.c.is_sealed == 0)).mappings().all():
        batch = {**found, "is_sealed": 1}
        core.execute(
            update(rows.BATCH).where(rows.BATCH.c.id == batch["id"]).values(is_sealed=1, sha256=batch_hash(batch))
        )
