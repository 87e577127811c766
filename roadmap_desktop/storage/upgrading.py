"""Bring a file of an older format to the present one: into a new file, compared row by row, then swapped."""

import contextlib
import os
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from roadmap_desktop.errors import FileWasChangedByAnotherProgram, RoadmapError, UpgradeFailed
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.storage.beside import require_nothing_planted
from roadmap_desktop.storage.catalogue import APPLICATION_ID, FORMAT_VERSION, LOGGED
from roadmap_desktop.storage.connecting import connect, limit
from roadmap_desktop.storage.copies import backups_folder, sync_folder
from roadmap_desktop.storage.database import settle
from roadmap_desktop.storage.faults import told
from roadmap_desktop.storage.hashes import digest, row_hash
from roadmap_desktop.storage.identity import read_version
from roadmap_desktop.storage.moving import move_into_place
from roadmap_desktop.storage.schema_text import BY_VERSION, FORMAT_1
from roadmap_desktop.storage.upgrades import from_1
from roadmap_desktop.storage.verification import verify

if TYPE_CHECKING:
    from roadmap_desktop.storage.keys import FileKey


class Upgrade(Struct, frozen=True):
    """From one released format to the present one: its exact schema, and plain SQL from `old.*` into `main.*`."""

    schema: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]


RELEASED: Mapping[int, Upgrade] = {1: Upgrade(FORMAT_1, from_1.STATEMENTS)}


def upgrade_if_older(
    path: Path, upgrades: Mapping[int, Upgrade] = RELEASED, key: "FileKey | None" = None
) -> Path | None:
    """Upgrade a file of a known older format; returns where the old one is kept, or None when nothing was to do.

    All or nothing: raises UpgradeFailed, or a fault of the drive, with the file as it was.
    """
    version = read_version(path) if key is None else _version_within(path, key)
    if version not in upgrades or version == FORMAT_VERSION:
        return None
    beside = path.with_name(f".{path.name}.{new_id()[:8]}.part")
    try:
        with told(path):
            kept = _upgrade(path, beside, upgrades[version], version, key)
            move_into_place(beside, path)
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


def _version_within(path: Path, key: "FileKey") -> int:
    # The version of a protected file is known only to those who have the key.
    with told(path), contextlib.closing(connect(path, key)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _upgrade(path: Path, beside: Path, upgrade: Upgrade, version: int, key: "FileKey | None") -> Path:
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = connect(beside, key)
    try:
        settle(beside, connection)
        limit(connection, attached=1)
        _attach_old(path, connection, key)
        connection.execute("BEGIN EXCLUSIVE")
        found = connection.execute("SELECT name, sql FROM old.sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        if [tuple(row) for row in found] != sorted(upgrade.schema):
            raise FileWasChangedByAnotherProgram(path)
        _copy(path, connection, upgrade)
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA main.application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA main.user_version={FORMAT_VERSION}")
        kept = _keep_old(path, connection, version, key)
        connection.execute("DETACH DATABASE old")
        if not (result := verify(connection)).is_sound:
            raise UpgradeFailed(path, result.problems[0])
        connection.execute("PRAGMA journal_mode=delete").fetchall()
    finally:
        connection.close()
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    return kept


def _attach_old(path: Path, connection: sqlite3.Connection, key: "FileKey | None") -> None:
    require_nothing_planted(path)
    address = path.absolute().as_uri() + "?mode=rw"
    if key is None:
        connection.execute("ATTACH DATABASE ? AS old", (address,))
    else:
        connection.execute("ATTACH DATABASE ? AS old KEY ?", (address, key.spelled()))


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


def _keep_old(path: Path, connection: sqlite3.Connection, version: int, key: "FileKey | None") -> Path:
    folder = backups_folder(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = folder / f"{path.stem} before upgrade from format {version} {datetime.now(UTC):%Y-%m-%d %H.%M.%S}.roadmap"
    copy = connect(kept, key, mode="rwc")
    try:
        connection.backup(copy, name="old")
        if copy.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise UpgradeFailed(path, "backup")
    finally:
        copy.close()
    with kept.open("rb+") as file:
        os.fsync(file.fileno())
    return kept
