"""The action plan: what happens next, who does it and by when; also one sheet for each owner."""

from collections.abc import Iterator
from itertools import groupby

from roadmap_desktop.i18n import _
from roadmap_desktop.reports.assessment_report import support
from roadmap_desktop.reports.data import Report
from roadmap_desktop.reports.document import Layout
from roadmap_desktop.reports.element_section import action_table, owner_table
from roadmap_desktop.reports.flowables import Heading, Rule
from roadmap_desktop.reports.rl import Flowable, PageBreak
from roadmap_desktop.reports.style import Styles
from roadmap_desktop.reports.text import Typesetter


def plan_story(report: Report, layout: Layout, words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    """One table of all items, or a page for each owner with a table of what is theirs."""
    yield Heading(words.paragraph(report.title, styles.heading1), "title", report.title, 0)
    yield words.paragraph(f"{report.task_force} · {report.assessment}", styles.body)
    yield words.paragraph(
        _("What the group agreed to do next. Items and dates change as the work does; nobody is graded by them."),
        styles.small,
    )
    yield Rule()
    if not report.actions:
        yield words.paragraph(_("No action item yet."), styles.body)
    elif report.by_owner:
        yield from _sheets(report, layout, words, styles)
    else:
        yield action_table(report.actions, words, styles, layout.text_width, with_element=True)
    yield from support(words, styles)


def _sheets(report: Report, layout: Layout, words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    for place, (owner, found) in enumerate(groupby(report.actions, lambda action: action.owner)):
        if place:
            yield PageBreak()
        title = owner or _("Without an owner yet")
        yield Heading(words.paragraph(title, styles.heading2), f"owner-{place}", title, 1)
        yield owner_table(tuple(found), words, styles, layout.text_width)
