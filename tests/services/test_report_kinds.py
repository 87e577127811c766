from datetime import date
from pathlib import Path

import pytest

from roadmap_desktop.model.actions import ActionId, ActionItem, ActionStatus
from roadmap_desktop.reports.data import Kind, Report
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.report_kinds import MOST_ACTIONS, in_order, title_of
from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest
from tests.documents import ROLES, Desk

TODAY = date(2026, 11, 25)


def an_item(what: str, owner: str = "", due: str = "", status: ActionStatus = ActionStatus.OPEN) -> ActionItem:
    return ActionItem(ActionId(what), what, owner, due, status=status)


def gathered(desk: Desk, kind: ReportKind, *, by_owner: bool = False) -> Report:
    return ReportingService(desk.document).gather(ReportRequest(kind, desk.round, by_owner=by_owner), TODAY)


def test_every_kind_has_a_title_of_its_own() -> None:
    assert len({title_of(kind) for kind in Kind}) == len(Kind)
    assert {kind.value for kind in Kind} == {kind.value for kind in ReportKind}


def test_a_summary_takes_what_is_still_to_be_done_by_date() -> None:
    items = [
        an_item("late", due="2027-05"),
        an_item("no date"),
        an_item("done", due="2026-01", status=ActionStatus.DONE),
        an_item("soon", due="2026-12-01"),
    ]
    assert [item.what for item in in_order(Kind.SUMMARY, items, by_owner=False)] == ["soon", "late", "no date"]
    assert len(in_order(Kind.ACTION_PLAN, items, by_owner=False)) == 4


def test_owners_come_in_order_and_nobody_last() -> None:
    items = [an_item("a"), an_item("b", "shelter"), an_item("c", "Coordinator"), an_item("d", "Shelter")]
    found = in_order(Kind.ACTION_PLAN, items, by_owner=True)
    assert [item.owner for item in found] == ["Coordinator", "Shelter", "shelter", ""]


def test_a_summary_holds_no_answer_and_says_what_it_leaves_out(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "An answer that stays in the report.")
    for number in range(MOST_ACTIONS + 3):
        desk.planning.save_action(ActionItem(ActionId(""), f"Step {number}", element=ROLES))
    report = gathered(desk, ReportKind.SUMMARY)
    assert report.answers == 0
    assert len(report.actions) == MOST_ACTIONS
    assert report.more == "3 more actions are in the action plan."
    assert all(element.is_blank for area in report.areas for element in area.elements)


def test_long_actions_leave_room_for_the_second_page(desk: Desk) -> None:
    for number in range(4):
        desk.planning.save_action(ActionItem(ActionId(""), f"{number} " + "A long step. " * 30))
    report = gathered(desk, ReportKind.SUMMARY)
    assert len(report.actions) == 1
    assert report.more == "3 more actions are in the action plan."


@pytest.mark.parametrize("by_owner", [False, True], ids=["one table", "a sheet an owner"])
def test_an_action_plan_is_written_and_read_back(desk: Desk, tmp_path: Path, by_owner: bool) -> None:
    for number in range(60):
        owner = ("Coordinator", "Example Shelter A", "")[number % 3]
        desk.planning.save_action(ActionItem(ActionId(""), f"Step {number}", owner, "2027-01", "Money", "All"))
    report = gathered(desk, ReportKind.ACTION_PLAN, by_owner=by_owner)
    written = ReportingService.write(report, tmp_path / "plan.pdf", Progress())
    assert written.pages >= 4
    assert written.answers == 0


def test_an_empty_action_plan_says_so(desk: Desk, tmp_path: Path) -> None:
    written = ReportingService.write(gathered(desk, ReportKind.ACTION_PLAN), tmp_path / "plan.pdf", Progress())
    assert written.pages == 2


def test_a_summary_of_a_file_has_one_or_two_pages(desk: Desk, tmp_path: Path) -> None:
    assert ReportingService.write(gathered(desk, ReportKind.SUMMARY), tmp_path / "s.pdf", Progress()).pages in (1, 2)
