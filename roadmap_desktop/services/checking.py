"""Verify a whole file and count what it holds."""

import sqlite3
from pathlib import Path

from msgspec import Struct

from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import DocumentService
from roadmap_desktop.storage.verification import verify


class CheckReport(Struct, frozen=True):
    """How many rows of each kind a file holds, and every problem, as table and key; no words of any answer."""

    answers: int
    placements: int
    notes: int
    actions: int
    evidence: int
    changes: int
    problems: tuple[str, ...]
    sqlite_version: str = sqlite3.sqlite_version


def check(path: Path, passphrase: Passphrase | None = None) -> CheckReport:
    """Compare schema, structure and every hash of a file. Raises what DocumentService.open raises."""
    document = DocumentService(ChangeFeed()).open(path, passphrase)
    try:
        found = verify(document.connection)
    finally:
        document.close()
    return CheckReport(
        found.counts.get("answer", 0),
        found.counts.get("placement", 0),
        found.counts.get("note", 0),
        found.counts.get("action_item", 0),
        found.counts.get("evidence", 0),
        found.counts.get("change", 0),
        found.problems,
    )
