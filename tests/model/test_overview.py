import pytest

from roadmap_desktop.content.schema import AreaId
from roadmap_desktop.model.assessment import TASK_FORCE, Assessment, AssessmentId, AssessmentStatus, Respondent
from roadmap_desktop.model.overview import AreaSummary, ElementSummary, ElementView, Place
from roadmap_desktop.model.placements import PlacementKey, StagePlacement
from tests.documents import ROLES, TRUST, a_small_pack

ROUND = AssessmentId("round-1")


def a_view(status: AssessmentStatus) -> ElementView:
    pack = a_small_pack()
    return ElementView(
        Place(ROUND, TASK_FORCE, ROLES),
        Assessment(ROUND, "Baseline 2026", pack.key, (ROLES,), status),
        Respondent(TASK_FORCE, "Sample River Task Force"),
        pack.areas[0],
        pack.element(ROLES),
        StagePlacement.blank(PlacementKey(ROUND, TASK_FORCE, ROLES)),
        {},
    )


def test_an_area_has_as_many_answers_as_its_elements() -> None:
    roles, trust = ElementSummary(ROLES, "Roles", answered=3), ElementSummary(TRUST, "Trust", answered=4)
    assert AreaSummary(AreaId("both"), 1, "Both", (roles, trust)).answered == 7
    assert AreaSummary(AreaId("none"), 2, "None", ()).answered == 0


@pytest.mark.parametrize(("status", "read_only"), [(AssessmentStatus.OPEN, False), (AssessmentStatus.CLOSED, True)])
def test_an_element_of_a_closed_round_can_only_be_read(status: AssessmentStatus, read_only: bool) -> None:
    assert a_view(status).is_read_only is read_only


def test_what_one_view_counts_is_not_shared_with_the_next() -> None:
    first, second = a_view(AssessmentStatus.OPEN), a_view(AssessmentStatus.OPEN)
    assert first.answered_by_stage == {}
    assert first.answered_by_stage is not second.answered_by_stage


def test_a_place_names_no_more_than_round_and_respondent_at_first() -> None:
    place = Place(ROUND, TASK_FORCE)
    assert (place.element, place.stage, place.prompt) == (None, None, None)
    assert place == Place(ROUND, TASK_FORCE)
