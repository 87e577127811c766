"""Bring a file of an older format to the present one: into a new file, compared row by row, then swapped."""

import contextlib
import os
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from roadmap_desktop.errors import FileWasChangedByAnotherProgram, RoadmapError, UpgradeFailed
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.storage.catalogue import APPLICATION_ID, FORMAT_VERSION, LOGGED
from roadmap_desktop.storage.copies import backups_folder, sync_folder
from roadmap_desktop.storage.database import settle
from roadmap_desktop.storage.faults import told
from roadmap_desktop.storage.hashes import digest, row_hash
from roadmap_desktop.storage.identity import read_version
from roadmap_desktop.storage.schema_text import BY_VERSION, FORMAT_1
from roadmap_desktop.storage.upgrades import from_1
from roadmap_desktop.storage.verification import verify


class Upgrade(Struct, frozen=True):
    """From one released format to the present one: its exact schema, and plain SQL from `old.*` into `main.*`."""

    schema: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]


RELEASED: Mapping[int, Upgrade] = {1: Upgrade(FORMAT_1, from_1.STATEMENTS)}


def upgrade_if_older(path: Path, upgrades: Mapping[int, Upgrade] = RELEASED) -> Path | None:
    """Upgrade a file of a known older format; returns where the old one is kept, or None when nothing was to do.

    All or nothing: raises UpgradeFailed, or a fault of the drive, with the file as it was.
    """
    version = read_version(path)
    if version not in upgrades or version == FORMAT_VERSION:
        return None
    beside = path.with_name(f".{path.name}.{new_id()[:8]}.part")
    try:
        with told(path):
            kept = _upgrade(path, beside, upgrades[version], version)
            beside.replace(path)
            sync_folder(path.parent)
    except (UpgradeFailed, FileWasChangedByAnotherProgram):
        raise
    except RoadmapError as error:
        raise UpgradeFailed(path, type(error).__name__) from None
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
            beside.with_name(beside.name + "-journal").unlink(missing_ok=True)
    return kept


def _upgrade(path: Path, beside: Path, upgrade: Upgrade, version: int) -> Path:
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = sqlite3.connect(beside.absolute().as_uri() + "?mode=rw", uri=True, timeout=0, isolation_level=None)
    try:
        settle(beside, connection)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
        connection.execute("ATTACH DATABASE ? AS old", (path.absolute().as_uri() + "?mode=rw",))
        connection.execute("BEGIN EXCLUSIVE")
        found = connection.execute("SELECT name, sql FROM old.sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        if [tuple(row) for row in found] != sorted(upgrade.schema):
            raise FileWasChangedByAnotherProgram(path)
        _copy(path, connection, upgrade)
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA main.application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA main.user_version={FORMAT_VERSION}")
        kept = _keep_old(path, connection, version)
        connection.execute("DETACH DATABASE old")
        if not (result := verify(connection)).is_sound:
            raise UpgradeFailed(path, result.problems[0])
        connection.execute("PRAGMA journal_mode=delete").fetchall()
    finally:
        connection.close()
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    return kept


def _copy(path: Path, connection: sqlite3.Connection, upgrade: Upgrade) -> None:
    for _name, statement in BY_VERSION[FORMAT_VERSION]:
        connection.execute(statement)
    for statement in upgrade.statements:
        connection.execute(statement)
    for name in LOGGED:
        shared = _shared_columns(connection, name)
        if shared and _row_hashes(connection, "old", name, shared) != _row_hashes(connection, "main", name, shared):
            raise UpgradeFailed(path, name)
        _rehash(connection, name)


def _shared_columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    text = "SELECT name FROM pragma_table_info(?, ?)"
    old = {row[0] for row in connection.execute(text, (table, "old"))}
    new = [row[0] for row in connection.execute(text, (table, "main"))]
    return tuple(name for name in new if name in old and name != "sha256")


def _row_hashes(connection: sqlite3.Connection, schema: str, table: str, columns: tuple[str, ...]) -> list[str]:
    text = f"SELECT {', '.join(columns)} FROM {schema}.{table}"  # noqa: S608 - names of the file's own schema
    return sorted(digest(row) for row in connection.execute(text))


def _rehash(connection: sqlite3.Connection, name: str) -> None:
    shape = LOGGED[name]
    text = f"SELECT {', '.join(shape.stored)}, revision FROM main.{name}"  # noqa: S608
    for *stored, revision in connection.execute(text).fetchall():
        row = dict(zip(shape.stored, stored, strict=True))
        condition = " AND ".join(f"{column} = ?" for column in shape.key)
        update = f"UPDATE main.{name} SET sha256 = ? WHERE {condition}"  # noqa: S608
        connection.execute(update, (row_hash(shape, row, str(revision)), *shape.key_of(row)))


def _keep_old(path: Path, connection: sqlite3.Connection, version: int) -> Path:
    folder = backups_folder(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = folder / f"{path.stem} before upgrade from format {version} {datetime.now(UTC):%Y-%m-%d %H.%M.%S}.roadmap"
    copy = sqlite3.connect(kept, isolation_level=None)
    try:
        connection.backup(copy, name="old")
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise UpgradeFailed(path, "backup")
    finally:
        copy.close()
    with kept.open("rb+") as file:
        os.fsync(file.fileno())
    return kept
