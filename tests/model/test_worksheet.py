import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap_desktop.content.schema import PromptId, StageId
from roadmap_desktop.model.answers import Answer, AnswerKey, AnswerState
from roadmap_desktop.model.assessment import AssessmentId, RespondentId
from roadmap_desktop.model.placements import PlacementKey, StagePlacement
from roadmap_desktop.model.worksheet import (
    FORMAT,
    MARK_FIELD,
    NOT_OUR_ROLE,
    Field,
    FormMark,
    MarkIsUnfit,
    Part,
    Returned,
    Unfit,
    decode_mark,
    encode_mark,
    field_named,
    issued,
    values_of_answer,
    values_of_placement,
)
from tests.documents import ROLES
from tests.packs import PACK
from tests.worksheets import FIRST, MARK

FIELDS = st.builds(Field, st.sampled_from(Part), st.text(min_size=1, max_size=60))


@given(FIELDS)
def test_a_name_leads_back_to_its_field_and_is_one_that_pdf_allows(field: Field) -> None:
    assert field.name.isascii()
    assert "." not in field.name
    assert field_named(field.name) == field


@given(st.text(max_size=60) | st.from_regex(r"(answer|now)_[a-z_x0-9.]*", fullmatch=True))
def test_a_name_that_is_read_as_a_field_is_the_only_one_of_that_field(name: str) -> None:
    field = field_named(name)
    assert field is None or field.name == name


def test_every_prompt_of_the_pack_has_a_name_of_its_own() -> None:
    names = {Field(Part.ANSWER, prompt.id).name for element in PACK.elements for prompt in element.prompts}
    assert len(names) == sum(len(element.prompts) for element in PACK.elements)


@pytest.mark.parametrize(
    "name",
    ["", "answer", "answer_", "form_x", "answer_a.b", "answer_é", "answer_x_x41_", "answer__xffffffff_", MARK_FIELD],
)
def test_other_names_are_no_fields(name: str) -> None:
    assert field_named(name) is None


@given(st.text(max_size=80), st.dictionaries(st.text(max_size=20), st.text(max_size=16), max_size=5))
def test_a_mark_leads_back_whatever_the_label(label: str, hashes: dict[str, str]) -> None:
    mark = replace(MARK, label=label.encode("utf-8", "replace").decode(), issued=hashes) if label.isascii() else MARK
    text = encode_mark(mark)
    assert text.isascii()
    assert decode_mark(text) == mark


def test_a_label_of_another_script_comes_back() -> None:
    mark = replace(MARK, label="Nơi trú ẩn 🙂 مأوى")
    assert decode_mark(encode_mark(mark)) == mark
    assert encode_mark(mark).isascii()


def changed(**facts: object) -> str:
    return json.dumps(json.loads(encode_mark(MARK)) | facts)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Unfit.MARK_DAMAGED),
        ("x", Unfit.MARK_DAMAGED),
        ("[1]", Unfit.MARK_DAMAGED),
        ("[" * 100_000, Unfit.MARK_DAMAGED),
        ("\ud800", Unfit.MARK_DAMAGED),
        (encode_mark(MARK)[:-5], Unfit.MARK_DAMAGED),
        (changed(kind="receipt"), Unfit.FOREIGN),
        (changed(format=FORMAT + 1), Unfit.NEWER),
        (changed(format=FORMAT + 1, elements="of another shape"), Unfit.NEWER),
        (changed(format=0), Unfit.MARK_DAMAGED),
        (changed(form=""), Unfit.MARK_DAMAGED),
        (changed(form=7), Unfit.MARK_DAMAGED),
        (changed(elements=None), Unfit.MARK_DAMAGED),
        (changed(label="x" * 5_000_000), Unfit.MARK_DAMAGED),
    ],
)
def test_a_mark_that_is_not_ours_or_newer_says_why(text: str, reason: Unfit) -> None:
    with pytest.raises(MarkIsUnfit) as caught:
        decode_mark(text)
    assert caught.value.reason is reason


def test_what_a_newer_version_adds_is_no_reason_to_refuse() -> None:
    assert decode_mark(changed(color="blue")) == MARK


def test_a_form_knows_what_the_record_held_and_tells_nobody_else() -> None:
    state = Field(Part.STATE, FIRST.id)
    hashes = issued(MARK.form, {FIRST: "We meet weekly.", state: "draft", Field(Part.NOW, "roles"): ""})
    assert list(hashes) == [FIRST.name]
    mark = replace(MARK, issued=hashes)
    assert mark.was_issued_with(FIRST, "We meet weekly.")
    assert not mark.was_issued_with(FIRST, "We meet monthly.")
    assert not mark.was_issued_with(FIRST, "")
    assert mark.was_issued_with(state, "draft")
    assert not mark.was_issued_with(state, "ready")
    assert hashes != issued("another form", {FIRST: "We meet weekly."})


def test_a_record_as_the_values_of_fields() -> None:
    key = AnswerKey(AssessmentId("a"), RespondentId("r"), PromptId("roles.stage-1.p1"))
    state = Field(Part.STATE, FIRST.id)
    assert values_of_answer(Answer(key)) == {FIRST: "", state: state.part.blank}
    assert values_of_answer(Answer(key, "Text", AnswerState.READY)) == {FIRST: "Text", state: "ready"}
    away = Answer(key, "", AnswerState.NOT_OUR_ROLE, "The county does it.")
    assert values_of_answer(away) == {FIRST: "The county does it.", state: NOT_OUR_ROLE}
    place = PlacementKey(AssessmentId("a"), RespondentId("r"), ROLES)
    now, goal, reason = (Field(part, "roles") for part in (Part.NOW, Part.GOAL, Part.REASON))
    assert values_of_placement(StagePlacement(place)) == {now: "", goal: "", reason: ""}
    placed = StagePlacement(place, StageId("stage-1"), goal=StageId("stage-2"), reason="Why")
    assert values_of_placement(placed) == {now: "stage-1", goal: "stage-2", reason: "Why"}
    assert values_of_placement(StagePlacement(place, is_not_our_role=True))[now] == NOT_OUR_ROLE


def test_what_was_returned_by_field() -> None:
    returned = Returned(MARK, {FIRST.name: "Text", "answer_é": "x"}, {})
    assert returned.fields == {FIRST: "Text"}
    assert isinstance(returned.mark, FormMark)
