"""A pack from anywhere: read, checked against every rule, and refused with the full list of reasons."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec

from roadmap_desktop.content.checks import problems
from roadmap_desktop.content.loader import read
from roadmap_desktop.content.safe_folder import shown
from roadmap_desktop.content.schema import ContentPack, Provenance
from roadmap_desktop.content.structure import structure_problems
from roadmap_desktop.errors import ContentPackRejected

MOST_REASONS = 1000


def read_pack(folder: Path) -> ContentPack:
    """A pack that keeps every rule. Raises ContentPackRejected with every reason found, safe to show.

    Whoever owns the official wording decides on its words; its ids, references and stages keep the rules of all packs.
    """
    try:
        pack = read(folder)
    except ContentPackRejected as rejected:
        raise ContentPackRejected(folder, _listed(rejected.problems)) from None
    rules = structure_problems if pack.provenance is Provenance.OFFICIAL else problems
    found = (*map(str, rules(pack)), *unseen(pack))
    if found:
        raise ContentPackRejected(folder, _listed(found))
    return pack


def unseen(pack: ContentPack) -> Iterator[str]:
    """Texts with characters that cannot be seen: they could show other words than those that are stored."""
    yield from _unseen("pack", msgspec.to_builtins(pack))


def _unseen(place: str, value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _unseen(f"{place}.{name}", part)
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value, start=1):
            yield from _unseen(f"{place}.{number}", part)
    elif isinstance(value, str) and any(_is_unseen(char) for char in value):
        yield f"{place}: holds characters that cannot be seen"


def _is_unseen(char: str) -> bool:
    # A line feed is ordinary; joiners and marks of direction belong to the spelling of some languages, and a soft
    # hyphen only splits a word.
    return char not in "\n\u00ad\u200c\u200d\u200e\u200f" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co")


def _listed(found: tuple[str, ...]) -> tuple[str, ...]:
    reasons = tuple(shown(reason) for reason in found[:MOST_REASONS])
    more = len(found) - len(reasons)
    return (*reasons, f"and {more} more") if more else reasons
