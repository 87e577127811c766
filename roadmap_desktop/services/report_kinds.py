"""What each kind of PDF takes of everything that was gathered for a round."""

from collections.abc import Sequence

from msgspec.structs import replace

from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.actions import ActionItem
from roadmap_desktop.reports.data import Kind, PrintedElement, Report

# What goes into two pages beside the matrix of all elements; the rest is said to stand in the other PDFs.
MOST_ACTIONS = 5
MOST_DIFFERENCES = 4
MOST_DIFFERENCES_WITH_NAMES = 2
MOST_CHARACTERS = 700


def title_of(kind: Kind) -> str:
    """The title of a kind of PDF, for its first page and its file."""
    return {
        Kind.ASSESSMENT: _("Assessment report"),
        Kind.SUMMARY: _("Summary"),
        Kind.ELEMENT: _("Element sheet"),
        Kind.ACTION_PLAN: _("Action plan"),
    }[kind]


def in_order(kind: Kind, items: Sequence[ActionItem], *, by_owner: bool) -> tuple[ActionItem, ...]:
    """The action items that a kind prints, in its order.

    A summary has what is still to be done, the earliest date first and no date last; an action plan with a sheet for
    each owner has the owners in the order of the alphabet, and items without one at the end.
    """
    if kind is Kind.SUMMARY:
        return tuple(sorted((item for item in items if item.is_pending), key=lambda item: item.due or "9999"))
    if kind is Kind.ACTION_PLAN and by_owner:
        return tuple(sorted(items, key=lambda item: (not item.owner, item.owner.casefold(), item.owner)))
    return tuple(items)


def shaped(report: Report, *, by_owner: bool = False) -> Report:
    """A whole report cut down to what its kind prints; an assessment report is the whole."""
    if report.kind is Kind.SUMMARY:
        return _summary(report)
    if report.kind is Kind.ACTION_PLAN:
        return replace(
            report, areas=(), differences=(), glossary=(), stage_definitions=(), shelf=None, by_owner=by_owner
        )
    if report.kind is Kind.ELEMENT:
        return replace(report, actions=(), differences=(), glossary=(), shelf=None)
    return report


def _summary(report: Report) -> Report:
    shown = 0
    room = MOST_CHARACTERS
    for action in report.actions[:MOST_ACTIONS]:
        room -= len(action.what) + len(action.owner)
        if room < 0:
            break
        shown += 1
    rest = len(report.actions) - shown
    more = ngettext(
        "{count} more action is in the action plan.", "{count} more actions are in the action plan.", rest
    ).format(count=rest)
    are_named = any(row.views for row in report.differences)
    return replace(
        report,
        areas=tuple(replace(area, elements=tuple(_placed(one) for one in area.elements)) for area in report.areas),
        actions=tuple(replace(action, element="", resources="", told="") for action in report.actions[:shown]),
        differences=report.differences[: MOST_DIFFERENCES_WITH_NAMES if are_named else MOST_DIFFERENCES],
        glossary=(),
        shelf=None,
        more=more if rest else "",
    )


def _placed(element: PrintedElement) -> PrintedElement:
    # Where it stands and where it is to be, without a word that was written about it.
    return PrintedElement(element.number, element.title, element.purpose, element.track)
