"""Where a file lies, judged by its path: a temporary folder, one that a program syncs, a copy made of a conflict."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from roadmap_desktop.services.removable_drives import is_remote

# Folders that mail programs and browsers empty by themselves; compared without regard to case.
_TEMPORARY = re.compile(
    r"[\\/](?:INetCache|Content\.Outlook|Temporary Internet Files|OLK[0-9A-F]*|"
    r"Temp\d*_[^\\/]*\.zip|"
    r"\.cache[\\/](?:evolution|thunderbird|mozilla|geary)|Mail Downloads|com\.apple\.mail|T[\\/]TemporaryItems)"
    r"(?:[\\/]|$)",
    re.IGNORECASE,
)
_SYNCED = {
    "OneDrive": re.compile(r"^OneDrive(?: ?- .*)?$", re.IGNORECASE),
    "Dropbox": re.compile(r"^Dropbox(?: \(.*\))?$", re.IGNORECASE),
    "Google Drive": re.compile(r"^(?:Google ?Drive|My Drive|GoogleDrive-.*)$", re.IGNORECASE),
    "iCloud": re.compile(r"^(?:iCloud ?Drive|com~apple~CloudDocs|Mobile Documents)$", re.IGNORECASE),
    "Box": re.compile(r"^Box(?: Sync)?$"),
    "Nextcloud": re.compile(r"^(?:Nextcloud|ownCloud)$", re.IGNORECASE),
}
_NETWORK = re.compile(
    r"^(?:nfs|cifs|smb|9p|fuse\.sshfs|afs|ncp|davfs|fuse\.davfs|webdav|afpfs|vboxsf|prl_fs)", re.IGNORECASE
)
LOW_SPACE = 50_000_000


class Computer:
    """What is known of this computer's folders: those that are temporary, and those that a program syncs."""

    def __init__(
        self,
        environment: Mapping[str, str],
        temporary: tuple[Path, ...],
        file_system: Callable[[Path], str] = lambda _path: "",
    ) -> None:
        self._file_system = file_system
        self._temporary = tuple(path.absolute() for path in temporary)
        self._synced = {
            Path(value): "OneDrive" for name, value in environment.items() if name.startswith("OneDrive") and value
        }

    def is_temporary(self, path: Path) -> bool:
        """True for a folder that other programs empty: an attachment opened straight from a mail, a zip preview."""
        whole = path.absolute()
        if _TEMPORARY.search(str(whole)):
            return True
        return any(folder in whole.parents for folder in self._temporary)

    def is_on_network(self, path: Path) -> bool:
        """True for a place on another computer: a share, or a drive that a letter or a folder here stands for."""
        whole = path.absolute()
        return is_remote(whole) or is_network_drive(whole, self._file_system(whole))

    def syncing_program(self, path: Path) -> str:
        """The program that syncs the folder of a file; empty for none that is known."""
        for folder in path.absolute().parents:
            if folder in self._synced:
                return self._synced[folder]
            for program, pattern in _SYNCED.items():
                if pattern.match(folder.name):
                    return program
        return ""


def is_network_drive(path: Path, file_system: str) -> bool:
    """True for a drive in the network, by what the system calls its file system, or a path that names a server."""
    return bool(_NETWORK.match(file_system)) or str(path).startswith(("\\\\", "//"))


def conflict_copies(path: Path) -> tuple[Path, ...]:
    """Files beside this one that look like copies a syncing program made of two versions; at most ten."""
    stem = re.escape(path.stem)
    pattern = re.compile(
        rf"^{stem}(?: \(.*(?:conflict|conflicted|Konflikt|conflicto).*\)|[-_ ].*(?:conflict|conflicted copy).*|"
        rf"-[A-Z][A-Z0-9-]{{3,14}}|\.sync-conflict-.*)$",
        re.IGNORECASE,
    )
    try:
        found = [one for one in path.parent.iterdir() if one.suffix == path.suffix and pattern.match(one.stem)]
    except OSError:
        return ()
    return tuple(sorted(found)[:10])
