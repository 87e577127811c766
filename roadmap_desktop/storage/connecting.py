"""The one door to the database libraries: every connection to a .roadmap file is made here.

A plain file is opened by the standard library's SQLite, a protected one by SQLCipher; never one file by both. SQLCipher
is imported when the first protected file is opened or made, so that a start without one does not wait for it.
"""

import sqlite3
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from roadmap_desktop.errors import FileCannotBeOpened, ProtectionUnavailable, WrongPassphrase
from roadmap_desktop.storage.beside import require_nothing_planted
from roadmap_desktop.storage.faults import CIPHER_LIBRARY, error_name

if TYPE_CHECKING:
    from roadmap_desktop.storage.keys import FileKey

_LONGEST_VALUE = 8 << 20
_LONGEST_SQL = 100_000
# SQLCipher 4 as it is delivered: AES-256 in pages of 4096 bytes, each with its own HMAC-SHA512, the key stretched by
# PBKDF2-HMAC-SHA512. `cipher_memory_security` stays off: it makes a save take twice as long, and the same words lie in
# Python's memory anyway, which nobody can wipe.
_CIPHER: dict[str, str] = {
    "cipher_page_size": "4096",
    "cipher_use_hmac": "1",
    "cipher_hmac_algorithm": "HMAC_SHA512",
    "cipher_kdf_algorithm": "PBKDF2_HMAC_SHA512",
    "cipher_plaintext_header_size": "0",
}


def connect(path: Path, key: "FileKey | None" = None, *, mode: Literal["ro", "rw", "rwc"] = "rw") -> sqlite3.Connection:
    """Connect to a file, with its key where it is protected; nothing is waited for, transactions are the caller's.

    `rw` never makes a file where there was none. The connection of a protected file is of SQLCipher's own class, which
    has the methods of the standard one but for `setlimit`. Raises FileWasChangedByAnotherProgram for what was planted
    beside the file, WrongPassphrase, ProtectionUnavailable, FileCannotBeOpened, and the errors that `faults.told`
    translates.
    """
    require_nothing_planted(path)
    address = f"{path.absolute().as_uri()}?mode={mode}"
    if key is None:
        return sqlite3.connect(address, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
    require_library(path)
    # Imported here because most files need no second database library.
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(address, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        # Before the key: with a wrong one it would print on standard error.
        connection.execute("PRAGMA cipher_log_level=NONE").fetchall()
        connection.set_key(key.spelled())
        _require_cipher(path, connection)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException as error:
        connection.close()
        if error_name(error) == "SQLITE_NOTADB":
            raise WrongPassphrase(path) from None
        raise
    return connection


def _require_cipher(path: Path, connection: sqlite3.Connection) -> None:
    # A build without encryption would take any key and write everything in the clear.
    for name, value in _CIPHER.items():
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if found is None or str(found[0]) != value:
            raise FileCannotBeOpened(path, f"PRAGMA {name}")


def require_library(path: Path) -> None:
    """Raise ProtectionUnavailable where SQLCipher is not installed or is kept from loading."""
    try:
        import sqlcipher3.dbapi2  # noqa: F401 - only asked whether it loads
    except (ImportError, OSError):
        raise ProtectionUnavailable(path) from None


def library_of(connection: sqlite3.Connection) -> ModuleType:
    """The database library a connection belongs to."""
    return sqlite3 if isinstance(connection, sqlite3.Connection) else sys.modules[CIPHER_LIBRARY]


def limit(connection: sqlite3.Connection, *, attached: int = 0) -> None:
    """Keep values and statements of a stranger's file within bounds; `attached` files may be open beside it."""
    if not isinstance(connection, sqlite3.Connection):
        # SQLCipher's library cannot be told. What the bounds are for cannot come from a stranger here: every page is
        # signed with the passphrase.
        return
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_SQL)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, attached)
