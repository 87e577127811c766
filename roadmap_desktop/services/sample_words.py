"""Words for any pack: general sentences that fit no prompt in particular, and long answers for full files."""

from collections.abc import Iterator
from itertools import count, cycle

from roadmap_desktop.content.schema import ContentPack, KeyElement
from roadmap_desktop.model.actions import ActionStatus
from roadmap_desktop.model.answers import AnswerState
from roadmap_desktop.model.notes import NoteKind
from roadmap_desktop.model.placements import Agreement
from roadmap_desktop.services.sample_story import (
    ElementStory,
    Noted,
    PartnerSaid,
    PartnerView,
    Placed,
    Planned,
    Said,
    Shown,
    Story,
)

AGENCIES = (
    ("Example Shelter A", "victim-services"),
    ("Example Sheriff B", "law-enforcement"),
    ("Example Legal Aid C", "legal-services"),
)
REASONS = (
    "We know each other, but most of it runs on personal contacts and nobody owns the topic yet.",
    "A draft exists and roles are named. Two agencies still have to sign, and hand-offs depend on the shift.",
    "The agreed steps are in use since the spring. Night and weekend practice still differs between agencies.",
)
DISSENT = "One service partner sees it a stage earlier, because evenings and weekends are not covered by the draft."
NOT_OUR_ROLE = "The county office does this; we only need to know the result."
ADDED = "The county labor office is not on it yet."
EARLY = (
    (
        "So far people call whoever they know. New staff ask a colleague, and the answer differs between agencies.",
        "We have never asked this together. Each agency has its own view, and we heard three different ones today.",
        "The people who answer the phone at night were not asked yet. They would know most.",
    ),
    (
        "A first draft was written after two meetings. It is one page long and names roles, not people.",
        "The co-leads keep the draft. It was sent to all members, and four of seven answered.",
        "Money for interpreters is not settled. Two agencies pay it from their own budget for now.",
    ),
)
LATER = (
    (
        "Each agency still tells the path differently. We drew it on one sheet and marked where people wait.",
        "Front-line staff were asked this time. They miss a contact for weekends and a plain word on sharing.",
        "Labor cases come in by other doors than sex trafficking cases. We do not yet know all of those doors.",
    ),
    (
        "The coordinator keeps a one-page sheet per agency, reviewed twice a year. It says what each can do.",
        "The on-call advocate and the lead investigator agree before first contact. Choices set the order.",
        "Two members still have to take it to their boards. We agreed on a date by which we ask again.",
        "Interpreters are booked through one line. Sign language takes longer, so it is asked for on the first call.",
    ),
    (
        "We walked an invented case through the steps at night. The order held; the transport step did not.",
        "Corrections are collected by the coordinator and taken up every quarter. Six small changes were made.",
        "Tribal partners were asked to the table late. The next review starts with them.",
    ),
)
PARTNER_REASONS = (
    "Clear on paper, less so after hours.",
    "Call-outs follow the protocol on every shift.",
    "We are asked early in some counties and late in others.",
)
PARTNER_ANSWERS = (
    "We are called first in most cases, but not when the request comes from a workplace inspection.",
    "Our shift leaders have the sheet. New deputies learn it in their second month.",
    "People reach us weeks later. An earlier word on legal options would help them decide.",
)
NOTES = (
    (NoteKind.STRENGTH, "Partners answer each other's calls, also outside office hours."),
    (NoteKind.GAP, "No agreed path for men and for families who need a place to stay."),
    (NoteKind.IDEA, "Invite the labor office for one meeting and draw the path with them."),
    (NoteKind.PARKING_LOT, "How we speak about this in the annual report."),
)
ACTIONS = (
    "Add the labor office to the role sheets",
    "Agree on one hand-off form by role",
    "Rehearse the night path with an invented case",
    "Ask Tribal partners how they want to be involved",
    "Collect the contact sheet of every member agency",
)
_PLAN = (
    Planned(ACTIONS[0], "Coordinator", -2, early=True),
    Planned(ACTIONS[1], AGENCIES[0][0], 2, 15, status=ActionStatus.IN_PROGRESS),
    Planned(ACTIONS[2], AGENCIES[1][0], 3),
    Planned(ACTIONS[3], "Co-leads"),
    Planned(ACTIONS[4], "Coordinator", -1, early=True, status=ActionStatus.DONE),
)
# The stages of the first elements in the first round and in the second; 0 is "not discussed".
_STAGES = ((1, 2), (2, 2), (1, 1), (2, 3), (1, 2), (1, 1), (0, 2), (0, 2))
_SENTENCES = (
    "The coordinator keeps a short sheet for each member agency and reviews it with the co-leads twice a year.",
    "Practice differs between day and night, and partners agreed to look at the night path first.",
    "Survivor leaders reviewed the wording and asked that choices be named before any step is taken.",
    "Labor inspectors joined two meetings and brought a list of the questions they hear at work sites.",
    "Interpreters are booked through one line, and sign language is asked for on the first call.",
    "Two members still have to take the text to their boards before they can sign it.",
    "What is shared is the least that lets the next agency prepare safely, unless the person agrees to more.",
    "We count in ranges and leave small numbers out, so that nobody can be recognized.",
    "Rural partners asked for meetings by phone, because the drive takes half a day.",
    "New staff read the sheet in their first month and walk an invented case through it.",
)


def long_answers() -> Iterator[str]:
    """Answers of about a hundred words each, for ever; neighbors differ."""
    sentences = cycle(_SENTENCES)
    number = 0
    while True:
        number += 1
        # One sentence is skipped each time, so that answers do not repeat every other prompt.
        next(sentences)
        words = [next(sentences) for _place in range(6)]
        yield f"{' '.join(words[:3])}\n\n{' '.join(words[3:])} This was review number {number}."


def general_story(pack: ContentPack) -> Story:
    """A half-filled file in general words, for a pack whose prompts nobody wrote answers to."""
    told = {}
    for number, element in enumerate(pack.elements[: len(_STAGES)]):
        before, now = _STAGES[number]
        told[element.id] = ElementStory(
            Placed(before, REASONS[before - 1]) if before else None,
            Placed(
                now,
                REASONS[now - 1],
                min(now + 2, 5),
                7 if number % 2 else 10,
                (Agreement.MOST, Agreement.EVERYONE, Agreement.SOME)[number % 3],
                DISSENT if number == 0 else "",
            ),
            tuple(_said(element, number, before, now)),
            views(element, number) if number < len(AGENCIES) else (),
            tuple(Noted(kind, text, kind is NoteKind.PARKING_LOT) for kind, text in NOTES) if number == 0 else (),
            tuple(item for place, item in enumerate(_PLAN) if place % 3 == number),
            (_shown(element),) if number == 0 else (),
        )
    return told


def views(element: KeyElement, turn: int) -> tuple[PartnerView, ...]:
    """How the agencies see an element; from one turn to the next they stand elsewhere."""
    prompt = element.stages[0].prompts[0].id
    return tuple(
        PartnerView(agency, (number + turn) % 4 + 1, PARTNER_REASONS[number], (PartnerSaid(prompt, answer),))
        for number, (agency, _discipline), answer in zip(count(), AGENCIES, PARTNER_ANSWERS, strict=False)
    )


def _said(element: KeyElement, number: int, before: int, now: int) -> Iterator[Said]:
    said = {}
    if before:
        for prompt, text in zip(element.stages[before - 1].prompts, EARLY[before - 1], strict=False):
            said[prompt.id] = Said(prompt.id, text)
    for place, prompt, text in zip(count(), element.stages[now - 1].prompts, LATER[now - 1], strict=False):
        earlier = said[prompt.id].baseline if prompt.id in said else ""
        if number > 0:
            said[prompt.id] = Said(prompt.id, earlier, review=text)
        elif place == 0:
            said[prompt.id] = Said(prompt.id, earlier, text, f"{text} {ADDED}", AnswerState.READY)
        elif place == 2:
            said[prompt.id] = Said(prompt.id, earlier, state=AnswerState.NOT_OUR_ROLE, reason=NOT_OUR_ROLE)
        else:
            said[prompt.id] = Said(prompt.id, earlier, review=text, discuss=place == 1)
    yield from said.values()


def _shown(element: KeyElement) -> Shown:
    return Shown(element.stages[1].evidence[0], "Document", "Shared folder, agreements", -1)
