import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from roadmap_desktop.model.assessment import TASK_FORCE
from roadmap_desktop.model.overview import Place
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.checking import check
from roadmap_desktop.services.documents import DocumentService
from roadmap_desktop.services.dumping import dump
from roadmap_desktop.services.pack_upgrades import PackUpgradeService
from roadmap_desktop.services.shelf import ShelfService
from tests.documents import ROLES, TRUST, Desk
from tests.pack_fates import PROMPTS, Fate, Fates, the_next

FILES = Path(__file__).parent / "files"
WRITTEN = json.loads((FILES / "first-release.json").read_text(encoding="utf-8"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of the file that the first release wrote; the file itself is never opened."""
    return Path(shutil.copy(FILES / "first-release.roadmap", tmp_path / "first.roadmap"))


def opened(path: Path) -> Desk:
    feed = ChangeFeed()
    documents = DocumentService(feed)
    return Desk(documents.open(path), documents, feed)


def test_the_file_of_the_first_release_opens_with_everything_it_held(path: Path) -> None:
    desk = opened(path)
    found = json.loads(json.dumps(dump(desk.document)))
    for table, rows in WRITTEN["current"].items():
        now = found["current"][table]
        assert len(now) == len(rows), table
        # A later format may know more of a row, never less.
        assert all(row.items() <= other.items() for row, other in zip(rows, now, strict=True)), table
    assert len(found["log"]["changes"]) == len(WRITTEN["log"]["changes"])
    assert (found["document_id"], found["packs"]) == (WRITTEN["document_id"], WRITTEN["packs"])
    overview = desk.reading.overview(Place(desk.round, TASK_FORCE), date(2027, 1, 1))
    assert (overview.answered, overview.placed, overview.actions) == (2, 1, 1)
    step = desk.history.next_undo()
    assert step is not None
    assert step.label == "Start assessment"
    desk.document.close()
    assert check(path).problems == ()


def test_the_file_of_the_first_release_takes_newer_prompts(path: Path) -> None:
    desk = opened(path)
    closed = desk.reading.assessments()[0].id
    before = desk.reading.element(Place(closed, TASK_FORCE, ROLES))
    wanted = Fates({PROMPTS[0]: Fate.RETIRED, PROMPTS[3]: Fate.REWORDED}, lost=frozenset({TRUST}))
    kept = PackUpgradeService(desk.document).upgrade(the_next(wanted), datetime(2027, 1, 1, tzinfo=UTC))
    shelf = ShelfService(desk.document).shelf(desk.round)
    assert [one.answer.text for one in shelf.kept] == ["People call the night line."]
    assert [gone.id for gone in shelf.gone] == [TRUST]
    reworded = desk.reading.element_answer(desk.key(PROMPTS[3])).answer
    assert reworded.text == "Naïve “quotes”, 東京, and a second line.\nHere."
    assert desk.reading.earlier_wording(reworded, "Now") == "What does our MOU say about roles (2)?"
    assert desk.reading.element(Place(closed, TASK_FORCE, ROLES)) == before
    assert desk.history.next_undo() is None
    desk.document.close()
    assert check(kept).problems == check(path).problems == ()
    back = opened(kept)
    state = json.loads(json.dumps(dump(back.document)))
    assert state["current"]["assessment"] == WRITTEN["current"]["assessment"]
    back.document.close()
