import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.services.checking import check
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.protection import (
    ProtectionChange,
    change_protection,
    erase_backups,
    is_available,
    older_backups,
    protecting_backups,
    readable_backups,
    suggested_words,
    verify_passphrase,
)
from roadmap_desktop.storage.backups import back_up
from roadmap_desktop.storage.copies import backups_folder, copy_to
from tests.documents import Desk
from tests.protected import CANARY, OTHER_WORDS, WORDS, holds_canary, protect, protected_desk, without_library

FIRST_RELEASE = Path(__file__).parent.parent / "storage" / "files" / "first-release.roadmap"


def files_in(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_protected_file_works_like_any_other(desk: Desk, tmp_path: Path) -> None:
    held = protected_desk(desk)
    assert held.document.is_protected
    held.answering.answer(held.key("roles.stage-1.p2"), CANARY)
    held.history.undo()
    held.history.redo()
    held.documents.save_a_copy(held.document, tmp_path / "copy.roadmap")
    back_up(held.document.database, datetime.now(UTC))
    held.document.close()
    assert check(tmp_path / "copy.roadmap", WORDS).answers == 2
    assert check(held.document.path, WORDS).problems == ()
    # Neither it nor what was made of it can be read.
    assert len(files_in(tmp_path)) == 3
    assert not any(holds_canary(path.read_bytes()) for path in files_in(tmp_path))


def test_every_older_backup_is_made_again_with_the_passphrase(desk: Desk, tmp_path: Path) -> None:
    desk.answering.answer(desk.key(), CANARY)
    kept = [back_up(desk.document.database, datetime(2026, 1, day, tzinfo=UTC)) for day in (1, 2)]
    desk.document.close()
    assert any(holds_canary(path.read_bytes()) for path in kept)
    path = desk.document.path
    names = tuple(one.name for one in kept)
    assert older_backups(path) == names
    assert protect(path).remade == names
    assert not any(holds_canary(path.read_bytes()) for path in files_in(tmp_path))
    assert all(check(one, WORDS).answers == 1 for one in kept)
    change_protection(ProtectionChange(path, WORDS, OTHER_WORDS), Progress())
    assert all(check(one, OTHER_WORDS).answers == 1 for one in (path, *kept))
    change_protection(ProtectionChange(path, OTHER_WORDS, None), Progress())
    assert all(check(one).answers == 1 for one in (path, *kept))


def test_older_backups_are_erased_when_that_is_chosen(desk: Desk, tmp_path: Path) -> None:
    desk.answering.answer(desk.key(), CANARY)
    kept = back_up(desk.document.database, datetime(2026, 1, 1, tzinfo=UTC))
    path = desk.document.path
    desk.document.close()
    done = change_protection(ProtectionChange(path, None, WORDS, erase_backups=True), Progress())
    assert done.erased == (kept.name,)
    assert files_in(tmp_path) == [path]


def test_a_backup_that_cannot_follow_is_left_and_named(desk: Desk) -> None:
    desk.answering.answer(desk.key(), CANARY)
    back_up(desk.document.database, datetime(2026, 1, 1, tzinfo=UTC))
    path = desk.document.path
    desk.document.close()
    damaged = backups_folder(path) / "river damaged.roadmap"
    damaged.write_bytes(b"not a file of ours")
    done = protect(path)
    assert done.left == (damaged.name,)
    assert len(done.remade) == 1
    assert damaged.read_bytes() == b"not a file of ours"


def test_a_passphrase_that_is_too_short_changes_nothing(desk: Desk) -> None:
    path = desk.document.path
    desk.document.close()
    before = path.read_bytes()
    with pytest.raises(errors.PassphraseTooShort) as caught:
        protect(path, Passphrase("too short"))
    assert (caught.value.length, caught.value.floor) == (9, 14)
    assert path.read_bytes() == before


def test_progress_goes_up_and_cancel_after_the_swap_stops_nothing(desk: Desk) -> None:
    desk.answering.answer(desk.key(), CANARY)
    kept = back_up(desk.document.database, datetime(2026, 1, 1, tzinfo=UTC))
    path = desk.document.path
    desk.document.close()
    seen: list[float] = []
    progress = Progress(lambda done, total: seen.append(done / total))
    change_protection(ProtectionChange(path, None, WORDS), progress)
    assert seen == sorted(seen)
    late = Progress(lambda done, total: late.cancel() if done / total >= 0.5 else None)
    change_protection(ProtectionChange(path, WORDS, OTHER_WORDS), late)
    assert check(kept, OTHER_WORDS).answers == check(path, OTHER_WORDS).answers == 1


def test_only_the_right_words_are_verified(desk: Desk) -> None:
    assert not verify_passphrase(desk.document, "")
    held = protected_desk(desk)
    assert verify_passphrase(held.document, WORDS.reveal())
    assert verify_passphrase(held.document, f" {WORDS.reveal()}\n")
    assert not verify_passphrase(held.document, OTHER_WORDS.reveal())


def test_wrong_words_and_none_are_told_apart(desk: Desk) -> None:
    path = protected_desk(desk).document.path
    with pytest.raises(errors.FileIsOpenElsewhere):
        desk.documents.open(path, WORDS)
    for document in tuple(desk.documents.opened):
        document.close()
    before = path.read_bytes()
    with pytest.raises(errors.FileIsProtected):
        desk.documents.open(path)
    with pytest.raises(errors.WrongPassphrase):
        desk.documents.open(path, OTHER_WORDS)
    with pytest.raises(errors.FileIsProtected):
        change_protection(ProtectionChange(path, None, OTHER_WORDS), Progress())
    assert path.read_bytes() == before
    desk.documents.open(path, WORDS).close()
    # Words that nobody asked for do no harm.
    change_protection(ProtectionChange(path, WORDS, None), Progress())
    desk.documents.open(path, WORDS).close()


def test_a_protected_file_that_is_only_read_is_copied_with_its_passphrase(desk: Desk, tmp_path: Path) -> None:
    path = protected_desk(desk).document.path
    for document in tuple(desk.documents.opened):
        document.close()
    before = path.read_bytes()
    target = tmp_path / "copy.roadmap"
    with pytest.raises(errors.FileIsProtected):
        desk.documents.open_copy(path, target)
    with pytest.raises(errors.WrongPassphrase):
        desk.documents.open_copy(path, target, OTHER_WORDS)
    assert not target.exists()
    opened = desk.documents.open_copy(path, target, WORDS)
    assert opened.path == target
    opened.close()
    assert path.read_bytes() == before
    assert not holds_canary(target.read_bytes())


def test_a_copy_that_does_not_verify_is_taken_away_here_too(desk: Desk, tmp_path: Path) -> None:
    held = protected_desk(desk).document
    held.connection.execute("UPDATE answer SET text = 'other'")
    with pytest.raises(errors.ExportFailed):
        copy_to(held.database, tmp_path / "copy.roadmap")
    assert not (tmp_path / "copy.roadmap").exists()


def test_five_words_of_the_long_list_are_suggested() -> None:
    found = [suggested_words() for _ in range(50)]
    assert len(set(found)) == 50
    assert all(len(words.split()) == 5 and words.islower() for words in found)
    assert all(Passphrase(words).is_long_enough for words in found)
    assert len({word for words in found for word in words.split()}) > 200


def test_without_the_libraries_the_rest_works(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_available()
    path = desk.document.path
    with without_library(monkeypatch):
        assert not is_available()
        desk.answering.answer(desk.key(), CANARY)
        desk.document.close()
        before = path.read_bytes()
        with pytest.raises(errors.ProtectionUnavailable):
            protect(path)
        assert check(path).answers == 1
        assert path.stat().st_size == len(before)
    monkeypatch.setitem(sys.modules, "dicewarepy", None)
    assert suggested_words() == ""


def test_exceptions_and_logs_hold_no_words(desk: Desk, tmp_path: Path) -> None:
    from roadmap_desktop import logs

    path = protected_desk(desk).document.path
    for document in tuple(desk.documents.opened):
        document.close()
    logs.start(tmp_path / "logs" / "app.log")
    words = Passphrase("CANARY-words nobody may see")
    for attempt in (
        lambda: desk.documents.open(path, words),
        lambda: change_protection(ProtectionChange(path, words, None), Progress()),
    ):
        with pytest.raises(errors.WrongPassphrase) as caught:
            attempt()
        report = logs.failure(type(caught.value), caught.value, caught.value.__traceback__)
        assert "CANARY" not in report + repr(caught.value) + str(vars(caught.value))
    logs.stop()
    assert "CANARY" not in (tmp_path / "logs" / "app.log").read_text()
    assert "CANARY" not in repr(ProtectionChange(path, words, words))


def test_what_a_crash_left_readable_is_erased_at_the_next_opening(desk: Desk) -> None:
    path = protected_desk(desk).document.path
    for document in tuple(desk.documents.opened):
        document.close()
    part = path.with_name(f".{path.name}.0a1b2c3d.part")
    part.write_text(CANARY)
    # Not before the passphrase was right and the lock was taken.
    with pytest.raises(errors.WrongPassphrase):
        desk.documents.open(path, OTHER_WORDS)
    assert part.exists()
    desk.documents.open(path, WORDS).close()
    assert not part.exists()


def test_backups_that_can_still_be_read_are_found_and_follow(desk: Desk) -> None:
    desk.answering.answer(desk.key(), CANARY)
    kept = back_up(desk.document.database, datetime(2026, 1, 1, tzinfo=UTC))
    assert readable_backups(desk.document) == ()
    data = kept.read_bytes()
    path = desk.document.path
    desk.document.close()
    protect(path)
    # As if the power had gone between the file and its backups.
    kept.write_bytes(data)
    damaged = kept.with_name("damaged.roadmap")
    damaged.write_bytes(b"CANARY")
    document = desk.documents.open(path, WORDS)
    back_up(document.database, datetime(2026, 1, 2, tzinfo=UTC))
    assert readable_backups(document) == (damaged.name, kept.name)
    assert protecting_backups(document, (damaged.name, kept.name))(Progress()) == (damaged.name,)
    assert check(kept, WORDS).answers == 1
    assert erase_backups(path, (damaged.name,)) == ()
    assert readable_backups(document) == ()
    document.close()
    assert not any(holds_canary(found.read_bytes()) for found in files_in(path.parent))


def test_an_older_format_is_protected_and_brought_up_with_its_passphrase(tmp_path: Path) -> None:
    path = Path(shutil.copy(FIRST_RELEASE, tmp_path / "first.roadmap"))
    folder = backups_folder(path)
    folder.mkdir()
    old_backup = Path(shutil.copy(FIRST_RELEASE, folder / "first before upgrade.roadmap"))
    before = check(Path(shutil.copy(FIRST_RELEASE, tmp_path / "plain.roadmap")))
    assert protect(path).remade == (old_backup.name,)
    found = check(path, WORDS)
    assert (found.answers, found.problems) == (before.answers, ())
    # The old file is kept, and nobody can read it without the passphrase either.
    kept = [one for one in folder.iterdir() if one != old_backup]
    assert len(kept) == 1
    assert not any(one.read_bytes().startswith(b"SQLite") for one in (path, old_backup, *kept))
    for one in (*kept, old_backup):
        assert check(one, WORDS).answers == before.answers
