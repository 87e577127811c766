"""Read and write answers. Callers own the transaction."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from roadmap_desktop.content.schema import PackKey, PromptId
from roadmap_desktop.model.answers import Answer, AnswerKey, AnswerState, StoredAnswer, Visibility
from roadmap_desktop.model.assessment import AssessmentId, RespondentId
from roadmap_desktop.storage.catalogue import ANSWER, Row
from roadmap_desktop.storage.reads import History, histories, select, select_one

if TYPE_CHECKING:
    from roadmap_desktop.storage.change_log import Pen


def key_of(key: AnswerKey) -> tuple[str, str, str]:
    """The key of the row that holds an answer."""
    return (key.assessment, key.respondent, key.prompt)


def load(connection: sqlite3.Connection, key: AnswerKey) -> Answer:
    """Read one answer, or an empty one when nothing was written yet.

    Raises DamagedRow when its stored hash does not match its text.
    """
    found = select_one(connection, ANSWER, key_of(key))
    return Answer.blank(key) if found is None else from_row(found.row)


def load_all(
    connection: sqlite3.Connection, assessment: AssessmentId | None = None, respondent: RespondentId | None = None
) -> list[Answer]:
    """Read the answers of a round, of a respondent, or all of them."""
    where = {"assessment": assessment, "respondent": respondent}
    chosen = {name: value for name, value in where.items() if value is not None}
    return [from_row(found.row) for found in select(connection, ANSWER, chosen)]


def load_stored(connection: sqlite3.Connection, keys: Iterable[AnswerKey]) -> dict[PromptId, StoredAnswer]:
    """Read several answers of one record together with what the log says of them."""
    wanted = list(keys)
    past = histories(connection, ANSWER, "text", [key_of(key) for key in wanted])
    return {key.prompt: _stored(load(connection, key), past.get(key_of(key))) for key in wanted}


def _stored(answer: Answer, past: History | None) -> StoredAnswer:
    if past is None:
        return StoredAnswer(answer)
    return StoredAnswer(
        answer,
        datetime.fromisoformat(past.saved_at),
        max(0, past.earlier - (1 if answer.text else 0)),
        datetime.fromisoformat(past.erased_at) if past.erased_at else None,
    )


def save(pen: "Pen", answer: Answer) -> str:
    """Write an answer as a whole and return its revision."""
    return pen.put(ANSWER, to_row(answer))


def to_row(answer: Answer) -> Row:
    """An answer as it is stored."""
    return {
        "assessment": answer.key.assessment,
        "respondent": answer.key.respondent,
        "prompt": answer.key.prompt,
        "text": answer.text,
        "state": answer.state.value,
        "reason": answer.reason,
        "discuss": int(answer.discuss),
        "visibility": answer.visibility.value,
        "wording": answer.wording,
        "carried_from": answer.carried_from,
    }


def from_row(row: Row) -> Answer:
    """A stored answer as a value."""
    key = AnswerKey(
        AssessmentId(str(row["assessment"])), RespondentId(str(row["respondent"])), PromptId(str(row["prompt"]))
    )
    return Answer(
        key,
        str(row["text"]),
        AnswerState(str(row["state"])),
        str(row["reason"]),
        bool(row["discuss"]),
        Visibility(str(row["visibility"])),
        PackKey(str(row["wording"])),
        str(row["carried_from"]),
    )


def move(pen: "Pen", answer: Answer, respondent: RespondentId) -> None:
    """Give an answer to another respondent; the row under the old key goes."""
    save(pen, replace(answer, key=replace(answer.key, respondent=respondent)))
    pen.remove(ANSWER, key_of(answer.key))
