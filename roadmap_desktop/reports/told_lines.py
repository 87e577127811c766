"""What two libraries must be told so that they give back a line which holds text that runs to the left.

`ActualText` is meant to be the text as it was typed (ISO 32000-1, 14.9.4), and that is what a line says on its element
and on its outermost marked content. Two libraries that most viewers are made of turn its words around nonetheless, each
in its own way, and each reads a place of its own: poppler the marks named Span, PDFium the innermost mark. So each
finds there what it turns into the text that was typed. A test holds both to it.
"""

from collections.abc import Iterator
from itertools import groupby
from unicodedata import bidirectional

from bidi.mirror import MIRRORED

_WEAK = frozenset({"EN", "AN", "NSM", "CS", "ES", "ET", "BN"})
_NUMBERS = frozenset({"EN", "AN", "CS", "ES", "ET"})
_RIGHT = frozenset({"R", "AL"})
_TO_THE_LEFT = "\N{RIGHT-TO-LEFT MARK}"
_NO_BREAK = "\N{NO-BREAK SPACE}"


def for_pdfium(text: str, leftmost: str) -> str:
    """What PDFium turns into a text; `leftmost` is what the glyphs farthest to the left stand for, as they are seen."""
    parts = []
    is_right = runs_right = _is_right(text)
    for kind, part in _segments(text):
        is_turned = kind == "N" and is_right
        parts.append("".join(MIRRORED.get(char, char) for char in part) if is_turned else part)
        is_right = kind == "R" or (is_right and kind != "L")
    told = "".join(reversed(parts) if runs_right else parts)
    return told[::-1] if _is_right(leftmost) else told


def for_poppler(text: str) -> str:
    """What poppler turns into a text, on a page most of which runs to the right."""
    parts, at = [], 0
    while at < len(text):
        start = at
        while at < len(text) and bidirectional(text[at]) not in _RIGHT:
            at += 1
        parts.append(text[start:at])
        start = at
        while at < len(text) and bidirectional(text[at]) not in _NUMBERS and bidirectional(text[at]) != "L":
            at += 1
        run = text[start:at]
        core = run.rstrip("".join({char for char in run if bidirectional(char) not in (*_RIGHT, "NSM")}))
        rest = run[len(core) :]
        # What is turned around begins with a letter, and a space that counts as a part of a number ends it.
        begin = _TO_THE_LEFT if core and bidirectional(core[-1]) == "NSM" else ""
        parts += [begin + core[::-1], _NO_BREAK + rest.removeprefix(" ") if rest else ""]
    return "".join(parts)


def _segments(text: str) -> Iterator[tuple[str, str]]:
    for kind, chars in groupby(text, _kind):
        yield kind, "".join(chars)


def _kind(char: str) -> str:
    kind = bidirectional(char)
    if kind in _RIGHT:
        return "R"
    if kind == "L":
        return "L"
    return "W" if kind in _WEAK else "N"


def _is_right(text: str) -> bool:
    kinds = [kind for kind, _part in _segments(text)]
    return kinds.count("R") > kinds.count("L")
