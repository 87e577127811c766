"""What looks identifying in a table, calendar or mail about to leave: listed, and masked before it is written."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeVar

from msgspec.structs import replace

from roadmap_desktop.exchange.calendar import Calendar
from roadmap_desktop.exchange.mail import Draft
from roadmap_desktop.exchange.spreadsheets import Cell, Table
from roadmap_desktop.i18n import _
from roadmap_desktop.services.identifying import Looking
from roadmap_desktop.services.leaving import Leaving, listed, masker

Leaves = TypeVar("Leaves", bound=Table | Calendar | Draft)


def leaving(
    what: Table | Calendar | Draft, looking: Looking, report: Callable[[int, int], object] = lambda _done, _total: None
) -> tuple[Leaving, ...]:
    """Everything in it that looks identifying, each wording once, in the order in which it is written."""
    typed = tuple(_typed(what))
    return listed(_telling(typed, report), looking)


def without(what: Leaves, wanted: Collection[Leaving], looking: Looking) -> Leaves:
    """The same with these wordings masked wherever they stand; the file itself is not touched."""
    return replace(what, **_masked(what, masker(wanted, looking))) if wanted else what


def _telling(typed: Sequence[tuple[str, str]], report: Callable[[int, int], object]) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(typed):
        report(number, len(typed))
        yield one


def _typed(what: Table | Calendar | Draft) -> Iterator[tuple[str, str]]:
    if isinstance(what, Table):
        yield from _typed_in_table(what)
    elif isinstance(what, Calendar):
        yield from _typed_in_calendar(what)
    else:
        # The PDF was looked through when it was made.
        yield _("Subject"), what.subject
        yield _("Text"), what.text
        yield _("Name of the attached file"), _stem(what.file_name)


def _stem(name: str) -> str:
    # With its ending, a name could read as an address.
    return name.rpartition(".")[0]


def _typed_in_table(table: Table) -> Iterator[tuple[str, str]]:
    for row in table.rows:
        cells = tuple(zip(table.columns, row, strict=True))
        named = (cell for column, cell in cells if column.names_place and isinstance(cell, str) and cell)
        place = " · ".join((*named,)) or table.title
        for column, cell in cells:
            if column.is_typed and isinstance(cell, str):
                yield place, cell


def _masked(what: Table | Calendar | Draft, mask: Callable[[str], str]) -> dict[str, object]:
    if isinstance(what, Draft):
        stem = _stem(what.file_name)
        name = mask(stem) + what.file_name[len(stem) :]
        return {"subject": mask(what.subject), "text": mask(what.text), "file_name": name}
    return _masked_table(what, mask) if isinstance(what, Table) else _masked_calendar(what, mask)


def _masked_table(table: Table, mask: Callable[[str], str]) -> dict[str, object]:
    def cells(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        pairs = zip(table.columns, row, strict=True)
        return tuple(mask(cell) if column.is_typed and isinstance(cell, str) else cell for column, cell in pairs)

    return {"rows": tuple(map(cells, table.rows))}


def _typed_in_calendar(calendar: Calendar) -> Iterator[tuple[str, str]]:
    for entry in calendar.entries:
        for text in (entry.title, *entry.lines):
            yield _("Action plan"), text


def _masked_calendar(calendar: Calendar, mask: Callable[[str], str]) -> dict[str, object]:
    return {
        "entries": tuple(
            replace(entry, title=mask(entry.title), lines=tuple(map(mask, entry.lines))) for entry in calendar.entries
        )
    }
