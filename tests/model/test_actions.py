from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.model.actions import ActionId, ActionItem, ActionStatus

TODAY = date(2026, 11, 24)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 30))


def an_item(due: str, status: ActionStatus = ActionStatus.OPEN) -> ActionItem:
    return ActionItem(ActionId("a1"), "Sign the agreement", due=due, status=status)


def test_a_new_item_is_open_and_names_nothing_it_was_not_given() -> None:
    item = ActionItem(ActionId("a1"), "Sign the agreement")
    assert item.status is ActionStatus.OPEN
    assert (item.owner, item.due, item.resources, item.told, item.dropped_why) == ("", "", "", "", "")
    assert (item.element, item.prompt, item.raised_in) == (None, None, None)


@pytest.mark.parametrize(
    ("status", "pending"),
    [
        (ActionStatus.OPEN, True),
        (ActionStatus.IN_PROGRESS, True),
        (ActionStatus.DONE, False),
        (ActionStatus.DROPPED, False),
    ],
)
def test_only_open_items_and_those_in_progress_are_pending(status: ActionStatus, pending: bool) -> None:
    assert an_item("", status).is_pending is pending
    assert an_item("2020-01-01", status).is_past_its_date(TODAY) is pending


@pytest.mark.parametrize(
    ("due", "past"),
    [
        ("", False),
        ("2026-11-23", True),
        ("2026-11-24", False),
        ("2026-11-25", False),
        ("2026-10", True),
        ("2026-11", False),
        ("2026-12", False),
        ("2025-12", True),
        ("2027-01", False),
    ],
)
def test_a_day_is_past_on_the_next_day_and_a_month_when_it_has_ended(due: str, past: bool) -> None:
    assert an_item(due).is_past_its_date(TODAY) is past


@given(due=DAYS, today=DAYS)
def test_a_day_is_past_exactly_when_it_lies_before_today(due: date, today: date) -> None:
    assert an_item(due.isoformat()).is_past_its_date(today) is (due < today)


@given(due=DAYS, today=DAYS)
def test_a_month_is_past_exactly_when_its_last_day_is(due: date, today: date) -> None:
    next_month = (due.replace(day=1) + timedelta(days=31)).replace(day=1)
    assert an_item(f"{due:%Y-%m}").is_past_its_date(today) is (next_month <= today)
