"""What in a text looks as if it could point at a person. It warns and never blocks, and it misses things.

English and Spanish. Nothing here is a claim of completeness: plain names and rare details are not found.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from roadmap_desktop.model.identifying_rules import (
    AGING_THINGS,
    NAMED_THINGS,
    NO_FIRST_NAMES,
    NO_NAMES,
    RULES,
    Detail,
    Rule,
)


class Passage(Struct, frozen=True):
    """A stretch of a text, from `start` to before `end`, and what it looks like.

    `said` is the stretch with the cue that gave it away, such as "born in 2007" around "2007".
    """

    kind: Detail
    start: int
    end: int
    text: str
    said: str


class Allowed(Struct, frozen=True):
    """What may stand in an answer: public phone numbers as digits, and labels of agencies and roles."""

    phones: frozenset[str] = frozenset()
    labels: tuple[str, ...] = ()


# Lines that anyone may name: the National Human Trafficking Hotline and its text number.
PUBLIC_PHONES = frozenset({"8883737888", "233733"})
_TOLL_FREE = ("800", "833", "844", "855", "866", "877", "888")
NOTHING_ALLOWED = Allowed()


def find(text: str, allowed: Allowed = NOTHING_ALLOWED, rules: Sequence[Rule] = RULES) -> tuple[Passage, ...]:
    """Every passage that looks identifying, in order and without overlaps."""
    found: list[Passage] = []
    for rule in _fitting(text, rules):
        for match in rule.pattern.finditer(text):
            start, end = _span(match)
            if _is_meant(rule.kind, match, text[start:end]) and not _is_allowed(rule.kind, text, start, end, allowed):
                found.append(Passage(rule.kind, start, end, text[start:end], match[0]))
    return tuple(_without_overlaps(found, len(text)))


def _fitting(text: str, rules: Sequence[Rule]) -> Iterator[Rule]:
    # Most texts hold few cues, and a look for a word costs a hundredth of a look for a pattern.
    folded, has_digit = text.casefold(), re.search(r"\d", text) is not None
    for rule in rules:
        if (has_digit or not rule.needs_digit) and (not rule.cues or any(cue in folded for cue in rule.cues)):
            yield rule


def masked(text: str, mask: Callable[[Passage], str], passages: Sequence[Passage]) -> str:
    """The text with each of these passages, which lie in it, replaced by a mask."""
    parts, at = [], 0
    for passage in passages:
        parts += [text[at : passage.start], mask(passage)]
        at = passage.end
    return "".join((*parts, text[at:]))


def _span(match: re.Match[str]) -> tuple[int, int]:
    # A cue such as "DOB" is not what points at a person; what follows it is.
    groups = [number for number in range(1, len(match.groups()) + 1) if match[number] and len(match[number]) > 1]
    return match.span(groups[0]) if groups else match.span()


def _is_meant(kind: Detail, match: re.Match[str], words: str) -> bool:
    if kind is Detail.CARD:
        return _has_luhn_sum(re.sub(r"\D", "", words))
    if kind is Detail.IP:
        return all(int(part) <= 255 for part in words.split("."))
    if kind in (Detail.TITLED_NAME, Detail.CUE_NAME):
        before = NAMED_THINGS.search(match.string, max(0, match.start() - 50), match.start())
        return before is None and _may_be_a_name([part.lower().strip(".") for part in re.split(r"[ -]", words)])
    if kind is Detail.AGE:
        return AGING_THINGS.search(match.string, max(0, match.start() - 50), match.start()) is None
    if kind is Detail.PHONE:
        return not re.sub(r"\D", "", words)[-10:].startswith(_TOLL_FREE) or len(re.sub(r"\D", "", words)) < 10
    return True


def _may_be_a_name(parts: Sequence[str]) -> bool:
    return parts[0] not in NO_FIRST_NAMES and not NO_NAMES.intersection(parts)


def _has_luhn_sum(digits: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def _is_allowed(kind: Detail, text: str, start: int, end: int, allowed: Allowed) -> bool:
    if kind is Detail.PHONE:
        digits = re.sub(r"\D", "", text[start:end])[-10:]
        return digits in PUBLIC_PHONES or digits in allowed.phones
    for label in allowed.labels:
        at = text.find(label, max(0, start - len(label)), end + len(label))
        if at >= 0 and at <= start and end <= at + len(label):
            return True
    return False


def _without_overlaps(found: Sequence[Passage], length: int) -> Iterator[Passage]:
    # Among passages that overlap, the longest tells the most; the earlier kind where they are as long.
    taken, chosen = bytearray(length), []
    for passage in sorted(found, key=lambda one: one.start - one.end):
        if not any(taken[passage.start : passage.end]):
            taken[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
            chosen.append(passage)
    yield from sorted(chosen, key=lambda one: one.start)
