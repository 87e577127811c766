"""The one form in which typed text is stored, and how long it may be."""

import re
import unicodedata

ANSWER_LIMIT = 20_000
NOTE_LIMIT = 2_000
NAME_LIMIT = 200

# Marks and turns of direction, and what has no width; joiners stay, some scripts cannot be written without them.
_UNSEEN = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x200B, *range(0x2060, 0x2065), 0xFEFF]
)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_C0_CONTROLS = dict.fromkeys(code for code in [*range(0x20), 0x7F] if chr(code) not in "\t\n")


def clean_text(text: str) -> str:
    """NFC, LF line ends, no C0 controls but tab and line feed, no lone surrogates (U+FFFD stands for each)."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")
    whole = (
        "".join("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char for char in unified)
        if not unified.isascii()
        else unified
    )
    return unicodedata.normalize("NFC", whole.translate(_C0_CONTROLS))


def clean_name(text: str) -> str:
    """A name on one line: cleaned text without direction controls and what has no width, white space folded."""
    return " ".join(clean_text(text).translate(_UNSEEN).split())


def turning_places(text: str) -> tuple[int, ...]:
    """Where a text holds hidden characters that turn the direction of writing."""
    return () if text.isascii() else tuple(found.start() for found in _TURNING.finditer(text))


def looks_like(name: str) -> str:
    """A form in which names that look alike are equal: compatibility characters and case folded, unseen ones gone."""
    seen = "".join(char for char in unicodedata.normalize("NFKC", name) if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFKC", seen.casefold())
