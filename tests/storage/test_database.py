import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.storage import database as module
from roadmap_desktop.storage.catalogue import APPLICATION_ID, FORMAT_VERSION
from roadmap_desktop.storage.database import create, open_database, settle
from tests.documents import Desk


def closed(path: Path) -> Path:
    create(path, "test").close()
    return path


def test_a_closed_file_is_one_file_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = closed(tmp_path / "a.roadmap")
    assert list(tmp_path.iterdir()) == [path]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_the_header_names_the_application_and_the_format(tmp_path: Path) -> None:
    header = closed(tmp_path / "a.roadmap").read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == FORMAT_VERSION


def test_a_new_file_never_replaces_another(tmp_path: Path) -> None:
    path = tmp_path / "a.roadmap"
    path.write_text("something of somebody's")
    with pytest.raises(errors.FileAlreadyThere):
        create(path, "test")
    assert path.read_text() == "something of somebody's"


def test_a_folder_that_is_not_there_is_one_plain_error(tmp_path: Path) -> None:
    with pytest.raises(errors.RoadmapError):
        create(tmp_path / "nowhere" / "a.roadmap", "test")


def test_a_file_that_could_not_be_finished_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BY_VERSION", {FORMAT_VERSION: (("x", "CREATE NONSENSE"),)})
    with pytest.raises(errors.FileCannotBeOpened):
        create(tmp_path / "a.roadmap", "test")
    assert list(tmp_path.iterdir()) == []


def test_every_setting_is_read_back(tmp_path: Path) -> None:
    database = create(tmp_path / "a.roadmap", "test")
    ask = database.connection.execute
    assert ask("PRAGMA locking_mode").fetchone()[0] == "exclusive"
    assert ask("PRAGMA journal_mode").fetchone()[0] == "truncate"
    assert ask("PRAGMA synchronous").fetchone()[0] == 3
    assert ask("PRAGMA secure_delete").fetchone()[0] == 1
    database.close()


def test_a_setting_that_does_not_hold_is_an_error(tmp_path: Path) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    with pytest.raises(errors.FileCannotBeOpened):
        settle(tmp_path, connection)
    connection.close()


def test_a_second_opener_is_refused_and_free_again_after_closing(tmp_path: Path) -> None:
    path = closed(tmp_path / "a.roadmap")
    first = open_database(path)
    program = (
        "import sys; from pathlib import Path\n"
        "from roadmap_desktop.storage.database import open_database\n"
        "from roadmap_desktop.errors import FileIsOpenElsewhere\n"
        "try: open_database(Path(sys.argv[1])).close()\n"
        "except FileIsOpenElsewhere: sys.exit(7)\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    assert subprocess.run(command, check=False).returncode == 7
    first.close()
    assert subprocess.run(command, check=False).returncode == 0


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.FileIsForeign),
        (b"PK\x03\x04 something else", errors.FileIsForeign),
        (b"SQLite format 3\x00", errors.FileIsDamaged),
        (b"SQLite format 3\x00" + bytes(84), errors.FileIsForeign),
        (b"SQLite for", errors.FileIsForeign),
    ],
)
def test_what_is_not_a_roadmap_file_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes, error: type[errors.RoadmapError]
) -> None:
    path = tmp_path / "a.roadmap"
    path.write_bytes(content)
    with pytest.raises(error):
        open_database(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_path_without_a_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.FileNotThere):
        open_database(tmp_path / "none.roadmap")
    with pytest.raises(errors.FileIsForeign):
        open_database(tmp_path)


def test_a_truncated_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = closed(tmp_path / "a.roadmap")
    whole = path.read_bytes()
    for length in (50, 100, 4096, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(errors.FileIsDamaged):
            open_database(path)
        assert path.read_bytes() == whole[:length]


def test_a_file_cut_short_beside_a_journal_is_left_to_the_recovery(tmp_path: Path) -> None:
    path = closed(tmp_path / "a.roadmap")
    path.write_bytes(path.read_bytes()[:-4096])
    path.with_name("a.roadmap-journal").write_bytes(b"not a journal that SQLite would play back")
    with pytest.raises(errors.FileIsDamaged):
        open_database(path)


def test_a_newer_file_is_refused_and_left_untouched(tmp_path: Path) -> None:
    path = closed(tmp_path / "a.roadmap")
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=7")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(errors.FileFromNewerVersion) as caught:
        open_database(path)
    assert (caught.value.found, caught.value.supported) == (7, FORMAT_VERSION)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM note; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE other (a)",
        "ALTER TABLE answer ADD COLUMN extra TEXT",
        "DROP INDEX change_of_row",
    ],
)
def test_a_schema_that_another_program_changed_is_refused(tmp_path: Path, statement: str) -> None:
    path = closed(tmp_path / "a.roadmap")
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(errors.FileWasChangedByAnotherProgram):
        open_database(path)
    assert path.read_bytes() == before


def test_a_file_without_its_document_is_damaged(tmp_path: Path) -> None:
    path = closed(tmp_path / "a.roadmap")
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM document")
    connection.commit()
    connection.close()
    with pytest.raises(errors.FileIsDamaged):
        open_database(path)


def test_a_page_of_zeros_is_found_at_open(tmp_path: Path) -> None:
    path = closed(tmp_path / "a.roadmap")
    content = bytearray(path.read_bytes())
    content[4096:8192] = bytes(4096)
    path.write_bytes(content)
    with pytest.raises(errors.RoadmapError):
        open_database(path)
    assert path.read_bytes() == bytes(content)


def test_replacing_the_open_file_stops_the_next_save(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "We meet weekly.")
    path = desk.document.path
    other = path.with_name("other")
    other.write_bytes(b"synchronized from elsewhere")
    other.replace(path)
    with pytest.raises(errors.FileWasReplaced):
        desk.answering.answer(desk.key("roles.stage-1.p2"), "Lost?")
    path.unlink()
    with pytest.raises(errors.FileWasReplaced):
        desk.answering.answer(desk.key("roles.stage-1.p2"), "Lost?")


def test_a_failed_statement_rolls_back_and_is_told_without_its_words(desk: Desk) -> None:
    with pytest.raises(errors.FileCannotBeOpened) as caught, desk.document.database.transaction() as core:
        core.exec_driver_sql("UPDATE task_force SET name = 'CANARY'")
        core.exec_driver_sql("INSERT INTO nowhere VALUES ('CANARY')")
    assert "CANARY" not in str(caught.value.__dict__)
    assert desk.reading.task_force().name == "Sample River Task Force"


def test_closing_twice_is_harmless(desk: Desk) -> None:
    desk.document.database.close()
    desk.document.database.close()
    desk.document.close()
    desk.document.close()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="drops privileges, so it needs to start with them")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_may_not_be_written_is_said_at_open(tmp_path: Path, what: str) -> None:
    path = closed(tmp_path / "a.roadmap")
    for parent in (tmp_path, *tmp_path.parents[:-2]):
        parent.chmod(0o755)
    path.chmod(0o444 if what == "file" else 0o666)
    tmp_path.chmod(0o555 if what == "folder" else 0o777)
    before = path.read_bytes()
    program = (
        "import os, sys; from pathlib import Path\n"
        "from roadmap_desktop.storage.database import open_database\n"
        "from roadmap_desktop.errors import FileIsReadOnly\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "try: open_database(Path(sys.argv[1])).close()\n"
        "except FileIsReadOnly: sys.exit(7)\n"
    )
    result = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    tmp_path.chmod(0o777)
    assert result.returncode == 7
    assert path.read_bytes() == before
