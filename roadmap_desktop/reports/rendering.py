"""From the values of a report to the bytes of a PDF."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from msgspec import Struct

from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.reports.action_plan import plan_story
from roadmap_desktop.reports.assessment_report import assessment_story
from roadmap_desktop.reports.data import Kind, Report
from roadmap_desktop.reports.document import Layout, Reporter, build
from roadmap_desktop.reports.element_sheet import element_story
from roadmap_desktop.reports.packing import packed
from roadmap_desktop.reports.quick_font import forget_words
from roadmap_desktop.reports.style import BOLD, REGULAR, SEMIBOLD, install
from roadmap_desktop.reports.summary import summary_story
from roadmap_desktop.reports.text import Typesetter

_ANSWERS_A_PAGE = 4
_STORIES = {
    Kind.ASSESSMENT: assessment_story,
    Kind.SUMMARY: summary_story,
    Kind.ELEMENT: element_story,
    Kind.ACTION_PLAN: plan_story,
}


class Rendered(Struct, frozen=True):
    """The bytes of a PDF and the characters that had to be printed as a substitute."""

    data: bytes
    missing: tuple[str, ...]


@contextmanager
def _without_collections() -> Iterator[None]:
    # A report is many small objects that all live until it is done. Looking through them again and again for cycles
    # would stop every thread, the window's too, for a tenth of a second at a time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Renderer:
    """Renders one report at a time: ReportLab keeps state of its own between calls."""

    def __init__(self) -> None:
        self._lock = Lock()

    def render(
        self, report: Report, reporter: Reporter, password: Passphrase | None = None, *, tagged: bool = True
    ) -> Rendered:
        """Lay out a report; `reporter(done, total)` is called for every page and may raise to stop.

        With a password the bytes are encrypted, and other ones every time.
        Untagged PDFs look the same and are made only to measure what the tags cost.
        """
        with self._lock, _without_collections():
            styles = install()
            words = Typesetter()
            layout = Layout(report.standing, words)
            tell = _STORIES[report.kind]
            elements = sum(len(area.elements) for area in report.areas)
            expected = elements + report.answers // _ANSWERS_A_PAGE + 8
            try:
                story = list(tell(report, layout, words, styles))
                data = packed(build(layout, story, reporter, expected, tagged=tagged), password)
            finally:
                forget_words(REGULAR, SEMIBOLD, BOLD)
            return Rendered(data, tuple(sorted(words.missing)))
