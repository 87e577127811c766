from pathlib import Path

import pytest

from roadmap_desktop.services.checking import check
from roadmap_desktop.services.file_settings import REVIEW_ON, FileSettingService
from roadmap_desktop.storage import kept_passages
from tests.documents import a_desk


def test_a_setting_is_in_the_file_and_can_be_undone(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "a.roadmap")
    settings = FileSettingService(desk.document)
    assert settings.get(REVIEW_ON) is None
    settings.set(REVIEW_ON, "2027-06-01", "Set the review date")
    settings.set(REVIEW_ON, "2027-07-01", "Set the review date")
    assert settings.get(REVIEW_ON) == "2027-07-01"
    desk.history.undo()
    assert settings.get(REVIEW_ON) == "2027-06-01"
    settings.set(REVIEW_ON, None, "No review date")
    assert settings.get(REVIEW_ON) is None
    desk.history.undo()
    assert settings.get(REVIEW_ON) == "2027-06-01"
    desk.document.close()
    assert check(tmp_path / "a.roadmap").problems == ()


def test_kept_passages_are_remembered_and_leave_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "a.roadmap"
    desk = a_desk(path)
    mark = "0123456789abcdef" * 4
    kept_passages.keep(desk.document.database, mark)
    kept_passages.keep(desk.document.database, mark)
    kept_passages.keep(desk.document.database, "another")
    assert kept_passages.load(desk.document.connection) == {mark, "another"}
    assert desk.history.next_undo() is None
    kept_passages.forget(desk.document.database, [mark])
    kept_passages.forget(desk.document.database, [])
    assert kept_passages.load(desk.document.connection) == {"another"}
    desk.document.close()
    assert mark.encode() not in path.read_bytes()
    assert check(path).problems == ()


@pytest.mark.parametrize("value", ["", "a\nb", "x" * 2000])
def test_any_text_comes_back_as_it_was(tmp_path: Path, value: str) -> None:
    desk = a_desk(tmp_path / "a.roadmap")
    FileSettingService(desk.document).set("some.name", value, "Set it")
    assert FileSettingService(desk.document).get("some.name") == value
    desk.document.close()
