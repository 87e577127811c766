"""What a PDF prints, as plain values: the words are final, and nothing is here that may not leave."""

from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """The kinds of PDF."""

    ASSESSMENT = "assessment"
    SUMMARY = "summary"
    ELEMENT = "element"
    ACTION_PLAN = "action-plan"


class Paper(StrEnum):
    """The paper a PDF is laid out for."""

    LETTER = "letter"
    A4 = "a4"


class PrintedPrompt(Struct, frozen=True):
    """One prompt and what was answered; `state` and `mark` are in words and may be empty.

    `wording` is an earlier wording that was answered; `mark` says what sets the prompt apart, e.g. "Our own prompt".
    """

    number: str
    text: str
    answer: str = ""
    state: str = ""
    wording: str = ""
    mark: str = ""


class PrintedStage(Struct, frozen=True):
    """The prompts of one stage that are printed."""

    title: str
    prompts: tuple[PrintedPrompt, ...]


class Track(Struct, frozen=True):
    """Where an element stands: titles of the five stages, places from 0, and the goal's month in words."""

    stages: tuple[str, ...]
    now: int | None = None
    goal: int | None = None
    goal_month: str = ""
    note: str = ""


class ActionRow(Struct, frozen=True):
    """One action item as a row of a table."""

    what: str
    owner: str
    due: str
    status: str
    element: str = ""
    resources: str = ""
    told: str = ""


class PartnerRow(Struct, frozen=True):
    """How one partner sees an element."""

    who: str
    stage: str
    reason: str


class DifferenceRow(Struct, frozen=True):
    """An element that partners see differently, in words; `views` says who sees what, where names may be shown."""

    number: str
    title: str
    between: str
    views: str = ""


class PrintedElement(Struct, frozen=True):
    """A section of the report; `number` is "1.4". `shelved` are answers to prompts it no longer asks."""

    number: str
    title: str
    purpose: str
    track: Track
    why: str = ""
    agreement: str = ""
    dissent: str = ""
    stages: tuple[PrintedStage, ...] = ()
    closing: tuple[PrintedPrompt, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    actions: tuple[ActionRow, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()
    partners: tuple[PartnerRow, ...] = ()
    shelved: tuple[PrintedPrompt, ...] = ()

    @property
    def is_blank(self) -> bool:
        """True when nothing was placed, answered or noted, so that the section is only its heading."""
        recorded = (self.why, self.agreement, self.dissent, self.stages, self.closing)
        lists = (self.notes, self.actions, self.evidence, self.partners, self.shelved)
        return self.track.now is None and self.track.goal is None and not any((*recorded, *lists))

    @property
    def answers(self) -> int:
        """How many answers are printed."""
        prompts = [prompt for stage in self.stages for prompt in stage.prompts]
        return sum(bool(prompt.answer) for prompt in (*prompts, *self.closing, *self.shelved))


class PrintedArea(Struct, frozen=True):
    """A chapter of the report."""

    number: int
    title: str
    summary: str
    elements: tuple[PrintedElement, ...]


class Standing(Struct, frozen=True):
    """What a PDF says of itself, and what stands at the head and the foot of its pages; `made` is in words."""

    paper: Paper
    title: str
    task_force: str
    assessment: str
    audience: str
    made: str
    language: str
    has_cover: bool = False


class Report(Struct, frozen=True):
    """One PDF. Dates and counts are in words; `exported` is e.g. "Exported November 23, 2026".

    `claim` is what the prompts say of where they come from. `shelf` is a last chapter with the elements that are no
    longer asked and that something was written about. `more` says what a summary leaves to the other PDFs. With
    `by_owner` the actions are sorted by owner, and each owner has a sheet.
    """

    kind: Kind
    paper: Paper
    title: str
    task_force: str
    assessment: str
    audience: str
    exported: str
    attribution: str
    review_note: str
    pack: str
    counts: tuple[tuple[str, str], ...]
    areas: tuple[PrintedArea, ...]
    actions: tuple[ActionRow, ...] = ()
    differences: tuple[DifferenceRow, ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()
    stage_definitions: tuple[tuple[str, str], ...] = ()
    language: str = "en-US"
    claim: str = ""
    more: str = ""
    by_owner: bool = False
    shelf: PrintedArea | None = None

    @property
    def standing(self) -> Standing:
        """What it says of itself and on every page."""
        return Standing(
            self.paper,
            self.title,
            self.task_force,
            self.assessment,
            self.audience,
            self.exported,
            self.language,
            has_cover=self.kind is Kind.ASSESSMENT,
        )

    @property
    def chapters(self) -> tuple[PrintedArea, ...]:
        """The areas, and the shelf after them."""
        return self.areas if self.shelf is None else (*self.areas, self.shelf)

    @property
    def answers(self) -> int:
        """How many answers are printed, for comparing with the finished file."""
        return sum(element.answers for area in self.chapters for element in area.elements)
