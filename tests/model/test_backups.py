from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.model.backups import DAYS, KEPT_LONGER, LATEST, WEEKS, Backup, Reason, to_thin

NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
BACKUPS = st.lists(
    st.tuples(st.integers(0, 60 * 24 * 120), st.sampled_from(list(Reason))), max_size=80, unique_by=lambda one: one[0]
)


def made(minutes: int, reason: Reason = Reason.WORK) -> Backup:
    return Backup(Path(f"{minutes}.roadmap"), NOW - timedelta(minutes=minutes), reason, 1)


@given(BACKUPS)
def test_what_is_kept_is_what_was_promised(drawn: list[tuple[int, Reason]]) -> None:
    backups = [made(*one) for one in drawn]
    gone = set(to_thin(backups, NOW))
    kept = sorted((one for one in backups if one not in gone), key=lambda one: one.at, reverse=True)
    newest = sorted(backups, key=lambda one: one.at, reverse=True)
    assert kept[:LATEST] == newest[:LATEST]
    days = list(dict.fromkeys(one.at.date() for one in newest))[:DAYS]
    assert all(next(one for one in newest if one.at.date() == day) in kept for day in days)
    weeks = list(dict.fromkeys(one.at.date().toordinal() // 7 for one in newest))[:WEEKS]
    assert all(next(one for one in newest if one.at.date().toordinal() // 7 == week) in kept for week in weeks)
    assert all(one in kept for one in backups if not one.reason.is_routine and NOW - one.at < KEPT_LONGER)
    # And not more than that.
    asked_for = sum(not one.reason.is_routine and NOW - one.at < KEPT_LONGER for one in backups)
    assert len(kept) <= LATEST + DAYS + WEEKS + asked_for
    assert not gone & set(newest[:1])


def test_two_months_of_half_hours_leave_what_is_promised() -> None:
    backups = [made(30 * number) for number in range(2 * 24 * 60)]
    gone = to_thin(backups, NOW)
    kept = [one for one in backups if one not in gone]
    assert LATEST + DAYS <= len(kept) + 2 <= LATEST + DAYS + WEEKS + 2
    assert min(one.at for one in kept) < NOW - timedelta(days=14)


def test_a_named_moment_outlives_the_routine() -> None:
    named = made(60 * 24 * 20, Reason.NAMED)
    later_that_day = made(60 * 24 * 20 - 5)
    backups = [*(made(number) for number in range(100)), later_that_day, named]
    assert named not in to_thin(backups, NOW)
    assert named in to_thin(backups, NOW + KEPT_LONGER)
