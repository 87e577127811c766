import random
from pathlib import Path

import pytest

from roadmap_desktop import errors
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.services.checking import check
from roadmap_desktop.services.dumping import current
from roadmap_desktop.storage.catalogue import AGENCY
from roadmap_desktop.storage.database import open_database
from roadmap_desktop.storage.reads import load_pack_body, pack_keys, select
from roadmap_desktop.storage.verification import verify
from tests.documents import STAGES, Desk, a_desk


def filled(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "We meet weekly and keep one page of roles.")
    desk.answering.place(StagePlacement(desk.placement_key(), now=STAGES[1]))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE answer SET text = 'Wf meet weekly and keep one page of roles.'",
        "UPDATE answer SET discuss = 1",
        "UPDATE placement SET now = 'stage-5'",
        "UPDATE change SET after = '{}' WHERE table_name = 'answer'",
        "UPDATE batch SET label = 'x' WHERE origin = 'local'",
        "UPDATE pack SET body = body || ' '",
        "UPDATE answer SET revision = 'unknown'",
        "DELETE FROM change WHERE table_name = 'answer'",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_every_change_by_a_foreign_hand_is_found(desk: Desk, damage: str) -> None:
    filled(desk)
    assert verify(desk.document.connection).is_sound
    desk.document.connection.execute(damage)
    assert not verify(desk.document.connection).is_sound


def test_no_flipped_bit_changes_an_answer_unseen(tmp_path: Path) -> None:
    path = tmp_path / "a.roadmap"
    desk = a_desk(path)
    filled(desk)
    expected = current(desk.document.connection)
    desk.document.close()
    whole = path.read_bytes()
    choose = random.Random(20260504)
    refused = silent = 0
    for _ in range(400):
        place, bit = choose.randrange(len(whole)), choose.randrange(8)
        damaged = bytearray(whole)
        damaged[place] ^= 1 << bit
        path.write_bytes(damaged)
        try:
            database = open_database(path)
        except errors.RoadmapError:
            refused += 1
            continue
        try:
            if current(database.connection) != expected:
                silent += 1
        except errors.RoadmapError:
            refused += 1
        finally:
            database.close()
    assert silent == 0
    # The control: the flips do hit something, and SQLite's own check alone would have let answers change.
    assert refused > 10


def test_reading_a_damaged_row_names_it(desk: Desk) -> None:
    filled(desk)
    desk.document.connection.execute("UPDATE answer SET text = 'x'")
    with pytest.raises(errors.DamagedRow) as caught:
        desk.reading.element_answer(desk.key())
    assert "roles.stage-1.p1" in caught.value.key


def test_a_damaged_or_missing_pack_is_said(desk: Desk) -> None:
    connection = desk.document.connection
    assert pack_keys(connection) == ("small@1",)
    assert load_pack_body(connection, "none@1") is None
    connection.execute("UPDATE pack SET publisher = 'x'")
    with pytest.raises(errors.DamagedRow):
        load_pack_body(connection, "small@1")


def test_check_reports_problems_without_words(desk: Desk) -> None:
    filled(desk)
    path = desk.document.path
    desk.document.connection.execute("UPDATE answer SET text = 'CANARY'")
    desk.document.close()
    report = check(path)
    assert report.problems
    assert "CANARY" not in str(report)


def test_selecting_follows_the_order_of_the_table(desk: Desk) -> None:
    for label in ("Example Shelter A", "Example Sheriff B", "Example Legal Aid C"):
        desk.partners.add(label)
    assert [found.row["label"] for found in select(desk.document.connection, AGENCY)] == [
        "Example Shelter A",
        "Example Sheriff B",
        "Example Legal Aid C",
    ]
