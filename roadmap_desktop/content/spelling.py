"""US spelling, against a word list of our own; names that others gave stay as they are."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from roadmap_desktop import paths
from roadmap_desktop.content.problems import Problem
from roadmap_desktop.content.schema import ContentPack
from roadmap_desktop.content.texts import Kind, texts

_WORD = re.compile(r"[^\W\d_]+")


@cache
def american() -> Mapping[str, str]:
    """British spelling → US spelling, both in lower case, from `resources/spelling/american.txt`."""
    lines = (paths.resources() / "spelling" / "american.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {pair[0]: pair[1] for pair in pairs}


def spelling_problems(pack: ContentPack) -> Iterator[Problem]:
    """British spellings in a pack whose language is US English, with the spelling to use."""
    if pack.language not in {"en", "en-US"}:
        return
    for text in texts(pack):
        if text.kind is Kind.PUBLICATION:
            continue
        for word in _WORD.findall(text.words):
            known = american().get(word.casefold())
            if known is not None:
                yield text.problem(f"“{word}” is spelled “{known}” in the US")
