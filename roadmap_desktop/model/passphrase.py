"""A passphrase: the same words from every keyboard, and never shown by accident."""

import unicodedata
from hmac import compare_digest
from typing import NoReturn

LENGTH_FLOOR = 14


class Passphrase:
    """What someone typed or pasted, brought to one form; its words never stand in a representation or a pickle.

    Letters are composed (NFC), so that a keyboard that types an accent apart gives the same bytes; every run of white
    space is one plain space, and none stands at the ends (as RFC 8265 prepares passwords, and a little kinder). NFKC
    would also take different characters for the same one, which nobody who typed them expects.
    """

    __slots__ = ("_words",)

    def __init__(self, typed: str) -> None:
        self._words = " ".join(unicodedata.normalize("NFC", typed).split())

    def reveal(self) -> str:
        """The words themselves, for showing and printing where the user asked for it."""
        return self._words

    def to_bytes(self) -> bytes:
        """What a key is made of; never raises, whatever was typed."""
        return self._words.encode("utf-8", "surrogatepass")

    @property
    def is_empty(self) -> bool:
        """True when nothing but space was typed."""
        return not self._words

    @property
    def length(self) -> int:
        """How many characters there are."""
        return len(self._words)

    @property
    def is_long_enough(self) -> bool:
        """True from 14 characters on; there is no other rule."""
        return self.length >= LENGTH_FLOOR

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Passphrase) and compare_digest(self.to_bytes(), other.to_bytes())

    def __hash__(self) -> NoReturn:
        raise TypeError("a passphrase is no key of a table")

    def __repr__(self) -> str:
        return "Passphrase(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a passphrase is never pickled")
