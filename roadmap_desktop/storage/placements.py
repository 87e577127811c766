"""Read and write stage placements. Callers own the transaction."""

import sqlite3
from typing import TYPE_CHECKING

from msgspec.structs import replace

from roadmap_desktop.content.schema import ElementId, StageId
from roadmap_desktop.model.answers import Visibility
from roadmap_desktop.model.assessment import AssessmentId, RespondentId
from roadmap_desktop.model.placements import Agreement, PlacementKey, StagePlacement
from roadmap_desktop.storage.catalogue import PLACEMENT, Row
from roadmap_desktop.storage.reads import select, select_one

if TYPE_CHECKING:
    from roadmap_desktop.storage.change_log import Pen


def key_of(key: PlacementKey) -> tuple[str, str, str]:
    """The key of the row that holds a placement."""
    return (key.assessment, key.respondent, key.element)


def load(connection: sqlite3.Connection, key: PlacementKey) -> StagePlacement:
    """Read one placement, or "not discussed" when nothing was placed yet."""
    found = select_one(connection, PLACEMENT, key_of(key))
    return StagePlacement.blank(key) if found is None else from_row(found.row)


def load_all(connection: sqlite3.Connection, assessment: AssessmentId | None = None) -> list[StagePlacement]:
    """Read the placements of a round by everyone, or of all rounds."""
    where = {} if assessment is None else {"assessment": str(assessment)}
    return [from_row(found.row) for found in select(connection, PLACEMENT, where)]


def load_element(
    connection: sqlite3.Connection, assessment: AssessmentId, element: ElementId
) -> dict[RespondentId, StagePlacement]:
    """Read everyone's placement of one element in one round."""
    found = select(connection, PLACEMENT, {"assessment": assessment, "element": element})
    placed = [from_row(stored.row) for stored in found]
    return {placement.key.respondent: placement for placement in placed}


def save(pen: "Pen", placement: StagePlacement) -> str:
    """Write a placement as a whole and return its revision."""
    return pen.put(PLACEMENT, to_row(placement))


def move(pen: "Pen", placement: StagePlacement, respondent: RespondentId) -> None:
    """Give a placement to another respondent; the row under the old key goes."""
    save(pen, replace(placement, key=replace(placement.key, respondent=respondent)))
    pen.remove(PLACEMENT, key_of(placement.key))


def to_row(placement: StagePlacement) -> Row:
    """A placement as it is stored; a missing stage is empty text."""
    return {
        "assessment": placement.key.assessment,
        "respondent": placement.key.respondent,
        "element": placement.key.element,
        "now": placement.now or "",
        "is_not_our_role": int(placement.is_not_our_role),
        "goal": placement.goal or "",
        "goal_month": placement.goal_month,
        "reason": placement.reason,
        "reason_visibility": placement.reason_visibility.value,
        "agreement": placement.agreement.value,
        "dissent": placement.dissent,
        "dissent_visibility": placement.dissent_visibility.value,
        "carried_from": placement.carried_from,
    }


def from_row(row: Row) -> StagePlacement:
    """A stored placement as a value."""
    key = PlacementKey(
        AssessmentId(str(row["assessment"])), RespondentId(str(row["respondent"])), ElementId(str(row["element"]))
    )
    return StagePlacement(
        key,
        StageId(str(row["now"])) if row["now"] else None,
        bool(row["is_not_our_role"]),
        StageId(str(row["goal"])) if row["goal"] else None,
        str(row["goal_month"]),
        str(row["reason"]),
        Visibility(str(row["reason_visibility"])),
        Agreement(str(row["agreement"])),
        str(row["dissent"]),
        Visibility(str(row["dissent_visibility"])),
        str(row["carried_from"]),
    )
