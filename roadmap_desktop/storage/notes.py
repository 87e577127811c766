"""Read and write notes, evidence and local prompts. Callers own the transaction."""

import sqlite3
from typing import TYPE_CHECKING

from msgspec.structs import replace

from roadmap_desktop.content.schema import ElementId, StageId
from roadmap_desktop.model.answers import Visibility
from roadmap_desktop.model.assessment import AssessmentId, RespondentId
from roadmap_desktop.model.notes import EvidenceId, EvidenceItem, LocalPrompt, LocalPromptId, Note, NoteId, NoteKind
from roadmap_desktop.storage.catalogue import EVIDENCE, LOCAL_PROMPT, NOTE, Row, Shape
from roadmap_desktop.storage.reads import select

if TYPE_CHECKING:
    from roadmap_desktop.storage.change_log import Pen


def load_notes(connection: sqlite3.Connection, **where: str) -> list[Note]:
    """Read notes in the order they were made; `where` names columns of the table: assessment, respondent, element."""
    return [note_from_row(found.row) for found in select(connection, NOTE, where)]


def load_evidence(connection: sqlite3.Connection, element: ElementId | None = None) -> list[EvidenceItem]:
    """Read the evidence of one element, or all of it."""
    where = {} if element is None else {"element": str(element)}
    return [evidence_from_row(found.row) for found in select(connection, EVIDENCE, where)]


def load_local_prompts(connection: sqlite3.Connection, element: ElementId | None = None) -> list[LocalPrompt]:
    """Read the prompts the task force added, to one element or to all."""
    where = {} if element is None else {"element": str(element)}
    return [local_prompt_from_row(found.row) for found in select(connection, LOCAL_PROMPT, where)]


def save_note(pen: "Pen", note: Note) -> str:
    """Write a note; it keeps its place among the others."""
    return pen.put(NOTE, {**note_to_row(note), "position": _position(pen, NOTE, note.id)})


def save_evidence(pen: "Pen", item: EvidenceItem) -> str:
    """Write an evidence item; it keeps its place among the others."""
    return pen.put(EVIDENCE, {**evidence_to_row(item), "position": _position(pen, EVIDENCE, item.id)})


def save_local_prompt(pen: "Pen", prompt: LocalPrompt) -> str:
    """Write a prompt of the task force's own; position 0 puts a new one last."""
    position = prompt.position or _position(pen, LOCAL_PROMPT, prompt.id)
    return pen.put(
        LOCAL_PROMPT,
        {
            "id": prompt.id,
            "element": prompt.element,
            "stage": prompt.stage,
            "text": prompt.text,
            "position": position,
        },
    )


def _position(pen: "Pen", shape: Shape, key: str) -> int:
    there = pen.read(shape, (key,))
    return pen.next_position(shape) if there is None else int(there["position"])


def move_note(pen: "Pen", note: Note, respondent: RespondentId) -> None:
    """Give a note to another respondent."""
    save_note(pen, replace(note, respondent=respondent))


def note_to_row(note: Note) -> Row:
    """A note as it is stored, without its position."""
    return {
        "id": note.id,
        "assessment": note.assessment,
        "respondent": note.respondent,
        "element": note.element,
        "kind": note.kind.value,
        "text": note.text,
        "visibility": note.visibility.value,
    }


def note_from_row(row: Row) -> Note:
    """A stored note as a value."""
    return Note(
        NoteId(str(row["id"])),
        AssessmentId(str(row["assessment"])),
        RespondentId(str(row["respondent"])),
        ElementId(str(row["element"])),
        NoteKind(str(row["kind"])),
        str(row["text"]),
        Visibility(str(row["visibility"])),
    )


def evidence_to_row(item: EvidenceItem) -> Row:
    """An evidence item as it is stored, without its position."""
    return {
        "id": item.id,
        "element": item.element,
        "title": item.title,
        "kind": item.kind,
        "kept_where": item.kept_where,
        "reviewed": item.reviewed,
        "visibility": item.visibility.value,
    }


def evidence_from_row(row: Row) -> EvidenceItem:
    """A stored evidence item as a value."""
    return EvidenceItem(
        EvidenceId(str(row["id"])),
        ElementId(str(row["element"])),
        str(row["title"]),
        str(row["kind"]),
        str(row["kept_where"]),
        str(row["reviewed"]),
        Visibility(str(row["visibility"])),
    )


def local_prompt_from_row(row: Row) -> LocalPrompt:
    """A stored local prompt as a value."""
    return LocalPrompt(
        LocalPromptId(str(row["id"])),
        ElementId(str(row["element"])),
        StageId(str(row["stage"])),
        str(row["text"]),
        int(row["position"]),
    )
