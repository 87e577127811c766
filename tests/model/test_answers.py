from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.content.schema import PackKey, PromptId
from roadmap_desktop.model.answers import (
    NO_PACK,
    Answer,
    AnswerKey,
    AnswerState,
    StoredAnswer,
    Visibility,
)
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId, RespondentId
from roadmap_desktop.model.text import clean_text

AGENCY = RespondentId("agency-1")
KEY = AnswerKey(AssessmentId("round-1"), TASK_FORCE, PromptId("roles.stage-1.p1"))
FULL = Answer(
    KEY,
    "We meet weekly.",
    AnswerState.READY,
    "",
    True,
    Visibility.INTERNAL,
    PackKey("small@1"),
    "Baseline 2026",
)


def facts(answer: Answer) -> dict[str, object]:
    return {name: getattr(answer, name) for name in Answer.__match_args__}


def test_the_group_shares_and_an_agency_keeps_its_words_inside() -> None:
    assert Visibility.usual_for(TASK_FORCE) is Visibility.SHAREABLE
    assert Visibility.usual_for(AGENCY) is Visibility.INTERNAL


@pytest.mark.parametrize("respondent", [TASK_FORCE, AGENCY])
def test_a_prompt_nobody_has_touched_has_a_blank_answer(respondent: RespondentId) -> None:
    key = AnswerKey(KEY.assessment, respondent, KEY.prompt)
    blank = Answer.blank(key)
    assert blank == Answer(key, visibility=Visibility.usual_for(respondent))
    assert (blank.text, blank.state, blank.discuss, blank.wording) == ("", AnswerState.DRAFT, False, NO_PACK)
    assert not blank.is_answered


@pytest.mark.parametrize(
    ("text", "state", "answered"),
    [
        ("Words.", AnswerState.DRAFT, True),
        ("Words.", AnswerState.READY, True),
        ("Words.", AnswerState.NOT_OUR_ROLE, False),
        ("", AnswerState.READY, False),
        (" \n\t\u00a0", AnswerState.READY, False),
        ("", AnswerState.NOT_OUR_ROLE, False),
    ],
)
def test_only_words_make_an_answer_and_a_state_alone_does_not(text: str, state: AnswerState, answered: bool) -> None:
    assert Answer(KEY, text, state).is_answered is answered


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (lambda: FULL.with_text("Other\r\nwords."), {"text": "Other\nwords."}),
        (lambda: FULL.with_state(AnswerState.DRAFT), {"state": AnswerState.DRAFT}),
        (
            lambda: FULL.with_state(AnswerState.NOT_OUR_ROLE, "County\x00."),
            {"state": AnswerState.NOT_OUR_ROLE, "reason": "County."},
        ),
        (lambda: FULL.with_discuss(False), {"discuss": False}),
        (lambda: FULL.with_visibility(Visibility.SHAREABLE), {"visibility": Visibility.SHAREABLE}),
    ],
)
def test_a_change_leaves_every_other_fact_as_it_was(change: Callable[[], Answer], changed: dict[str, object]) -> None:
    before = facts(FULL)
    assert facts(change()) == before | changed
    assert facts(FULL) == before


@pytest.mark.parametrize("state", [AnswerState.DRAFT, AnswerState.READY])
def test_a_reason_goes_when_it_is_their_role_after_all(state: AnswerState) -> None:
    declined = FULL.with_state(AnswerState.NOT_OUR_ROLE, "County.")
    assert declined.with_state(state, "No longer said.").reason == ""
    assert declined.with_state(state).text == FULL.text


@given(text=st.text())
def test_an_answer_holds_its_text_cleaned_and_setting_it_again_changes_nothing(text: str) -> None:
    answer = FULL.with_text(text)
    assert answer.text == clean_text(text)
    assert answer.with_text(answer.text) == answer


def test_an_answer_cannot_be_changed_in_place() -> None:
    with pytest.raises(AttributeError):
        FULL.text = "Other."  # type: ignore[misc]


def test_a_key_serves_as_a_name_in_a_mapping() -> None:
    same = AnswerKey(AssessmentId("round-1"), TASK_FORCE, PromptId("roles.stage-1.p1"))
    assert {KEY: FULL}[same] is FULL
    assert AnswerKey(KEY.assessment, AGENCY, KEY.prompt) != KEY


def test_an_answer_that_was_never_saved_has_no_past() -> None:
    stored = StoredAnswer(FULL)
    assert (stored.saved_at, stored.earlier_versions, stored.erased_on) == (None, 0, None)
