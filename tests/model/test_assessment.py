import pytest

from roadmap_desktop.content.schema import PackKey
from roadmap_desktop.model.assessment import (
    TASK_FORCE,
    AgencyId,
    Assessment,
    AssessmentId,
    AssessmentStatus,
    Respondent,
    RespondentId,
    TaskForce,
)
from tests.documents import ROLES


def a_round(status: AssessmentStatus) -> Assessment:
    return Assessment(AssessmentId("round-1"), "Baseline 2026", PackKey("small@1"), (ROLES,), status)


def test_whoever_belongs_to_no_agency_is_the_task_force() -> None:
    assert Respondent(TASK_FORCE, "Sample River Task Force").is_task_force
    assert not Respondent(RespondentId("r1"), "Example Shelter A", AgencyId("a1")).is_task_force


def test_an_agency_is_not_named_until_it_allows_it() -> None:
    assert not Respondent(RespondentId("r1"), "Example Shelter A", AgencyId("a1")).may_be_named


@pytest.mark.parametrize(("status", "closed"), [(AssessmentStatus.OPEN, False), (AssessmentStatus.CLOSED, True)])
def test_only_a_closed_round_is_closed(status: AssessmentStatus, closed: bool) -> None:
    assert a_round(status).is_closed is closed


def test_a_new_round_is_open_and_undated() -> None:
    fresh = Assessment(AssessmentId("round-1"), "Baseline 2026", PackKey("small@1"), (ROLES,))
    assert fresh == a_round(AssessmentStatus.OPEN)
    assert (fresh.started, fresh.closed) == (None, None)


def test_numbers_under_ten_count_as_small_unless_the_team_says_otherwise() -> None:
    assert TaskForce("Sample River Task Force").small_number == 10
    assert TaskForce("Sample River Task Force", 5).small_number == 5
