"""Generated files of every released format: an upgrade keeps every row, every change and every text."""

import random
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from roadmap_desktop.content.schema import ElementId
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.answers import AnswerKey, AnswerState, Visibility
from roadmap_desktop.model.assessment import TASK_FORCE, RespondentId
from roadmap_desktop.model.ids import new_id
from roadmap_desktop.model.notes import Note, NoteId, NoteKind
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.services.dumping import dump
from roadmap_desktop.storage import upgrading
from roadmap_desktop.storage.catalogue import APPLICATION_ID
from roadmap_desktop.storage.schema_text import FORMAT_1
from roadmap_desktop.storage.upgrades import from_1
from tests.documents import ROLES, STAGES, TRUST, Desk, a_desk

SEED = 20261125
RELEASED = {1: FORMAT_1}
PIECES = (
    "We meet every month. ",
    "Reunión mensual. ",
    "Họp hằng tháng. ",
    "اجتماع. ",
    "会议。",
    "🙂",
    "\n",
    "\t",
    "'; --",
    "<b>",
    " ",
)


def some_text(choose: random.Random, most: int = 12) -> str:
    """Invented words in several scripts."""
    return "X" + "".join(choose.choice(PIECES) for _turn in range(choose.randrange(most))) + "."


def work(desk: Desk, choose: random.Random, steps: int) -> None:
    """Do some random steps of a day of work; one that is refused is left out."""
    agencies = [TASK_FORCE, desk.partners.add("Example Shelter A").id]
    for _step in range(steps):
        step = choose.choice(STEPS)
        try:
            step(desk, choose, choose.choice(agencies), choose.choice((ROLES, TRUST)))
            desk.answering.leave_field()
            if choose.randrange(6) == 0:
                desk.history.undo()
        except RoadmapError:
            continue


def _key(desk: Desk, choose: random.Random, who: RespondentId, element: ElementId) -> AnswerKey:
    return desk.key(f"{element}.{choose.choice(STAGES)}.p{choose.choice((1, 2))}", who)


def _answer(desk: Desk, choose: random.Random, who: RespondentId, element: ElementId) -> None:
    desk.answering.answer(_key(desk, choose, who, element), some_text(choose, choose.choice((3, 12, 400))))


def _state(desk: Desk, choose: random.Random, who: RespondentId, element: ElementId) -> None:
    desk.answering.set_state(_key(desk, choose, who, element), AnswerState.NOT_OUR_ROLE, some_text(choose))


def _visibility(desk: Desk, choose: random.Random, who: RespondentId, element: ElementId) -> None:
    desk.answering.set_visibility(_key(desk, choose, who, element), choose.choice(tuple(Visibility)))


def _place(desk: Desk, choose: random.Random, who: RespondentId, element: ElementId) -> None:
    key = desk.placement_key(element, who)
    desk.answering.place(StagePlacement(key, now=choose.choice(STAGES), reason=some_text(choose)))


def _note(desk: Desk, choose: random.Random, who: RespondentId, element: ElementId) -> None:
    kind = choose.choice(tuple(NoteKind))
    desk.planning.save_note(Note(NoteId(new_id()), desk.round, who, element, kind, some_text(choose)))


def _action(desk: Desk, choose: random.Random, _who: RespondentId, element: ElementId) -> None:
    desk.planning.save_action(ActionItem(ActionId(new_id()), some_text(choose), element=element))


STEPS = (_answer, _answer, _answer, _state, _visibility, _place, _note, _action)


def as_format(made: Path, path: Path, version: int) -> None:
    """Write what a file of the present format holds as one of an older format."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for _name, statement in RELEASED[version]:
            connection.execute(statement)
        connection.execute("ATTACH DATABASE ? AS made", (str(made),))
        for name, statement in RELEASED[version]:
            if statement.startswith("CREATE TABLE"):
                columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({name})"))
                connection.execute(f"INSERT INTO main.{name} SELECT {columns} FROM made.{name}")
        connection.execute("DETACH DATABASE made")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={version}")


def texts(state: object) -> list[str]:
    """Every word in a dump of a file, sorted; the same words are the same list."""
    found: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, Mapping):
            for one in value.values():
                collect(one)
        elif isinstance(value, list | tuple):
            for one in value:
                collect(one)

    collect(state)
    return sorted(found)


def campaign(folder: Path, version: int, count: int) -> tuple[int, int]:
    """Upgrade `count` generated files; returns how many texts were compared and how many files lost or changed any."""
    choose = random.Random(SEED)
    compared = wrong = 0
    for number in range(count):
        made, path = folder / f"made-{number}.roadmap", folder / f"old-{number}.roadmap"
        desk = a_desk(made)
        work(desk, choose, choose.randrange(1, 30))
        before = dump(desk.document)
        desk.document.close()
        as_format(made, path, version)
        after_desk = Desk(desk.documents.open(path), desk.documents, desk.feed)
        after = dump(after_desk.document)
        after_desk.document.close()
        compared += len(texts(before["current"]))
        wrong += texts(before["current"]) != texts(after["current"]) or before["log"] != after["log"]
        for one in (made, path):
            one.unlink()
    return compared, wrong


@pytest.mark.parametrize("version", RELEASED)
def test_generated_old_files_keep_everything(tmp_path: Path, version: int) -> None:
    compared, wrong = campaign(tmp_path, version, 25)
    assert compared > 1_000
    assert wrong == 0


def test_a_lost_text_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The upgrade's own comparison would stop it; without that, the count has to see it.
    careless = tuple(one.replace("old.note", "old.note WHERE 0") for one in from_1.STATEMENTS)
    monkeypatch.setattr(upgrading, "RELEASED", {1: upgrading.Upgrade(FORMAT_1, careless)})
    monkeypatch.setattr(upgrading, "_row_hashes", lambda *_table: [])
    monkeypatch.setattr(upgrading.upgrade_if_older, "__defaults__", (upgrading.RELEASED, None))
    assert campaign(tmp_path, 1, 5)[1] > 0


@pytest.mark.campaign
@pytest.mark.parametrize("version", RELEASED)
def test_a_thousand_generated_old_files(tmp_path: Path, version: int, capsys: pytest.CaptureFixture[str]) -> None:
    compared, wrong = campaign(tmp_path, version, 1_000)
    with capsys.disabled():
        print(f"\nformat {version}, seed {SEED}: {compared} texts compared, {wrong} files wrong")
    assert wrong == 0
