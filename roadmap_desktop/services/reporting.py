"""Gather what a PDF prints, write it beside its target, read it back, and move it into place."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from roadmap_desktop.content.schema import AreaId, ElementId
from roadmap_desktop.errors import NoSuchThing, PassagesMissing, PasswordUnfit, PlaceIsALink
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId, RespondentId
from roadmap_desktop.services.checked_writing import write_checked
from roadmap_desktop.services.documents import Document
from roadmap_desktop.services.gathering import Gatherer, Wanted
from roadmap_desktop.services.progress import Progress

if TYPE_CHECKING:
    from roadmap_desktop.model.passphrase import Passphrase
    from roadmap_desktop.reports.data import Report
    from roadmap_desktop.reports.reading_back import PagePicture
    from roadmap_desktop.services.leaving import Leaving


SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 127  # bytes of UTF-8, ISO 32000-2, 7.6.4.3.3


class ReportKind(StrEnum):
    """The kinds of PDF that can be asked for."""

    ASSESSMENT = "assessment"
    SUMMARY = "summary"
    ELEMENT = "element"
    ACTION_PLAN = "action-plan"


class ReportRequest(Struct, frozen=True):
    """What a PDF should hold. Empty `elements` and `areas` mean all that the round covers.

    `internal` also prints what is marked internal only; `roles` names the agencies that agreed to be named; `by_owner`
    gives each owner in an action plan a sheet.
    """

    kind: ReportKind
    assessment: str
    elements: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    paper: str = "letter"
    unanswered: bool = False
    notes: bool = True
    roles: bool = False
    internal: bool = False
    respondent: str = TASK_FORCE
    by_owner: bool = False


class ReportWritten(Struct, frozen=True):
    """A finished PDF, read back: where it is, how many pages and answers, how large, what was substituted."""

    path: Path
    pages: int
    answers: int
    size: int
    missing: tuple[str, ...] = ()


class ReportingService:
    """Makes PDFs. `gather` reads the open file; `render` and `write` work on values alone, in any thread."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def gather(self, request: ReportRequest, today: date) -> "Report":
        """Read what the PDF prints. Raises NoSuchThing for an element or area the round does not cover."""
        assessment = self._document.assessment(AssessmentId(request.assessment))
        pack = self._document.pack(assessment.pack)
        _require("element", request.elements, assessment.scope)
        _require("area", request.areas, [area.id for area in pack.areas])
        elements = tuple(
            element.id
            for area in pack.areas
            for element in area.elements
            if element.id in assessment.scope
            and (not request.elements or element.id in request.elements)
            and (not request.areas or area.id in request.areas)
        )
        wanted = Wanted(
            request.kind.value,
            assessment.id,
            RespondentId(request.respondent),
            elements,
            request.paper,
            request.unanswered,
            request.notes,
            request.roles,
            request.internal,
            request.by_owner,
        )
        return Gatherer(self._document, wanted, today).report()

    def leaving(self, report: "Report") -> "tuple[Leaving, ...]":
        """What in a report looks as if it could point at a person, each wording once."""
        # The patterns are wanted only when something leaves.
        from roadmap_desktop.services.identifying import IdentifyingService
        from roadmap_desktop.services.leaving import leaving

        return leaving(report, IdentifyingService(self._document).looking())

    def without(self, report: "Report", wanted: "Collection[Leaving]") -> "Report":
        """The report with these wordings masked wherever they stand; the file is not touched."""
        from roadmap_desktop.services.identifying import IdentifyingService
        from roadmap_desktop.services.leaving import without

        return without(report, wanted, IdentifyingService(self._document).looking())

    @staticmethod
    def unprintable(report: "Report") -> str:
        """What no font of this computer can print and where it stands, in words, before it is written; or nothing."""
        from roadmap_desktop.services.unprintable import told, unprintable

        return told(unprintable(report))

    @staticmethod
    def render(report: "Report", progress: Progress) -> bytes:
        """The bytes of the PDF, for preview and print. Raises Cancelled."""
        from roadmap_desktop.reports.rendering import Renderer

        return Renderer().render(report, progress.report).data

    @staticmethod
    def page_pictures(data: bytes, width: int) -> "Iterator[PagePicture]":
        """The pages of a PDF as pictures of a width in pixels, rendered from its bytes by another library."""
        from roadmap_desktop.reports.reading_back import pictures

        return pictures(data, width)

    @staticmethod
    def write(
        report: "Report", target: Path, progress: Progress, password: "Passphrase | None" = None
    ) -> ReportWritten:
        """Write a PDF and find every passage again in it; a failed or cancelled one leaves only the old file.

        With a password it is encrypted with AES-256, and opened with it to be read back. Raises Cancelled,
        PasswordUnfit, PlaceIsALink, ExportFailed, PassagesMissing and the faults of drives.
        """
        # ReportLab is wanted only when something is printed.
        from roadmap_desktop.reports.reading_back import read_back
        from roadmap_desktop.reports.rendering import Renderer

        require_fit(password)
        if target.is_symlink():
            # Said before a long report is laid out for nothing.
            raise PlaceIsALink(target)
        rendered = Renderer().render(report, progress.report, password)
        pages = 0

        def holds_passages(found: bytes) -> bool:
            nonlocal pages
            seen = read_back(found, report, password)
            pages = seen.pages
            if found == rendered.data and pages and seen.lost:
                raise PassagesMissing(target, seen.lost)
            return found == rendered.data and pages > 0

        size = write_checked(rendered.data, target, holds_passages, progress)
        return ReportWritten(target, pages, report.answers, size, rendered.missing)


def require_fit(password: "Passphrase | None") -> None:
    """Raise PasswordUnfit for one that is too short to help or longer than PDF allows; None is no password."""
    if password is None:
        return
    if password.length < SHORTEST_PASSWORD or len(password.to_bytes()) > LONGEST_PASSWORD:
        raise PasswordUnfit(SHORTEST_PASSWORD, LONGEST_PASSWORD)


def _require(kind: str, wanted: Sequence[str], known: Sequence[ElementId] | Sequence[AreaId]) -> None:
    for name in wanted:
        if name not in known:
            raise NoSuchThing(kind, name)
