"""The commands for spreadsheets, calendars and mail drafts; `cli` adds them to its own."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_desktop.services.progress import Progress

if TYPE_CHECKING:
    from roadmap_desktop.model.assessment import AssessmentId
    from roadmap_desktop.services.documents import Document
    from roadmap_desktop.services.exporting import ExportWritten, Outgoing

Opened = Callable[[argparse.Namespace], "Document"]
Named = Callable[["Document", str | None], str]


def add_exports(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    add_file: Callable[[argparse.ArgumentParser], None],
    opened: Opened,
    assessment_named: Named,
) -> None:
    """Add `export` and `draft`; how a file is opened and an assessment is found is told by whoever adds them."""
    export = commands.add_parser("export", help="write a table as .xlsx or .csv, or action dates as .ics")
    add_file(export)
    export.add_argument("-o", dest="out", type=Path, metavar="OUT.xlsx|OUT.csv|OUT.ics", required=True)
    export.add_argument("--what", choices=("action-plan", "answers"), default="action-plan")
    export.add_argument("--assessment", metavar="NAME", help="default: the newest")
    export.add_argument("--internal", action="store_true", help="also write what is marked internal only")
    export.add_argument("--mask", action="store_true", help="mask what looks as if it could point at a person")
    export.set_defaults(run=lambda options: _export(options, opened, assessment_named))
    draft = commands.add_parser("draft", help="put a PDF into an e-mail that is not addressed and not sent yet")
    draft.add_argument("file", type=Path, metavar="FILE.pdf")
    draft.add_argument("-o", dest="out", type=Path, metavar="OUT.eml", required=True)
    draft.add_argument("--language", default="en", help="of subject and text; default: en")
    draft.set_defaults(run=_draft)


def _export(options: argparse.Namespace, opened: Opened, assessment_named: Named) -> int:
    # What writes files is wanted only when one is written.
    from roadmap_desktop.model.assessment import AssessmentId
    from roadmap_desktop.services.exporting import write
    from roadmap_desktop.services.identifying import IdentifyingService
    from roadmap_desktop.services.leaving_tables import leaving, without

    document = opened(options)
    try:
        outgoing = _gathered(options, document, AssessmentId(assessment_named(document, options.assessment)))
        looking = IdentifyingService(document).looking()
        found = leaving(outgoing, looking)
        outgoing = without(outgoing, found if options.mask else (), looking)
        # The day is enough: nobody needs to know at which minute it was written.
        written = write(outgoing, options.out, datetime.combine(date.today(), time(), UTC), Progress())
    finally:
        document.close()
    _tell(written)
    _tell_found(len(found), "and were masked" if options.mask else "and were kept; --mask masks them")
    return 0


def _gathered(options: argparse.Namespace, document: "Document", assessment: "AssessmentId") -> "Outgoing":
    from roadmap_desktop.services.exporting import CALENDAR_ENDING
    from roadmap_desktop.services.tables import TableKind, TablesService

    tables = TablesService(document)
    if options.what == TableKind.ANSWERS.value:
        return tables.answers(assessment, internal=options.internal)
    if options.out.suffix.lower() == CALENDAR_ENDING:
        return tables.calendar(assessment)
    return tables.action_plan(assessment, date.today())


def _tell(written: "ExportWritten") -> None:
    what = "dates" if written.path.suffix.lower() == ".ics" else "rows"
    sys.stdout.write(f"{written.path}: {written.count} {what}, {written.size:,} bytes\n")


def _tell_found(count: int, done: str) -> None:
    if count:
        sys.stderr.write(f"passages that look as if they could point at a person: {count}, {done}\n")


def _draft(options: argparse.Namespace) -> int:
    from roadmap_desktop.services.exporting import write_draft
    from roadmap_desktop.services.identifying import NOWHERE
    from roadmap_desktop.services.leaving_tables import leaving
    from roadmap_desktop.services.mailing import language_named, read_pdf, suggested

    language = language_named(options.language)
    draft = suggested(options.file, read_pdf(options.file), language)
    written = write_draft(draft, options.out, Progress())
    sys.stdout.write(f"{written.path}: {draft.file_name} attached, no address, {written.size:,} bytes\n")
    _tell_found(len(leaving(draft, NOWHERE)), "and were kept; they come from the name of the PDF")
    return 0
