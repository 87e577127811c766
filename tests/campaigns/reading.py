"""What a file holds after it was killed, cut off or refused, and which promises it breaks."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import DocumentService
from roadmap_desktop.services.dumping import current
from roadmap_desktop.storage.verification import verify
from tests.campaigns.workloads import PROMPTS, number_of


class Broken(Exception):
    """A file opened and is not what it says."""


def numbers_in(path: Path) -> dict[int, int]:
    """Which save stands at each place, by opening the file as the application does.

    Raises Broken when a row or its log entry is damaged or a text is no save's; RoadmapError when it is refused.
    """
    document = DocumentService(ChangeFeed()).open(path)
    try:
        if problems := verify(document.connection).problems:
            raise Broken(problems[0])
        texts = {str(row["prompt"]): str(row["text"]) for row in current(document.connection)["answer"]}
    finally:
        document.close()
    found = {place: number_of(texts[prompt]) for place, prompt in enumerate(PROMPTS) if prompt in texts}
    if any(number < 0 for number in found.values()):
        raise Broken("a text that no save wrote")
    return found


def texts_in(path: Path) -> dict[str, str]:
    """Every answer of a file by its key, by opening the file as the application does. Raises as `numbers_in` does."""
    document = DocumentService(ChangeFeed()).open(path)
    try:
        if problems := verify(document.connection).problems:
            raise Broken(problems[0])
        rows = current(document.connection)["answer"]
    finally:
        document.close()
    return {f"{row['assessment']} {row['respondent']} {row['prompt']}": str(row["text"]) for row in rows}


def promised(lines: Iterable[str]) -> dict[int, int]:
    """The last save that was promised at each place."""
    made: dict[int, int] = {}
    for line in lines:
        if line.startswith("SAVED "):
            _, place, number = line.split()
            made[int(place)] = int(number)
    return made


def lost(made: Mapping[int, int], found: Mapping[int, int]) -> list[int]:
    """The places whose promised save is not there, nor a later one."""
    return [place for place, number in made.items() if found.get(place, -1) < number]
