"""What a passphrase costs: saving one answer and opening a file, against the same file without one."""

from pathlib import Path
from statistics import median

from roadmap_desktop.content.loader import load
from roadmap_desktop.paths import original_pack
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import Document, DocumentService
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.protection import ProtectionChange, change_protection
from roadmap_desktop.services.samples import SampleService
from roadmap_desktop.storage.database import open_database
from roadmap_desktop.storage.keys import FileKey
from tests.benchmarks.row import Row, seconds, side_by_side
from tests.documents import Desk
from tests.protected import WORDS

_SAVES = 300


def rows(folder: Path, rounds: int) -> list[Row]:
    """A full file, and its protected twin."""
    feed = ChangeFeed()
    documents = DocumentService(feed)
    pack = load(original_pack())
    paths = [folder / "unprotected.roadmap", folder / "protected.roadmap"]
    for path in paths:
        SampleService(documents, pack).new_full(path).close()
    taken = seconds(lambda: change_protection(ProtectionChange(paths[1], None, WORDS), Progress()))
    size = paths[1].stat().st_size / 1_000_000
    key = FileKey.of_file(WORDS, paths[1])
    stretching = median(seconds(lambda: key.is_of(WORDS)) for _ in range(rounds))
    plain_open, key_open = side_by_side(
        rounds, lambda: open_database(paths[0]).close(), lambda: open_database(paths[1], key).close()
    )
    plain, protected = _saves(documents.open(paths[0]), documents.open(paths[1], WORDS), documents, feed)
    return [
        Row(
            "save one answer of 2,000 characters, protected",
            protected / plain,
            "x",
            1.5,
            f"{protected * 1000:.2f} ms, plain {plain * 1000:.2f} ms",
        ),
        Row(
            f"open a full file of {size:.1f} MB, protected",
            (key_open + stretching) / plain_open,
            "x",
            None,
            f"{(key_open + stretching) * 1000:.0f} ms, of which the passphrase {stretching * 1000:.0f} ms; "
            f"plain {plain_open * 1000:.0f} ms",
        ),
        Row(f"set a passphrase on {size:.1f} MB", taken, "s", None, f"{taken * 1000:.0f} ms, once"),
    ]


def _saves(plain: Document, protected: Document, documents: DocumentService, feed: ChangeFeed) -> tuple[float, float]:
    desks = [Desk(document, documents, feed) for document in (plain, protected)]
    keys = []
    for one in desks:
        one.document.warm_up()
        found = one.reading.assessments()[-1]
        prompt = next(prompt.id for _, _, prompt in one.reading.pack(found.id).walk())
        keys.append(one.key(prompt))
        one.answering.answer(keys[-1], "a" * 2000)
    taken: list[list[float]] = [[], []]
    for turn in range(_SAVES):
        text = chr(ord("b") + turn % 20) * 2000
        for one, key, found_times in zip(desks, keys, taken, strict=True):
            found_times.append(seconds(lambda one=one, key=key, text=text: one.answering.answer(key, text)))  # type: ignore[misc]
    for one in desks:
        one.document.close()
    return median(taken[0]), median(taken[1])
