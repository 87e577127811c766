"""Jobs that the campaigns run in a process of their own, to be killed, cut off or refused by the drive.

    python -m tests.campaigns.workloads JOB FOLDER [COUNT] [--careless | --wal]

Every promise is printed once the application has made it: "SAVED place number" or "DONE job". An error that a user can
meet is printed by its name as "TOLD name"; anything else ends the process with "CRASH name". The options take the care
for power cuts away, for the negative controls: never to wait for the drive, or a journal that waits too seldom.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.model.answers import AnswerKey
from roadmap_desktop.services.answering import AnsweringService
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import Document, DocumentService
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.purging import PurgeScope, PurgeService
from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest
from roadmap_desktop.storage import database
from roadmap_desktop.storage.backups import back_up
from roadmap_desktop.storage.copies import list_backups
from tests.documents import Desk

NAME = "river.roadmap"
PROMPTS = tuple(f"roles.stage-{stage}.p{number}" for stage in range(1, 4) for number in (1, 2))
RESTORED = "restored.roadmap"
COPIED = "copied.roadmap"
MADE = "made.roadmap"
REPORT = "report.pdf"


def words(number: int) -> str:
    """What save number `number` writes; its length follows from the number, so that half of it is told apart."""
    return f"w{number} " * (1 + number * 7919 % 700)


def number_of(text: str) -> int:
    """Which save wrote a text; -1 when no save did."""
    first = text.partition(" ")[0]
    number = int(first[1:]) if first[:1] == "w" and first[1:].isdigit() else -1
    return number if number >= 0 and text.strip() == words(number).strip() else -1


def promise(line: str) -> None:
    """Say that something is safe now, in one system call; who cannot hear it was promised nothing."""
    with contextlib.suppress(OSError):
        os.write(1, f"{line}\n".encode())


def opened(path: Path) -> Desk:
    """The file, opened as the application does."""
    feed = ChangeFeed()
    documents = DocumentService(feed)
    return Desk(documents.open(path), documents, feed)


def saves(document: Document, count: int, start: int = 0, told: Callable[[str], None] = promise) -> None:
    """Write `count` answers, each acknowledged after it was saved."""
    desk = Desk(document, DocumentService(ChangeFeed()), ChangeFeed())
    answering = AnsweringService(document)
    for number in range(start, start + count):
        place = number % len(PROMPTS)
        answering.answer(AnswerKey(desk.round, desk.key().respondent, desk.key(PROMPTS[place]).prompt), words(number))
        told(f"SAVED {place} {number}")
        if number % 3 == 2:
            answering.leave_field()


def save(folder: Path, count: int) -> None:
    """Open, save, close."""
    desk = opened(folder / NAME)
    saves(desk.document, count)
    desk.document.close()


def upgrade(folder: Path, _count: int) -> None:
    """Open a file of an older format."""
    desk = opened(folder / NAME)
    promise("DONE upgrade")
    desk.document.close()


def backup(folder: Path, count: int) -> None:
    """Save and back up, several times."""
    desk = opened(folder / NAME)
    for number in range(count):
        saves(desk.document, 1, number)
        back_up(desk.document.database, datetime(2027, 1, 1, number, tzinfo=UTC))
        promise(f"DONE backup {number}")
    desk.document.close()


def restore(folder: Path, _count: int) -> None:
    """Open the newest backup as a new file."""
    feed = ChangeFeed()
    document = DocumentService(feed).open_copy(list_backups(folder / NAME)[-1], folder / RESTORED)
    promise("DONE restore")
    document.close()


def copy(folder: Path, _count: int) -> None:
    """Save a copy of an open file."""
    desk = opened(folder / NAME)
    desk.documents.save_a_copy(desk.document, folder / COPIED)
    promise("DONE copy")
    desk.document.close()


def purge(folder: Path, _count: int) -> None:
    """Take everything out of the file and its backups."""
    desk = opened(folder / NAME)
    report = PurgeService(desk.document).purge(PurgeScope((desk.round,)), ())
    promise("DONE purge" if report.is_complete else "DONE purge in part")
    desk.document.close()


def make(folder: Path, _count: int) -> None:
    """Make a new file."""
    from tests.documents import a_desk

    desk = a_desk(folder / MADE)
    promise("DONE make")
    desk.document.close()


def export(folder: Path, _count: int) -> None:
    """Write the assessment report."""
    desk = opened(folder / NAME)
    service = ReportingService(desk.document)
    report = service.gather(ReportRequest(ReportKind.ASSESSMENT, desk.round), date(2027, 1, 1))
    service.write(report, folder / REPORT, Progress())
    promise("DONE export")
    desk.document.close()


JOBS: Mapping[str, Callable[[Path, int], None]] = {
    job.__name__: job for job in (save, upgrade, backup, restore, copy, purge, make, export)
}


CARELESS: Mapping[str, Mapping[str, str | int]] = {
    "--careless": {"synchronous": 0},
    "--wal": {"journal_mode": "wal", "synchronous": 1},
}


def weaken(option: str) -> None:
    """Open files with less care than the application does."""
    database._WANTED = {**database._WANTED, **CARELESS[option]}


def main(arguments: list[str]) -> None:
    """Run one job and tell how it ended."""
    for option in CARELESS:
        if option in arguments:
            arguments.remove(option)
            weaken(option)
    job, folder, *count = arguments
    try:
        JOBS[job](Path(folder), int(count[0]) if count else 1)
    except RoadmapError as error:
        promise(f"TOLD {type(error).__name__}")
    except Exception as error:
        promise(f"CRASH {type(error).__name__}")
        raise


if __name__ == "__main__":
    main(sys.argv[1:])
