"""The assessment report: cover, contents, overview, a chapter an area, action plan, how to read it, glossary."""

from collections.abc import Iterator
from typing import Any

from roadmap_desktop.i18n import _
from roadmap_desktop.reports.data import PrintedArea, Report
from roadmap_desktop.reports.document import Layout
from roadmap_desktop.reports.element_section import action_table, element_key, element_section
from roadmap_desktop.reports.flowables import ContentsLine, Heading, Matrix, Rule
from roadmap_desktop.reports.rl import (
    CondPageBreak,
    Flowable,
    NextPageTemplate,
    PageBreak,
    ParagraphStyle,
    Spacer,
    Table,
)
from roadmap_desktop.reports.style import BOLD, REGULAR, Styles, area_color
from roadmap_desktop.reports.tagging import PlacedSideBySide
from roadmap_desktop.reports.text import Typesetter

# What should stand on one page: the heading, what it means, and one element.
_SECTION_ROOM = 400  # points; more than half a page
_DIFFERENCE_ROOM = 90.0


def assessment_story(report: Report, layout: Layout, words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    """The whole report in reading order."""
    yield from _cover(report, words, styles, layout.text_width)
    yield from _contents(report, words, styles)
    yield from _overview(report, words, styles)
    for area in report.chapters:
        yield PageBreak()
        color = area_color(area.number)
        title = chapter_title(area)
        style = ParagraphStyle("chapter", styles.heading1, textColor=color)
        yield Heading(words.paragraph(title, style), f"area-{area.number}", title, 0)
        yield words.paragraph(area.summary, styles.muted)
        yield Rule()
        for place, element in enumerate(area.elements):
            # A section starts its own page, to be handed out alone, where the one before left little room.
            # One that only says "not discussed" needs none.
            if place and not element.is_blank:
                yield CondPageBreak(_SECTION_ROOM)
            yield from element_section(element, words, styles, color, layout.text_width)
    yield from _plan(report, layout, words, styles)
    yield from _reading(report, words, styles)
    yield from _glossary(report, words, styles)
    yield from support(words, styles)


def chapter_title(area: PrintedArea) -> str:
    """An area with its number; the shelf, which is none, has only its title."""
    return f"{area.number} {area.title}" if area.number else area.title


def _cover(report: Report, words: Typesetter, styles: Styles, width: float) -> Iterator[Flowable]:
    count = ParagraphStyle("count", styles.body, fontName=BOLD, fontSize=22, leading=26, spaceAfter=0)
    yield Spacer(1, 6)
    # A number and what it counts stand in one cell, so that they are read together.
    cells = [[[words.paragraph(number, count), words.paragraph(name, styles.body)] for number, name in report.counts]]
    if report.counts:
        column = min(width / len(report.counts), 120)
        tags: Any = PlacedSideBySide()
        made = Table(cells, colWidths=[column] * len(report.counts), hAlign="LEFT", renderCB=tags)
        made.setStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), REGULAR),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
            ]
        )
        yield made
    yield Spacer(1, 18)
    yield words.paragraph(f"{report.exported}.", styles.muted)
    yield words.paragraph(report.audience, styles.muted)
    yield words.paragraph(report.claim, styles.muted)
    yield Spacer(1, 8)
    yield words.paragraph(report.attribution, styles.muted)
    yield words.paragraph(report.review_note, styles.muted)
    yield NextPageTemplate("page")
    yield PageBreak()


def _contents(report: Report, words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    yield words.paragraph(_("Contents"), styles.heading1)
    yield ContentsLine(words, _("Overview"), "overview", 0)
    for area in report.chapters:
        yield ContentsLine(words, chapter_title(area), f"area-{area.number}", 0)
        for element in area.elements:
            yield ContentsLine(words, f"{element.number} {element.title}", element_key(element), 1)
    if report.actions:
        yield ContentsLine(words, _("Action plan"), "plan", 0)
    yield ContentsLine(words, _("How to read this report"), "reading", 0)
    if report.glossary:
        yield ContentsLine(words, _("Glossary"), "glossary", 0)
    yield ContentsLine(words, _("Hotline and support"), "support", 0)
    yield PageBreak()


def _overview(report: Report, words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    yield Heading(words.paragraph(_("Overview"), styles.heading1), "overview", _("Overview"), 0)
    yield words.paragraph(_("Where the task force stands on every element, and where it wants to be."), styles.muted)
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


def differences(report: Report, words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    """Which elements partners see most differently, in words; nothing where there are none."""
    if report.differences:
        yield CondPageBreak(_DIFFERENCE_ROOM)
        yield words.paragraph(_("Where partners see it most differently"), styles.heading3)
        yield words.paragraph(
            _("These elements are worth talking about together; no view is the right one."), styles.small
        )
        between = ParagraphStyle(
            "between", styles.body, spaceBefore=4, spaceAfter=0 if report.differences[0].views else 2
        )
        for row in report.differences:
            yield words.paragraph(row.between, between, f"{row.number} {row.title}.")
            if row.views:
                yield words.paragraph(row.views, styles.small)


def _plan(report: Report, layout: Layout, words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    if not report.actions:
        return
    yield PageBreak()
    yield Heading(words.paragraph(_("Action plan"), styles.heading1), "plan", _("Action plan"), 0)
    yield action_table(report.actions, words, styles, layout.text_width, with_element=True)


def _reading(report: Report, words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    title = _("How to read this report")
    yield PageBreak()
    yield Heading(words.paragraph(title, styles.heading1), "reading", title, 0)
    for paragraph in (
        _(
            "This is a planning record of partners who work together. It describes how the group works, not any person "
            "or case, and it evaluates no person and no agency."
        ),
        _(
            "The four areas of function are divided into key elements. Each element stands at one of five stages, or "
            "was not discussed yet. The goal is where the group wants it to be."
        ),
        _("Prompts without an answer are skipped on purpose or still to come; nothing has to be complete."),
    ):
        yield words.paragraph(paragraph, styles.body)
    yield words.paragraph(_("The five stages"), styles.heading3)
    for title, definition in report.stage_definitions:
        yield words.paragraph(definition, styles.body, f"{title}.")
    yield words.paragraph(_("Where the prompts come from"), styles.heading3)
    yield words.paragraph(report.pack, styles.body)
    yield words.paragraph(report.attribution, styles.body)
    yield words.paragraph(report.review_note, styles.body)


def _glossary(report: Report, words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    if not report.glossary:
        return
    yield PageBreak()
    yield Heading(words.paragraph(_("Glossary"), styles.heading1), "glossary", _("Glossary"), 0)
    for term, definition in report.glossary:
        yield words.paragraph(definition, styles.body, f"{term}.")


def support(words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    """The last page: where people find help."""
    title = _("Hotline and support")
    yield PageBreak()
    yield Heading(words.paragraph(title, styles.heading1), "support", title, 0)
    for lead, text in (
        (_("National Human Trafficking Hotline."), _("Call 1-888-373-7888 or text 233733, day and night.")),
        (_("988 Suicide and Crisis Lifeline."), _("Call or text 988.")),
        (_("In an emergency."), _("Call 911.")),
        (
            _("For those who do this work."),
            _("The Vicarious Trauma Toolkit of the Office for Victims of Crime: https://ovc.ojp.gov/program/vtt"),
        ),
    ):
        yield words.paragraph(text, styles.body, lead)
