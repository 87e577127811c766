import pickle
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.storage.connecting import connect
from roadmap_desktop.storage.keys import FileKey

WORDS = Passphrase("correct horse battery staple")


def test_a_key_never_shows_itself() -> None:
    key = FileKey.fresh(WORDS)
    assert repr(key) == "FileKey(…)"
    assert key.to_bytes().hex()[:16] not in f"{key} {[key]}"
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(key)
    assert not hasattr(key, "__dict__")


def test_it_knows_its_passphrase_and_no_other() -> None:
    key = FileKey.fresh(WORDS)
    assert key.is_of(WORDS)
    assert not key.is_of(Passphrase("correct horse battery stable"))
    assert not key.is_of(Passphrase(""))


def test_every_new_file_has_a_salt_of_its_own() -> None:
    assert FileKey.fresh(WORDS).to_bytes() != FileKey.fresh(WORDS).to_bytes()


def test_it_goes_through_a_pipe_and_back() -> None:
    key = FileKey.fresh(WORDS)
    assert FileKey.from_bytes(key.to_bytes()).to_bytes() == key.to_bytes()
    for wrong in (b"", b"x" * 47, b"x" * 49):
        with pytest.raises(ValueError, match="not a key"):
            FileKey.from_bytes(wrong)


def test_any_program_that_knows_the_format_opens_a_file_with_the_passphrase_alone(tmp_path: Path) -> None:
    path = tmp_path / "made.roadmap"
    with_key = connect(path, FileKey.fresh(WORDS), mode="rwc")
    with_key.execute("CREATE TABLE t (x TEXT)")
    with_key.execute("INSERT INTO t VALUES ('kept')")
    with_key.close()
    plain = dbapi2.connect(str(path))
    plain.execute("PRAGMA key = 'correct horse battery staple'")
    assert plain.execute("SELECT x FROM t").fetchall() == [("kept",)]
    plain.close()
    assert FileKey.of_file(WORDS, path).is_of(WORDS)
