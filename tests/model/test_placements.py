from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.content.schema import StageId
from roadmap_desktop.model.answers import Visibility
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId, RespondentId
from roadmap_desktop.model.placements import Agreement, PlacementKey, StagePlacement, furthest_apart, spread
from tests.documents import ROLES, STAGES

ROUND = AssessmentId("round-1")


def placed(*stages: StageId | None) -> list[StagePlacement]:
    return [
        StagePlacement(PlacementKey(ROUND, RespondentId(f"agency-{number}"), ROLES), now=stage)
        for number, stage in enumerate(stages)
    ]


@pytest.mark.parametrize(
    ("respondent", "visibility"),
    [(TASK_FORCE, Visibility.SHAREABLE), (RespondentId("agency-1"), Visibility.INTERNAL)],
)
def test_an_element_that_was_not_discussed_has_no_stage_and_the_usual_visibility(
    respondent: RespondentId, visibility: Visibility
) -> None:
    blank = StagePlacement.blank(PlacementKey(ROUND, respondent, ROLES))
    assert not blank.is_placed
    assert (blank.now, blank.goal, blank.is_not_our_role) == (None, None, False)
    assert blank.reason_visibility is visibility
    assert blank.dissent_visibility is Visibility.INTERNAL
    assert blank.agreement is Agreement.NOT_SAID


def test_a_goal_alone_is_no_placement() -> None:
    key = PlacementKey(ROUND, TASK_FORCE, ROLES)
    assert StagePlacement(key, now=STAGES[0]).is_placed
    assert not StagePlacement(key, goal=STAGES[4]).is_placed


@pytest.mark.parametrize(
    ("stages", "distance", "apart"),
    [
        ([], 0, None),
        ([None, None], 0, None),
        ([STAGES[4]], 0, None),
        ([STAGES[4], None], 0, None),
        ([STAGES[2], STAGES[2]], 0, None),
        ([STAGES[1], STAGES[2]], 1, (STAGES[1], STAGES[2])),
        ([STAGES[4], None, STAGES[0]], 4, (STAGES[0], STAGES[4])),
        ([STAGES[3], STAGES[1], STAGES[2], STAGES[1]], 2, (STAGES[1], STAGES[3])),
    ],
)
def test_partners_differ_by_the_stages_that_were_named(
    stages: list[StageId | None], distance: int, apart: tuple[StageId, StageId] | None
) -> None:
    assert spread(placed(*stages), STAGES) == distance
    assert furthest_apart(placed(*stages), STAGES) == apart


def test_the_order_of_the_pack_decides_and_not_the_alphabet() -> None:
    order = (StageId("early"), StageId("middle"), StageId("begun-last"))
    assert furthest_apart(placed(order[2], order[0]), order) == (StageId("early"), StageId("begun-last"))
    assert spread(placed(order[2], order[0]), order) == 2


@given(stages=st.lists(st.none() | st.sampled_from(STAGES)), data=st.data())
def test_who_spoke_first_and_who_was_silent_make_no_difference(
    stages: Sequence[StageId | None], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations([*stages, None]))
    assert spread(placed(*mixed), STAGES) == spread(placed(*stages), STAGES)
    assert furthest_apart(placed(*mixed), STAGES) == furthest_apart(placed(*stages), STAGES)


@given(stages=st.lists(st.none() | st.sampled_from(STAGES)))
def test_the_distance_is_that_between_the_two_stages_told(stages: Sequence[StageId | None]) -> None:
    apart = furthest_apart(placed(*stages), STAGES)
    distance = STAGES.index(apart[1]) - STAGES.index(apart[0]) if apart else 0
    assert spread(placed(*stages), STAGES) == distance
    assert (distance > 0) is (apart is not None)


@given(stages=st.lists(st.sampled_from(STAGES)), more=st.sampled_from(STAGES))
def test_one_more_voice_never_brings_partners_closer(stages: Sequence[StageId], more: StageId) -> None:
    assert spread(placed(*stages, more), STAGES) >= spread(placed(*stages), STAGES)
