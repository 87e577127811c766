"""Have a worksheet that came back read, in a process that can be killed."""

from pathlib import Path

import msgspec
from msgspec import Struct

from roadmap_desktop.errors import FileCannotBeOpened, FileIsForeign, WorksheetUnfit
from roadmap_desktop.model.worksheet import Returned, Unfit
from roadmap_desktop.paths import real
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.quarantine import ask, facts_of

SECONDS = 30.0
# Every field of a form of all elements full to its last character, spelled in JSON at its longest.
_MOST_WORDS = 256 << 20


class _Answer(Struct, frozen=True):
    found: Returned | None = None
    unfit: str | None = None


def read_form(path: Path, progress: Progress, *, seconds: float = SECONDS) -> Returned:
    """What a returned worksheet says of itself, and its values; the file is only read. Runs in any thread.

    Raises WorksheetUnfit with the reason, FileNotThere, FileIsReadOnly, FileHasTwoNames, FileCannotBeOpened and
    Cancelled. One that takes too long, or whose reader dies, asks for too much.
    """
    file = real(path)
    try:
        facts_of(file)
    except FileIsForeign:
        raise WorksheetUnfit(file, Unfit.NOT_A_PDF.value) from None
    said = ask("pdf_form", {"path": str(file)}, file, progress, seconds, _MOST_WORDS)
    try:
        answer = msgspec.json.decode(said, type=_Answer)
    except (msgspec.DecodeError, UnicodeError):
        raise WorksheetUnfit(file, Unfit.TOO_MUCH.value) from None
    if answer.found is not None:
        return answer.found
    if not answer.unfit:
        raise FileCannotBeOpened(file, "no reading")
    raise WorksheetUnfit(file, answer.unfit)
