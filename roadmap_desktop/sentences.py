"""Every error a user can meet as one plain sentence: what happened, what was kept, what to do now."""

from collections.abc import Callable
from pathlib import Path

from roadmap_desktop import errors
from roadmap_desktop.i18n import _, ngettext


def sentence(error: errors.RoadmapError) -> str:
    """The words for an error, in the user's language. Raises KeyError for one that has none, which is a bug."""
    if isinstance(error, errors.ContentPackRejected):
        return _rejected(error)
    if isinstance(error, errors.WorksheetUnfit):
        return _UNFIT.get(error.reason, _UNFIT["damaged"])().format(**_facts(error))
    return _WORDS[type(error)]().format(**_facts(error))


def shown_name(path: Path) -> str:
    """The name of a file as it can be shown: nothing turns the direction of writing or is no character at all."""
    name = path.name
    if name.isascii() and name.isprintable():
        return name
    from roadmap_desktop.model.text import clean_name

    return clean_name(name) or "\ufffd"


def _facts(error: errors.RoadmapError) -> dict[str, str]:
    facts = {name: f"{value:,}" if isinstance(value, int) else str(value) for name, value in vars(error).items()}
    path = getattr(error, "path", None)
    # A file is named, never its folders: those can name a person or a place.
    return facts if path is None else {**facts, "name": shown_name(path)}


def _rejected(error: errors.ContentPackRejected) -> str:
    first = ngettext(
        "The content pack “{name}” has {count} problem and was not used:",
        "The content pack “{name}” has {count} problems and was not used:",
        len(error.problems),
    ).format(name=shown_name(error.path), count=len(error.problems))
    return "\n".join([first, *error.problems])


_WORDS: dict[type[errors.RoadmapError], Callable[[], str]] = {
    errors.FileNotThere: lambda: _("“{name}” is not there any more. It may have been moved, renamed or deleted."),
    errors.FileAlreadyThere: lambda: _(
        "There is already a file “{name}”. It was not changed; please choose another name."
    ),
    errors.FileIsForeign: lambda: _(
        "“{name}” is not a Roadmap file. Nothing was changed; please choose a file that ends in .roadmap."
    ),
    errors.FileIsDamaged: lambda: _("“{name}” is damaged and was not opened. Nothing in it was changed."),
    errors.FileWasChangedByAnotherProgram: lambda: _(
        "“{name}” was changed by another program and will not be opened. Nothing in it was run or changed."
    ),
    errors.FileFromNewerVersion: lambda: _(
        "“{name}” was made with a newer Roadmap Desktop (file format {found}; this one reads up to {supported}). "
        "Nothing was changed. Ask for the newer version, or for a PDF."
    ),
    errors.FileIsOpenElsewhere: lambda: _(
        "“{name}” is already open in another window or by another person. Close it there, then open it here."
    ),
    errors.FileIsReadOnly: lambda: _(
        "This computer does not let Roadmap Desktop write “{name}” there. Nothing was changed; copy it to a folder "
        "of your own and open it from there."
    ),
    errors.FileWasReplaced: lambda: _(
        "“{name}” was moved, deleted or replaced by another program while it was open. Your last words are NOT "
        "SAVED there and still on this screen. Save a copy elsewhere."
    ),
    errors.DiskIsFull: lambda: _(
        "The disk is full, so “{name}” could not be written. Your last words are NOT SAVED and still on this "
        "screen. Free some space, or save a copy elsewhere."
    ),
    errors.DriveStoppedAnswering: lambda: _(
        "The drive stopped answering while “{name}” was written. Your last words are NOT SAVED and still on this "
        "screen. Put the drive back, or save a copy elsewhere."
    ),
    errors.FileCannotBeOpened: lambda: _(
        "“{name}” could not be opened or written. What was saved before is unchanged."
    ),
    errors.WriteNotVerified: lambda: _(
        "Roadmap Desktop found a fault in itself and did not save over what you have. Your words are still on this "
        "screen; please copy them somewhere safe."
    ),
    errors.DamagedRow: lambda: _(
        "One entry of this file looks damaged ({table}: {key}). It is not shown, and nothing was written over it. "
        "Open a backup, or send the file to whoever helps you."
    ),
    errors.AssessmentIsClosed: lambda: _(
        "“{title}” is closed, so nothing in it was changed. Choose Assessment > Reopen to change it."
    ),
    errors.TextTooLong: lambda: _(
        "This text has {length} characters and the limit is {limit}. It was not saved and is still here; please "
        "shorten it."
    ),
    errors.NameMissing: lambda: _("Please give {what} a text first; nothing was changed."),
    errors.NameTaken: lambda: _("There is already “{name}”. Nothing was changed; please choose another name."),
    errors.DateNotUnderstood: lambda: _(
        "“{text}” is not a date that can be kept. Write a month such as 2027-06 or a day such as 2027-06-15."
    ),
    errors.NothingToUndo: lambda: _("There is nothing to undo here."),
    errors.NothingToRedo: lambda: _("There is nothing to redo here."),
    errors.NoSuchThing: lambda: _("There is no {kind} “{name}” in this file."),
    errors.PackDiffers: lambda: _(
        "This file already holds other prompts under the name “{title}”, version {version}. Nothing was changed; ask "
        "whoever made these prompts for a new version number."
    ),
    errors.PackHasOtherStages: lambda: _(
        "“{title}” has other stages than this file, so the stages you placed would be lost. Nothing was changed; use "
        "it for a new file."
    ),
    errors.NothingToUpdate: lambda: _(
        "Every open assessment already asks with “{title}”, version {version}. Nothing was changed."
    ),
    errors.NoOpenAssessment: lambda: _(
        "Every assessment in this file is closed and keeps its prompts. Start a new assessment first, then update its "
        "prompts."
    ),
    errors.BackupFailed: lambda: _(
        "No checked backup could be made as “{name}”, so nothing was changed. Please choose another place for it."
    ),
    errors.ExportFailed: lambda: _(
        "“{name}” could not be written whole, so nothing was left behind. Please try another folder."
    ),
    errors.PassagesMissing: lambda: _(
        "“{name}” was not made: when it was read back, some of your words were missing from it. An earlier file of "
        "that name and everything you wrote are as they were; please report this fault."
    ),
    errors.CellTooLong: lambda: _(
        "“{name}” was not written: one text has {length} characters, and a cell of a spreadsheet holds {limit}. "
        "Nothing was cut; please choose CSV, which holds it whole."
    ),
    errors.NotAFormat: lambda: _(
        "“{name}” was not written, because its name does not say what to write. Please end it as one of these: "
        "{endings}."
    ),
    errors.NothingDated: lambda: _(
        "No action that is still to be done has a date, so there is nothing to put into a calendar. Nothing was "
        "written."
    ),
    errors.NotAPdf: lambda: _(
        "“{name}” is not a PDF, or it is larger than mail programs take (20 MB). Nothing was written; please choose "
        "another file."
    ),
    errors.PlaceIsALink: lambda: _(
        "“{name}” is a link to another place. Nothing was written; please choose a real file name."
    ),
    errors.FileHasTwoNames: lambda: _(
        "“{name}” has a second name somewhere on this drive, so another program could write to it unseen. It was not "
        "opened and not changed; make a copy of it and open that."
    ),
    errors.FileIsTooLarge: lambda: _(
        "“{name}” is far larger than any file of Roadmap Desktop. It was not opened and not changed."
    ),
    errors.NothingReadable: lambda: _(
        "Nothing could be read from “{name}” that a new file could be made of. It was not changed; keep it, and send "
        "it to whoever helps you."
    ),
    errors.FileIsInTemporaryFolder: lambda: _(
        "“{name}” is in a temporary folder that your mail program or computer empties. Nothing was changed. Choose "
        "where you want to keep it, and it is opened from there."
    ),
    errors.FileIsOnNetworkDrive: lambda: _(
        "“{name}” is on a network drive, where a lost connection or a second person could harm it. Nothing was "
        "changed. Choose a place on this computer to work in; you can put it back on the network drive at any time."
    ),
    errors.PasswordUnfit: lambda: _(
        "A password for a PDF has {floor} to {ceiling} characters. Nothing was written; please choose another one."
    ),
    errors.NotAnExport: lambda: _(
        "“{name}” was left as it is: only closed files that Roadmap Desktop writes are erased here."
    ),
    errors.UpgradeFailed: lambda: _(
        "“{name}” comes from an older version and could not be brought up to date. Your file is unchanged."
    ),
    errors.FileIsProtected: lambda: _(
        "“{name}” is protected with a passphrase. Nothing was changed; open it again and type the passphrase."
    ),
    errors.WrongPassphrase: lambda: _(
        "Wrong passphrase, or “{name}” is not a Roadmap file. Nothing was changed; you can try as often as you like."
    ),
    errors.ProtectionUnavailable: lambda: _(
        "Passphrase protection does not work on this computer: the part of Roadmap Desktop that it needs is missing "
        "or blocked. “{name}” was not changed. Ask your IT to allow it, or use a computer where it works."
    ),
    errors.PassphraseTooShort: lambda: _(
        "This passphrase has {length} characters and needs at least {floor}. Nothing was changed; please take a "
        "longer one."
    ),
    errors.PassphraseMissing: lambda: _(
        "“{name}” is protected with a passphrase, and there is no terminal to type it on. Nothing was changed; run "
        "this in a terminal, or hand the passphrase over with --passphrase-stdin."
    ),
    errors.ProtectionFailed: lambda: _(
        "The passphrase of “{name}” was not changed, and the file is exactly as it was before. There may be too little "
        "room: as much free space is needed as the file is large."
    ),
    errors.Cancelled: lambda: _("Cancelled. Nothing was left behind."),
    errors.NoScreen: lambda: _("There is no screen to open a window on. The command line works without one."),
}

# Why a PDF is not received as a worksheet, by `model.worksheet.Unfit`.
_UNFIT: dict[str, Callable[[], str]] = {
    "not-a-pdf": lambda: _("“{name}” is not a PDF. Nothing was received; please choose the worksheet that came back."),
    "too-large": lambda: _("“{name}” is far larger than any worksheet. It was not opened, and nothing was received."),
    "damaged": lambda: _(
        "“{name}” is damaged or was not sent whole. Nothing was received; please ask for it to be sent again."
    ),
    "encrypted": lambda: _(
        "“{name}” is protected with a password. Nothing was received; please ask for a copy without one."
    ),
    "scanned": lambda: _(
        "“{name}” holds pictures of pages, so its words cannot be read. Nothing was received; key them in, or ask for "
        "the worksheet filled in on a screen."
    ),
    "no-fields": lambda: _(
        "“{name}” has no fields. If it is a worksheet, it was printed to a new PDF, and its words cannot be told "
        "apart. Nothing was received; please ask for the file that was filled in, or key the words in."
    ),
    "foreign": lambda: _(
        "“{name}” is a form, but not a worksheet of Roadmap Desktop. Nothing was received; please choose another file."
    ),
    "xfa": lambda: _(
        "“{name}” was remade as a form of another kind, which cannot be read here. Nothing was received; please ask "
        "for the file as it was filled in."
    ),
    "scripts": lambda: _(
        "“{name}” carries commands that would run by themselves, and no worksheet does. Nothing in it was run, and "
        "nothing was received."
    ),
    "mark-damaged": lambda: _(
        "“{name}” looks like a worksheet, but it does not say any more which one. Nothing was received; please send "
        "the agency a new worksheet, or key the words in."
    ),
    "newer": lambda: _(
        "“{name}” was made with a newer Roadmap Desktop. Nothing was received; please ask for the newer version, or "
        "receive it where it was made."
    ),
    "duplicates": lambda: _(
        "“{name}” has two different texts for the same field, so it was put together from several files. Nothing was "
        "received; please ask for each file by itself."
    ),
    "changed": lambda: _(
        "“{name}” was changed by another program so that its fields cannot be trusted. Nothing was received; please "
        "ask for the file as it was filled in."
    ),
    "too-much": lambda: _(
        "“{name}” asks for far more time or memory than any worksheet needs. Reading was stopped, and nothing was "
        "received."
    ),
}
