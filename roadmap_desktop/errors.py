"""Every failure a user can meet, as facts; the words stand in `sentences`."""

from dataclasses import dataclass
from pathlib import Path


class RoadmapError(Exception):
    """An expected failure: nothing was lost or half-written when it is raised."""


@dataclass(eq=False)  # eq=False: exceptions must stay hashable
class FileNotThere(RoadmapError):
    """The path names no file."""

    path: Path


@dataclass(eq=False)
class FileAlreadyThere(RoadmapError):
    """A new file would have replaced one that exists."""

    path: Path


@dataclass(eq=False)
class FileIsForeign(RoadmapError):
    """The file is not a Roadmap file at all: empty, another format, another application."""

    path: Path


@dataclass(eq=False)
class FileIsDamaged(RoadmapError):
    """A Roadmap file whose structure or contents do not hold; `detail` is for logs and `check`."""

    path: Path
    detail: str = ""


@dataclass(eq=False)
class FileWasChangedByAnotherProgram(RoadmapError):
    """The tables of the file are not exactly those the application makes."""

    path: Path


@dataclass(eq=False)
class FileFromNewerVersion(RoadmapError):
    """The file was written by a later version of the application."""

    path: Path
    found: int
    supported: int


@dataclass(eq=False)
class FileIsOpenElsewhere(RoadmapError):
    """Another window or process holds the file."""

    path: Path


@dataclass(eq=False)
class FileIsReadOnly(RoadmapError):
    """The file or its folder does not let the application write."""

    path: Path


@dataclass(eq=False)
class FileWasReplaced(RoadmapError):
    """The path no longer names the open file: moved, deleted or replaced by another program."""

    path: Path


@dataclass(eq=False)
class DiskIsFull(RoadmapError):
    """There was no room to write; the change was not saved."""

    path: Path


@dataclass(eq=False)
class DriveStoppedAnswering(RoadmapError):
    """An input or output error; the change was not saved, as far as is known."""

    path: Path


@dataclass(eq=False)
class FileCannotBeOpened(RoadmapError):
    """The operating system refused the file for another reason; `code` is the library's error name."""

    path: Path
    code: str = ""


@dataclass(eq=False)
class WriteNotVerified(RoadmapError):
    """What was read back inside the transaction is not what was written; it was rolled back."""

    table: str


@dataclass(eq=False)
class DamagedRow(RoadmapError):
    """A stored row does not match its hash; `key` names it, e.g. the prompt."""

    table: str
    key: str


@dataclass(eq=False)
class AssessmentIsClosed(RoadmapError):
    """A closed assessment is read-only; reopening it is one command."""

    title: str


@dataclass(eq=False)
class TextTooLong(RoadmapError):
    """Nothing is cut in silence: the text is kept by whoever typed it."""

    length: int
    limit: int


@dataclass(eq=False)
class NameMissing(RoadmapError):
    """A name is needed and was left empty."""

    what: str


@dataclass(eq=False)
class NothingToUndo(RoadmapError):
    """There is no step to take back, or it lies in a closed assessment."""


@dataclass(eq=False)
class NothingToRedo(RoadmapError):
    """There is no step to bring back."""


@dataclass(eq=False)
class NoSuchThing(RoadmapError):
    """Something named on the command line or by an id is not in the file; `kind` is a plain noun."""

    kind: str
    name: str


@dataclass(eq=False)
class ContentPackRejected(RoadmapError):
    """A content pack has problems; each names file, place and reason."""

    path: Path
    problems: tuple[str, ...]


@dataclass(eq=False)
class ExportFailed(RoadmapError):
    """An export could not be written or did not read back as it should; nothing was left behind."""

    path: Path
    detail: str = ""


@dataclass(eq=False)
class PlaceIsALink(RoadmapError):
    """An output path is a symbolic link."""

    path: Path


@dataclass(eq=False)
class UpgradeFailed(RoadmapError):
    """A file from an older version could not be upgraded; it is unchanged."""

    path: Path
    detail: str = ""


@dataclass(eq=False)
class Cancelled(RoadmapError):
    """The user cancelled long work; nothing was left behind."""


@dataclass(eq=False)
class NoScreen(RoadmapError):
    """There is no display to open a window on."""


@dataclass(eq=False)
class DateNotUnderstood(RoadmapError):
    """A date is neither a month, `YYYY-MM`, nor a day, `YYYY-MM-DD`; `text` is what was typed."""

    text: str


@dataclass(eq=False)
class NameTaken(RoadmapError):
    """Another agency or assessment already goes by this name."""

    name: str
