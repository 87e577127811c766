"""From answers, placements and a pack to what the overview shows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from roadmap_desktop.content.schema import ContentPack, ElementId, KeyElement, PromptId, StageId
from roadmap_desktop.model.actions import ActionItem
from roadmap_desktop.model.answers import Answer, AnswerState
from roadmap_desktop.model.assessment import TASK_FORCE, Assessment, RespondentId
from roadmap_desktop.model.notes import LocalPrompt
from roadmap_desktop.model.overview import AreaSummary, Difference, ElementSummary, Overview, Place
from roadmap_desktop.model.placements import StagePlacement, furthest_apart, spread

NEXT_ACTIONS = 5


class Record(Struct, frozen=True):
    """What a file holds of one round, as far as counting needs it.

    `answers` are those of the respondent in view; `placements` and `before` are by respondent and element, `before`
    those of the round that was closed last.
    """

    pack: ContentPack
    assessment: Assessment
    respondent: RespondentId
    answers: Mapping[PromptId, Answer]
    placements: Mapping[tuple[RespondentId, ElementId], StagePlacement]
    before: Mapping[tuple[RespondentId, ElementId], StagePlacement] = {}
    actions: Sequence[ActionItem] = ()
    local_prompts: Sequence[LocalPrompt] = ()
    partners_with_answers: int = 0


def overview_of(
    record: Record, today: date, continue_at: Place | None = None, since: datetime | None = None
) -> Overview:
    """Count what is answered, placed and planned; every number is a plain count and never a score."""
    areas = tuple(
        AreaSummary(
            area.id,
            area.number,
            area.title,
            tuple(summary_of(record, element) for element in area.elements if element.id in record.assessment.scope),
        )
        for area in record.pack.areas
    )
    summaries = [summary for area in areas for summary in area.elements]
    pending = sorted((item for item in record.actions if item.is_pending), key=lambda item: item.due or "9999")
    return Overview(
        areas,
        sum(summary.answered for summary in summaries),
        sum(summary.now is not None for summary in summaries),
        sum(summary.to_discuss for summary in summaries),
        len(record.actions),
        sum(item.is_past_its_date(today) for item in record.actions),
        record.partners_with_answers,
        _differences(record, summaries),
        tuple(pending[:NEXT_ACTIONS]),
        continue_at,
        since,
    )


def summary_of(record: Record, element: KeyElement) -> ElementSummary:
    """One element as the tree and the matrix show it."""
    prompts = [*element.prompts]
    ids = [prompt.id for prompt in prompts] + own_prompt_ids(record.local_prompts, element.id)
    answers = [record.answers[prompt_id] for prompt_id in ids if prompt_id in record.answers]
    key = (record.respondent, element.id)
    placement, earlier = record.placements.get(key), record.before.get(key)
    return ElementSummary(
        element.id,
        element.title,
        now=placement.now if placement else None,
        goal=placement.goal if placement else None,
        goal_month=placement.goal_month if placement else "",
        is_not_our_role=placement.is_not_our_role if placement else False,
        moved=has_moved(placement, earlier),
        answered=sum(answer.is_answered for answer in answers),
        total=len(ids),
        drafts=sum(answer.is_answered and answer.state is AnswerState.DRAFT for answer in answers),
        to_discuss=sum(answer.discuss for answer in answers),
        not_our_role=sum(answer.state is AnswerState.NOT_OUR_ROLE for answer in answers),
        actions=sum(item.element == element.id for item in record.actions),
        disciplines=element.disciplines,
        lenses=frozenset(lens for prompt in prompts for lens in prompt.lenses),
        placed_by_partners=tuple(
            placed.now
            for (respondent, element_id), placed in record.placements.items()
            if element_id == element.id and placed.now is not None and respondent not in (TASK_FORCE, record.respondent)
        ),
    )


def own_prompt_ids(local_prompts: Iterable[LocalPrompt], element: ElementId) -> list[PromptId]:
    """The ids under which answers to an element's local prompts are kept."""
    return [PromptId(str(prompt.id)) for prompt in local_prompts if prompt.element == element]


def has_moved(now: StagePlacement | None, before: StagePlacement | None) -> bool:
    """True when the stage differs from the one placed before; forward and back are marked alike."""
    return (
        now is not None
        and before is not None
        and now.now is not None
        and before.now is not None
        and now.now != before.now
    )


def _differences(record: Record, summaries: Sequence[ElementSummary]) -> tuple[Difference, ...]:
    order = record.pack.stage_order
    by_element: defaultdict[ElementId, list[StagePlacement]] = defaultdict(list)
    for (_respondent, element), placement in record.placements.items():
        by_element[element].append(placement)
    found: list[tuple[int, Difference]] = []
    for summary in summaries:
        apart = furthest_apart(by_element[summary.element], order)
        if apart is not None:
            found.append(
                (spread(by_element[summary.element], order), Difference(summary.element, summary.title, *apart))
            )
    # Stable: elements equally far apart stay in the order of the pack.
    return tuple(difference for _, difference in sorted(found, key=lambda one: -one[0]))


def counts_by_stage(
    element: KeyElement, answers: Mapping[PromptId, Answer], local_prompts: Iterable[LocalPrompt]
) -> dict[StageId, tuple[int, int]]:
    """For each stage how many of its prompts are answered, and how many there are."""
    own = [prompt for prompt in local_prompts if prompt.element == element.id]
    asked = Counter({stage.id: len(stage.prompts) for stage in element.stages})
    asked.update(prompt.stage for prompt in own)
    answered: Counter[StageId] = Counter()
    for stage in element.stages:
        ids = [prompt.id for prompt in stage.prompts]
        ids += [PromptId(str(prompt.id)) for prompt in own if prompt.stage == stage.id]
        answered[stage.id] = sum(answers[name].is_answered for name in ids if name in answers)
    return {stage.id: (answered[stage.id], asked[stage.id]) for stage in element.stages}
