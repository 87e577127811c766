"""Undo and redo, the earlier versions of an answer, erasing them, and naming a moment."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from roadmap_desktop.content.schema import ElementId, PromptId
from roadmap_desktop.errors import NameMissing, NoSuchThing, NothingToRedo, NothingToUndo
from roadmap_desktop.i18n import _
from roadmap_desktop.model.answers import AnswerKey, AnswerVersion, StoredAnswer
from roadmap_desktop.model.assessment import AssessmentId, RespondentId
from roadmap_desktop.model.notes import NoteId
from roadmap_desktop.model.overview import Place
from roadmap_desktop.model.placements import PlacementKey
from roadmap_desktop.model.text import NAME_LIMIT, clean_name
from roadmap_desktop.services.answering import AnsweringService, within
from roadmap_desktop.services.documents import Document
from roadmap_desktop.storage import answers, placements
from roadmap_desktop.storage.backups import replace_backups
from roadmap_desktop.storage.catalogue import ANSWER, NOTE, PLACEMENT, Shape
from roadmap_desktop.storage.reads import select_one

if TYPE_CHECKING:
    from roadmap_desktop.storage.history import LoggedStep


class Step(Struct, frozen=True):
    """One thing that can be taken back or brought back: what the menu names, and where the window goes."""

    label: str
    place: Place | None = None


class Erased(Struct, frozen=True):
    """What erasing did: entries of the log, and backups beside the file that were taken away."""

    entries: int
    backups: int
    new_backup: Path | None = None


class HistoryService:
    """Reads and uses the log of changes. Undo is linear and survives closing the file."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def next_undo(self) -> Step | None:
        """The step undo would take back; None when there is none or it lies in a closed assessment."""
        return self._next("undo")

    def next_redo(self) -> Step | None:
        """The step redo would bring back."""
        return self._next("redo")

    def _next(self, which: str) -> Step | None:
        # The log's tables are declared with SQLAlchemy, which the first paint must not wait for.
        from roadmap_desktop.storage import history

        core = self._document.database.core()
        with self._document.database.reading():
            found = history.next_undo(core) if which == "undo" else history.next_redo(core)
        return None if found is None else Step(found.label, self._place(found))

    def undo(self) -> Step:
        """Take back the last step. Raises NothingToUndo."""
        from roadmap_desktop.storage import history

        self._document.seal()
        with self._document.database.reading():
            found = history.next_undo(self._document.database.core())
        if found is None:
            raise NothingToUndo
        # Where the step was is asked before it is gone.
        place = self._place(found)
        with self._document.writing(found.label, origin="undo", undoes=found.batch) as pen:
            history.undo(pen, found)
        return Step(found.label, place or self._place(found))

    def redo(self) -> Step:
        """Bring back the step that was undone last. Raises NothingToRedo."""
        from roadmap_desktop.storage import history

        self._document.seal()
        with self._document.database.reading():
            found = history.next_redo(self._document.database.core())
        if found is None:
            raise NothingToRedo
        with self._document.writing(found.label, origin="redo", undoes=found.batch) as pen:
            history.redo(pen, found)
        return Step(found.label, self._place(found))

    def _place(self, step: "LoggedStep") -> Place | None:
        for table, key in reversed(step.touches):
            place = self._place_of(table, key)
            if place is not None:
                return place
        return None

    def _place_of(self, table: str, key: tuple[str, ...]) -> Place | None:
        if table == ANSWER.name:
            assessment = AssessmentId(key[0])
            found = self._document.whereabouts(assessment, PromptId(key[2]))
            element, stage = found or (None, None)
            return Place(assessment, RespondentId(key[1]), element, stage, PromptId(key[2]))
        if table == PLACEMENT.name:
            return Place(AssessmentId(key[0]), RespondentId(key[1]), ElementId(key[2]))
        if table == NOTE.name:
            note = select_one(self._document.connection, NOTE, key)
            if note is not None:
                row = note.row
                return Place(
                    AssessmentId(str(row["assessment"])),
                    RespondentId(str(row["respondent"])),
                    ElementId(str(row["element"])),
                )
        return None

    def versions(self, key: AnswerKey) -> tuple[AnswerVersion, ...]:
        """The earlier wordings of an answer, newest first."""
        return self._versions(ANSWER, answers.key_of(key), "text")

    def reason_versions(self, key: PlacementKey) -> tuple[AnswerVersion, ...]:
        """The earlier wordings of why an element was placed where it is, newest first."""
        return self._versions(PLACEMENT, placements.key_of(key), "reason")

    def note_versions(self, note_id: NoteId) -> tuple[AnswerVersion, ...]:
        """The earlier wordings of a note, newest first."""
        return self._versions(NOTE, (note_id,), "text")

    def _versions(self, shape: Shape, key: tuple[str, ...], column: str) -> tuple[AnswerVersion, ...]:
        from roadmap_desktop.storage import history

        with self._document.database.reading():
            return history.versions(self._document.database.core(), shape, key, column)

    def bring_back(self, key: AnswerKey, revision: str) -> StoredAnswer:
        """Make an earlier wording the present one, as a step of its own. Raises NoSuchThing and AssessmentIsClosed."""
        from roadmap_desktop.storage import history

        self._document.seal()
        with self._document.database.reading():
            text = history.text_of(self._document.database.core(), revision, "text")
        if text is None:
            raise NoSuchThing("version", revision)
        stored = AnsweringService(self._document).answer(key, text)
        self._document.seal()
        return stored

    def erase_answer(self, key: AnswerKey) -> Erased:
        """Erase the earlier versions of an answer from the log and the backups beside the file. Cannot be undone."""
        return self._erase(ANSWER, answers.key_of(key))

    def erase_note(self, note_id: NoteId) -> Erased:
        """Erase the earlier versions of a note. Cannot be undone."""
        return self._erase(NOTE, (note_id,))

    def erase_reason(self, key: PlacementKey) -> Erased:
        """Erase the earlier versions of the reason and the dissent of a placement. Cannot be undone."""
        return self._erase(PLACEMENT, placements.key_of(key))

    def _erase(self, shape: Shape, key: tuple[str, ...]) -> Erased:
        from roadmap_desktop.storage import history

        self._document.settle()
        with self._document.database.transaction() as core:
            entries = history.erase(core, shape, key, shape.texts)
        from roadmap_desktop.services.identifying import IdentifyingService

        IdentifyingService(self._document).forget_what_is_gone()
        gone, new_backup = replace_backups(self._document.database, datetime.now(UTC))
        self._document.announce(_("Erase earlier versions"), shape.name)
        return Erased(entries, gone, new_backup)

    def name_moment(self, name: str) -> None:
        """Give the present moment a name in the log, a restore point. Raises NameMissing."""
        cleaned = within(clean_name(name), NAME_LIMIT)
        if not cleaned:
            raise NameMissing(_("the moment"))
        self._document.name_moment(cleaned)
