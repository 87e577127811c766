"""The recovery sheet: its words, its PDF, and writing that where it was asked for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from roadmap_desktop.errors import PassagesMissing
from roadmap_desktop.i18n import _
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.services.calendar_words import day_words
from roadmap_desktop.services.checked_writing import write_checked
from roadmap_desktop.services.progress import Progress

if TYPE_CHECKING:
    from roadmap_desktop.reports.reading_back import PagePicture


class SheetRendered(Struct, frozen=True):
    """The bytes of a sheet, and the characters of the passphrase that no font of ours has; those stand as codes."""

    data: bytes
    missing: tuple[str, ...]

    def __repr__(self) -> str:
        return "SheetRendered(…)"


def render(passphrase: Passphrase, file_name: str, today: date, paper: str = "letter") -> SheetRendered:
    """One page with the words, the file's name, the date, and where to lock it away."""
    # ReportLab is wanted only when something is printed.
    from roadmap_desktop.reports.data import Paper
    from roadmap_desktop.reports.recovery_sheet import RecoverySheet, render_sheet

    sheet = RecoverySheet(
        _("Recovery sheet"),
        passphrase.reveal(),
        (
            (_("File"), file_name),
            (_("Passphrase set on"), day_words(today)),
        ),
        (
            _(
                "This is the passphrase of the file named above. Type it exactly as it stands in the frame, small and "
                "capital letters as shown, with one space between the words."
            ),
            _(
                "Without it nobody can open the file or its backups: not the people who made Roadmap Desktop, not your "
                "IT. There is no back door."
            ),
            _(
                "Lock this page away where paper case files are locked. Do not keep it with the computer, do not take "
                "a picture of it, and do not e-mail it."
            ),
            _("When the passphrase is changed, print a new sheet and shred this one."),
        ),
        Paper(paper),
    )
    return SheetRendered(*render_sheet(sheet))


def write(sheet: SheetRendered, passphrase: Passphrase, target: Path) -> Path:
    """Write the PDF, read its words back, and move it into place. Returns where it is.

    Raises PlaceIsALink, PassagesMissing, ExportFailed and the faults of drives; then nothing is left behind.
    """
    from roadmap_desktop.reports.reading_back import holds

    def holds_words(found: bytes) -> bool:
        if found == sheet.data and not holds(found, passphrase.reveal()):
            raise PassagesMissing(target, 1)
        return found == sheet.data

    write_checked(sheet.data, target, holds_words, Progress())
    return target


def page_pictures(sheet: SheetRendered, width: int) -> "Iterator[PagePicture]":
    """The page as a picture of a width in pixels, for printing."""
    from roadmap_desktop.reports.reading_back import pictures

    return pictures(sheet.data, width)
