import pytest
from msgspec.structs import replace

from roadmap_desktop.content.schema import ElementId
from roadmap_desktop.model.pack_difference import ElementChange, PackDifference, difference, is_newer
from tests.documents import ROLES, STAGES, TRUST, a_small_pack
from tests.pack_fates import PROMPTS, Fate, Fates, the_next


def test_a_pack_does_not_differ_from_itself() -> None:
    assert difference(a_small_pack(), a_small_pack("2")) == PackDifference(unchanged=21)


def test_each_prompt_is_told_by_what_happens_to_it() -> None:
    wanted = Fates(
        {
            PROMPTS[0]: Fate.REWORDED,
            PROMPTS[1]: Fate.RETIRED,
            PROMPTS[2]: Fate.MOVED,
            PROMPTS[3]: Fate.MOVED_AND_REWORDED,
        },
        new=2,
        closing=Fate.REWORDED,
    )
    found = difference(a_small_pack(), the_next(wanted))
    assert [one.before.id for one in found.reworded] == [PROMPTS[0], PROMPTS[3], "wrap.p1"]
    assert [one.before.id for one in found.moved] == [PROMPTS[2], PROMPTS[3]]
    assert [one.id for one in found.retired] == [PROMPTS[1]]
    assert len(found.new) == 2
    assert found.unchanged == 16
    moved = found.moved[0]
    assert (moved.before.place, moved.after.place) == ((ROLES, STAGES[1]), (TRUST, STAGES[1]))
    assert found.reworded[-1].after.element is None


def test_elements_come_go_and_change_their_names() -> None:
    old = a_small_pack()
    found = difference(old, the_next(Fates(lost=frozenset({TRUST}), new_element=True)))
    assert found.retired_elements == ((TRUST, "Trust"),)
    assert found.new_elements == ((ElementId("calendar"), "Calendar"),)
    area = old.areas[0]
    renamed = replace(area, elements=(replace(area.elements[0], title="Who does what"),))
    found = difference(old, replace(old, areas=(renamed, old.areas[1])))
    assert found.renamed_elements == (ElementChange(ROLES, "Roles", "Who does what"),)


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("1.10.0", "1.9.9", True),
        ("1.0.0", "1", False),
        ("2", "1.9", True),
        ("1.0.0", "1.0.1", False),
        ("x", "1", False),
        ("9" * 5000, "1", False),
        ("1.0.1", "1.0.x", True),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, than: str, newer: bool) -> None:
    assert is_newer(version, than) is newer
