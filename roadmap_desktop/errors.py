"""Every failure a user can meet, as facts; the words stand in `sentences`."""

from pathlib import Path
from typing import dataclass_transform


@dataclass_transform(eq_default=False)
class RoadmapError(Exception):
    """An expected failure: nothing was lost or half-written when it is raised.

    The annotated names of a class are its facts, given by position or by name. They are taken here, once for all
    classes, since making methods for each of them would hold up the start of the window.
    """

    def __init__(self, *values: object, **named: object) -> None:
        names = tuple(type(self).__annotations__) if "__annotations__" in vars(type(self)) else ()
        facts = dict(zip(names, values, strict=False)) | named
        missing = [name for name in names if name not in facts and not hasattr(type(self), name)]
        if missing or len(values) > len(names) or not facts.keys() <= set(names):
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)}")
        super().__init__(*facts.values())
        for name in names:
            setattr(self, name, facts[name] if name in facts else getattr(type(self), name))


class FileNotThere(RoadmapError):
    """The path names no file."""

    path: Path


class FileAlreadyThere(RoadmapError):
    """A new file would have replaced one that exists."""

    path: Path


class FileIsForeign(RoadmapError):
    """The file is not a Roadmap file at all: empty, another format, another application."""

    path: Path


class FileIsDamaged(RoadmapError):
    """A Roadmap file whose structure or contents do not hold; `detail` is for logs and `check`."""

    path: Path
    detail: str = ""


class FileWasChangedByAnotherProgram(RoadmapError):
    """The tables of the file are not exactly those the application makes."""

    path: Path


class FileFromNewerVersion(RoadmapError):
    """The file was written by a later version of the application."""

    path: Path
    found: int
    supported: int


class FileIsOpenElsewhere(RoadmapError):
    """Another window or process holds the file."""

    path: Path


class FileIsReadOnly(RoadmapError):
    """The file or its folder does not let the application write."""

    path: Path


class FileWasReplaced(RoadmapError):
    """The path no longer names the open file: moved, deleted or replaced by another program."""

    path: Path


class DiskIsFull(RoadmapError):
    """There was no room to write; the change was not saved."""

    path: Path


class DriveStoppedAnswering(RoadmapError):
    """An input or output error; the change was not saved, as far as is known."""

    path: Path


class FileCannotBeOpened(RoadmapError):
    """The operating system refused the file for another reason; `code` is the library's error name."""

    path: Path
    code: str = ""


class WriteNotVerified(RoadmapError):
    """What was read back inside the transaction is not what was written; it was rolled back."""

    table: str


class DamagedRow(RoadmapError):
    """A stored row does not match its hash; `key` names it, e.g. the prompt."""

    table: str
    key: str


class AssessmentIsClosed(RoadmapError):
    """A closed assessment is read-only; reopening it is one command."""

    title: str


class TextTooLong(RoadmapError):
    """Nothing is cut in silence: the text is kept by whoever typed it."""

    length: int
    limit: int


class NameMissing(RoadmapError):
    """A name is needed and was left empty."""

    what: str


class WorksheetUnfit(RoadmapError):
    """A PDF is not received as a worksheet; `reason` is one of `model.worksheet.Unfit`. Nothing was changed."""

    path: Path
    reason: str


class NothingToUndo(RoadmapError):
    """There is no step to take back, or it lies in a closed assessment."""


class NothingToRedo(RoadmapError):
    """There is no step to bring back."""


class NoSuchThing(RoadmapError):
    """Something named on the command line or by an id is not in the file; `kind` is a plain noun."""

    kind: str
    name: str


class ContentPackRejected(RoadmapError):
    """A content pack has problems; each names file, place and reason."""

    path: Path
    problems: tuple[str, ...]


class PackDiffers(RoadmapError):
    """The file holds other prompts under the same name and version; packs never change."""

    title: str
    version: str


class PackHasOtherStages(RoadmapError):
    """A pack whose five stages go by other ids: what was placed would stand nowhere."""

    title: str


class NothingToUpdate(RoadmapError):
    """Every open assessment already asks with these prompts."""

    title: str
    version: str


class NoOpenAssessment(RoadmapError):
    """Every assessment is closed, and a closed one keeps its prompts for ever."""


class BackupFailed(RoadmapError):
    """The backup that comes before a change could not be made or did not verify; nothing was changed."""

    path: Path
    detail: str = ""


class ExportFailed(RoadmapError):
    """An export could not be written or did not read back as it should; nothing was left behind."""

    path: Path
    detail: str = ""


class PassagesMissing(RoadmapError):
    """A finished PDF was read back and `count` passages were not in it; nothing was left behind."""

    path: Path
    count: int


class CellTooLong(RoadmapError):
    """A text of `length` UTF-16 units, where a cell of a workbook holds `limit`; nothing was written."""

    path: Path
    length: int
    limit: int


class NotAFormat(RoadmapError):
    """The name of an output ends as nothing that is written here; `endings` are those that are."""

    path: Path
    endings: str


class NothingDated(RoadmapError):
    """There is nothing to put into a calendar: no action that is still to be done has a date."""


class NotAPdf(RoadmapError):
    """What was to be attached is no PDF, or larger than mail takes; nothing was written."""

    path: Path


class PlaceIsALink(RoadmapError):
    """An output path is a symbolic link."""

    path: Path


class FileHasTwoNames(RoadmapError):
    """A file has a second name somewhere, so that something else could write to it unseen."""

    path: Path


class FileIsTooLarge(RoadmapError):
    """A file is larger than any document; `size` in bytes."""

    path: Path
    size: int


class NothingReadable(RoadmapError):
    """Neither a damaged file nor its backups hold enough to make a file of."""

    path: Path


class FileIsInTemporaryFolder(FileIsReadOnly):
    """A file lies where other programs empty the folder by themselves, so it is not to be worked on there."""

    path: Path


class FileIsOnNetworkDrive(FileIsReadOnly):
    """A file lies, or would lie, on a network drive, where two people can write over each other."""

    path: Path


class NotAnExport(RoadmapError):
    """A file that was to be erased is the open one, or not of a kind that this application writes."""

    path: Path


class UpgradeFailed(RoadmapError):
    """A file from an older version could not be upgraded; it is unchanged."""

    path: Path
    detail: str = ""


class Cancelled(RoadmapError):
    """The user cancelled long work; nothing was left behind."""


class NoScreen(RoadmapError):
    """There is no display to open a window on."""


class DateNotUnderstood(RoadmapError):
    """A date is neither a month, `YYYY-MM`, nor a day, `YYYY-MM-DD`; `text` is what was typed."""

    text: str


class NameTaken(RoadmapError):
    """Another agency or assessment already goes by this name."""

    name: str


class FileIsProtected(RoadmapError):
    """Only a passphrase opens the file, and none was given."""

    path: Path


class WrongPassphrase(RoadmapError):
    """The passphrase does not open the file; that it is no Roadmap file at all cannot be told apart."""

    path: Path


class ProtectionUnavailable(RoadmapError):
    """The library that opens protected files is not installed or is kept from loading."""

    path: Path


class PassphraseTooShort(RoadmapError):
    """A passphrase of one's own is shorter than allowed; nothing was changed."""

    length: int
    floor: int


class PasswordUnfit(RoadmapError):
    """A password for a PDF is shorter or longer than can be used; nothing was written."""

    floor: int
    ceiling: int


class PassphraseMissing(RoadmapError):
    """There is no terminal to type the passphrase of a file on, and none came on standard input."""

    path: Path


class ProtectionFailed(RoadmapError):
    """A passphrase could not be set, changed or removed; the file is as it was."""

    path: Path
    detail: str = ""
