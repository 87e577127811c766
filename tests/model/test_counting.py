from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.content.schema import ContentPack, ElementId, PromptId, StageId
from roadmap_desktop.model.actions import ActionId, ActionItem, ActionStatus
from roadmap_desktop.model.answers import Answer, AnswerKey, AnswerState
from roadmap_desktop.model.assessment import TASK_FORCE, Assessment, AssessmentId, RespondentId
from roadmap_desktop.model.counting import (
    NEXT_ACTIONS,
    Record,
    counts_by_stage,
    has_moved,
    overview_of,
    own_prompt_ids,
    summary_of,
)
from roadmap_desktop.model.notes import LocalPrompt, LocalPromptId
from roadmap_desktop.model.overview import Difference, Overview, Place
from roadmap_desktop.model.placements import PlacementKey, StagePlacement
from tests.documents import ROLES, STAGES, TRUST, a_small_pack

PACK = a_small_pack()
ROUND = AssessmentId("round-1")
TODAY = date(2026, 11, 24)
SHELTER, SHERIFF = RespondentId("shelter"), RespondentId("sheriff")
OWN = LocalPrompt(LocalPromptId("own-1"), ROLES, STAGES[1], "Who keeps the van?")

Placements = Mapping[tuple[RespondentId, ElementId], StagePlacement]


def an_answer(
    prompt: str, text: str = "Words.", state: AnswerState = AnswerState.READY, discuss: bool = False
) -> Answer:
    return Answer(AnswerKey(ROUND, TASK_FORCE, PromptId(prompt)), text, state, discuss=discuss)


def by_prompt(*answers: Answer) -> dict[PromptId, Answer]:
    return {answer.key.prompt: answer for answer in answers}


def placed(*facts: tuple[RespondentId, ElementId, StageId | None]) -> Placements:
    return {
        (respondent, element): StagePlacement(PlacementKey(ROUND, respondent, element), now=stage)
        for respondent, element, stage in facts
    }


def a_record(
    answers: Mapping[PromptId, Answer] | None = None,
    placements: Placements | None = None,
    before: Placements | None = None,
    actions: Sequence[ActionItem] = (),
    local_prompts: Sequence[LocalPrompt] = (),
    scope: tuple[ElementId, ...] = (ROLES, TRUST),
    respondent: RespondentId = TASK_FORCE,
    pack: ContentPack = PACK,
) -> Record:
    return Record(
        pack,
        Assessment(ROUND, "Baseline 2026", pack.key, scope),
        respondent,
        answers or {},
        placements or {},
        before or {},
        actions,
        local_prompts,
    )


def an_action(name: str, due: str = "", status: ActionStatus = ActionStatus.OPEN) -> ActionItem:
    return ActionItem(ActionId(name), name, due=due, status=status, element=ROLES)


def overview(record: Record) -> Overview:
    return overview_of(record, TODAY)


def test_a_round_nobody_has_begun_counts_nothing() -> None:
    record = Record(PACK, Assessment(ROUND, "Baseline 2026", PACK.key, (ROLES, TRUST)), TASK_FORCE, {}, {})
    found = overview(record)
    assert (found.answered, found.placed, found.to_discuss, found.actions, found.actions_past_their_date) == (0,) * 5
    assert (found.partners_with_answers, found.differences, found.next_actions) == (0, (), ())
    assert (found.continue_at, found.continue_since) == (None, None)
    assert [element.total for area in found.areas for element in area.elements] == [10, 10]


def test_where_work_goes_on_is_told_as_it_was_given() -> None:
    place, since = Place(ROUND, TASK_FORCE, ROLES), datetime(2026, 11, 23, 9, tzinfo=UTC)
    found = overview_of(a_record(), TODAY, place, since)
    assert (found.continue_at, found.continue_since) == (place, since)


def test_elements_out_of_scope_are_neither_shown_nor_counted() -> None:
    found = overview(
        a_record(
            by_prompt(an_answer("roles.stage-1.p1"), an_answer("trust.stage-1.p1", discuss=True)),
            placed(
                (TASK_FORCE, ROLES, STAGES[0]),
                (TASK_FORCE, TRUST, STAGES[0]),
                (SHELTER, TRUST, STAGES[4]),
            ),
            scope=(ROLES,),
        )
    )
    assert [[element.element for element in area.elements] for area in found.areas] == [[ROLES], []]
    assert (found.answered, found.placed, found.to_discuss, found.differences) == (1, 1, 0, ())


def test_the_overview_adds_up_its_elements() -> None:
    found = overview(
        a_record(
            by_prompt(
                an_answer("roles.stage-1.p1"),
                an_answer("roles.stage-2.p1", discuss=True),
                an_answer("trust.stage-5.p2", "", discuss=True),
                an_answer("trust.stage-5.p1", "A draft.", AnswerState.DRAFT),
            ),
            placed((TASK_FORCE, ROLES, STAGES[2]), (TASK_FORCE, TRUST, None)),
        )
    )
    assert (found.answered, found.placed, found.to_discuss) == (3, 1, 2)
    assert [area.answered for area in found.areas] == [2, 1]


def test_an_element_counts_each_answer_for_what_it_is() -> None:
    summary = summary_of(
        a_record(
            by_prompt(
                an_answer("roles.stage-1.p1"),
                an_answer("roles.stage-1.p2", "A draft.", AnswerState.DRAFT),
                an_answer("roles.stage-2.p1", "", AnswerState.DRAFT, discuss=True),
                an_answer("roles.stage-2.p2", "Left over.", AnswerState.NOT_OUR_ROLE),
                an_answer("roles.wrap.p1"),
                an_answer("trust.stage-1.p1"),
                an_answer("own-1"),
            ),
            actions=(an_action("one"), an_action("two", status=ActionStatus.DONE), ActionItem(ActionId("3"), "three")),
            local_prompts=(OWN, LocalPrompt(LocalPromptId("own-2"), TRUST, STAGES[0], "Elsewhere?")),
        ),
        PACK.element(ROLES),
    )
    assert (summary.answered, summary.total, summary.drafts) == (3, 11, 1)
    assert (summary.to_discuss, summary.not_our_role, summary.actions) == (1, 1, 2)
    assert (summary.disciplines, summary.lenses) == (("prosecution",), frozenset({"labor"}))


def test_an_element_without_a_placement_shows_none() -> None:
    summary = summary_of(a_record(), PACK.element(ROLES))
    assert (summary.now, summary.goal, summary.goal_month) == (None, None, "")
    assert (summary.is_not_our_role, summary.moved, summary.placed_by_partners) == (False, False, ())


def test_an_element_shows_the_placement_of_the_one_in_view() -> None:
    mine = StagePlacement(PlacementKey(ROUND, SHELTER, ROLES), now=STAGES[1], goal=STAGES[3], goal_month="2027-06")
    not_mine = StagePlacement(PlacementKey(ROUND, SHELTER, TRUST), is_not_our_role=True)
    record = a_record(
        placements={
            (SHELTER, ROLES): mine,
            (SHELTER, TRUST): not_mine,
            **placed((TASK_FORCE, ROLES, STAGES[4]), (TASK_FORCE, TRUST, STAGES[4])),
        },
        respondent=SHELTER,
    )
    roles, trust = (summary_of(record, element) for element in PACK.elements)
    assert (roles.now, roles.goal, roles.goal_month, roles.is_not_our_role) == (STAGES[1], STAGES[3], "2027-06", False)
    assert (trust.now, trust.is_not_our_role) == (None, True)


@pytest.mark.parametrize(
    ("respondent", "stages"),
    [(TASK_FORCE, (STAGES[3], STAGES[0])), (SHELTER, (STAGES[0],)), (RespondentId("other"), (STAGES[3], STAGES[0]))],
)
def test_partners_are_the_others_who_placed_the_element(respondent: RespondentId, stages: tuple[StageId, ...]) -> None:
    placements = placed(
        (TASK_FORCE, ROLES, STAGES[4]),
        (SHELTER, ROLES, STAGES[3]),
        (SHERIFF, ROLES, STAGES[0]),
        (RespondentId("silent"), ROLES, None),
        (SHERIFF, TRUST, STAGES[2]),
    )
    summary = summary_of(a_record(placements=placements, respondent=respondent), PACK.element(ROLES))
    assert summary.placed_by_partners == stages


@pytest.mark.parametrize(
    ("now", "before", "moved"),
    [
        (STAGES[2], STAGES[1], True),
        (STAGES[1], STAGES[2], True),
        (STAGES[2], STAGES[2], False),
        (None, STAGES[2], False),
        (STAGES[2], None, False),
        (None, None, False),
    ],
)
def test_a_stage_has_moved_forward_or_back_only_if_both_rounds_placed_it(
    now: StageId | None, before: StageId | None, moved: bool
) -> None:
    this = placed((TASK_FORCE, ROLES, now))
    last = placed((TASK_FORCE, ROLES, before), (SHELTER, ROLES, STAGES[4]))
    key = (TASK_FORCE, ROLES)
    assert has_moved(this[key], last[key]) is moved
    assert summary_of(a_record(placements=this, before=last), PACK.element(ROLES)).moved is moved


def test_nothing_has_moved_without_two_placements() -> None:
    (placement,) = placed((TASK_FORCE, ROLES, STAGES[0])).values()
    assert not has_moved(placement, None)
    assert not has_moved(None, placement)
    assert not has_moved(None, None)


def test_elements_furthest_apart_come_first() -> None:
    placements = placed(
        (TASK_FORCE, ROLES, STAGES[1]),
        (SHELTER, ROLES, STAGES[2]),
        (TASK_FORCE, TRUST, STAGES[4]),
        (SHELTER, TRUST, STAGES[0]),
        (SHERIFF, TRUST, None),
    )
    assert overview(a_record(placements=placements)).differences == (
        Difference(TRUST, "Trust", STAGES[0], STAGES[4]),
        Difference(ROLES, "Roles", STAGES[1], STAGES[2]),
    )


def test_elements_equally_far_apart_stay_in_the_order_of_the_pack() -> None:
    placements = placed(
        (SHELTER, TRUST, STAGES[3]),
        (SHERIFF, TRUST, STAGES[2]),
        (SHELTER, ROLES, STAGES[0]),
        (SHERIFF, ROLES, STAGES[1]),
    )
    assert [found.element for found in overview(a_record(placements=placements)).differences] == [ROLES, TRUST]


def test_partners_who_agree_make_no_difference() -> None:
    placements = placed((TASK_FORCE, ROLES, STAGES[1]), (SHELTER, ROLES, STAGES[1]), (SHERIFF, ROLES, None))
    assert overview(a_record(placements=placements)).differences == ()


def test_the_next_actions_are_the_pending_ones_by_date_and_the_undated_last() -> None:
    actions = (
        an_action("undated"),
        an_action("done", "2026-01", ActionStatus.DONE),
        an_action("later", "2027-03", ActionStatus.IN_PROGRESS),
        an_action("past", "2026-10-31"),
        an_action("dropped", "2026-01", ActionStatus.DROPPED),
        an_action("soon", "2026-12-01"),
    )
    found = overview(a_record(actions=actions))
    assert [item.what for item in found.next_actions] == ["past", "soon", "later", "undated"]
    assert (found.actions, found.actions_past_their_date) == (6, 1)


def test_no_more_actions_are_shown_than_fit() -> None:
    actions = tuple(an_action(f"action {number}", f"2027-{number:02}") for number in range(9, 0, -1))
    found = overview(a_record(actions=actions))
    assert [item.due for item in found.next_actions] == [f"2027-{number:02}" for number in range(1, NEXT_ACTIONS + 1)]
    assert found.actions == 9


def test_partners_with_answers_are_told_as_they_were_counted() -> None:
    record = Record(
        PACK, Assessment(ROUND, "Baseline 2026", PACK.key, (ROLES,)), TASK_FORCE, {}, {}, partners_with_answers=3
    )
    assert overview(record).partners_with_answers == 3


def test_own_prompts_are_answered_under_their_own_ids() -> None:
    other = LocalPrompt(LocalPromptId("own-2"), TRUST, STAGES[0], "Elsewhere?")
    assert own_prompt_ids((OWN, other), ROLES) == [PromptId("own-1")]
    assert own_prompt_ids((), ROLES) == []


def test_each_stage_tells_how_many_of_its_prompts_are_answered() -> None:
    own = (
        OWN,
        LocalPrompt(LocalPromptId("own-2"), ROLES, STAGES[1], "Who pays?"),
        LocalPrompt(LocalPromptId("own-3"), TRUST, STAGES[1], "Elsewhere?"),
    )
    answers = by_prompt(
        an_answer("roles.stage-1.p1"),
        an_answer("roles.stage-1.p2", ""),
        an_answer("roles.stage-2.p1", state=AnswerState.NOT_OUR_ROLE),
        an_answer("own-1"),
        an_answer("own-3"),
        an_answer("roles.wrap.p1"),
    )
    assert counts_by_stage(PACK.element(ROLES), answers, own) == {
        STAGES[0]: (1, 2),
        STAGES[1]: (1, 4),
        STAGES[2]: (0, 2),
        STAGES[3]: (0, 2),
        STAGES[4]: (0, 2),
    }


def test_own_prompts_that_can_be_read_only_once_are_counted_all_the_same() -> None:
    assert counts_by_stage(PACK.element(ROLES), by_prompt(an_answer("own-1")), iter((OWN,)))[STAGES[1]] == (1, 3)


PROMPTS = [prompt.id for prompt in PACK.element(ROLES).prompts]
ANY_ANSWER = st.builds(
    an_answer,
    prompt=st.sampled_from([*PROMPTS, "own-1", "trust.stage-1.p1"]),
    text=st.sampled_from(["", " ", "Words."]),
    state=st.sampled_from(AnswerState),
    discuss=st.booleans(),
)


@given(answers=st.lists(ANY_ANSWER), local_prompts=st.sampled_from([(), (OWN,)]))
def test_the_stages_of_an_element_add_up_to_its_summary(
    answers: list[Answer], local_prompts: tuple[LocalPrompt, ...]
) -> None:
    known = by_prompt(*answers)
    element = PACK.element(ROLES)
    summary = summary_of(a_record(known, local_prompts=local_prompts), element)
    stages = counts_by_stage(element, known, local_prompts).values()
    assert summary.answered == sum(answered for answered, _ in stages)
    assert summary.total == sum(asked for _, asked in stages)
    assert all(0 <= answered <= asked for answered, asked in stages)
    assert summary.drafts <= summary.answered
    assert summary.answered + summary.not_our_role <= summary.total
