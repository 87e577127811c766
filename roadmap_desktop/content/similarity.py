"""Prompts that say nearly the same; for authors only, since RapidFuzz does not come with the application."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process, utils

from roadmap_desktop.content.problems import Problem
from roadmap_desktop.content.schema import ContentPack
from roadmap_desktop.content.texts import prompts

# Of 100, by the ratio of the words that two prompts share, whatever their order.
TOO_ALIKE = 85


def similarity_problems(pack: ContentPack) -> Iterator[Problem]:
    """Each pair of prompts of the pack that are too alike, told at the later one."""
    found = list(prompts(pack))
    words = [utils.default_process(text.words) for text in found]
    for place, text in enumerate(found):
        earlier = process.extract(
            words[place], words[:place], scorer=fuzz.token_set_ratio, score_cutoff=TOO_ALIKE, limit=None
        )
        for _words, ratio, other in sorted(earlier, key=lambda one: one[2]):
            like = found[other]
            yield text.problem(f"nearly the same as {like.place} ({ratio:.0f} of 100; “{like.words}”)")
