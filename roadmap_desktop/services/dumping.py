"""The whole document as plain data, for `dump` and for comparing two states of a file."""

import json
import sqlite3
from collections.abc import Iterator

from roadmap_desktop.services.documents import Document
from roadmap_desktop.services.shelf import ShelfService
from roadmap_desktop.storage.catalogue import BATCH_COLUMNS, CHANGE_COLUMNS, FORMAT_VERSION, LOGGED
from roadmap_desktop.storage.reads import pack_keys, select


def dump(document: Document) -> dict[str, object]:
    """Everything in the file as JSON-ready data.

    `current` holds the rows of every table by its columns, in their order and without bookkeeping: two files, or one
    file before and after an undo, hold the same exactly when it is equal. `no_longer_asked` names the answers of
    `current` that stand on the shelf, with the words they answered. `log` holds every batch and change.
    """
    connection = document.connection
    return {
        "format": FORMAT_VERSION,
        "document_id": document.document_id,
        "packs": list(pack_keys(connection)),
        "current": current(connection),
        "no_longer_asked": [
            {
                "assessment": one.answer.key.assessment,
                "respondent": one.answer.key.respondent,
                "prompt": one.answer.key.prompt,
                "wording": one.home.text,
                "element": one.home.element or "",
                "element_title": one.element_title,
                "text": one.answer.text,
            }
            for one in ShelfService(document).everywhere()
        ],
        "log": {
            "batches": list(_rows(connection, "batch", BATCH_COLUMNS)),
            "changes": [_readable(change) for change in _rows(connection, "change", CHANGE_COLUMNS)],
        },
    }


def current(connection: sqlite3.Connection) -> dict[str, list[dict[str, str | int]]]:
    """The present state of every table a user can change."""
    return {name: [found.row for found in select(connection, shape)] for name, shape in LOGGED.items()}


def _rows(connection: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Iterator[dict[str, object]]:
    text = f"SELECT {', '.join(columns)} FROM {table} ORDER BY sequence"  # noqa: S608 - names of the catalogue
    for values in connection.execute(text):
        yield dict(zip(columns, values, strict=True))


def _readable(change: dict[str, object]) -> dict[str, object]:
    texts = ("row_key", "parents", "before", "after")
    return {**change, **{name: json.loads(str(change[name])) for name in texts if change[name] is not None}}
