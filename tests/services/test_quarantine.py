import hashlib
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.assessment import TASK_FORCE
from roadmap_desktop.model.notes import Note, NoteId, NoteKind
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.sentences import sentence
from roadmap_desktop.services import quarantine
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import DocumentService
from roadmap_desktop.services.known_documents import KnownDocuments
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.quarantine import look, require_sound
from roadmap_desktop.storage.catalogue import LOGGED
from roadmap_desktop.storage.connecting import connect
from roadmap_desktop.storage.faults import told
from roadmap_desktop.storage.keys import FileKey
from roadmap_desktop.storage.plausibility import COLUMNS
from roadmap_desktop.storage.verification import verify
from tests.documents import ROLES, STAGES, a_desk
from tests.protected import OTHER_WORDS, WORDS, protect
from tests.services.forged import FORGED
from tests.services.hostile import CHANGED, HOSTILE, Build, a_journal_that_names, a_log_of_pages

ALL_HOSTILE: Mapping[str, tuple[Build, type[errors.RoadmapError]]] = {
    **HOSTILE,
    **{f"{name}, forged": (build, CHANGED) for name, build in FORGED.items()},
}

OLD = Path(__file__).parents[1] / "storage" / "files" / "first-release.roadmap"
posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and permissions of POSIX")


FOREVER = "import threading; threading.Event().wait()"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an answer, a note's worth of log and a second batch, closed."""
    path = tmp_path_factory.mktemp("sound") / "river.roadmap"
    desk = a_desk(path)
    desk.answering.place(StagePlacement(desk.placement_key(), now=STAGES[1]))
    desk.planning.save_note(Note(NoteId(""), desk.round, TASK_FORCE, ROLES, NoteKind.GAP, "No path at night."))
    desk.planning.save_action(ActionItem(ActionId(""), "Draw the path."))
    for number in range(30):
        desk.answering.answer(desk.key(), f"We meet weekly ({number}). " * 20)
        desk.answering.leave_field()
    desk.document.close()
    return path


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what is temporary, to see that nothing stays there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def state(folder: Path) -> dict[str, str]:
    """Every file of a folder as a hash; a pipe or a folder by its kind, what is too large by its size."""
    found = {}
    for path in sorted(folder.iterdir()):
        facts = path.lstat()
        ordinary = stat.S_ISREG(facts.st_mode) and facts.st_size < 1 << 30
        found[path.name] = (
            hashlib.sha256(path.read_bytes()).hexdigest() if ordinary else f"{facts.st_mode} {facts.st_size}"
        )
    return found


def test_a_sound_file_is_let_in(sound: Path, temporary: Path) -> None:
    before = state(sound.parent)
    require_sound(sound, Progress())
    assert state(sound.parent) == before
    assert list(temporary.iterdir()) == []


@posix
@pytest.mark.parametrize("name", ALL_HOSTILE)
def test_a_hostile_file_is_refused_with_one_sentence(sound: Path, tmp_path: Path, temporary: Path, name: str) -> None:
    build, expected = ALL_HOSTILE[name]
    folder = tmp_path / "theirs"
    folder.mkdir()
    path = folder / "river.roadmap"
    shutil.copy(sound, path)
    build(path)
    before = state(folder)
    with pytest.raises(expected) as caught:
        require_sound(path, Progress())
    assert type(caught.value) is expected
    words = sentence(caught.value)
    assert "river.roadmap" in words or path.is_symlink()
    assert words.count("\n") == 0
    assert state(folder) == before
    assert list(temporary.iterdir()) == []


@posix
@pytest.mark.parametrize("name", FORGED)
def test_a_forged_file_has_the_right_hashes(sound: Path, tmp_path: Path, name: str) -> None:
    """What refuses it is not a hash: without the question whether we could have written it, it would be let in."""
    path = tmp_path / "river.roadmap"
    shutil.copy(sound, path)
    FORGED[name](path)
    with closing(sqlite3.connect(path)) as connection:
        assert verify(connection).problems == ()


def test_every_column_of_every_table_is_asked_about() -> None:
    assert {name for name, shape in LOGGED.items() if not set(shape.stored) <= set(COLUMNS[name])} == set()


def test_there_are_a_hundred_hostile_files_and_more() -> None:
    assert len(ALL_HOSTILE) >= 100


@pytest.mark.parametrize("opens", [True, False])
def test_no_file_of_the_user_is_deleted(sound: Path, tmp_path: Path, opens: bool) -> None:
    """SQLite deletes the file that a journal names as that of a step over several files, when it rolls back."""
    theirs = tmp_path / "years of work.txt"
    path = tmp_path / "river.roadmap"
    for kept in (True, False):
        theirs.write_text("Everything.")
        shutil.copy(sound, path)
        journal = path.with_name(path.name + "-journal")
        journal.write_bytes(a_journal_that_names(theirs, path.stat().st_size // 4096))
        if kept:
            with pytest.raises(errors.FileWasChangedByAnotherProgram):
                DocumentService(ChangeFeed()).open(path) if opens else require_sound(path, Progress())
        else:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("SELECT * FROM document").fetchone()
        # Without our care it is gone.
        assert theirs.exists() is kept


def test_pages_of_a_planted_log_never_reach_a_file_that_is_known(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "river.roadmap"
    shutil.copy(sound, path)
    known = KnownDocuments(tmp_path / "known.json")
    known.remember(path)
    a_log_of_pages(path)
    assert not known.knows(path)
    before = state(tmp_path)
    with pytest.raises(errors.FileWasChangedByAnotherProgram):
        DocumentService(ChangeFeed()).open(path)
    assert state(tmp_path) == before


@posix
def test_a_link_is_followed_to_its_file(sound: Path, tmp_path: Path) -> None:
    """The journal of a file stands beside the file, not beside the link to it."""
    folder = tmp_path / "real"
    folder.mkdir()
    real, link = folder / "river.roadmap", tmp_path / "link.roadmap"
    shutil.copy(sound, real)
    link.symlink_to(real)
    looked = require_sound(link, Progress())
    document = DocumentService(ChangeFeed()).open(link, looked=looked)
    assert document.path == real
    document.close()
    known = KnownDocuments(tmp_path / "known.json")
    known.remember(real)
    assert known.knows(link)
    real.with_name("river.roadmap-journal").write_bytes(
        a_journal_that_names(tmp_path / "x", real.stat().st_size // 4096)
    )
    assert not known.knows(link)
    with pytest.raises(errors.FileWasChangedByAnotherProgram):
        require_sound(link, Progress())


@pytest.mark.parametrize("how", ["replaced", "written", "set back", "journal"])
def test_what_was_looked_at_is_what_is_opened(sound: Path, tmp_path: Path, how: str) -> None:
    path = tmp_path / "river.roadmap"
    shutil.copy(sound, path)
    looked = require_sound(path, Progress())
    facts = path.stat()
    if how == "journal":
        path.with_name(path.name + "-journal").write_bytes(b"x")
    elif how == "replaced":
        shutil.copy(sound, tmp_path / "other")
        (tmp_path / "other").replace(path)
    else:
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)
        if how == "set back":
            os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    before = state(tmp_path)
    with pytest.raises(errors.FileWasChangedByAnotherProgram):
        DocumentService(ChangeFeed()).open(path, looked=looked)
    assert state(tmp_path) == before


def test_an_older_format_with_a_changed_word_is_not_brought_up_to_date(tmp_path: Path) -> None:
    """An upgrade makes new hashes, so what they vouched for has to hold before it."""
    path = tmp_path / "old.roadmap"
    shutil.copy(OLD, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE answer SET text = 'Changed.'")
    with pytest.raises(errors.FileIsDamaged):
        require_sound(path, Progress())


@pytest.mark.parametrize("statement", ["", "CREATE TRIGGER t AFTER UPDATE ON document BEGIN DELETE FROM answer; END"])
def test_a_protected_file_is_looked_at_with_its_passphrase(sound: Path, tmp_path: Path, statement: str) -> None:
    path = tmp_path / "river.roadmap"
    shutil.copy(sound, path)
    protect(path)
    with told(path), closing(connect(path, FileKey.of_file(WORDS, path))) as connection:
        connection.execute(statement)
    before = state(tmp_path)
    with pytest.raises(errors.WrongPassphrase):
        look(path, Progress(), OTHER_WORDS)
    if statement:
        with pytest.raises(errors.FileWasChangedByAnotherProgram):
            look(path, Progress(), WORDS)
    else:
        look(path, Progress(), WORDS)
    assert state(tmp_path) == before


@pytest.mark.parametrize("words", ["'x' * 70_000", "'x' * 60_000_000"])
def test_a_worker_that_never_ends_its_sentence_is_not_listened_to(
    sound: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(quarantine, "command", lambda _module: [sys.executable, "-c", f"print({words})"])
    with pytest.raises(errors.FileWasChangedByAnotherProgram):
        require_sound(sound, Progress())
    assert quarantine.ask("inspection", {}, sound, Progress(), 60.0, 80_000).strip("x\n") == ""


def test_a_worker_that_never_listens_is_killed(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantine, "command", lambda _module: [sys.executable, "-c", FOREVER])
    question = {"path": "x" * 1_000_000}
    assert quarantine.ask("inspection", question, sound, Progress(), 0.5) == ""


@posix
def test_a_file_is_not_known_any_more_once_somebody_touched_it(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "river.roadmap"
    shutil.copy(sound, path)
    known = KnownDocuments(tmp_path / "known.json")
    known.remember(path)
    facts = path.stat()
    second = tmp_path / "second"
    second.hardlink_to(path)
    assert not known.knows(path)
    known.remember(path)
    assert not known.knows(path)
    second.unlink()
    known.remember(path)
    assert known.knows(path)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    assert not known.knows(path)


def test_a_file_that_outlived_a_power_cut_is_let_in(sound: Path, tmp_path: Path) -> None:
    """A hot journal is a promise kept, not an attack."""
    path = tmp_path / "river.roadmap"
    shutil.copy(sound, path)
    killed = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size=1'); c.execute('BEGIN IMMEDIATE')\n"
        "c.execute(\"UPDATE answer SET text = 'half', sha256 = 'x'\")\n"
        "c.execute(\"UPDATE change SET at = 'half' || at\")\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", killed, str(path)], check=False)
    journal = path.with_name(path.name + "-journal")
    assert journal.stat().st_size > 0
    before = state(tmp_path)
    require_sound(path, Progress())
    assert state(tmp_path) == before
    document = DocumentService(ChangeFeed()).open(path)
    assert document.connection.execute("SELECT text FROM answer").fetchone()[0].startswith("We meet weekly (29)")
    document.close()


def test_a_journal_of_noise_is_no_journal(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "river.roadmap"
    shutil.copy(sound, path)
    path.with_name(path.name + "-journal").write_bytes(b"noise" * 2000)
    require_sound(path, Progress())


def test_an_older_format_is_let_in_for_its_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "old.roadmap"
    shutil.copy(OLD, path)
    require_sound(path, Progress())


def test_a_file_that_another_window_has_is_not_copied(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "river.roadmap"
    shutil.copy(sound, path)
    document = DocumentService(ChangeFeed()).open(path)
    with pytest.raises(errors.FileIsOpenElsewhere):
        require_sound(path, Progress())
    document.close()


@pytest.mark.parametrize(
    "answer", ["", "nonsense", "[]", '{"verdict": 3}', '{"verdict": "Nonsense"}', '{"verdict": "FileIsTooLarge"}']
)
def test_a_worker_that_talks_nonsense_lets_nothing_in(
    sound: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(quarantine, "command", lambda _module: [sys.executable, "-c", f"print({answer!r})"])
    with pytest.raises(errors.FileWasChangedByAnotherProgram):
        require_sound(sound, Progress())


def test_a_worker_that_dies_lets_nothing_in(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantine, "command", lambda _module: [sys.executable, "-c", "import os; os.abort()"])
    with pytest.raises(errors.FileWasChangedByAnotherProgram):
        require_sound(sound, Progress())


def test_a_worker_that_takes_too_long_is_killed(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantine, "command", lambda _module: [sys.executable, "-c", FOREVER])
    with pytest.raises(errors.FileWasChangedByAnotherProgram):
        require_sound(sound, Progress(), seconds=0.5)


def test_looking_can_be_cancelled(sound: Path, monkeypatch: pytest.MonkeyPatch, temporary: Path) -> None:
    monkeypatch.setattr(quarantine, "command", lambda _module: [sys.executable, "-c", FOREVER])
    progress = Progress()
    progress.cancel()
    with pytest.raises(errors.Cancelled):
        require_sound(sound, progress)
    assert list(temporary.iterdir()) == []


def test_a_file_that_changes_while_it_is_looked_at_is_not_let_in(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "river.roadmap"
    shutil.copy(sound, path)

    def swap(*_arguments: object) -> str:
        other = tmp_path / "other"
        shutil.copy(sound, other)
        other.replace(path)
        return json.dumps({"verdict": "sound"})

    monkeypatch.setattr(quarantine, "ask", swap)
    with pytest.raises(errors.FileWasChangedByAnotherProgram):
        require_sound(path, Progress())


def test_the_copy_is_for_this_user_alone(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def look(_module: str, question: dict[str, str], *_arguments: object) -> str:
        seen.append(stat.S_IMODE(Path(question["folder"]).stat().st_mode))
        return json.dumps({"verdict": "sound"})

    monkeypatch.setattr(quarantine, "ask", look)
    require_sound(sound, Progress())
    assert seen == [0o700]


def test_nothing_planted_beside_the_file_or_in_the_environment_runs(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = tmp_path / "planted"
    planted.mkdir()
    for name in ("sqlite3.py", "json.py", "sitecustomize.py", "reportlab_settings.py"):
        (planted / name).write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    monkeypatch.chdir(planted)
    monkeypatch.setenv("PYTHONPATH", str(planted))
    monkeypatch.setenv("HOME", str(planted))
    require_sound(sound, Progress())
    assert not (tmp_path / "ran").exists()


def test_a_file_is_known_only_exactly_as_it_was_left(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "river.roadmap"
    shutil.copy(sound, path)
    known = KnownDocuments(tmp_path / "config" / "known.json")
    assert not known.knows(path)
    known.remember(path)
    assert known.knows(path)
    assert KnownDocuments(known.path).knows(path)
    journal = path.with_name(path.name + "-journal")
    journal.touch()
    assert not known.knows(path)
    journal.unlink()
    copy = tmp_path / "copy.roadmap"
    shutil.copy(path, copy)
    assert not known.knows(copy)
    path.write_bytes(path.read_bytes() + b"x")
    assert not known.knows(path)
    known.clear()
    assert not known.path.exists()


def test_what_is_known_names_nothing_and_garbage_knows_nothing(sound: Path, tmp_path: Path) -> None:
    known = KnownDocuments(tmp_path / "known.json")
    for number in range(60):
        path = tmp_path / f"{number}.roadmap"
        shutil.copy(sound, path)
        known.remember(path)
    marks = json.loads(known.path.read_text())
    assert len(marks) == 50
    assert "river" not in known.path.read_text()
    assert all(len(one) == 64 for one in marks)
    for garbage in ("", "{", "{}", "[1, null]", "\x00"):
        known.path.write_text(garbage)
        assert not known.knows(sound)
    KnownDocuments(tmp_path / "0.roadmap" / "below a file").remember(sound)
