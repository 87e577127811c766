"""Keep everything an open document holds when its own place can no longer be trusted."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_desktop.model.answers import AnswerKey
from roadmap_desktop.services.answering import AnsweringService
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage.backups import free_name
from roadmap_desktop.storage.copies import copy_to
from roadmap_desktop.storage.database import open_database

if TYPE_CHECKING:
    from roadmap_desktop.storage.keys import FileKey

Unsaved = Sequence[tuple[AnswerKey, str]]


def keep_aside(document: Document, unsaved: Unsaved, at: datetime) -> Path:
    """Write everything the open document holds, with the words on the screen, into a new file beside its path.

    For a document whose path names another file now, or none. Raises ExportFailed and the faults of drives; then
    nothing is left behind.
    """
    target = free_name(document.path.parent, f"{document.path.stem} – kept {at.astimezone():%H.%M}")
    copy_to(document.database, target)
    write_words(target, document.database.key, unsaved)
    return target


def write_words(path: Path, key: "FileKey | None", unsaved: Unsaved) -> None:
    """Write answers into a closed file. Raises what opening and answering raise."""
    if not unsaved:
        return
    copy = Document(open_database(path, key), ChangeFeed(), lambda _document: None)
    try:
        answering = AnsweringService(copy)
        for answer, text in unsaved:
            answering.answer(answer, text)
            answering.leave_field()
    finally:
        copy.close()
