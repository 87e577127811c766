import pytest

from roadmap_desktop import errors
from roadmap_desktop.model.answers import Answer
from roadmap_desktop.storage import answers, change_log
from roadmap_desktop.storage.catalogue import AGENCY, ANSWER, Row
from roadmap_desktop.storage.change_log import Batch, Pen
from roadmap_desktop.storage.verification import verify
from tests.documents import Desk


def batches(desk: Desk) -> list[tuple[str, int]]:
    found = desk.document.connection.execute("SELECT label, is_sealed FROM batch WHERE origin <> 'setup'")
    return [(str(label), int(sealed)) for label, sealed in found]


def test_typing_in_one_field_is_one_change(desk: Desk) -> None:
    for length in range(1, 60):
        desk.answering.answer(desk.key(), "We meet weekly."[:length] + " " * (length % 3))
    assert batches(desk) == [("Edit answer", 0)]
    changes = desk.document.connection.execute("SELECT count(*) FROM change WHERE table_name = 'answer'")
    assert changes.fetchone()[0] == 1


def test_leaving_the_field_ends_the_step(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.answering.leave_field()
    desk.answering.answer(desk.key(), "Second.")
    assert batches(desk) == [("Edit answer", 1), ("Edit answer", 0)]


def test_another_field_ends_the_step(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.answering.answer(desk.key("roles.stage-1.p2"), "Other.")
    desk.answering.answer(desk.key(), "Again.")
    assert [sealed for _, sealed in batches(desk)] == [1, 1, 0]


def test_a_minute_of_rest_ends_the_step(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([100.0, 100.0, 170.0, 170.0, 171.0, 171.0])
    monkeypatch.setattr(change_log, "monotonic", lambda: next(moments))
    for text in ("First.", "Second.", "Third."):
        desk.answering.answer(desk.key(), text)
    assert [sealed for _, sealed in batches(desk)] == [1, 0]


def test_what_a_crash_left_open_is_sealed_by_the_next_write(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    # A crash: the connection goes without the document having been closed.
    path = desk.document.path
    desk.document.database.close()
    reopened = desk.documents
    reopened._open.clear()
    again = Desk(reopened.open(path), reopened, desk.feed)
    again.answering.answer(again.key("roles.stage-1.p2"), "Second.")
    assert [sealed for _, sealed in batches(again)] == [1, 0]


def test_writing_what_is_there_leaves_no_trace(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.answering.leave_field()
    desk.answering.answer(desk.key(), "First.")
    desk.answering.set_discuss(desk.key(), False)
    assert len(batches(desk)) == 1


def test_removing_what_is_not_there_leaves_no_trace(desk: Desk) -> None:
    with desk.document.writing("Nothing") as pen:
        pen.remove(ANSWER, answers.key_of(desk.key()))
    assert batches(desk) == []


def test_a_failure_in_the_middle_writes_nothing(desk: Desk) -> None:
    with pytest.raises(errors.NoSuchThing), desk.document.writing("Two answers") as pen:
        answers.save(pen, Answer(desk.key(), "First."))
        raise errors.NoSuchThing("prompt", "x")
    assert desk.document.connection.execute("SELECT count(*) FROM answer").fetchone()[0] == 0
    assert batches(desk) == []
    assert desk.answering.answer(desk.key(), "First.").answer.text == "First."


@pytest.mark.parametrize("table", ["answer", "change"])
def test_a_writer_that_drops_a_character_is_stopped_before_the_commit(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    desk.answering.answer(desk.key(), "First.")
    trigger = {
        "answer": "AFTER UPDATE ON answer BEGIN UPDATE answer SET text = substr(text, 2); END",
        "change": "AFTER UPDATE ON change BEGIN UPDATE change SET after = substr(after, 2); END",
    }[table]
    connection = desk.document.connection
    connection.execute(f"CREATE TEMP TRIGGER faulty {trigger}")
    with pytest.raises((errors.WriteNotVerified, errors.DamagedRow)):
        desk.answering.answer(desk.key(), "First and second.")
    connection.execute("DROP TRIGGER faulty")
    assert answers.load(connection, desk.key()).text == "First."
    assert verify(connection).is_sound


def test_a_row_that_will_not_go_is_stopped_before_the_commit(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    connection = desk.document.connection
    connection.execute("CREATE TEMP TRIGGER faulty BEFORE DELETE ON answer BEGIN SELECT RAISE(IGNORE); END")
    with pytest.raises(errors.WriteNotVerified), desk.document.writing("Remove") as pen:
        pen.remove(ANSWER, answers.key_of(desk.key()))
    connection.execute("DROP TRIGGER faulty")


def test_a_row_with_a_flipped_bit_is_never_written_over(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.document.connection.execute("UPDATE answer SET text = 'Girst.'")
    with pytest.raises(errors.DamagedRow), desk.document.writing("Edit") as pen:
        answers.save(pen, Answer(desk.key(), "Second."))


def test_twenty_answers_typed_for_an_hour_keep_the_file_small(desk: Desk) -> None:
    # An hour of typing with an autosave every two seconds: 1,800 saves over twenty answers, left and come back to.
    sentence = "The coordinator keeps a one-page role sheet per agency, and partners review it together. "
    prompts = [
        f"{element}.stage-{stage}.p{n}" for element in ("roles", "trust") for stage in range(1, 6) for n in (1, 2)
    ]
    for step in range(1800):
        prompt = prompts[(step // 30) % len(prompts)]
        desk.answering.answer(desk.key(prompt), sentence * (1 + step // 90) + "x" * (step % 30))
    path = desk.document.path
    desk.document.close()
    assert path.stat().st_size < 2_000_000


def test_a_batch_that_goes_on_keeps_its_first_before(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.answering.leave_field()
    desk.answering.answer(desk.key(), "Second.")
    desk.answering.answer(desk.key(), "Third.")
    found = desk.document.connection.execute("SELECT before, after FROM change WHERE table_name = 'answer'").fetchall()
    assert "First." in found[1][0]
    assert "Third." in found[1][1]


def test_positions_follow_each_other(desk: Desk) -> None:
    row: Row = {"id": "a", "label": "A", "discipline": "", "has_left": 0, "position": 0}
    with desk.document.log.writing(Batch("b", "Add")) as pen:
        assert isinstance(pen, Pen)
        assert pen.next_position(AGENCY) == 1
        pen.put(AGENCY, {**row, "position": 1})
        assert pen.next_position(AGENCY) == 2
