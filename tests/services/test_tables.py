from datetime import date
from pathlib import Path

import pytest

from roadmap_desktop.errors import NoSuchThing
from roadmap_desktop.model.actions import ActionId, ActionItem, ActionStatus
from roadmap_desktop.model.answers import AnswerState, Visibility
from roadmap_desktop.model.assessment import AssessmentId, RespondentId
from roadmap_desktop.model.notes import LocalPrompt, LocalPromptId
from roadmap_desktop.services.tables import TablesService, last_day
from tests.documents import ROLES, STAGES, Desk, a_desk

TODAY = date(2027, 6, 15)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path / "river.roadmap")


def action(desk: Desk, **facts: object) -> None:
    desk.planning.save_action(ActionItem(ActionId(""), **facts))  # type: ignore[arg-type]


def test_an_action_plan_has_its_date_in_words_and_as_a_day(desk: Desk) -> None:
    action(desk, what="Meet often", owner="Co-leads", due="2027-02", element=ROLES, resources="Room", told="All")
    action(desk, what="Sign it", due="2027-07-04", status=ActionStatus.IN_PROGRESS)
    action(desk, what="Print it", status=ActionStatus.DROPPED, dropped_why="Nobody reads it.")
    table = TablesService(desk.document).action_plan(desk.round, TODAY)
    assert table.rows == (
        ("Meet often", "Co-leads", "February 2027 (past its date)", date(2027, 2, 28), "Open", "Roles", "Room", "All"),
        ("Sign it", "", "July 4, 2027", date(2027, 7, 4), "In progress", "", "", ""),
        ("Print it", "", "", "", "Dropped: Nobody reads it.", "", "", ""),
    )  # fmt: skip
    assert table.language == "en-US"
    assert {len(row) for row in table.rows} == {len(table.columns)}
    desk.document.close()


def test_answers_stand_in_the_order_of_the_prompts_with_their_state(desk: Desk) -> None:
    desk.answering.answer(desk.key("trust.stage-1.p1"), "We talk first.")
    desk.answering.answer(desk.key("roles.stage-2.p1"), "We wrote them down.")
    desk.answering.set_state(desk.key("roles.stage-2.p1"), AnswerState.READY)
    desk.answering.set_state(desk.key("roles.stage-2.p2"), AnswerState.NOT_OUR_ROLE, "The county does it.")
    desk.planning.save_local_prompt(LocalPrompt(LocalPromptId(""), ROLES, STAGES[1], "Who else?"))
    desk.answering.leave_field()
    table = TablesService(desk.document).answers(desk.round)
    assert [(row[0], row[2], row[3], row[5], row[6]) for row in table.rows] == [
        ("1.1", "Roles", "2 Establishing", "We wrote them down.", "Ready"),
        ("1.1", "Roles", "2 Establishing", "", "Not our role. The county does it."),
        ("2.1", "Trust", "1 Exploring", "We talk first.", "Draft"),
    ]
    assert table.rows[2][4] == "What does our MOU say about trust (1)?"
    desk.document.close()


def test_what_is_internal_leaves_only_when_it_is_asked_for(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "We may say this.")
    desk.answering.answer(desk.key("roles.stage-1.p2"), "The inner matter.")
    desk.answering.set_visibility(desk.key("roles.stage-1.p2"), Visibility.INTERNAL)
    desk.answering.set_state(desk.key("trust.stage-1.p1"), AnswerState.NOT_OUR_ROLE, "An inner reason.")
    desk.answering.set_visibility(desk.key("trust.stage-1.p1"), Visibility.INTERNAL)
    desk.answering.leave_field()
    tables = TablesService(desk.document)
    assert "inner" not in repr(tables.answers(desk.round))
    assert [column.title for column in tables.answers(desk.round).columns][-1] == "State"
    everything = tables.answers(desk.round, internal=True)
    assert [row[-1] for row in everything.rows] == ["Shareable", "Internal only", "Internal only"]
    assert "An inner reason." in repr(everything)
    desk.document.close()


def test_an_agency_keeps_its_own_record_inside_until_someone_says_otherwise(desk: Desk) -> None:
    agency = desk.partners.add("Example Shelter A", "prosecution")
    who = next(one.id for one in desk.reading.respondents() if not one.is_task_force)
    desk.answering.answer(desk.key(respondent=who), "Our own view.")
    desk.answering.leave_field()
    tables = TablesService(desk.document)
    assert agency is not None
    assert tables.answers(desk.round, who).rows == ()
    assert tables.answers(desk.round).rows == ()
    assert tables.answers(desk.round, who, internal=True).rows[0][5] == "Our own view."
    desk.document.close()


def test_a_calendar_holds_what_is_still_to_be_done_and_has_a_date(desk: Desk) -> None:
    action(desk, what="Later", due="2027-07-04")
    action(desk, what="Sooner\nin two lines", owner="Co-leads", due="2027-02", element=ROLES)
    action(desk, what="No date")
    action(desk, what="Done", due="2027-01", status=ActionStatus.DONE)
    action(desk, what="Dropped", due="2027-01", status=ActionStatus.DROPPED, dropped_why="No.")
    calendar = TablesService(desk.document).calendar(desk.round)
    assert [(one.title, one.day) for one in calendar.entries] == [
        ("Sooner in two lines", date(2027, 2, 28)),
        ("Later", date(2027, 7, 4)),
    ]
    assert calendar.entries[0].lines == (
        "Sooner\nin two lines",
        "The plan names the month: February 2027.",
        "Owner: Co-leads",
        "Element: Roles",
    )
    assert calendar.entries[1].lines == ()
    assert [one.id for one in calendar.entries] == [
        one.id for one in (desk.reading.actions()[1], desk.reading.actions()[0])
    ]
    desk.document.close()


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("", None),
        ("2027-02", date(2027, 2, 28)),
        ("2028-02", date(2028, 2, 29)),
        ("2027-12", date(2027, 12, 31)),
        ("2027-06-15", date(2027, 6, 15)),
        # A file that comes from elsewhere may hold these.
        ("2027-02-31", None),
        ("2027-02-00", None),
        ("0000-05", None),
        ("9999-12", None),
    ],
)
def test_a_month_ends_on_its_last_day(due: str, day: date | None) -> None:
    assert last_day(due) == day


def test_answers_are_read_in_one_go_while_the_window_waits(desk: Desk) -> None:
    for prompt in ("roles.stage-1.p1", "roles.stage-2.p1", "trust.stage-1.p1", "trust.stage-4.p2"):
        desk.answering.answer(desk.key(prompt), "Our answer.")
        desk.answering.leave_field()
    tables, statements = TablesService(desk.document), list[str]()
    desk.document.connection.set_trace_callback(statements.append)
    table = tables.answers(desk.round)
    desk.document.connection.set_trace_callback(None)
    assert len(table.rows) == 4
    asked = [text for text in statements if "FROM answer " in f"{text} " or "FROM change" in text]
    # Once here, and once for what is no longer asked.
    assert 1 <= len(asked) <= 2, asked
    desk.document.close()


def test_what_does_not_exist_is_not_exported(desk: Desk) -> None:
    tables = TablesService(desk.document)
    with pytest.raises(NoSuchThing):
        tables.answers(AssessmentId("none"))
    with pytest.raises(NoSuchThing):
        tables.answers(desk.round, RespondentId("nobody"))
    desk.document.close()
