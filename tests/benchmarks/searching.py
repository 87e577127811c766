"""Search everything in 30,000 answers, against `str.find` over the same texts, folded once."""

from itertools import islice
from pathlib import Path

from roadmap_desktop.services.sample_words import long_answers
from roadmap_desktop.services.search import Searchable, fold, search
from tests.benchmarks.row import Row, side_by_side

_ANSWERS = 30_000


def rows(_folder: Path, rounds: int) -> list[Row]:
    """A word that few answers hold."""
    answers = list(islice(long_answers(), _ANSWERS))
    texts = [Searchable("answer", "Element", text, fold(text)) for text in answers]
    folded = [one.folded for one in texts]
    wanted = fold("number 29999")
    ours, plain = side_by_side(
        rounds, lambda: search(texts, "Number 29999"), lambda: [text for text in folded if text.find(wanted) >= 0]
    )
    return [
        Row(
            "search everything in 30,000 answers",
            ours / plain,
            "x",
            2,
            f"{ours * 1000:.0f} ms, find {plain * 1000:.0f} ms",
        )
    ]
