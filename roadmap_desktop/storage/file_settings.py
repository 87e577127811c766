"""Settings that belong to the file itself, by name. Callers own the transaction."""

import sqlite3
from typing import TYPE_CHECKING

from roadmap_desktop.storage.catalogue import FILE_SETTING
from roadmap_desktop.storage.reads import select_one

if TYPE_CHECKING:
    from roadmap_desktop.storage.change_log import Pen


def load(connection: sqlite3.Connection, name: str) -> str | None:
    """The value of a setting; None when it was never set. Raises DamagedRow."""
    found = select_one(connection, FILE_SETTING, (name,))
    return None if found is None else str(found.row["value"])


def save(pen: "Pen", name: str, value: str | None) -> None:
    """Write a setting; None takes it away."""
    if value is None:
        pen.remove(FILE_SETTING, (name,))
    else:
        pen.put(FILE_SETTING, {"name": name, "value": value})
