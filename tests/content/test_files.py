from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from roadmap_desktop import paths
from roadmap_desktop.content import files
from roadmap_desktop.content.loader import load

_Model = TypeVar("_Model", bound=files.Entry)

PROMPT: dict[str, object] = {"id": "roles.stage-1.p1", "text": "Who decides?"}
AREA = {"id": "foundations", "number": 1, "title": "Foundations", "summary": "How we work."}
RESOURCE: dict[str, object] = {
    "id": "guide",
    "title": "Guide",
    "publisher": "Publisher",
    "address": "https://example.org/guide",
}
SCENARIO: dict[str, object] = {
    "id": "kitchen",
    "title": "Work in a kitchen",
    "form": "labor",
    "setting": "Restaurant",
    "land": "urban",
    "text": "A cook asks about his pay.",
    "questions": ["Who is called first?"],
}
PACK = {
    "id": "small",
    "title": "Small pack",
    "version": "1.0.0",
    "language": "en-US",
    "publisher": "Example publisher",
    "provenance": "original",
    "attribution": "Independent tool with original content.",
    "review_note": "Not yet reviewed.",
    "areas": [],
    "stages": [],
}


def refusal(model: type[_Model], facts: dict[str, object]) -> list[str]:
    """The places that are refused."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(facts)
    return [".".join(str(part) for part in found["loc"]) for found in caught.value.errors()]


@pytest.mark.parametrize(
    ("model", "facts"),
    [
        (files.PromptEntry, PROMPT),
        (files.AreaEntry, AREA),
        (files.ResourceEntry, RESOURCE),
        (files.PackFile, PACK),
        (files.GlossaryFile, {}),
        (files.ResourcesFile, {}),
        (files.WorkshopFile, {}),
        (files.ScenarioEntry, SCENARIO),
        (files.GroundRuleEntry, {"id": "pause", "text": "Anyone may call a pause."}),
        (files.PlanStepEntry, {"text": "Welcome.", "minutes": 5}),
        (files.PlanEntry, {"id": "hour", "title": "An hour", "steps": [{"text": "Talk.", "minutes": 60}]}),
    ],
)
def test_a_misspelled_key_is_refused_where_the_same_entry_without_it_fits(
    model: type[files.Entry], facts: dict[str, object]
) -> None:
    model.model_validate(facts)
    assert refusal(model, facts | {"guidnace": "Lost words."}) == ["guidnace"]


@pytest.mark.parametrize("key", list(PACK))
def test_a_pack_needs_every_one_of_its_facts(key: str) -> None:
    assert refusal(files.PackFile, {name: fact for name, fact in PACK.items() if name != key}) == [key]


@pytest.mark.parametrize("name", ["", "A", "-a", ".a", "a b", "a/b", "../a", "é", "a\n", "a" * 101])
def test_an_id_is_short_plain_and_leads_out_of_no_folder(name: str) -> None:
    assert refusal(files.PromptEntry, PROMPT | {"id": name}) == ["id"]


@pytest.mark.parametrize("name", ["a", "9", "roles.stage-1.p1", "a" * 100])
def test_a_plain_id_fits(name: str) -> None:
    assert files.PromptEntry.model_validate(PROMPT | {"id": name}).id == name


@pytest.mark.parametrize(
    ("key", "fact"),
    [
        ("version", "1.0"),
        ("version", "v1.0.0"),
        ("language", "english!"),
        ("language", "EN"),
        ("provenance", "verified"),
        ("title", ""),
        ("title", "x" * 2001),
        ("title", 3),
        ("areas", [AREA | {"number": 0}]),
        ("areas", [AREA | {"number": 10}]),
    ],
)
def test_what_a_pack_says_of_itself_must_fit(key: str, fact: object) -> None:
    assert [place.split(".")[0] for place in refusal(files.PackFile, PACK | {key: fact})] == [key]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "ftp://example.org",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https://example.org/a b",
        'https://example.org/"',
        "https://example.org/<b>",
        "https://example.org/\nfile:///x",
        "https://example.org/" + "x" * 500,
    ],
)
def test_only_addresses_a_browser_opens_safely_are_taken(address: str) -> None:
    assert refusal(files.ResourceEntry, RESOURCE | {"address": address}) == ["address"]


@pytest.mark.parametrize(
    ("key", "fact"),
    [
        ("year", "24"),
        ("year", "2024a"),
        ("year", "n.d"),
        ("year", "nxd."),
        ("checked", "2026-11"),
        ("checked", "24.11.2026"),
    ],
)
def test_a_year_and_a_date_are_written_in_full_or_not_at_all(key: str, fact: str) -> None:
    assert refusal(files.ResourceEntry, RESOURCE | {key: fact}) == [key]
    assert refusal(files.ResourceEntry, RESOURCE | {"year": fact, "checked": fact}) == ["year", "checked"]


def test_an_entry_that_was_read_cannot_be_changed() -> None:
    entry = files.ResourceEntry.model_validate(RESOURCE | {"year": "2024", "checked": "2026-11-24"})
    with pytest.raises(ValidationError, match="frozen"):
        entry.title = "Other"
    assert (entry.title, entry.year, entry.checked) == ("Guide", "2024", "2026-11-24")
    assert files.ResourceEntry.model_validate(RESOURCE | {"year": "n.d."}).year == "n.d."


@given(name=st.from_regex(r"\A[a-z0-9][a-z0-9.-]{0,99}\Z"))
def test_an_id_that_fits_never_names_a_place_above(name: str) -> None:
    assert files.PromptEntry.model_validate(PROMPT | {"id": name}).id == name
    root = paths.original_pack()
    assert (root / f"{name}.toml").resolve().parent == root.resolve()


def test_the_pack_that_ships_gives_every_resource_a_date_on_which_it_was_seen() -> None:
    assert [entry.id for entry in load(paths.original_pack()).resources if not entry.checked] == []


@pytest.mark.parametrize(
    ("key", "fact"), [("form", "other"), ("land", "sea"), ("setting", ""), ("text", ""), ("questions", [""])]
)
def test_a_scenario_says_what_it_is_about(key: str, fact: object) -> None:
    assert [place.split(".")[0] for place in refusal(files.ScenarioEntry, SCENARIO | {key: fact})] == [key]


@pytest.mark.parametrize(
    "time",
    [
        {},
        {"minutes": 5, "months": [1, 2]},
        {"months": [2, 1]},
        {"months": [0, 1]},
        {"months": [1]},
        {"months": [1, 61]},
        {"minutes": 0},
        {"minutes": "ten"},
    ],
)
def test_a_step_takes_minutes_or_months_that_make_sense(time: dict[str, object]) -> None:
    assert refusal(files.PlanStepEntry, {"text": "Talk."} | time) != []
    assert files.PlanStepEntry.model_validate({"text": "Talk.", "months": [1, 60]}).months == (1, 60)


def test_a_plan_has_steps() -> None:
    assert refusal(files.PlanEntry, {"id": "hour", "title": "An hour", "steps": []}) == ["steps"]
