"""What a line of text consists of: letters with their marks, fonts, scripts, directions, and where it may be broken.

Directions follow the Unicode bidirectional algorithm (UAX #9), letters with their marks are grapheme clusters (UAX
#29), and breaks follow a part of UAX #14: after white space, around ideographs, after hyphens and slashes. In Thai,
Lao, Khmer and Burmese, which do not part words, a line that is too long is broken between two letters.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import bidirectional

import regex
from bidi import algorithm

from roadmap_desktop.reports.fonts import Face

# Scripts by their tags in fonts (ISO 15924); what stands in none of them goes with the text around it.
_SCRIPTS = (
    *(
        "Latn",
        "Cyrl",
        "Grek",
        "Arab",
        "Hebr",
        "Deva",
        "Beng",
        "Thai",
        "Khmr",
        "Laoo",
        "Mymr",
        "Ethi",
        "Hani",
        "Hira",
        "Kana",
    ),
    *(
        "Hang",
        "Taml",
        "Telu",
        "Gujr",
        "Guru",
        "Knda",
        "Mlym",
        "Orya",
        "Sinh",
        "Geor",
        "Armn",
        "Tibt",
        "Cher",
        "Syrc",
        "Thaa",
    ),
    *("Nkoo", "Tfng", "Mong", "Bopo", "Cans", "Adlm", "Rohg", "Tale", "Java", "Bali", "Olck"),
)
_SCRIPT = regex.compile("|".join(rf"(?P<{tag}>\p{{Script={tag}}})" for tag in _SCRIPTS))
_CLUSTER = regex.compile(r"\X")
_UNIT = regex.compile(
    r"[\p{LB=OP}\p{LB=QU}]*"
    r"(?:[\p{LB=ID}\p{LB=H2}\p{LB=H3}\p{LB=CJ}\p{LB=EB}]\p{M}*|"
    r"[^ \t\u3000\p{LB=ID}\p{LB=H2}\p{LB=H3}\p{LB=CJ}\p{LB=EB}\p{LB=HY}\p{LB=SY}\p{LB=BA}\u200B]+)?"
    r"[\p{LB=CL}\p{LB=CP}\p{LB=EX}\p{LB=IS}\p{LB=NS}\p{LB=QU}\p{LB=HY}\p{LB=SY}\p{LB=BA}\u200B]*[ \t\u3000]*"
)
_KINDS = frozenset(["L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "B", "S", "WS", "ON"])
_STRONG_LEFTWARD = frozenset({"R", "AL", "EN", "AN"})
_LETTERS = {"L": "a", "R": "א"}
_BRACKETS = dict(zip("([{⟨⟦【「『〈《〔（［｛", ")]}⟩⟧】」』〉》〕）］｝", strict=True))
_CLOSING = frozenset(_BRACKETS.values())
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


class Run(NamedTuple):
    """A part of a line, from `start` to before `end`, in one font, script and direction; odd levels run to the left.

    `name` is the font that was asked for, which `face` may stand in for.
    """

    start: int
    end: int
    face: Face
    name: str
    script: str
    level: int

    @property
    def is_rtl(self) -> bool:
        """True when it is read from right to left."""
        return self.level % 2 == 1


def clusters(text: str) -> list[str]:
    """A text in letters with their marks."""
    return [match[0] for match in _CLUSTER.finditer(text)]


def is_rtl(text: str) -> bool:
    """True when the first letter with a direction is read from right to left (UAX #9, P2 and P3)."""
    return next((kind != "L" for char in text if (kind := bidirectional(char)) in ("L", "R", "AL")), False)


def levels(text: str) -> Sequence[int]:
    """The level of each character of a line (UAX #9); 0 everywhere when nothing is read from right to left."""
    if not any(bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return bytes(len(text))
    base = int(is_rtl(text))
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    # The library leaves out what has no direction at all (X9); such characters go with those before them.
    text = _with_brackets(text, base)
    kinds = [bidirectional(char) for char in text]
    algorithm.get_embedding_levels(
        "".join(char for char, kind in zip(text, kinds, strict=True) if kind in _KINDS), storage
    )
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    known = iter(storage["chars"])
    found, level = [], base
    for kind in kinds:
        level = next(known)["level"] if kind in _KINDS else level
        found.append(level)
    return found


def _with_brackets(text: str, base: int) -> str:
    """The text with a letter for each bracket whose pair has a direction (UAX #9, N0), which the library leaves out."""
    strong = ["L" if kind == "L" else "R" if kind in _STRONG_LEFTWARD else "" for kind in map(bidirectional, text)]
    own, other = "LR"[base], "RL"[base]
    chars = list(text)
    for opened, closed in _pairs(text):
        inside = set(strong[opened + 1 : closed])
        if own in inside:
            direction = own
        elif other in inside:
            # What goes the other way inside goes so as a whole when that stands before it as well.
            direction = next((kind for kind in reversed(strong[:opened]) if kind), own)
        else:
            continue
        for place in (opened, closed):
            strong[place], chars[place] = direction, _LETTERS[direction]
    return "".join(chars)


def _pairs(text: str) -> list[tuple[int, int]]:
    # The brackets of a text that belong together, in the order in which they open.
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        if char in _BRACKETS:
            opened.append((_BRACKETS[char], place))
        elif char in _CLOSING:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == char:
                    found.append((opened[depth][1], place))
                    del opened[depth:]
                    break
    return sorted(found)


def runs(pieces: Sequence[tuple[str, str]], face_of: Callable[[str, str], Face | None]) -> tuple[Run, ...]:
    """A line of texts, each with the name of its font, in runs, in the order in which it is read.

    `face_of` says which font prints a letter instead of another one. Raises LookupError for a letter without any.
    """
    level_of = levels("".join(text for text, _name in pieces))
    found: list[Run] = []
    at, face, script = 0, None, ""
    for text, name in pieces:
        face = None
        for cluster in clusters(text):
            for part in _printed_together(cluster, name, face_of):
                its_script = script_of(part)
                # Punctuation and spaces stay in the font of the words before them.
                if its_script or face is None or not face.covers(part):
                    face = _required(face_of(part, name), part)
                script = its_script or script
                run = Run(at, at + len(part), face, name, script, level_of[at])
                at = run.end
                if found and _goes_on(found[-1], run):
                    found[-1] = found[-1]._replace(end=run.end, script=script)
                else:
                    found.append(run)
    return tuple(found)


def _printed_together(cluster: str, name: str, face_of: Callable[[str, str], Face | None]) -> Iterable[str]:
    # A letter and a mark that no single font has stand one after the other.
    return (cluster,) if len(cluster) == 1 or face_of(cluster, name) is not None else cluster


def _required(face: Face | None, part: str) -> Face:
    if face is None:
        raise LookupError(f"U+{ord(part[0]):04X}")
    return face


def _goes_on(last: Run, run: Run) -> bool:
    is_same_script = not last.script or last.script == run.script
    return is_same_script and last.face is run.face and last.level == run.level and last.name == run.name


def script_of(cluster: str) -> str:
    """The script of a letter; empty for what stands in any of them."""
    match = _SCRIPT.search(cluster)
    return (match.lastgroup or "") if match else ""


def units(text: str) -> Iterator[tuple[int, int, int]]:
    """Where each part that stays together begins, where what is seen of it ends, and where the next one begins."""
    at = 0
    while at < len(text):
        match = _UNIT.match(text, at)
        end = match.end() if match and match.end() > at else at + 1
        yield at, at + len(text[at:end].rstrip(" \t\u3000")), end
        at = end


def clipped(found: Sequence[Run], start: int, end: int) -> list[Run]:
    """The runs of a part of a text."""
    first = max(0, bisect_right(found, start, key=lambda run: run.start) - 1)
    part = []
    for run in found[first:]:
        if run.start >= end:
            break
        if run.end > start:
            part.append(run._replace(start=max(start, run.start), end=min(end, run.end)))
    return part


def in_sight(part: Sequence[Run]) -> list[Run]:
    """The runs of one line from left to right (UAX #9, L2)."""
    order = list(part)
    highest = max((run.level for run in order), default=0)
    for level in range(highest, 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and order[end].level >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = max(end, at + 1)
    return order
