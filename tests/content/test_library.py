import pytest
from msgspec.structs import replace

from roadmap_desktop.content.library import library_problems, term_problems
from roadmap_desktop.content.schema import Provenance
from tests.packs import PACK, lines

UNUSED = "nothing in the pack uses it; mark it `reference_only = true`"
NAMED = next(name for element in PACK.elements for stage in element.stages for name in stage.resources)


def test_the_library_that_ships_keeps_the_rules() -> None:
    assert lines(library_problems(PACK)) == []


@pytest.mark.parametrize("name", ["title", "publisher", "year", "address", "checked"])
def test_a_resource_needs_each_of_its_facts(name: str) -> None:
    (first, *others) = PACK.resources
    (line,) = lines(library_problems(replace(PACK, resources=(replace(first, **{name: ""}), *others))))
    assert line.startswith(f"resources.toml: {first.id}: the {name} is missing")


def test_a_day_that_no_calendar_has_is_told() -> None:
    (first, *others) = PACK.resources
    pack = replace(PACK, resources=(replace(first, checked="2026-02-30"), *others))
    assert lines(library_problems(pack)) == [f"resources.toml: {first.id}: there is no day 2026-02-30: {first.title}"]


def test_the_pack_that_ships_holds_enough_and_others_as_much_as_they_like() -> None:
    used = {name for element in PACK.elements for stage in element.stages for name in stage.resources}
    few = replace(
        PACK,
        glossary=PACK.glossary[:40],
        resources=tuple(one for one in PACK.resources if one.id in used or one.reference_only)[:59],
    )
    told = [line for line in lines(library_problems(few)) if "at least" in line]
    assert told == [
        "glossary.toml: terms: at least 41 are needed, 40 found",
        "resources.toml: resources: at least 60 are needed, 59 found",
    ]
    assert not [line for line in lines(library_problems(replace(few, provenance=Provenance.LOCAL))) if "needed" in line]


def test_a_resource_that_no_stage_names_must_be_marked_and_one_that_is_named_must_not() -> None:
    marked = next(one for one in PACK.resources if one.reference_only)
    named = next(one for one in PACK.resources if one.id == NAMED)
    pack = replace(
        PACK,
        resources=tuple(
            replace(one, reference_only=not one.reference_only) if one in {marked, named} else one
            for one in PACK.resources
        ),
    )
    assert sorted(lines(library_problems(pack))) == sorted(
        [
            f"resources.toml: {marked.id}: {UNUSED}: {marked.title}",
            f"resources.toml: {named.id}: it is in use; take `reference_only` away: {named.title}",
        ]
    )


def test_a_term_that_does_not_occur_must_be_marked_and_one_that_does_must_not() -> None:
    marked = {term.id for term in PACK.glossary if term.reference_only}
    used = {term.id for term in PACK.glossary} - marked
    assert lines(term_problems(PACK, used)) == []
    one, other = min(marked), min(used)
    told = lines(term_problems(PACK, (used - {other}) | {one}))
    assert len(told) == 2
    assert any(line.startswith(f"glossary.toml: {one}: it is in use") for line in told)
    assert any(line.startswith(f"glossary.toml: {other}: nothing in the pack uses it") for line in told)
