"""Only characters that the base font prints, so that no report shows a substitute for a word of the pack."""

from collections.abc import Collection, Iterator

from roadmap_desktop.content.problems import Problem
from roadmap_desktop.content.schema import ContentPack
from roadmap_desktop.content.texts import texts


def character_problems(pack: ContentPack, printed: Collection[int]) -> Iterator[Problem]:
    """Texts with a character that is not among the code points a font prints, each character named once."""
    for text in texts(pack):
        for char in sorted({char for char in text.words if ord(char) not in printed}):
            yield text.problem(f"the base font does not print U+{ord(char):04X} (“{char}”)")
