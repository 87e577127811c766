"""What the log makes possible: undo and redo as a linear stack, the earlier versions of a text, and erasing them."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from roadmap_desktop.errors import NothingToRedo, NothingToUndo, WriteNotVerified
from roadmap_desktop.model.answers import AnswerVersion
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.storage import rows
from roadmap_desktop.storage.catalogue import ASSESSMENT, CHANGE_COLUMNS, LOGGED, Row, Shape
from roadmap_desktop.storage.change_log import Batch, Pen
from roadmap_desktop.storage.database import now
from roadmap_desktop.storage.hashes import change_hash
from roadmap_desktop.storage.reads import row_key
from roadmap_desktop.storage.sql import Connection, Select, and_, func, select, update

_FORWARD = frozenset({"local", "received"})


class LoggedStep(Struct, frozen=True):
    """A batch that can be undone or redone, and the rows it touches as (table, key)."""

    batch: str
    label: str
    touches: tuple[tuple[str, tuple[str, ...]], ...]


class _Stacks(Struct, frozen=True):
    undo: tuple[str, ...]
    redo: tuple[str, ...]


def _stacks(core: Connection) -> _Stacks:
    undo: list[str] = []
    redo: list[str] = []
    table = rows.BATCH
    # What began the file, new prompts or a purge cannot be taken back, and nothing before them either; a purge has even
    # taken steps away that those before it name.
    is_final = table.c.origin.not_in((*_FORWARD, "undo", "redo")) & (table.c.moment == "")
    last = core.execute(select(func.max(table.c.sequence)).where(is_final)).scalar() or 0
    query = select(table.c.id, table.c.origin, table.c.undoes).where(table.c.moment == "", table.c.sequence > last)
    for batch, origin, undoes in core.execute(query.order_by(table.c.sequence)):
        if origin in _FORWARD:
            undo.append(batch)
            redo.clear()
        elif origin == "undo" and undoes in undo:
            undo.remove(undoes)
            redo.append(undoes)
        elif origin == "redo" and undoes in redo:
            redo.remove(undoes)
            undo.append(undoes)
    return _Stacks(tuple(undo), tuple(redo))


def next_undo(core: Connection) -> LoggedStep | None:
    """The step that undo would take back; None when there is none or it lies in a closed assessment."""
    stack = _stacks(core).undo
    return _step(core, stack[-1]) if stack else None


def next_redo(core: Connection) -> LoggedStep | None:
    """The step that redo would bring back."""
    stack = _stacks(core).redo
    return _step(core, stack[-1]) if stack else None


def _step(core: Connection, batch: str) -> LoggedStep | None:
    table = rows.CHANGE
    changes = core.execute(select(table).where(table.c.batch == batch).order_by(table.c.sequence)).mappings().all()
    # An erased change has lost the words it would bring back.
    if any(change["erased_at"] for change in changes):
        return None
    if any(_is_in_closed_assessment(core, change["before"], change["after"]) for change in changes):
        return None
    label = core.execute(select(rows.BATCH.c.label).where(rows.BATCH.c.id == batch)).scalar_one()
    touches = tuple((str(change["table_name"]), tuple(json.loads(change["row_key"]))) for change in changes)
    return LoggedStep(batch, str(label), touches)


def _is_in_closed_assessment(core: Connection, *states: str | None) -> bool:
    table = rows.LOGGED[ASSESSMENT.name]
    for state in states:
        assessment = json.loads(state).get("assessment") if state else None
        if assessment:
            status = core.execute(select(table.c.status).where(table.c.id == assessment)).scalar()
            if status == "closed":
                return True
    return False


def undo(pen: Pen, step: LoggedStep) -> None:
    """Bring back what stood before each change of a step, last change first.

    Raises NothingToUndo when a row no longer is what the step left.
    """
    for shape, key, before, after in reversed(_changes(pen.core, step.batch)):
        if pen.read(shape, key) != after:
            raise NothingToUndo
        _restore(pen, shape, key, before)


def redo(pen: Pen, step: LoggedStep) -> None:
    """Bring back what each change of an undone step had made.

    Raises NothingToRedo when a row no longer is what undoing left.
    """
    for shape, key, before, after in _changes(pen.core, step.batch):
        if pen.read(shape, key) != before:
            raise NothingToRedo
        _restore(pen, shape, key, after)


def _restore(pen: Pen, shape: Shape, key: tuple[str, ...], row: Row | None) -> None:
    if row is None:
        pen.remove(shape, key)
    else:
        pen.put(shape, row)


def _changes(core: Connection, batch: str) -> list[tuple[Shape, tuple[str, ...], Row | None, Row | None]]:
    table = rows.CHANGE
    found = core.execute(select(table).where(table.c.batch == batch).order_by(table.c.sequence)).mappings()
    return [
        (
            LOGGED[str(change["table_name"])],
            tuple(json.loads(change["row_key"])),
            json.loads(change["before"]) if change["before"] is not None else None,
            json.loads(change["after"]) if change["after"] is not None else None,
        )
        for change in found
    ]


def undo_batch(step: LoggedStep) -> Batch:
    """The batch that records an undo."""
    return Batch(new_id(), step.label, origin="undo", undoes=step.batch)


def redo_batch(step: LoggedStep) -> Batch:
    """The batch that records a redo."""
    return Batch(new_id(), step.label, origin="redo", undoes=step.batch)


def versions(core: Connection, shape: Shape, key: Sequence[str], column: str) -> tuple[AnswerVersion, ...]:
    """The earlier wordings of one text, newest first, each once; erased ones are named by their date alone."""
    current = core.execute(_current(shape, key)).mappings().first()
    seen = {str(current[column])} if current else set()
    revision = current["revision"] if current else None
    found: list[AnswerVersion] = []
    for change in core.execute(_log_of(shape, key).order_by(rows.CHANGE.c.sequence.desc())).mappings():
        at = datetime.fromisoformat(change["erased_at"] or change["at"])
        text = "" if change["after"] is None else str(json.loads(change["after"])[column])
        if change["erased_at"] and change["id"] != revision:
            # One line says on which day; how many wordings there were is nobody's business any more.
            if not (found and found[-1].is_erased):
                found.append(AnswerVersion(str(change["id"]), at, "", is_erased=True))
        elif text and text not in seen:
            seen.add(text)
            found.append(AnswerVersion(str(change["id"]), at, text))
    return tuple(found)


def text_of(core: Connection, revision: str, column: str) -> str | None:
    """The wording a change left behind; None when the log has no such change or it was erased."""
    table = rows.CHANGE
    change = core.execute(select(table).where(table.c.id == revision)).mappings().first()
    if change is None or change["after"] is None or change["erased_at"]:
        return None
    return str(json.loads(change["after"])[column])


def erase(core: Connection, shape: Shape, key: Sequence[str], columns: Iterable[str]) -> int:
    """Take the earlier words of one row out of the log, for good, and say on which day; returns how many changes.

    The words that stand now stay. Erased changes can be neither undone nor redone.
    """
    blanked = tuple(columns)
    current = core.execute(_current(shape, key)).mappings().first()
    revision = None if current is None else current["revision"]
    erased_at = now()
    changes = core.execute(_log_of(shape, key)).mappings().all()
    for change in changes:
        keeps_after = change["id"] == revision
        erased = {name: change[name] for name in CHANGE_COLUMNS[1:]}
        erased["before"] = _without(change["before"], blanked)
        erased["after"] = change["after"] if keeps_after else _without(change["after"], blanked)
        erased["erased_at"] = erased_at
        erased["sha256"] = change_hash(erased)
        core.execute(update(rows.CHANGE).where(rows.CHANGE.c.id == change["id"]).values(**erased))
    left = core.execute(
        select(func.count()).select_from(_log_of(shape, key).where(rows.CHANGE.c.erased_at != erased_at).subquery())
    ).scalar_one()
    if left:
        raise WriteNotVerified("change")
    return len(changes)


def _without(state: str | None, columns: Sequence[str]) -> str | None:
    if state is None:
        return None
    return json.dumps({**json.loads(state), **dict.fromkeys(columns, "")}, ensure_ascii=False)


def _current(shape: Shape, key: Sequence[str]) -> Select[Any]:
    table = rows.LOGGED[shape.name]
    return select(table).where(and_(*(table.c[name] == value for name, value in zip(shape.key, key, strict=True))))


def _log_of(shape: Shape, key: Sequence[str]) -> Select[Any]:
    table = rows.CHANGE
    return select(table).where(and_(table.c.table_name == shape.name, table.c.row_key == row_key(key)))
