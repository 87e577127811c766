"""Words as a plain text file: the last way out when no document can be written."""

import os
from pathlib import Path

from roadmap_desktop.errors import ExportFailed, FileAlreadyThere
from roadmap_desktop.storage.copies import sync_folder
from roadmap_desktop.storage.faults import told


def write_text(path: Path, words: str) -> None:
    """Write words into a new file, flush it and read it back; readable by its owner alone.

    Raises FileAlreadyThere, ExportFailed and the faults of drives.
    """
    data = words.encode()
    with told(path):
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            raise FileAlreadyThere(path) from None
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
        if path.read_bytes() != data:
            raise ExportFailed(path, "read back")
