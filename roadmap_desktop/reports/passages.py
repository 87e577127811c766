"""Every passage of a report that people wrote, in the order in which it is printed, for finding it again."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from roadmap_desktop.reports.data import ActionRow, Kind, PrintedElement, PrintedPrompt, Report

# Passages that stand side by side, such as the cells of a row; their order among themselves is not known.
Group = tuple[str, ...]


def passages(report: Report) -> Iterator[Group]:
    """The passages in groups; a group is never printed before the one ahead of it."""
    if report.kind is not Kind.SUMMARY:
        yield from _of_differences(report)
    for area in report.areas:
        for element in area.elements:
            yield from _of_element(element)
    if report.kind is Kind.SUMMARY:
        yield from _of_differences(report)
    for owner, actions in groupby(report.actions, lambda action: action.owner):
        # A sheet of an owner names it once, above its items.
        if report.by_owner:
            yield (owner,)
        for action in actions:
            yield (*_of_action(replace(action, owner="") if report.by_owner else action), action.element)


def _of_differences(report: Report) -> Iterator[Group]:
    for row in report.differences:
        yield (row.title,)
        yield (row.between,)
        yield (row.views,)


def _of_element(element: PrintedElement) -> Iterator[Group]:
    for text in (element.title, element.why, element.agreement, element.dissent):
        yield (text,)
    for stage in element.stages:
        yield from _of_prompts(stage.prompts)
    yield from _of_prompts(element.closing)
    for _kind, text in element.notes:
        yield (text,)
    for action in element.actions:
        yield _of_action(action)
    for title, facts in element.evidence:
        yield (title,)
        yield (facts,)
    for partner in element.partners:
        yield (partner.who, partner.stage, partner.reason)


def _of_prompts(prompts: Iterable[PrintedPrompt]) -> Iterator[Group]:
    for prompt in prompts:
        for text in (prompt.text, prompt.wording, prompt.state, prompt.answer):
            yield (text,)


def _of_action(action: ActionRow) -> Group:
    return (action.what, action.resources, action.told, action.owner, action.due, action.status)
