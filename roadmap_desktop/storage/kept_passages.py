"""Fingerprints of passages that someone chose to keep after the check for identifying detail asked.

Plain bookkeeping, not entries of the log: what is masked or erased must leave no trace of itself behind.
"""

import sqlite3
from collections.abc import Iterable

from roadmap_desktop.errors import WriteNotVerified
from roadmap_desktop.storage.database import Database, now


def load(connection: sqlite3.Connection) -> frozenset[str]:
    """Every fingerprint in the file."""
    return frozenset(str(found[0]) for found in connection.execute("SELECT fingerprint FROM kept_passage"))


def keep(database: Database, fingerprint: str) -> None:
    """Remember one; remembering it again changes nothing. Raises the faults of drives and WriteNotVerified."""
    from roadmap_desktop.storage.rows import KEPT_PASSAGE
    from roadmap_desktop.storage.sql import insert, select

    with database.transaction() as core:
        core.execute(insert(KEPT_PASSAGE).values(fingerprint=fingerprint, at=now()).on_conflict_do_nothing())
        wanted = select(KEPT_PASSAGE.c.fingerprint).where(KEPT_PASSAGE.c.fingerprint == fingerprint)
        if core.execute(wanted).scalar() != fingerprint:
            raise WriteNotVerified("kept_passage")


def forget(database: Database, fingerprints: Iterable[str]) -> None:
    """Remember these no longer. Raises the faults of drives."""
    from roadmap_desktop.storage.rows import KEPT_PASSAGE
    from roadmap_desktop.storage.sql import delete

    gone = list(fingerprints)
    if not gone:
        return
    with database.transaction() as core:
        core.execute(delete(KEPT_PASSAGE).where(KEPT_PASSAGE.c.fingerprint.in_(gone)))
