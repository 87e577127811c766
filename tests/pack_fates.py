"""Packs that follow on the small one, as Hypothesis draws them, and what was done to a file before."""

from dataclasses import dataclass, field
from enum import StrEnum

from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap_desktop.content.schema import (
    AreaId,
    ContentPack,
    ElementId,
    FunctionArea,
    KeyElement,
    Prompt,
    PromptId,
    StageId,
)
from tests.documents import ROLES, STAGES, TRUST, a_small_pack, an_element

Place = tuple[ElementId, StageId]
PROMPTS = tuple(prompt.id for _, _, prompt in a_small_pack().walk())


class Fate(StrEnum):
    """What a newer pack does to a prompt."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    MOVED = "moved"
    MOVED_AND_REWORDED = "moved and reworded"
    RETIRED = "retired"


class Deed(StrEnum):
    """What was done to a prompt before the upgrade."""

    NOTHING = "nothing"
    ANSWERED = "answered"
    CHANGED = "changed"
    UNDONE = "undone"
    REDONE = "redone"
    DISCUSS = "discuss"
    NOT_OUR_ROLE = "not our role"


@dataclass(frozen=True)
class Fates:
    """A newer pack, as what it does to each prompt; `new` prompts come, `lost` elements go whole."""

    prompts: dict[PromptId, Fate] = field(default_factory=dict)
    targets: dict[PromptId, tuple[ElementId, StageId]] = field(default_factory=dict)
    new: int = 0
    lost: frozenset[ElementId] = frozenset()
    closing: Fate = Fate.UNCHANGED
    new_element: bool = False


def fates() -> st.SearchStrategy[Fates]:
    """Every mixture of new, reworded, moved and retired."""
    places = st.tuples(st.sampled_from((ROLES, TRUST)), st.sampled_from(STAGES))
    return st.builds(
        Fates,
        st.fixed_dictionaries(dict.fromkeys(PROMPTS, st.sampled_from(Fate))),
        st.fixed_dictionaries(dict.fromkeys(PROMPTS, places)),
        st.integers(0, 4),
        st.sets(st.sampled_from((ROLES, TRUST)), max_size=1).map(frozenset),
        st.sampled_from((Fate.UNCHANGED, Fate.REWORDED, Fate.RETIRED)),
        st.booleans(),
    )


def deeds() -> st.SearchStrategy[dict[PromptId, Deed]]:
    """What was done to each prompt of the small pack."""
    return st.fixed_dictionaries(dict.fromkeys(PROMPTS, st.sampled_from(Deed)))


def the_next(wanted: Fates, version: str = "2", before: ContentPack | None = None) -> ContentPack:
    """The pack that the fates describe."""
    old = before or a_small_pack()
    prompts = _placed(wanted, old)
    for number in range(wanted.new):
        name = PromptId(f"roles.{STAGES[number]}.p{version}0{number}")
        prompts.setdefault((ROLES, STAGES[number]), []).append(Prompt(name, f"New {number}?"))
    areas = tuple(
        replace(
            area,
            elements=tuple(_filled(element, prompts) for element in area.elements if element.id not in wanted.lost),
        )
        for area in old.areas
    )
    if wanted.new_element and not any(area.id == "more" for area in areas):
        more = an_element(ElementId("calendar"), "Calendar")
        areas += (FunctionArea(AreaId("more"), 3, "More", "What else we do.", (more,)),)
    closing = () if wanted.closing is Fate.RETIRED else old.closing_prompts
    if wanted.closing is Fate.REWORDED:
        closing = tuple(replace(prompt, text=f"Asked anew: {prompt.text}") for prompt in closing)
    return replace(old, version=version, areas=areas, closing_prompts=closing)


def _placed(wanted: Fates, old: ContentPack) -> dict[Place, list[Prompt]]:
    prompts: dict[Place, list[Prompt]] = {}
    for element, stage, prompt in old.walk():
        fate = wanted.prompts.get(prompt.id, Fate.UNCHANGED)
        place = (element.id, stage.id)
        if fate in (Fate.MOVED, Fate.MOVED_AND_REWORDED):
            place = wanted.targets.get(prompt.id, (TRUST if element.id == ROLES else ROLES, stage.id))
        if fate in (Fate.REWORDED, Fate.MOVED_AND_REWORDED):
            prompt = replace(prompt, text=f"Asked anew: {prompt.text}")
        if fate is not Fate.RETIRED:
            prompts.setdefault(place, []).append(prompt)
    return prompts


def _filled(element: KeyElement, prompts: dict[Place, list[Prompt]]) -> KeyElement:
    stages = (replace(stage, prompts=tuple(prompts.get((element.id, stage.id), ()))) for stage in element.stages)
    return replace(element, stages=tuple(stages))
