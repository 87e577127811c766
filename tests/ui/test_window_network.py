import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from roadmap_desktop.services.places import Computer
from roadmap_desktop.services.traces import WorkingCopies
from tests.documents import a_desk
from tests.windows import TestWindow, open_window


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A file in a folder that the system says is a network drive."""
    (tmp_path / "share").mkdir()
    path = tmp_path / "share" / "river.roadmap"
    desk = a_desk(path)
    desk.answering.answer(desk.key(), "Before.")
    desk.document.close()
    return path


@pytest.fixture
def window(tmp_path: Path, qapp: object) -> Iterator[TestWindow]:
    folder = tmp_path / "share"
    made = open_window(
        tmp_path, computer=lambda: Computer({}, (), lambda path: "cifs" if folder in path.parents else "ext4")
    )
    made.built.settings.change(lambda settings: settings.with_shared_computer(False))
    yield made
    made.messages.agrees = False
    made.built.close()


def borrow(window: TestWindow, share: Path, name: str = "mine.roadmap") -> Path:
    window.built.files.open_path(share)
    window.messages.paths = [window.folder / name]
    window.built.window.welcome.copy.click()
    return window.view.desk.document.path


def write(window: TestWindow, text: str) -> None:
    window.view.open_element("roles")
    window.page.cards[0].editor.setPlainText(text)
    window.view.flush()


def text_of(path: Path) -> str:
    # Only looked at: opening it as the application does would write to it.
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return str(connection.execute("SELECT text FROM answer").fetchone()[0])


def test_a_file_on_a_network_drive_is_worked_on_as_a_copy(window: TestWindow, share: Path) -> None:
    before = share.read_bytes()
    window.built.files.open_path(share)
    assert "is on a network drive" in window.built.window.welcome.problem()
    assert borrow(window, share) == window.folder / "mine.roadmap"
    assert "Nobody else sees your changes until you put it back" in window.built.window.notice.words()
    assert window.built.window.commands.action("put-back").isEnabled()
    assert share.read_bytes() == before


def test_changes_are_put_back_by_the_menu(window: TestWindow, share: Path) -> None:
    borrow(window, share)
    write(window, "From the office.")
    window.command("put-back")
    assert window.messages.told[-1].startswith("“river.roadmap” is on the network drive with your changes.")
    assert text_of(share) == "From the office."


def test_closing_asks_once_and_only_when_something_changed(window: TestWindow, share: Path) -> None:
    copy = borrow(window, share)
    window.command("close")
    assert window.messages.questions == []
    window.built.files.open_path(copy)
    write(window, "Changed.")
    window.command("close")
    assert [question[:26] for question in window.messages.questions] == ["Put your changes back on t"]
    assert text_of(share) == "Changed."
    window.built.files.open_path(copy)
    window.command("close")
    assert len(window.messages.questions) == 1


def test_who_says_no_is_asked_again_the_next_time(window: TestWindow, share: Path) -> None:
    copy = borrow(window, share)
    write(window, "Changed.")
    window.messages.agrees = False
    window.command("close")
    assert text_of(share) == "Before."
    window.messages.agrees = True
    window.built.files.open_path(copy)
    window.command("close")
    assert text_of(share) == "Changed."


def test_a_change_by_somebody_else_is_left_as_it_is(window: TestWindow, share: Path) -> None:
    borrow(window, share)
    write(window, "Mine.")
    other = window.built.documents.open(share)
    other.connection.execute("UPDATE last_place SET prompt = ''")
    other.close()
    share.write_bytes(share.read_bytes() + b"\0" * 4096)
    changed = share.read_bytes()
    window.command("put-back")
    assert "it was left as it is" in window.messages.told[-1]
    assert share.read_bytes() == changed
    beside = next(path for path in share.parent.iterdir() if "put back" in path.name)
    assert text_of(beside) == "Mine."


def test_a_drive_that_went_away_keeps_the_changes_here(window: TestWindow, share: Path) -> None:
    copy = borrow(window, share)
    write(window, "Mine.")
    share.parent.rename(share.parent.with_name("gone"))
    window.command("put-back")
    assert "Your changes are safe in the copy on this computer, “mine.roadmap”." in window.messages.told[-1]
    window.messages.agrees = False
    window.command("close")
    assert text_of(copy) == "Mine."


def test_opening_the_original_again_offers_the_working_copy(window: TestWindow, share: Path) -> None:
    copy = borrow(window, share)
    window.command("close")
    window.built.files.open_path(share)
    assert "you already have a working copy of it on this computer: “mine.roadmap”." in window.messages.questions[-1]
    assert window.view.desk.document.path == copy


def test_a_working_copy_on_the_same_drive_is_none(window: TestWindow, share: Path) -> None:
    window.built.files.open_path(share)
    window.messages.paths = [share.with_name("mine.roadmap")]
    window.built.window.welcome.copy.click()
    assert window.built.window.view is None
    assert "“mine.roadmap” is on a network drive" in window.built.window.welcome.problem()


def test_what_this_computer_remembers_names_the_working_copies(window: TestWindow, share: Path) -> None:
    borrow(window, share)
    borrowings = window.built.privacy.borrowings
    assert borrowings is not None
    assert WorkingCopies(borrowings).trace().holds == "1 working copy"
    window.built.privacy.traces().clear()
    assert borrowings.count == 0
    assert not window.built.window.is_borrowed(window.view.desk.document.path)


def test_an_ordinary_file_has_nothing_to_put_back(window: TestWindow) -> None:
    window.new_file()
    assert not window.built.window.commands.action("put-back").isEnabled()
