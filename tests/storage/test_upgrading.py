import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop import errors
from roadmap_desktop.services.checking import check
from roadmap_desktop.storage.catalogue import APPLICATION_ID, LOGGED
from roadmap_desktop.storage.database import open_database
from roadmap_desktop.storage.schema_text import FORMAT_1
from roadmap_desktop.storage.upgrading import Upgrade, upgrade_if_older
from roadmap_desktop.storage.verification import verify
from tests.documents import a_desk

# An invented older format: answers had no `discuss` flag yet.
SCHEMA_0 = tuple(
    (name, text.replace("    discuss INTEGER NOT NULL,\n", "") if name == "answer" else text) for name, text in FORMAT_1
)
TABLES = [name for name, text in FORMAT_1 if text.startswith("CREATE TABLE")]
ANSWERS = (
    "INSERT INTO main.answer (assessment, respondent, prompt, text, state, reason, discuss, visibility, wording,"
    " carried_from, revision, sha256) SELECT assessment, respondent, prompt, text, state, reason, 0, visibility,"
    " wording, carried_from, revision, sha256 FROM old.answer"
)
UPGRADE = Upgrade(
    SCHEMA_0,
    (*(f"INSERT INTO main.{name} SELECT * FROM old.{name}" for name in TABLES if name != "answer"), ANSWERS),
)


def an_old_file(path: Path, texts: list[str]) -> None:
    """A file of the invented format 0 with the given answers."""
    made = path.with_name("made.roadmap")
    desk = a_desk(made)
    prompts = [prompt for _, _, prompt in desk.reading.pack(desk.round).walk()]
    for prompt, text in zip(prompts, texts, strict=False):
        desk.answering.answer(desk.key(prompt.id), text)
        desk.answering.leave_field()
    desk.document.close()
    connection = sqlite3.connect(path, isolation_level=None)
    for _, statement in SCHEMA_0:
        connection.execute(statement)
    connection.execute("ATTACH DATABASE ? AS made", (str(made),))
    for name in TABLES:
        columns = [row[1] for row in connection.execute(f"PRAGMA main.table_info({name})")]
        connection.execute(f"INSERT INTO main.{name} SELECT {', '.join(columns)} FROM made.{name}")
    connection.execute("DETACH DATABASE made")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("PRAGMA user_version=0")
    connection.close()
    made.unlink()


def texts_in(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    found = sorted(str(row[0]) for row in connection.execute("SELECT text FROM answer"))
    connection.close()
    return found


def test_an_old_file_is_brought_up_and_kept_beside(tmp_path: Path) -> None:
    path = tmp_path / "old.roadmap"
    an_old_file(path, ["First.", "Second."])
    kept = upgrade_if_older(path, {0: UPGRADE})
    assert kept is not None
    assert texts_in(kept) == texts_in(path) == ["First.", "Second."]
    report = check(path)
    assert (report.answers, report.problems) == (2, ())
    assert {found.name for found in tmp_path.iterdir()} == {"old.roadmap", "old.backups"}


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=40), max_size=8))
def test_no_text_is_lost_or_changed_by_an_upgrade(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("upgrade") / "old.roadmap"
    an_old_file(path, texts)
    before = texts_in(path)
    upgrade_if_older(path, {0: UPGRADE})
    assert texts_in(path) == before


def test_a_file_of_the_present_format_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.roadmap"
    a_desk(path).document.close()
    before = path.read_bytes()
    assert upgrade_if_older(path, {0: UPGRADE}) is None
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statements",
    [
        (*UPGRADE.statements[:-1], ANSWERS.replace(" text,", " upper(text),", 2).replace(" upper(text),", " text,", 1)),
        UPGRADE.statements[:-1],
        (*UPGRADE.statements, "SELECT * FROM nowhere"),
        (*UPGRADE.statements, "DELETE FROM main.change"),
    ],
    ids=["changes a text", "forgets a table", "fails", "loses the log"],
)
def test_an_upgrade_that_loses_anything_changes_nothing(tmp_path: Path, statements: tuple[str, ...]) -> None:
    path = tmp_path / "old.roadmap"
    an_old_file(path, ["First."])
    before = path.read_bytes()
    with pytest.raises(errors.UpgradeFailed):
        upgrade_if_older(path, {0: Upgrade(SCHEMA_0, statements)})
    assert path.read_bytes() == before
    assert not [found for found in tmp_path.iterdir() if found.name.endswith(".part")]


def test_an_old_file_with_a_foreign_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.roadmap"
    an_old_file(path, ["First."])
    with pytest.raises(errors.FileWasChangedByAnotherProgram):
        upgrade_if_older(path, {0: Upgrade(SCHEMA_0[1:], ())})


def test_a_backup_that_is_not_whole_stops_the_upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.roadmap"
    an_old_file(path, ["First."])
    before = path.read_bytes()
    real = sqlite3.connect

    class Doubtful(sqlite3.Connection):
        def execute(self, sql: str, *args: object) -> sqlite3.Cursor:
            if "integrity_check" in sql:
                sql = "SELECT 'not ok'"
            return super().execute(sql, *args)  # type: ignore[arg-type]

    def connect(name: object, **options: object) -> sqlite3.Connection:
        factory = Doubtful if "before%20upgrade" in str(name) else sqlite3.Connection
        return real(str(name), factory=factory, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", connect)
    with pytest.raises(errors.UpgradeFailed):
        upgrade_if_older(path, {0: UPGRADE})
    assert path.read_bytes() == before


def test_a_damaged_old_file_is_refused_and_left(tmp_path: Path) -> None:
    path = tmp_path / "old.roadmap"
    an_old_file(path, ["First."])
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 3] = bytes(4096 * 2)
    path.write_bytes(content)
    with pytest.raises(errors.RoadmapError):
        upgrade_if_older(path, {0: UPGRADE})
    assert path.read_bytes() == bytes(content)


def test_verification_counts_every_table(tmp_path: Path) -> None:
    path = tmp_path / "old.roadmap"
    an_old_file(path, ["First."])
    upgrade_if_older(path, {0: UPGRADE})
    database = open_database(path)
    assert set(LOGGED) < set(verify(database.connection).counts)
    database.close()
