from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap_desktop.model.receive import Fate, Finding, compare, counts, written
from roadmap_desktop.model.text import ANSWER_LIMIT, NOTE_LIMIT, clean_text
from roadmap_desktop.model.worksheet import NO_GOAL, NOT_DISCUSSED, NOT_OUR_ROLE, Field, Part, issued
from tests.documents import STAGES
from tests.worksheets import FIRST, GOAL, MARK, NOW, REASON, SECOND, STATE

RECORD = {NOW: "", GOAL: "", REASON: "", FIRST: "", STATE: "draft", SECOND: ""}
CHOICES = {
    Part.NOW: (*STAGES, NOT_OUR_ROLE),
    Part.GOAL: STAGES,
    Part.STATE: ("draft", "ready", "not-our-role"),
}


def fate(before: str, now: str, returned: str, field: Field = FIRST) -> Fate:
    mark = replace(MARK, issued=issued(MARK.form, {field: before}))
    (found,) = compare(mark, {field: now}, {field: returned}, CHOICES)
    assert (found.current, found.returned) == (now, returned)
    return found.fate


def test_each_fate() -> None:
    assert fate("", "", "New.") is Fate.NEW
    assert fate("Old.", "Old.", "New.") is Fate.CHANGED
    assert fate("Old.", "New.", "New.") is Fate.SAME
    assert fate("Old.", "Newer.", "New.") is Fate.NEEDS_A_CHOICE
    assert fate("", "Meanwhile.", "New.") is Fate.NEEDS_A_CHOICE
    assert fate("Old.", "", "New.") is Fate.NEEDS_A_CHOICE
    assert fate("Old.", "Old.", "") is Fate.UNTOUCHED
    assert fate("Old.", "Old.", " \n ") is Fate.UNTOUCHED
    assert fate("", "", "x" * ANSWER_LIMIT) is Fate.NEW
    assert fate("", "", "x" * (ANSWER_LIMIT + 1)) is Fate.TOO_LONG
    assert fate("", "", "x" * (NOTE_LIMIT + 1), REASON) is Fate.TOO_LONG


def test_choices() -> None:
    assert fate("", "", STAGES[2], NOW) is Fate.NEW
    assert fate("", "", NOT_DISCUSSED, NOW) is Fate.SAME
    assert fate(STAGES[1], STAGES[1], NOT_DISCUSSED, NOW) is Fate.CHANGED
    assert fate("", "", NO_GOAL, GOAL) is Fate.SAME
    assert fate("", "", "stage-99", NOW) is Fate.UNKNOWN
    assert fate("draft", "draft", "ready", STATE) is Fate.NEW
    assert fate("draft", "draft", "draft", STATE) is Fate.SAME
    assert fate("ready", "ready", "draft", STATE) is Fate.CHANGED


def test_what_the_record_does_not_know_is_told_with_its_text() -> None:
    gone = Field(Part.ANSWER, "roles.stage-1.p9")
    found = compare(MARK, RECORD, {gone: "Kept.", Field(Part.ANSWER, "x"): ""})
    assert [one for one in found if one.fate is not Fate.UNTOUCHED] == [Finding(gone, Fate.UNKNOWN, "", "Kept.")]
    assert counts(found)[Fate.UNTOUCHED] == len(RECORD)


FIELDS = st.sampled_from((*RECORD, Field(Part.ANSWER, "gone.stage-1.p1")))
TEXTS = st.text(max_size=12).map(clean_text) | st.just("x" * (ANSWER_LIMIT + 1)) | st.sampled_from(("a", "b", ""))
FORMS = st.dictionaries(FIELDS, TEXTS, max_size=7)


def filled_record(values: dict[Field, str]) -> dict[Field, str]:
    return {field: values.get(field) or blank for field, blank in RECORD.items()}


@given(FORMS, FORMS, FORMS)
def test_nothing_is_lost_and_what_is_empty_clears_nothing(
    before: dict[Field, str], now: dict[Field, str], returned: dict[Field, str]
) -> None:
    record = filled_record(now)
    mark = replace(MARK, issued=issued(MARK.form, filled_record(before)))
    found = compare(mark, record, returned)
    assert {one.field: one.current for one in found if one.field in record} == record
    said = {field: text for field, text in returned.items() if text.strip()}
    assert {one.field: one.returned for one in found if one.returned.strip()} == said
    assert len({one.field for one in found}) == len(found)
    writes = written(found)
    assert writes.keys() <= said.keys() & record.keys()
    for field in writes:
        assert mark.was_issued_with(field, record[field])
        assert len(writes[field]) <= field.part.limit


@given(FORMS, FORMS)
def test_the_same_form_twice_adds_nothing(before: dict[Field, str], returned: dict[Field, str]) -> None:
    record = filled_record(before)
    mark = replace(MARK, issued=issued(MARK.form, record))
    first = compare(mark, record, returned)
    after = record | written(first)
    second = compare(mark, after, returned)
    assert written(second) == {}
    assert {one.field for one in first if one.is_written} <= {one.field for one in second if one.fate is Fate.SAME}
    # Nobody wrote meanwhile, so nobody is asked.
    assert counts(second)[Fate.NEEDS_A_CHOICE] == counts(first)[Fate.NEEDS_A_CHOICE] == 0


@given(FORMS, FORMS, FORMS)
def test_two_forms_one_after_the_other_never_overwrite_unseen(
    before: dict[Field, str], one: dict[Field, str], other: dict[Field, str]
) -> None:
    record = filled_record(before)
    mark = replace(MARK, issued=issued(MARK.form, record))
    after = record | written(compare(mark, record, one))
    for found in compare(mark, after, other):
        if found.field in RECORD and after[found.field] != record[found.field]:
            assert not found.is_written
