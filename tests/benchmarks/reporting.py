"""The whole report, against plain paragraphs and tables of the same text; and whether the window waits meanwhile."""

import gc
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from roadmap_desktop.__main__ import main as roadmap
from roadmap_desktop.reports.data import Report
from roadmap_desktop.reports.quick_font import QuickFont
from roadmap_desktop.reports.rendering import Renderer
from roadmap_desktop.reports.rl import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    ParagraphStyle,
    Table,
    TTFont,
    pdfmetrics,
)
from roadmap_desktop.reports.style import BOLD, REGULAR, SEMIBOLD, Styles, install
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import DocumentService
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest
from roadmap_desktop.ui.jobs import Jobs
from tests.benchmarks.row import Row, side_by_side


def rows(folder: Path, _rounds: int) -> list[Row]:
    """Time of the report in turns with the plain one, and the longest wait of the event loop."""
    path = folder / "full.roadmap"
    roadmap(["new", str(path), "--full"])
    document = DocumentService(ChangeFeed()).open(path)
    service = ReportingService(document)
    request = ReportRequest(ReportKind.ASSESSMENT, document_round(document), unanswered=True, roles=True)
    report = service.gather(request, date(2026, 11, 24))
    document.close()
    styles = _plain_styles()
    target = folder / "full.pdf"
    ours, plain = side_by_side(
        5, lambda: ReportingService.write(report, target, Progress()), lambda: _plain(report, styles)
    )
    renderer = Renderer()
    tagged, untagged = side_by_side(
        5,
        lambda: renderer.render(report, _quiet),
        lambda: renderer.render(report, _quiet, tagged=False),
    )
    # The dozens of reports of the rows above left more to collect than a day of work would.
    gc.collect()
    waited = _longest_wait(report)
    return [
        Row(
            "assessment report of --full",
            ours / plain,
            "x",
            2.0,
            f"{ours:.2f} s written and read back, plain {plain:.2f} s, {target.stat().st_size // 1024} KB",
        ),
        Row("the same, tagged", tagged / untagged, "x", 1.5, f"{tagged:.2f} s, untagged {untagged:.2f} s"),
        Row("its size", target.stat().st_size / 1024, "KB", 600, "with prompts that nobody answered"),
        Row("longest wait of the event loop during the report", waited, "ms", 100, "in the background lane"),
    ]


def document_round(document: object) -> str:
    """The newest round of a document."""
    from roadmap_desktop.services.documents import Document
    from roadmap_desktop.services.reading import ReadingService

    assert isinstance(document, Document)
    return ReadingService(document).assessments()[-1].id


def _quiet(_done: int, _total: int) -> None:
    """Nobody looks on."""


def _plain_styles() -> Styles:
    # The same letters as ReportLab itself would measure and draw them.
    styles = install()
    for name in (REGULAR, SEMIBOLD, BOLD):
        font = pdfmetrics.getFont(name)
        assert isinstance(font, TTFont)
        plain = TTFont(f"Plain-{name}", font.face.filename)
        # By the name of its face ReportLab would take it for the font that is registered already.
        plain.face.name += b"-plain"
        pdfmetrics.registerFont(plain)
        assert not isinstance(pdfmetrics.getFont(f"Plain-{name}"), QuickFont)
    made = {
        name: ParagraphStyle(f"plain-{name}", style, fontName=f"Plain-{style.fontName}")
        for name in Styles.__struct_fields__
        if isinstance(style := getattr(styles, name), ParagraphStyle)
    }
    return Styles(**made)


def _plain(report: Report, styles: Styles) -> None:
    story: list[Flowable] = []
    for area in report.areas:
        for element in area.elements:
            story.append(Paragraph(escape(element.title), styles.heading2))
            story.append(Paragraph(escape(element.purpose), styles.body))
            for stage in element.stages:
                story.append(Paragraph(escape(stage.title), styles.label))
                for prompt in stage.prompts:
                    story.append(Paragraph(escape(f"{prompt.number} {prompt.text}"), styles.prompt))
                    story += [Paragraph(escape(block), styles.body) for block in prompt.answer.split("\n\n")]
            story += [Paragraph(escape(text), styles.body) for _kind, text in element.notes]
            for rows_ in (
                [(row.what, row.owner, row.due, row.status) for row in element.actions],
                [(row.who, row.stage, row.reason) for row in element.partners],
            ):
                if rows_:
                    story.append(Table([[Paragraph(escape(text), styles.cell) for text in row] for row in rows_]))
    story += [Paragraph(escape(f"{term} {words}"), styles.body) for term, words in report.glossary]
    template = BaseDocTemplate(BytesIO(), pageTemplates=[PageTemplate("page", [Frame(58, 70, 496, 650)])])
    template.build(story)


def _longest_wait(report: Report) -> float:
    application = QApplication.instance() or QApplication([])
    assert application is not None
    jobs = Jobs()
    loop = QEventLoop()
    clock = QElapsedTimer()
    longest = [0.0]

    def beat() -> None:
        longest[0] = max(longest[0], clock.restart() - 5.0)

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(beat)
    jobs.finished.connect(lambda _result: loop.quit())
    jobs.failed.connect(lambda _error: loop.quit())
    clock.start()
    timer.start()
    jobs.start(lambda progress: ReportingService.render(report, progress))
    loop.exec()
    timer.stop()
    return longest[0]
