"""Read and write the task force, its agencies, who answers, and the rounds. Callers own the transaction."""

import json
import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from roadmap_desktop.content.schema import ElementId, PackKey
from roadmap_desktop.model.assessment import (
    TASK_FORCE,
    AgencyId,
    Assessment,
    AssessmentId,
    AssessmentStatus,
    PartnerAgency,
    Respondent,
    RespondentId,
    TaskForce,
)
from roadmap_desktop.storage.catalogue import AGENCY, ASSESSMENT, RESPONDENT, Row
from roadmap_desktop.storage.catalogue import TASK_FORCE as TASK_FORCE_SHAPE
from roadmap_desktop.storage.reads import select

if TYPE_CHECKING:
    from roadmap_desktop.storage.change_log import Pen


def load_task_force(connection: sqlite3.Connection) -> TaskForce:
    """The team this file belongs to; without a name in a file that is just being made."""
    found = select(connection, TASK_FORCE_SHAPE)
    return TaskForce(str(found[0].row["name"]), int(found[0].row["small_number"])) if found else TaskForce("")


def save_task_force(pen: "Pen", team: TaskForce) -> str:
    """Write the team's name and its threshold for small numbers."""
    return pen.put(TASK_FORCE_SHAPE, {"id": TASK_FORCE, "name": team.name, "small_number": team.small_number})


def load_agencies(connection: sqlite3.Connection) -> list[PartnerAgency]:
    """The partner agencies in the order they were added."""
    return [agency_from_row(found.row) for found in select(connection, AGENCY)]


def save_agency(pen: "Pen", agency: PartnerAgency) -> str:
    """Write an agency; it keeps its place among the others."""
    there = pen.read(AGENCY, (agency.id,))
    row: Row = {
        "id": agency.id,
        "label": agency.label,
        "discipline": agency.discipline,
        "has_left": int(agency.has_left),
        "position": pen.next_position(AGENCY) if there is None else there["position"],
    }
    return pen.put(AGENCY, row)


def agency_from_row(row: Row) -> PartnerAgency:
    """A stored agency as a value."""
    return PartnerAgency(AgencyId(str(row["id"])), str(row["label"]), str(row["discipline"]), bool(row["has_left"]))


def load_respondents(connection: sqlite3.Connection) -> list[Respondent]:
    """Who answers: the task force first, then the agencies in their order, those who left last."""
    agencies = {agency.id: agency for agency in load_agencies(connection)}
    order = {agency: place for place, agency in enumerate(agencies)}
    found = [_respondent(stored.row, agencies) for stored in select(connection, RESPONDENT)]
    return sorted(
        found, key=lambda one: (not one.is_task_force, one.has_left, order.get(one.agency or AgencyId(""), 0))
    )


def _respondent(row: Row, agencies: dict[AgencyId, PartnerAgency]) -> Respondent:
    agency = agencies.get(AgencyId(str(row["agency"])))
    if agency is None:
        return Respondent(RespondentId(str(row["id"])), "")
    return Respondent(
        RespondentId(str(row["id"])),
        agency.label,
        agency.id,
        agency.discipline,
        agency.has_left,
        bool(row["may_be_named"]),
    )


def save_respondent(pen: "Pen", respondent: Respondent) -> str:
    """Write who answers; the label and discipline stand with the agency."""
    row: Row = {
        "id": respondent.id,
        "agency": respondent.agency or "",
        "may_be_named": int(respondent.may_be_named),
    }
    return pen.put(RESPONDENT, row)


def load_assessments(connection: sqlite3.Connection) -> list[Assessment]:
    """The rounds in their order; the last is the newest."""
    return [assessment_from_row(found.row) for found in select(connection, ASSESSMENT)]


def save_assessment(pen: "Pen", assessment: Assessment) -> str:
    """Write a round; position 0 puts a new one last."""
    row: Row = {
        "id": assessment.id,
        "title": assessment.title,
        "pack": assessment.pack,
        "scope": json.dumps(list(assessment.scope)),
        "status": assessment.status.value,
        "started": assessment.started.isoformat() if assessment.started else "",
        "closed": assessment.closed.isoformat() if assessment.closed else "",
        "position": assessment.position or pen.next_position(ASSESSMENT),
    }
    return pen.put(ASSESSMENT, row)


def assessment_from_row(row: Row) -> Assessment:
    """A stored round as a value."""
    return Assessment(
        AssessmentId(str(row["id"])),
        str(row["title"]),
        PackKey(str(row["pack"])),
        tuple(ElementId(element) for element in json.loads(str(row["scope"]))),
        AssessmentStatus(str(row["status"])),
        date.fromisoformat(str(row["started"])) if row["started"] else None,
        date.fromisoformat(str(row["closed"])) if row["closed"] else None,
        int(row["position"]),
    )
