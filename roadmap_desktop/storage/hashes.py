"""SHA-256 of stored rows and log entries: what a flipped bit or a foreign hand cannot change unseen."""

import hashlib
from collections.abc import Iterable, Mapping

from roadmap_desktop.storage.catalogue import BATCH_COLUMNS, CHANGE_COLUMNS, PACK_COLUMNS, Shape


def digest(parts: Iterable[str | int | None]) -> str:
    """SHA-256, in hex, over a length-prefixed list of UTF-8 parts; None is told apart from empty text."""
    hasher = hashlib.sha256()
    for part in parts:
        if part is None:
            hasher.update(b"-;")
            continue
        data = str(part).encode()
        hasher.update(b"%d:" % len(data))
        hasher.update(data)
    return hasher.hexdigest()


def row_hash(shape: Shape, row: Mapping[str, str | int], revision: str) -> str:
    """The hash that stands in a row of user data: table, revision, then key and columns in order."""
    return digest([shape.name, revision, *(row[name] for name in shape.stored)])


def change_hash(change: Mapping[str, str | int | None]) -> str:
    """The hash of one change of the log, without its own sequence number."""
    return digest(["change", *(change[name] for name in CHANGE_COLUMNS[1:])])


def batch_hash(batch: Mapping[str, str | int | None]) -> str:
    """The hash of one batch of the log, without its own sequence number."""
    return digest(["batch", *(batch[name] for name in BATCH_COLUMNS[1:])])


def pack_hash(pack: Mapping[str, str | int | None]) -> str:
    """The hash of one embedded content pack."""
    return digest(["pack", *(pack[name] for name in PACK_COLUMNS)])
