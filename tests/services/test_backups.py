import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.backups import Reason
from roadmap_desktop.services.backups import BackupService, newest_backup_of
from roadmap_desktop.services.dumping import dump
from roadmap_desktop.services.progress import Progress
from tests.documents import Desk, a_desk

AT = datetime(2027, 1, 1, tzinfo=UTC)


def back_up(desk: Desk, at: datetime = AT, reason: Reason = Reason.WORK) -> Path:
    service = BackupService(desk.document)
    return service.finisher(service.start(reason, at), at)(Progress()).path


def write(desk: Desk, prompt: str, text: str) -> None:
    desk.answering.answer(desk.key(prompt), text)
    desk.answering.leave_field()


def test_a_backup_is_due_only_after_a_change(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "river.roadmap")
    service = BackupService(desk.document)
    assert service.is_due()
    back_up(desk)
    assert not service.is_due()
    desk.answering.answer(desk.key(), "One.")
    assert service.is_due()
    back_up(desk, AT + timedelta(hours=1))
    assert not service.is_due()
    # An autosave amends its step; that is a change too.
    desk.answering.answer(desk.key(), "One and two.")
    assert service.is_due()
    desk.document.close()


def test_what_differs_from_now_is_told_with_both_texts(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "river.roadmap")
    write(desk, "roles.stage-1.p1", "As it was.")
    write(desk, "roles.stage-1.p2", "Taken away later.")
    kept = back_up(desk)
    write(desk, "roles.stage-1.p1", "As it is.")
    write(desk, "roles.stage-1.p2", "")
    write(desk, "roles.stage-2.p1", "New.")
    found = BackupService(desk.document).compare(kept)
    assert {(one.now, one.then) for one in found} == {
        ("As it is.", "As it was."),
        ("", "Taken away later."),
        ("New.", ""),
    }
    assert {one.wording for one in found} == {
        "What does our MOU say about roles (1)?",
        "What does our MOU say about roles (2)?",
    }
    assert {(one.who, one.assessment) for one in found} == {("Sample River Task Force", "Baseline 2026")}
    desk.document.close()


def test_all_backups_are_checked_and_the_bad_one_is_named(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "river.roadmap")
    write(desk, "roles.stage-1.p1", "Whole words.")
    kept = [back_up(desk, AT + timedelta(hours=number)) for number in range(3)]
    data = bytearray(kept[1].read_bytes())
    data[data.find(b"Whole words.")] ^= 1
    kept[1].write_bytes(data)
    steps: list[tuple[int, int]] = []
    found = BackupService(desk.document).checker()(Progress(lambda done, total: steps.append((done, total))))
    assert [one.path for one in found] == list(reversed(kept))
    assert [one.is_whole for one in found] == [True, False, True]
    assert steps == [(0, 3), (1, 3), (2, 3)]
    # What is damaged is passed over when a file itself cannot be opened.
    kept[2].write_bytes(b"garbage")
    newest = newest_backup_of(desk.document.path)
    assert newest is not None
    assert newest.path == kept[0]
    desk.document.close()


def test_every_backup_of_a_session_restores_the_state_it_was_made_in(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "river.roadmap")
    choose = random.Random(20261125)
    states = {}
    for number in range(40):
        prompt = f"roles.stage-{choose.randrange(1, 6)}.p{choose.randrange(1, 3)}"
        act = choose.randrange(4)
        if act == 0 and desk.history.next_undo() is not None:
            desk.history.undo()
        elif act == 1:
            desk.planning.save_action(ActionItem(ActionId(""), f"Step {number}"))
        else:
            write(desk, prompt, f"Wording {number}. " * choose.randrange(1, 60))
        if number % 5 == 4:
            # Close together, so that none of them may be thinned.
            states[back_up(desk, AT + timedelta(minutes=number))] = json.dumps(dump(desk.document)["current"])
    desk.document.close()
    for number, (kept, state) in enumerate(states.items()):
        restored = desk.documents.open_copy(kept, tmp_path / f"restored {number}.roadmap")
        assert json.dumps(dump(restored)["current"]) == state
        restored.close()
    assert len(states) == 8


def test_nothing_is_erased_while_a_copy_is_being_made(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "river.roadmap")
    write(desk, "roles.stage-1.p1", "CANARY-7f3a")
    write(desk, "roles.stage-1.p1", "Clean.")
    service = BackupService(desk.document)
    unfinished = service.start(Reason.WORK, AT)
    finish = service.finisher(unfinished, AT)
    desk.document.on_settle(lambda: finish(Progress()))
    desk.history.erase_answer(desk.key())
    desk.document.close()
    found = [path for path in tmp_path.rglob("*") if path.is_file() and b"CANARY-7f3a" in path.read_bytes()]
    assert found == []
