"""Decide what a salvaged file holds, and write it: whole rows as they were, the rest from backups as new changes."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from roadmap_desktop.storage.catalogue import LOGGED, Row
from roadmap_desktop.storage.change_log import Batch, ChangeLog
from roadmap_desktop.storage.database import Database

Rows = Mapping[tuple[str, tuple[str, ...]], Mapping[str, object]]
_LOG = ("batch", "change")


class Found(Struct, frozen=True):
    """One row that could be read, and whether its hash is right."""

    table: str
    row: Mapping[str, object]
    is_genuine: bool


class Plan(Struct, frozen=True):
    """What goes into the new file: rows with their own log, and rows written anew."""

    kept: tuple[Found, ...]
    anew: tuple[tuple[str, Row], ...]
    from_backups: Mapping[str, int]
    damaged_texts: tuple[tuple[str, str], ...]

    @property
    def whole(self) -> int:
        """How many rows of user data were whole in the damaged file."""
        return sum(one.table in LOGGED for one in self.kept)

    @property
    def is_enough(self) -> bool:
        """True when there is a task force, an assessment and its prompts, without which no file opens."""
        tables = {one.table for one in self.kept} | {table for table, _row in self.anew}
        return {"task_force", "assessment", "respondent", "pack"} <= tables


def key_of(one: Found) -> tuple[str, tuple[str, ...]]:
    """How a row is told from the others of its table."""
    names = LOGGED[one.table].key if one.table in LOGGED else ("key",) if one.table == "pack" else ("id",)
    return one.table, tuple(str(one.row.get(name)) for name in names)


def by_key(found: Iterable[Found]) -> Rows:
    """Rows by their keys; of two with the same key the later one."""
    return {key_of(one): one.row for one in found}


def plan(found: Iterable[Found], backups: Mapping[str, Rows]) -> Plan:
    """What goes into the new file; `backups` are the rows of each whole backup by its name, newest first."""
    everything = list(found)
    genuine = {key_of(one): one for one in everything if one.is_genuine}
    damaged = {key_of(one): one for one in everything if not one.is_genuine and key_of(one) not in genuine}
    changes = _whole_changes(genuine)
    logged = {str(one.row["id"]) for one in changes}
    kept = [one for one in genuine.values() if one.table in LOGGED and str(one.row["revision"]) in logged]
    # A whole row whose entry of the log is lost is written anew, with one of its own.
    anew = [(one.table, _row(one)) for one in genuine.values() if one.table in LOGGED and one not in kept]
    packs = [one for one in genuine.values() if one.table == "pack"]
    removed = {_change_key(one.row) for one in changes if one.row.get("after") is None}
    sources: Counter[str] = Counter()
    have = set(genuine)
    for name, rows in backups.items():
        for key, row in rows.items():
            if key in have or key[0] in _LOG or (key not in damaged and key in removed):
                continue
            have.add(key)
            sources[name] += 1
            one = Found(key[0], row, is_genuine=True)
            if one.table == "pack":
                packs.append(one)
            else:
                anew.append((one.table, _row(one)))
    batches = {str(one.row["batch"]) for one in changes}
    log = [one for one in genuine.values() if one.table == "batch" and str(one.row["id"]) in batches]
    left_out = [one for key, one in damaged.items() if key not in have and one.table in LOGGED]
    texts = tuple((one.table, text) for one in left_out for text in _texts(one))
    return Plan((*packs, *kept, *log, *changes), tuple(anew), dict(sources), texts)


def _whole_changes(genuine: Mapping[tuple[str, tuple[str, ...]], Found]) -> list[Found]:
    # An entry counts only together with the step it belongs to.
    batches = {str(one.row["id"]) for one in genuine.values() if one.table == "batch"}
    return [one for one in genuine.values() if one.table == "change" and str(one.row["batch"]) in batches]


def _row(one: Found) -> Row:
    return {name: value for name in LOGGED[one.table].stored if isinstance(value := one.row.get(name), (str, int))}


def _change_key(row: Mapping[str, object]) -> tuple[str, tuple[str, ...]]:
    return str(row["table_name"]), tuple(json.loads(str(row["row_key"])))


def _texts(one: Found) -> list[str]:
    return [text for name in LOGGED[one.table].texts if isinstance(text := one.row.get(name), str) and text]


def write(database: Database, wanted: Plan, label: str, batch_id: str) -> None:
    """Write a plan into a new file. Raises WriteNotVerified and the faults of drives."""
    from roadmap_desktop.storage.rows import METADATA
    from roadmap_desktop.storage.sql import insert

    with database.transaction() as core:
        for one in wanted.kept:
            core.execute(insert(METADATA.tables[one.table]).values(**one.row))
    with ChangeLog(database).writing(Batch(batch_id, label, origin="salvage")) as pen:
        for table, row in wanted.anew:
            pen.put(LOGGED[table], row)
