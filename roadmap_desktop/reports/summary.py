"""The summary: on two pages where the task force stands, where partners see it differently, and what comes next."""

from collections.abc import Iterator

from roadmap_desktop.i18n import _
from roadmap_desktop.reports.assessment_report import differences
from roadmap_desktop.reports.data import Report
from roadmap_desktop.reports.document import Layout
from roadmap_desktop.reports.element_section import action_table
from roadmap_desktop.reports.flowables import Heading, Matrix
from roadmap_desktop.reports.rl import CondPageBreak, Flowable
from roadmap_desktop.reports.style import Styles
from roadmap_desktop.reports.text import Typesetter

_ACTIONS_ROOM = 90.0


def summary_story(report: Report, layout: Layout, words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    """Counts in a sentence, the matrix of every area, differences, next actions, and the standing lines."""
    yield Heading(words.paragraph(report.title, styles.heading1), "title", report.title, 0)
    yield words.paragraph(f"{report.task_force} · {report.assessment}", styles.body)
    yield words.paragraph(" · ".join(f"{number} {name}" for number, name in report.counts), styles.muted)
    stages = [title for title, _definition in report.stage_definitions]
    for area in report.areas:
        if area.elements:
            yield Matrix(area, stages, words)
    yield words.paragraph(
        _(
            "A stage describes one element at one moment. Groups move forward and back as people, funding and needs "
            "change; that is normal. Stages are not added up, and agencies are not compared."
        ),
        styles.small,
    )
    yield from differences(report, words, styles)
    if report.actions:
        yield CondPageBreak(_ACTIONS_ROOM)
        yield Heading(words.paragraph(_("Next actions"), styles.heading3), "next", _("Next actions"), 1)
        yield action_table(report.actions, words, styles, layout.text_width, with_element=False)
    if report.more:
        yield words.paragraph(report.more, styles.small)
    yield words.paragraph(f"{report.claim} {report.attribution}".strip(), styles.small)
    yield words.paragraph(
        _("National Human Trafficking Hotline: call 1-888-373-7888 or text 233733, day and night. Emergency: 911."),
        styles.small,
    )
