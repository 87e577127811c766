import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.services.borrowed_files import Borrowed
from roadmap_desktop.services.borrowing import PutBack, PuttingBack, content_mark, last_change
from roadmap_desktop.services.checking import check
from tests.documents import Desk, a_desk

NOW = datetime(2026, 11, 25, 10, 42, tzinfo=UTC)


def answer(desk: Desk, text: str) -> None:
    desk.answering.answer(desk.key(), text)
    desk.answering.leave_field()


def text_in(path: Path) -> str:
    # Only looked at: opening it as the application does would write to it.
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return str(connection.execute("SELECT text FROM answer").fetchone()[0])


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A file in a folder that stands for a network drive."""
    (tmp_path / "share").mkdir()
    path = tmp_path / "share" / "river.roadmap"
    desk = a_desk(path)
    answer(desk, "Before.")
    desk.document.close()
    return path


def taken(share: Path, name: str) -> tuple[Desk, Borrowed]:
    copy = share.parents[1] / f"{name}.roadmap"
    base = content_mark(share)
    spare = a_desk(share.parents[1] / f"{name}-spare.roadmap")
    spare.document.close()
    desk = Desk(spare.documents.open_copy(share, copy), spare.documents, spare.feed)
    return desk, Borrowed(copy, share, base, last_change(desk.document))


def put_back(desk: Desk, borrowed: Borrowed) -> PutBack:
    way = PuttingBack(desk.document, borrowed, NOW)
    way.begin()
    return way.finish()


def test_what_was_changed_comes_back_under_the_same_name(share: Path) -> None:
    desk, borrowed = taken(share, "mine")
    answer(desk, "Changed on the train.")
    done = put_back(desk, borrowed)
    assert (done.path, done.beside) == (share, False)
    assert text_in(share) == "Changed on the train."
    answer(desk, "And again.")
    assert put_back(desk, done.borrowed).path == share
    assert text_in(share) == "And again."
    assert check(share).problems == ()


def test_two_ways_back_from_one_file_never_overwrite_each_other(share: Path) -> None:
    (mine, my_base), (other, other_base) = taken(share, "mine"), taken(share, "other")
    answer(mine, "Mine.")
    answer(other, "The other's.")
    assert put_back(mine, my_base).path == share
    clash = put_back(other, other_base)
    assert clash.beside
    assert clash.path.name == "river – put back 2026-11-25 10.42.roadmap"
    assert text_in(share) == "Mine."
    assert text_in(clash.path) == "The other's."
    again = put_back(other, clash.borrowed)
    assert again.path.name == "river – put back 2026-11-25 10.42 2.roadmap"
    assert text_in(share) == "Mine."


def test_an_original_that_is_gone_comes_back(share: Path) -> None:
    desk, borrowed = taken(share, "mine")
    answer(desk, "Mine.")
    share.unlink()
    assert put_back(desk, borrowed).path == share
    assert text_in(share) == "Mine."


def test_a_share_that_is_gone_leaves_nothing_and_changes_nothing(share: Path) -> None:
    desk, borrowed = taken(share, "mine")
    answer(desk, "Mine.")
    before = share.read_bytes()
    share.parent.rename(share.parent.with_name("unplugged"))
    with pytest.raises(errors.RoadmapError):
        put_back(desk, borrowed)
    assert (share.parent.with_name("unplugged") / share.name).read_bytes() == before
    assert text_in_open(desk) == "Mine."


def text_in_open(desk: Desk) -> str:
    return desk.reading.element_answer(desk.key()).answer.text


def test_a_link_is_not_followed(share: Path) -> None:
    desk, borrowed = taken(share, "mine")
    real = share.rename(share.with_name("elsewhere.roadmap"))
    share.symlink_to(real)
    before = real.read_bytes()
    with pytest.raises(errors.PlaceIsALink):
        put_back(desk, borrowed)
    assert real.read_bytes() == before


def test_a_journal_counts_as_a_change(share: Path) -> None:
    before = content_mark(share)
    share.with_name(share.name + "-journal").write_bytes(b"unfinished")
    assert content_mark(share) != before
    assert content_mark(share.with_name("nothing")) == ""
