"""The files of a pack's folder, read once and bounded, with every reason not to trust it; no link is followed."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

LARGEST_FILE = 1 << 20
LARGEST_PACK = 8 << 20
MOST_FILES = 200
MOST_FOLDERS = 200
DEEPEST = 3
LONGEST_NAME = 100

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)
_RISKY = frozenset('<>:"/\\|?*')
# A link of Windows that is no symbolic link to Python: a junction, or a file that another program provides.
_REPARSE_POINT = 0x400


class FolderFiles(Struct):
    """What a folder holds: the bytes of its .toml files by path, and what is wrong with it."""

    contents: dict[Path, bytes] = {}
    problems: list[str] = []


def read_folder(folder: Path) -> FolderFiles:
    """Read the .toml files of a folder; every other file counts for the limits and is left unread.

    Sizes are looked at before anything is read, and no more than the limit is read even when a file grows meanwhile.
    """
    found = FolderFiles()
    try:
        is_link = _is_link(folder.lstat())
    except (OSError, ValueError):
        found.problems.append("the folder is missing")
        return found
    if is_link:
        found.problems.append("the folder is a link; links are not accepted")
    elif not folder.is_dir():
        found.problems.append("the folder is missing")
    else:
        sizes = _Counting()
        files = [path for path in _walk(folder, folder, found, sizes) if path.suffix == ".toml"]
        if not found.problems:
            _read(folder, sorted(files), found)
    return found


class _Counting(Struct):
    """How much was found so far."""

    files: int = 0
    folders: int = 0
    total: int = 0

    @property
    def is_too_much(self) -> bool:
        return self.files > MOST_FILES or self.folders > MOST_FOLDERS or self.total > LARGEST_PACK


def _walk(top: Path, folder: Path, found: FolderFiles, so_far: _Counting) -> Iterator[Path]:
    seen: dict[str, str] = {}
    for entry in _entries(top, folder, found):
        path = Path(entry.path)
        place = shown(path.relative_to(top).as_posix())
        found.problems += [f"{place}: {reason}" for reason in _name_reasons(entry.name)]
        alike = unicodedata.normalize("NFKC", entry.name).casefold()
        if alike in seen:
            found.problems.append(f"{place}: the name differs from “{shown(seen[alike])}” by case or form alone")
        seen[alike] = entry.name
        yield from _entry(top, path, place, found, so_far)
        if so_far.is_too_much:
            reason = "more than 200 files or 8 MiB in all"
            if reason not in found.problems:
                found.problems.append(reason)
            return


def _entries(top: Path, folder: Path, found: FolderFiles) -> list[os.DirEntry[str]]:
    entries = []
    try:
        with os.scandir(folder) as listing:
            for entry in listing:
                entries.append(entry)
                # A folder of a million files must not be listed to its end.
                if len(entries) > MOST_FILES + MOST_FOLDERS:
                    break
    except OSError:
        found.problems.append(f"{shown(folder.relative_to(top).as_posix())}: the folder cannot be read")
    return sorted(entries, key=lambda entry: entry.name)


def _entry(top: Path, path: Path, place: str, found: FolderFiles, so_far: _Counting) -> Iterator[Path]:
    try:
        facts = path.lstat()
    except OSError:
        found.problems.append(f"{place}: it cannot be read")
        return
    if _is_link(facts):
        found.problems.append(f"{place}: links are not accepted")
    elif len(path.relative_to(top).parts) > DEEPEST:
        found.problems.append(f"{place}: more than {DEEPEST} folders deep")
    elif stat.S_ISDIR(facts.st_mode):
        yield from _folder(top, path, place, found, so_far)
    elif not stat.S_ISREG(facts.st_mode):
        found.problems.append(f"{place}: it is neither a file nor a folder")
    else:
        so_far.files += 1
        so_far.total += facts.st_size
        if facts.st_size > LARGEST_FILE:
            found.problems.append(f"{place}: larger than 1 MiB")
        if facts.st_nlink > 1:
            found.problems.append(f"{place}: the file has a second name elsewhere; links are not accepted")
        yield path


def _folder(top: Path, path: Path, place: str, found: FolderFiles, so_far: _Counting) -> Iterator[Path]:
    so_far.folders += 1
    if path.suffix == ".toml":
        found.problems.append(f"{place}: the file cannot be read as UTF-8 text")
    yield from _walk(top, path, found, so_far)


def _is_link(facts: os.stat_result) -> bool:
    return stat.S_ISLNK(facts.st_mode) or bool(getattr(facts, "st_file_attributes", 0) & _REPARSE_POINT)


def _name_reasons(name: str) -> Iterator[str]:
    if not name.isprintable() or any(unicodedata.category(char) in ("Cf", "Cs", "Co", "Cn") for char in name):
        yield "the name holds characters that cannot be seen"
    if _RISKY.intersection(name):
        yield "the name holds a character that some systems take for a path"
    if _RESERVED.fullmatch(name):
        yield "the name is reserved on some systems"
    if name != name.strip() or name.endswith("."):
        yield "the name begins or ends with a space, or ends with a dot"
    if len(name) > LONGEST_NAME:
        yield f"the name is longer than {LONGEST_NAME} characters"


def _read(top: Path, files: list[Path], found: FolderFiles) -> None:
    total = 0
    for path in files:
        place = shown(path.relative_to(top).as_posix())
        try:
            content = _bytes(path)
        except (OSError, ValueError):
            found.problems.append(f"{place}: the file cannot be read, or changed while it was read")
            continue
        total += len(content)
        if len(content) > LARGEST_FILE or total > LARGEST_PACK:
            found.problems.append(f"{place}: the file grew over the limit while it was read")
            return
        found.contents[path] = content


def _bytes(path: Path) -> bytes:
    # What was looked at may have been put in the place of another since; the open file itself is asked once more.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    before = path.lstat()
    with os.fdopen(os.open(path, flags), "rb") as file:
        facts = os.fstat(file.fileno())
        if (
            not stat.S_ISREG(facts.st_mode)
            or _is_link(facts)
            or (before.st_ino, before.st_dev)
            != (
                facts.st_ino,
                facts.st_dev,
            )
        ):
            raise ValueError(path.name)
        return file.read(LARGEST_FILE + 1)


def shown(text: str) -> str:
    """A foreign name or text as it may be shown: what cannot be seen is written out, and long ones are cut."""
    seen = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return seen if len(seen) <= 300 else f"{seen[:300]}…"
