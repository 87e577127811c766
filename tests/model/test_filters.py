import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.model.filters import Filters, matches
from roadmap_desktop.model.overview import ElementSummary
from tests.documents import ROLES

FULL = ElementSummary(
    ROLES,
    "Roles",
    answered=6,
    total=10,
    drafts=1,
    to_discuss=1,
    not_our_role=3,
    actions=1,
    disciplines=("prosecution", "victim-services"),
    lenses=frozenset({"labor"}),
)
DONE = ElementSummary(ROLES, "Roles", answered=7, total=10, not_our_role=3)
CHOSEN = {
    "discipline": "prosecution",
    "lens": "labor",
    "unanswered": True,
    "draft": True,
    "discuss": True,
    "with_actions": True,
}
EVERY = Filters("prosecution", "labor", True, True, True, True)

ANY_FILTERS = st.builds(
    Filters,
    discipline=st.sampled_from(["", "prosecution", "labor-inspection"]),
    lens=st.sampled_from(["", "labor", "minors"]),
    unanswered=st.booleans(),
    draft=st.booleans(),
    discuss=st.booleans(),
    with_actions=st.booleans(),
)
ANY_SUMMARY = st.builds(
    ElementSummary,
    element=st.just(ROLES),
    title=st.just("Roles"),
    answered=st.integers(0, 5),
    total=st.integers(5, 12),
    drafts=st.integers(0, 2),
    to_discuss=st.integers(0, 2),
    not_our_role=st.integers(0, 5),
    actions=st.integers(0, 2),
    disciplines=st.sampled_from([(), ("prosecution",), ("prosecution", "labor-inspection")]),
    lenses=st.frozensets(st.sampled_from(["labor", "minors"])),
)


def only(name: str) -> Filters:
    filters = EVERY
    for other in CHOSEN.keys() - {name}:
        filters = filters.without(other)
    return filters


def test_nothing_is_filtered_at_first() -> None:
    assert not Filters().is_active
    assert matches(FULL, Filters())
    assert matches(DONE, Filters())


@pytest.mark.parametrize("name", CHOSEN)
def test_each_filter_alone_is_active_and_parts_what_fits_from_what_does_not(name: str) -> None:
    filters = only(name)
    assert filters.is_active
    assert getattr(filters, name) == CHOSEN[name]
    assert matches(FULL, filters)
    assert not matches(DONE, filters)


@pytest.mark.parametrize("name", CHOSEN)
def test_one_filter_taken_away_leaves_the_others(name: str) -> None:
    fewer = EVERY.without(name)
    assert getattr(fewer, name) == getattr(Filters(), name)
    assert {other: getattr(fewer, other) for other in CHOSEN if other != name} == {
        other: chosen for other, chosen in CHOSEN.items() if other != name
    }


def test_an_element_must_fit_every_filter() -> None:
    assert matches(FULL, EVERY)
    assert not matches(FULL, Filters("prosecution", "minors", True, True, True, True))
    assert not matches(FULL, Filters("labor-inspection"))


def test_a_prompt_that_is_not_their_role_needs_no_answer() -> None:
    assert not matches(DONE, Filters(unanswered=True))
    assert matches(ElementSummary(ROLES, "Roles", answered=7, total=10, not_our_role=2), Filters(unanswered=True))


@given(summary=ANY_SUMMARY, filters=ANY_FILTERS, name=st.sampled_from(sorted(CHOSEN)))
def test_taking_a_filter_away_never_hides_an_element(summary: ElementSummary, filters: Filters, name: str) -> None:
    assert matches(summary, filters) <= matches(summary, filters.without(name))


@given(filters=ANY_FILTERS)
def test_with_every_filter_taken_away_nothing_is_filtered(filters: Filters) -> None:
    for name in CHOSEN:
        filters = filters.without(name)
    assert not filters.is_active
