"""The key of a protected file; its bytes never stand in a representation, a message, a log or a pickle."""

import hashlib
import secrets
from hmac import compare_digest
from pathlib import Path
from typing import NoReturn

from roadmap_desktop.model.passphrase import Passphrase

# What SQLCipher 4 does by default, so that any program that knows its format opens a file with the passphrase alone.
_STRETCHES = 256_000
_SALT = 16
_SECRET = 32


class FileKey:
    """A passphrase stretched with the salt of one file, and that salt; the passphrase itself is not kept.

    Stretching takes a good tenth of a second and needs no database, so it can run in any thread, once. Copies and
    backups of a file carry its salt, so that the same key opens them.
    """

    __slots__ = ("_salt", "_secret")

    def __init__(self, secret: bytes, salt: bytes) -> None:
        if len(secret) != _SECRET or len(salt) != _SALT:
            raise ValueError("not a key")
        self._secret = secret
        self._salt = salt

    @classmethod
    def fresh(cls, passphrase: Passphrase) -> "FileKey":
        """The key of a file that is made with this passphrase."""
        return cls.with_salt(passphrase, secrets.token_bytes(_SALT))

    @classmethod
    def of_file(cls, passphrase: Passphrase, path: Path) -> "FileKey":
        """The key that would open a protected file, if the passphrase is right; the file must not be open here.

        Raises OSError where the file cannot be read.
        """
        return cls.with_salt(passphrase, cls.salt_of(path))

    @staticmethod
    def salt_of(path: Path) -> bytes:
        """The salt that a protected file begins with; the file must not be open here."""
        with path.open("rb") as file:
            return file.read(_SALT)

    @classmethod
    def with_salt(cls, passphrase: Passphrase, salt: bytes) -> "FileKey":
        """The key for a salt of 16 bytes."""
        return cls(hashlib.pbkdf2_hmac("sha512", passphrase.to_bytes(), salt, _STRETCHES, _SECRET), salt)

    def is_of(self, passphrase: Passphrase) -> bool:
        """True when this key was made of this passphrase; takes as long for a wrong one as for the right one."""
        return compare_digest(FileKey.with_salt(passphrase, self._salt)._secret, self._secret)

    def spelled(self) -> str:
        """How SQLCipher wants key and salt; to be handed to its library and to nothing else."""
        return f"x'{self._secret.hex()}{self._salt.hex()}'"

    def to_bytes(self) -> bytes:
        """The key for another process, through a pipe; never on its command line or in its environment."""
        return self._secret + self._salt

    @classmethod
    def from_bytes(cls, found: bytes) -> "FileKey":
        """The key that came through a pipe. Raises ValueError for anything else."""
        return cls(found[:_SECRET], found[_SECRET:])

    def __repr__(self) -> str:
        return "FileKey(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is never pickled")
