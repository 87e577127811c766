import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.storage import connecting
from roadmap_desktop.storage.answers import load
from roadmap_desktop.storage.connecting import connect, library_of, limit
from roadmap_desktop.storage.database import open_database, settle
from roadmap_desktop.storage.faults import database_errors, error_name, told
from roadmap_desktop.storage.identity import is_protected, read_version
from roadmap_desktop.storage.keys import FileKey
from tests.documents import Desk, a_small_pack
from tests.protected import OTHER_WORDS, WORDS, holds_canary, protected_desk, without_library

PACKAGE = Path(connecting.__file__).parent.parent


def test_the_libraries_are_opened_in_one_room_alone() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"sqlite3\.connect|dbapi2|except[^\n]*sqlite3|isinstance[^\n]*sqlite3\.\w*Error", path.read_text())
    }
    assert found == {"storage/connecting.py", "storage/faults.py"}


def test_every_setting_holds_in_a_protected_file_too(desk: Desk) -> None:
    held = protected_desk(desk).document
    settings = {
        name: held.connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("locking_mode", "trusted_schema", "journal_mode", "synchronous", "secure_delete", "foreign_keys")
    }
    assert settings == {
        "locking_mode": "exclusive",
        "trusted_schema": 0,
        "journal_mode": "truncate",
        "synchronous": 3,
        "secure_delete": 1,
        "foreign_keys": 1,
    }
    assert library_of(held.connection).__name__ == "sqlcipher3.dbapi2"
    held.close()


def test_a_plain_file_is_opened_by_the_standard_library(desk: Desk) -> None:
    assert library_of(desk.document.connection) is sqlite3
    assert isinstance(desk.document.connection, sqlite3.Connection)


def test_a_library_that_does_not_encrypt_is_found_out(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connecting._CIPHER, "cipher_hmac_algorithm", "HMAC_SHA1")
    with pytest.raises(errors.FileCannotBeOpened):
        connect(tmp_path / "new.roadmap", FileKey.fresh(WORDS), mode="rwc")


def test_a_wrong_key_says_one_sentence_and_prints_nothing(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    path = protected_desk(desk).document.path
    for document in tuple(desk.documents.opened):
        document.close()
    before = path.read_bytes()
    with pytest.raises(errors.WrongPassphrase) as caught:
        open_database(path, FileKey.of_file(OTHER_WORDS, path))
    assert (capfd.readouterr().err, capfd.readouterr().out) == ("", "")
    assert "x'" not in repr(caught.value)
    assert path.read_bytes() == before


def test_both_libraries_fail_alike(tmp_path: Path) -> None:
    for key in (None, FileKey.fresh(WORDS)):
        path = tmp_path / f"{key is None}.roadmap"
        connection = connect(path, key, mode="rwc")
        with pytest.raises(database_errors()) as caught:
            connection.execute("SELECT * FROM nowhere")
        assert error_name(caught.value) == "SQLITE_ERROR"
        connection.execute("PRAGMA max_page_count=3")
        with pytest.raises(errors.DiskIsFull), told(path):
            connection.execute("CREATE TABLE big AS SELECT randomblob(100000)")
        connection.execute("CREATE TABLE a (x)")
        other = connect(path, key)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(errors.FileIsOpenElsewhere), told(path):
            connection.execute("INSERT INTO a VALUES (1)")
        other.close()
        connection.close()


def test_a_second_opener_of_a_protected_file_is_refused(desk: Desk) -> None:
    held = protected_desk(desk).document
    program = (
        "import sys; from pathlib import Path; from roadmap_desktop.errors import FileIsOpenElsewhere\n"
        "from roadmap_desktop.storage.database import open_database; from roadmap_desktop.storage.keys import FileKey\n"
        "key = FileKey.from_bytes(sys.stdin.buffer.read())\n"
        "try: open_database(Path(sys.argv[1]), key)\n"
        "except FileIsOpenElsewhere: sys.exit(7)\n"
    )
    assert held.database.key is not None
    words = [sys.executable, "-c", program, str(held.path)]
    # The key goes to another process through a pipe alone.
    refused = subprocess.run(words, input=held.database.key.to_bytes(), check=False, timeout=60)
    assert refused.returncode == 7
    held.close()


def test_limits_hold_where_the_library_knows_them(tmp_path: Path) -> None:
    plain = connect(tmp_path / "a", mode="rwc")
    settle(tmp_path / "a", plain)
    with pytest.raises(sqlite3.OperationalError, match="too many attached"):
        plain.execute("ATTACH DATABASE ':memory:' AS other")
    limit(plain, attached=1)
    plain.execute("ATTACH DATABASE ':memory:' AS other")
    plain.close()


def test_without_the_library_a_protected_file_is_refused_and_a_plain_one_opens(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = protected_desk(desk).document
    path, key = held.path, held.database.key
    held.close()
    before = path.read_bytes()
    with without_library(monkeypatch):
        with pytest.raises(errors.ProtectionUnavailable):
            open_database(path, key)
        with pytest.raises(errors.ProtectionUnavailable):
            desk.documents.open(path)
        assert database_errors() == (sqlite3.Error,)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x91" * 4096, errors.FileIsProtected),
        (b"\x91" * 8192, errors.FileIsProtected),
        (b"\x91" * 4095, errors.FileIsForeign),
        (b"\x91" * 4097, errors.FileIsForeign),
        (b"\x00" * 8192, errors.FileIsForeign),
        (b"", errors.FileIsForeign),
        (b"SQLite format 3\x00" + b"\x00" * 4080, errors.FileIsForeign),
    ],
)
def test_a_passphrase_is_asked_for_whole_pages_without_a_header(
    tmp_path: Path, data: bytes, expected: type[RoadmapError]
) -> None:
    path = tmp_path / "some.roadmap"
    path.write_bytes(data)
    with pytest.raises(expected):
        read_version(path)


def test_a_power_cut_in_the_middle_of_a_page_still_asks(tmp_path: Path) -> None:
    path = tmp_path / "some.roadmap"
    path.write_bytes(b"\x91" * 5000)
    path.with_name("some.roadmap-journal").write_bytes(b"x" * 512)
    assert is_protected(path)


def test_something_else_of_that_size_is_one_message(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "some.roadmap"
    path.write_bytes(bytes(range(1, 255)) * 64 + bytes(128 + 4096 * 4 - 254 * 64 - 128))
    assert path.stat().st_size == 16384
    with pytest.raises(errors.WrongPassphrase):
        desk.documents.open(path, WORDS)


def test_every_flipped_page_is_found_at_opening(desk: Desk) -> None:
    held = protected_desk(desk).document
    path, key = held.path, held.database.key
    held.close()
    whole = path.read_bytes()
    for page in range(len(whole) // 4096):
        data = bytearray(whole)
        data[page * 4096 + 1000] ^= 4
        path.write_bytes(data)
        with pytest.raises((errors.FileIsDamaged, errors.WrongPassphrase)):
            open_database(path, key)
    path.write_bytes(whole)
    open_database(path, key).close()


@pytest.mark.parametrize("protects", [True, False])
def test_the_journal_is_encrypted_too(desk: Desk, protects: bool) -> None:
    held = protected_desk(desk).document
    if not protects:
        # The control: the same in a file without a passphrase must find the words.
        held.close()
        held = desk.documents.new(held.path.with_name("plain.roadmap"), "Sample", a_small_pack(), "Baseline")
        again = Desk(held, desk.documents, desk.feed)
        again.answering.answer(again.key(), "CANARY-7f3a")
    connection = held.connection
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE answer SET text = text || ' CANARY changed'")
    connection.execute("CREATE TABLE much AS SELECT randomblob(300000) AS x")
    journal = held.path.with_name(held.path.name + "-journal")
    found = subprocess.run(
        [sys.executable, "-c", "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())", str(journal)],
        check=True,
        capture_output=True,
    ).stdout
    connection.rollback()
    assert len(found) > 4096
    assert holds_canary(found) is not protects
    held.close()
    assert holds_canary(held.path.read_bytes()) is not protects


def test_nothing_of_it_is_loaded_for_a_plain_file(desk: Desk) -> None:
    path = desk.document.path
    desk.document.close()
    program = (
        "import sys; from pathlib import Path\n"
        "from roadmap_desktop.services.changes import ChangeFeed\n"
        "from roadmap_desktop.services.documents import DocumentService\n"
        "DocumentService(ChangeFeed()).open(Path(sys.argv[1])).close()\n"
        "late = {'sqlcipher3', 'dicewarepy', 'roadmap_desktop.storage.keys', 'roadmap_desktop.storage.protecting'}\n"
        "sys.exit(', '.join(late & set(sys.modules)) or 0)\n"
    )
    loaded = subprocess.run([sys.executable, "-c", program, str(path)], check=False, capture_output=True, timeout=60)
    assert (loaded.returncode, loaded.stderr) == (0, b"")


def test_words_of_another_form_open_it_too(desk: Desk) -> None:
    import unicodedata

    words = Passphrase("Müller trägt einen großen Fisch")
    path = protected_desk(desk, words).document.path
    for document in tuple(desk.documents.opened):
        document.close()
    desk.documents.open(path, Passphrase(unicodedata.normalize("NFD", f" {words.reveal()}\n"))).close()


@pytest.mark.parametrize("protects", [True, False])
def test_a_save_that_fails_is_told_alike_and_rolled_back(desk: Desk, protects: bool) -> None:
    held = protected_desk(desk) if protects else desk
    assert held.document.database.core().dialect.dbapi is library_of(held.document.connection)
    held.answering.answer(held.key(), "Kept.")
    pages = held.document.connection.execute("PRAGMA page_count").fetchone()[0]
    held.document.connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(errors.DiskIsFull) as caught:
        for turn in range(50):
            held.answering.answer(held.key("roles.stage-1.p2"), "CANARY " * (1000 + turn))
    assert "CANARY" not in repr(caught.value)
    assert not held.document.connection.in_transaction
    held.document.connection.execute("PRAGMA max_page_count=100000")
    assert load(held.document.connection, held.key()).text == "Kept."
    held.answering.answer(held.key(), "Saved again.")
    assert load(held.document.connection, held.key()).text == "Saved again."
    held.document.close()
