"""The task force, its partner agencies, who answers, and one round of assessment."""

from datetime import date
from enum import StrEnum
from typing import NewType

from msgspec import Struct

from roadmap_desktop.content.schema import ElementId, PackKey

AssessmentId = NewType("AssessmentId", str)
RespondentId = NewType("RespondentId", str)
AgencyId = NewType("AgencyId", str)

TASK_FORCE = RespondentId("task-force")


class TaskForce(Struct, frozen=True):
    """The team this file belongs to."""

    name: str
    small_number: int = 10


class PartnerAgency(Struct, frozen=True):
    """A member body; its id is random so that its label may change. One that `has_left` keeps its record."""

    id: AgencyId
    label: str
    discipline: str = ""
    has_left: bool = False


class Respondent(Struct, frozen=True):
    """Who answers: the task force as a group (`agency` is None), or one partner agency.

    `may_be_named` says whether exports and comparisons may show the agency's label.
    """

    id: RespondentId
    label: str
    agency: AgencyId | None = None
    discipline: str = ""
    has_left: bool = False
    may_be_named: bool = False

    @property
    def is_task_force(self) -> bool:
        """True for the group's own record."""
        return self.agency is None


class AssessmentStatus(StrEnum):
    """A closed assessment is read-only until it is reopened."""

    OPEN = "open"
    CLOSED = "closed"


class Assessment(Struct, frozen=True):
    """One round, e.g. "Baseline 2026", over the elements it names, asked with one pack."""

    id: AssessmentId
    title: str
    pack: PackKey
    scope: tuple[ElementId, ...]
    status: AssessmentStatus = AssessmentStatus.OPEN
    started: date | None = None
    closed: date | None = None
    position: int = 0

    @property
    def is_closed(self) -> bool:
        """True while nothing in this round may be changed."""
        return self.status is AssessmentStatus.CLOSED
