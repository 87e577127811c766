"""The passphrase of a file: set, change, remove, verify, and words for one."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from roadmap_desktop.errors import Cancelled, FileIsProtected, PassphraseTooShort, RoadmapError
from roadmap_desktop.model.passphrase import LENGTH_FLOOR, Passphrase
from roadmap_desktop.services.documents import Document
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.storage.connecting import require_library
from roadmap_desktop.storage.copies import list_backups
from roadmap_desktop.storage.identity import is_protected
from roadmap_desktop.storage.keys import FileKey
from roadmap_desktop.storage.protecting import reprotect
from roadmap_desktop.storage.swapping import erase

_WORDS = 5


class ProtectionChange(Struct, frozen=True):
    """What is asked for: `old` opens the file now, `new` afterwards; None means without a passphrase.

    Older backups are made again with the new protection, or erased.
    """

    path: Path
    old: Passphrase | None
    new: Passphrase | None
    erase_backups: bool = False


class ProtectionChanged(Struct, frozen=True):
    """What was done with older backups, by name; those in `left` are as they were, still with the old protection."""

    remade: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def is_available() -> bool:
    """True where protected files can be opened and made on this computer."""
    try:
        require_library(Path())
    except RoadmapError:
        return False
    return True


def verify_passphrase(document: Document, words: str) -> bool:
    """True when these are the words that open the document; False for a wrong one and for a file without any.

    Takes a good tenth of a second, right or wrong, and tells nothing else.
    """
    key = document.database.key
    return key is not None and key.is_of(Passphrase(words))


def suggested_words() -> str:
    """Five words drawn by the system's own randomness, about 64 bits; empty where the list of words is missing."""
    try:
        # The list that the Electronic Frontier Foundation made for dice: 7,776 plain words, none of them offensive.
        from dicewarepy import diceware
    except ImportError:
        return ""
    return " ".join(diceware(_WORDS, "en"))


def older_backups(path: Path) -> tuple[str, ...]:
    """The names of the backups beside a file."""
    return tuple(found.name for found in list_backups(path))


def readable_backups(document: Document) -> tuple[str, ...]:
    """The names of backups beside a protected file that can be read without a passphrase; none for a plain file.

    A passphrase that was set protects them too, unless it was cut off or somebody put one there.
    """
    if not document.is_protected:
        return ()
    return tuple(found.name for found in list_backups(document.path) if _is_readable(found))


def _is_readable(backup: Path) -> bool:
    try:
        return not is_protected(backup)
    except RoadmapError:
        # Damaged, or no backup at all: whatever it is, no passphrase keeps it.
        return True


def protecting_backups(document: Document, names: Sequence[str]) -> Callable[[Progress], tuple[str, ...]]:
    """Work for any thread: makes backups anew with the passphrase of the open file, and names what could not follow.

    Cancelled between two of them, it leaves the rest as it is.
    """
    key = document.database.key
    wanted = [found for found in list_backups(document.path) if found.name in names]

    def work(progress: Progress) -> tuple[str, ...]:
        left = []
        for number, backup in enumerate(wanted):
            progress.report(number, len(wanted))
            try:
                reprotect(backup, None, key, lambda _done, _total: None)
            except RoadmapError:
                left.append(backup.name)
        return tuple(left)

    return work


def erase_backups(path: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Overwrite and remove backups beside a file, by name; returns those that could not be."""
    left = []
    for backup in list_backups(path):
        if backup.name in names:
            try:
                erase(backup)
            except (RoadmapError, OSError):
                left.append(backup.name)
    return tuple(left)


def change_protection(change: ProtectionChange, progress: Progress) -> ProtectionChanged:
    """Set, change or remove the passphrase of a file that is closed; runs in any thread.

    Raises PassphraseTooShort, ProtectionUnavailable, WrongPassphrase, ProtectionFailed, FileIsOpenElsewhere,
    FileIsReadOnly and Cancelled; then file and backups are as they were. Once the file itself has changed nothing is
    raised any more: a backup that could not follow is named.
    """
    if change.new is not None and not change.new.is_long_enough:
        raise PassphraseTooShort(change.new.length, LENGTH_FLOOR)
    require_library(change.path)
    keys = _Keys(change.old)
    new = FileKey.fresh(change.new) if change.new is not None else None
    backups = list_backups(change.path)
    steps = 1 + len(backups)

    def report(done: int, total: int) -> None:
        progress.report(done, max(total, 1) * steps)

    reprotect(change.path, keys.of(change.path), new, report)
    return _follow(backups, change, keys, new, progress)


def _follow(
    backups: tuple[Path, ...], change: ProtectionChange, keys: "_Keys", new: FileKey | None, progress: Progress
) -> ProtectionChanged:
    done: list[str] = []
    left: list[str] = []
    for number, backup in enumerate(backups, start=1):
        # The file has its new passphrase already, so that stopping here would only leave backups behind.
        with suppress(Cancelled):
            progress.report(number, 1 + len(backups))
        try:
            _erase_or_remake(backup, change.erase_backups, keys, new)
        except (RoadmapError, OSError):
            left.append(backup.name)
        else:
            done.append(backup.name)
    if change.erase_backups:
        return ProtectionChanged(erased=tuple(done), left=tuple(left))
    return ProtectionChanged(remade=tuple(done), left=tuple(left))


def _erase_or_remake(backup: Path, is_erased: bool, keys: "_Keys", new: FileKey | None) -> None:
    if is_erased:
        erase(backup)
    else:
        reprotect(backup, keys.of(backup), new, lambda _done, _total: None)


class _Keys:
    """The keys that one passphrase makes with the salts of several files; each salt is stretched once."""

    def __init__(self, passphrase: Passphrase | None) -> None:
        self._passphrase = passphrase
        self._known: dict[bytes, FileKey] = {}

    def of(self, path: Path) -> FileKey | None:
        """The key of a closed file; None for one without. Raises FileIsProtected where a passphrase is missing."""
        if not is_protected(path):
            return None
        if self._passphrase is None:
            raise FileIsProtected(path)
        salt = FileKey.salt_of(path)
        if salt not in self._known:
            self._known[salt] = FileKey.with_salt(self._passphrase, salt)
        return self._known[salt]
