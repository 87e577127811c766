"""Write tables, calendars and mail drafts: beside the target, read back whole, and only then moved into place."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from roadmap_desktop.errors import CellTooLong, NotAFormat, NothingDated
from roadmap_desktop.exchange.calendar import Calendar, read_ics, to_ics
from roadmap_desktop.exchange.mail import Draft, read_eml, to_eml
from roadmap_desktop.exchange.spreadsheets import XLSX_LIMIT, Table, read_csv, read_xlsx, to_csv, to_xlsx, whole
from roadmap_desktop.services.checked_writing import write_checked
from roadmap_desktop.services.progress import Progress

TABLE_ENDINGS = (".xlsx", ".csv")
CALENDAR_ENDING = ".ics"
DRAFT_ENDING = ".eml"

# What is looked through for passages before it is written.
Outgoing: TypeAlias = Table | Calendar


class ExportWritten(Struct, frozen=True):
    """A finished file, read back: where it is, how many rows, dates or attachments it holds, and its size in bytes."""

    path: Path
    count: int
    size: int


def write(outgoing: Outgoing, target: Path, stamp: datetime, progress: Progress) -> ExportWritten:
    """Write a table or a calendar; see `write_table` and `write_calendar`."""
    if isinstance(outgoing, Table):
        return write_table(outgoing, target, progress)
    return write_calendar(outgoing, target, stamp, progress)


def write_table(table: Table, target: Path, progress: Progress) -> ExportWritten:
    """Write a table as its ending says, .xlsx or .csv, and find every cell again in it.

    A failed or cancelled one leaves only the old file. Raises Cancelled, NotAFormat, CellTooLong, PlaceIsALink,
    ExportFailed and the faults of drives.
    """
    ending = target.suffix.lower()
    if ending not in TABLE_ENDINGS:
        raise NotAFormat(target, " ".join(TABLE_ENDINGS))
    if ending == ".xlsx" and table.longest > XLSX_LIMIT:
        raise CellTooLong(target, table.longest, XLSX_LIMIT)
    if ending == ".csv":
        texts = tuple(tuple(map(str, row)) for row in whole(table))
        return _write(to_csv(table, progress.report), target, progress, lambda data: read_csv(data) == texts, table)
    data = to_xlsx(table, progress.report)
    return _write(data, target, progress, lambda data: read_xlsx(data) == whole(table), table)


def write_calendar(calendar: Calendar, target: Path, stamp: datetime, progress: Progress) -> ExportWritten:
    """Write an .ics file and find every entry again in it; `stamp` is when it is written, with its offset from UTC.

    A failed or cancelled one leaves only the old file. Raises Cancelled, NotAFormat, NothingDated, PlaceIsALink,
    ExportFailed and the faults of drives.
    """
    _require_ending(target, CALENDAR_ENDING)
    if not calendar.entries:
        raise NothingDated
    expected = [(one.id, one.title, one.day, one.description) for one in calendar.entries]

    def holds(data: bytes) -> bool:
        return [(one.id, one.title, one.day, one.description) for one in read_ics(data)] == expected

    return _write(to_ics(calendar, stamp), target, progress, holds, calendar)


def write_draft(draft: Draft, target: Path, progress: Progress) -> ExportWritten:
    """Write an .eml file and find its words and the PDF again in it.

    A failed or cancelled one leaves only the old file. Raises Cancelled, NotAFormat, PlaceIsALink, ExportFailed and the
    faults of drives.
    """
    _require_ending(target, DRAFT_ENDING)
    return _write(to_eml(draft), target, progress, lambda data: read_eml(data) == draft, draft)


def _require_ending(target: Path, ending: str) -> None:
    if target.suffix.lower() != ending:
        raise NotAFormat(target, ending)


def _write(
    data: bytes,
    target: Path,
    progress: Progress,
    holds: Callable[[bytes], bool],
    what: Table | Calendar | Draft,
) -> ExportWritten:
    return ExportWritten(target, _count(what), write_checked(data, target, holds, progress))


def _count(what: Table | Calendar | Draft) -> int:
    if isinstance(what, Table):
        return len(what.rows)
    return len(what.entries) if isinstance(what, Calendar) else 1
