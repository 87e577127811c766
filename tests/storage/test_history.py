import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from roadmap_desktop import errors
from roadmap_desktop.content.schema import StageId
from roadmap_desktop.model.answers import AnswerState
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.services.dumping import current
from roadmap_desktop.storage import history
from roadmap_desktop.storage.answers import key_of
from roadmap_desktop.storage.backups import back_up
from roadmap_desktop.storage.catalogue import ANSWER
from roadmap_desktop.storage.copies import list_backups
from roadmap_desktop.storage.verification import verify
from tests.documents import STAGES, Desk, a_desk


def test_undo_goes_back_step_by_step_to_the_beginning_and_redo_to_the_end(desk: Desk) -> None:
    states = [current(desk.document.connection)]
    desk.answering.answer(desk.key(), "First.")
    desk.answering.leave_field()
    states.append(current(desk.document.connection))
    desk.answering.set_state(desk.key(), AnswerState.READY)
    states.append(current(desk.document.connection))
    desk.answering.place(StagePlacement(desk.placement_key(), now=STAGES[1]))
    states.append(current(desk.document.connection))
    for state in reversed(states[:-1]):
        desk.history.undo()
        assert current(desk.document.connection) == state
    with pytest.raises(errors.NothingToUndo):
        desk.history.undo()
    for state in states[1:]:
        desk.history.redo()
        assert current(desk.document.connection) == state
    with pytest.raises(errors.NothingToRedo):
        desk.history.redo()
    assert verify(desk.document.connection).is_sound


def test_a_new_change_ends_redo(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.history.undo()
    assert desk.history.next_redo() is not None
    desk.answering.answer(desk.key(), "Other.")
    assert desk.history.next_redo() is None


def test_undo_refuses_when_the_row_is_not_what_the_step_left(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.answering.leave_field()
    with desk.document.database.reading():
        step = history.next_undo(desk.document.database.core())
    assert step is not None
    desk.answering.answer(desk.key(), "Second.")
    desk.answering.leave_field()
    with pytest.raises(errors.NothingToUndo), desk.document.writing("Undo", origin="undo", undoes=step.batch) as pen:
        history.undo(pen, step)
    with pytest.raises(errors.NothingToRedo), desk.document.writing("Redo", origin="redo", undoes=step.batch) as pen:
        history.redo(pen, step)
    assert verify(desk.document.connection).is_sound


def test_erasing_leaves_no_words_behind_and_says_when(desk: Desk) -> None:
    for text in ("CANARY one", "CANARY two", "What may stay."):
        desk.answering.answer(desk.key(), text)
        desk.answering.leave_field()
    report = desk.history.erase_answer(desk.key())
    assert report.entries == 3
    assert [version.is_erased for version in desk.history.versions(desk.key())] == [True]
    assert desk.reading.element_answer(desk.key()).answer.text == "What may stay."
    assert desk.reading.element_answer(desk.key()).erased_on is not None
    assert desk.history.next_undo() is None
    assert verify(desk.document.connection).is_sound
    path = desk.document.path
    desk.document.close()
    content = path.read_bytes()
    assert b"CANARY" not in content
    assert b"What may stay." in content


def test_erasing_reaches_the_backups_beside_the_file(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "CANARY")
    desk.answering.leave_field()
    first = back_up(desk.document.database, datetime(2026, 1, 1, tzinfo=UTC))
    second = back_up(desk.document.database, datetime(2026, 1, 1, tzinfo=UTC))
    assert list_backups(desk.document.path) == (second, first)
    desk.answering.answer(desk.key(), "Masked.")
    report = desk.history.erase_answer(desk.key())
    assert report.backups == 2
    assert report.new_backup is not None
    assert list_backups(desk.document.path) == (report.new_backup,)
    assert b"CANARY" not in report.new_backup.read_bytes()


def test_a_version_can_be_brought_back_and_that_can_be_undone(desk: Desk) -> None:
    for text in ("First.", "Second.", "First.", "Third."):
        desk.answering.answer(desk.key(), text)
        desk.answering.leave_field()
    versions = desk.history.versions(desk.key())
    assert [version.text for version in versions] == ["First.", "Second."]
    assert desk.history.bring_back(desk.key(), versions[1].revision).answer.text == "Second."
    desk.history.undo()
    assert desk.reading.element_answer(desk.key()).answer.text == "Third."
    with pytest.raises(errors.NoSuchThing):
        desk.history.bring_back(desk.key(), "no such revision")


def test_an_erased_or_removing_change_has_no_text_to_bring_back(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.history.undo()
    core = desk.document.database.core()
    with desk.document.database.reading():
        found = desk.document.connection.execute("SELECT id FROM change WHERE after IS NULL").fetchone()
        assert history.text_of(core, found[0], "text") is None
        assert history.versions(core, ANSWER, key_of(desk.key()), "text")[0].text == "First."


class UndoMachine(RuleBasedStateMachine):
    """Any changes, undos, redos and restarts: the state is always the one a plain list of states would give."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk = a_desk(Path(self.folder.name) / "undo.roadmap")
        self.states = [current(self.desk.document.connection)]
        self.at = 0

    def _changed(self) -> None:
        self.desk.answering.leave_field()
        state = current(self.desk.document.connection)
        if state != self.states[self.at]:
            del self.states[self.at + 1 :]
            self.states.append(state)
            self.at += 1

    @rule(prompt=st.sampled_from(["roles.stage-1.p1", "trust.stage-2.p2"]), text=st.text(max_size=12))
    def answer(self, prompt: str, text: str) -> None:
        self.desk.answering.answer(self.desk.key(prompt), text)
        self._changed()

    @rule(stage=st.sampled_from([None, *STAGES]))
    def place(self, stage: str | None) -> None:
        now = StageId(stage) if stage else None
        self.desk.answering.place(StagePlacement(self.desk.placement_key(), now=now))
        self._changed()

    @rule()
    def add_agency(self) -> None:
        self.desk.partners.add(f"Example Agency {len(self.states)} {self.at}")
        self._changed()

    @rule()
    def undo(self) -> None:
        if self.at:
            self.desk.history.undo()
            self.at -= 1
        else:
            assert self.desk.history.next_undo() is None

    @rule()
    def redo(self) -> None:
        if self.at < len(self.states) - 1:
            self.desk.history.redo()
            self.at += 1
        else:
            assert self.desk.history.next_redo() is None

    @rule()
    def restart(self) -> None:
        self.desk = self.desk.reopened()

    @invariant()
    def the_state_is_the_expected_one(self) -> None:
        assert current(self.desk.document.connection) == self.states[self.at]

    def teardown(self) -> None:
        assert verify(self.desk.document.connection).is_sound
        self.desk.document.close()
        self.folder.cleanup()


UndoMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None, derandomize=True)
TestUndoMachine = UndoMachine.TestCase
