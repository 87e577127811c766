from pathlib import Path

from roadmap_desktop.services.borrowed_files import MOST, Borrowed, Borrowings


def one(folder: Path, name: str = "copy", original: str = "share") -> Borrowed:
    copy = folder / f"{name}.roadmap"
    copy.touch()
    return Borrowed(copy, folder / f"{original}.roadmap", "0" * 64, "2026-11-25T10:00:00+00:00")


def test_a_working_copy_is_remembered_for_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "working-copies.json"
    borrowed = one(tmp_path)
    Borrowings(lambda: path).remember(borrowed)
    later = Borrowings(lambda: path)
    assert later.of(borrowed.copy) == borrowed
    assert later.copy_of(borrowed.original) == borrowed.copy
    assert path.stat().st_mode & 0o077 == 0
    assert later.of(tmp_path / "other.roadmap") is None


def test_a_shared_computer_writes_nothing_down(tmp_path: Path) -> None:
    borrowings = Borrowings(lambda: None)
    borrowed = one(tmp_path)
    borrowings.remember(borrowed)
    assert borrowings.of(borrowed.copy) == borrowed
    assert [found.name for found in tmp_path.iterdir()] == ["copy.roadmap"]
    assert Borrowings(lambda: None).of(borrowed.copy) is None


def test_clearing_forgets_the_list_and_keeps_the_copies(tmp_path: Path) -> None:
    path = tmp_path / "working-copies.json"
    borrowings = Borrowings(lambda: path)
    borrowings.remember(one(tmp_path))
    borrowings.clear()
    assert borrowings.count == 0
    assert not path.exists()
    assert (tmp_path / "copy.roadmap").exists()


def test_a_damaged_list_is_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "working-copies.json"
    for text in ("", "[1]", '[["a"]]', "{}", "\x00"):
        path.write_text(text)
        assert Borrowings(lambda: path).count == 0


def test_the_newest_copy_that_is_still_there_is_named(tmp_path: Path) -> None:
    borrowings = Borrowings(lambda: None)
    first, second = one(tmp_path, "first"), one(tmp_path, "second")
    borrowings.remember(first)
    borrowings.remember(second)
    assert borrowings.copy_of(first.original) == second.copy
    second.copy.unlink()
    assert borrowings.copy_of(first.original) == first.copy


def test_the_list_stays_short(tmp_path: Path) -> None:
    borrowings = Borrowings(lambda: None)
    for number in range(MOST + 5):
        borrowings.remember(one(tmp_path, str(number)))
    assert borrowings.count == MOST
    assert borrowings.of(tmp_path / "0.roadmap") is None
