"""The element sheet: a handout on one or a few elements."""

from collections.abc import Iterator

from roadmap_desktop.reports.assessment_report import support
from roadmap_desktop.reports.data import Report
from roadmap_desktop.reports.document import Layout
from roadmap_desktop.reports.element_section import element_section
from roadmap_desktop.reports.flowables import Heading, Rule
from roadmap_desktop.reports.rl import Flowable, PageBreak
from roadmap_desktop.reports.style import Styles, area_color
from roadmap_desktop.reports.text import Typesetter


def element_story(report: Report, layout: Layout, words: Typesetter, styles: Styles) -> Iterator[Flowable]:
    """The elements one after another, with the standing lines at the front and support at the end."""
    yield Heading(words.paragraph(report.title, styles.heading1), "title", report.title, 0)
    yield words.paragraph(report.claim, styles.small)
    yield words.paragraph(report.attribution, styles.small)
    yield words.paragraph(report.review_note, styles.small)
    yield Rule()
    elements = [(area, element) for area in report.areas for element in area.elements]
    for place, (area, element) in enumerate(elements):
        if place:
            yield PageBreak()
        color = area_color(area.number)
        yield words.paragraph(f"{area.number} · {area.title}", styles.small)
        yield from element_section(element, words, styles, color, layout.text_width)
    yield from support(words, styles)
