"""What a sample file says, element by element: read from `resources/sample`, one file for each element."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, convert
from msgspec.structs import replace

from roadmap_desktop.content.schema import ContentPack, ElementId, PromptId
from roadmap_desktop.model.actions import ActionStatus
from roadmap_desktop.model.answers import AnswerState
from roadmap_desktop.model.notes import NoteKind
from roadmap_desktop.model.placements import Agreement


class _Part(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a file; a key that nobody reads is a mistake."""


class Placed(_Part, frozen=True):
    """A placement by stage numbers, 1 to 5. `goal_in` is the month, so many from now."""

    now: int
    reason: str
    goal: int = 0
    goal_in: int | None = None
    agreement: Agreement = Agreement.NOT_SAID
    dissent: str = ""


class Said(_Part, frozen=True):
    """What the task force answers to one prompt.

    `baseline` is said in the first round and carried forward; `review` is said in the second round, after `before`,
    which stays as its earlier version. All the rest describes the answer in the second round.
    """

    prompt: PromptId
    baseline: str = ""
    before: str = ""
    review: str = ""
    state: AnswerState = AnswerState.DRAFT
    reason: str = ""
    discuss: bool = False
    internal: bool = False


class PartnerSaid(_Part, frozen=True):
    """What a partner agency answers to one prompt, before the meeting."""

    prompt: PromptId
    text: str


class PartnerView(_Part, frozen=True):
    """Where one partner agency, by its label, sees the element."""

    agency: str
    now: int
    reason: str
    answers: tuple[PartnerSaid, ...] = ()


class Noted(_Part, frozen=True):
    """A note of the second round."""

    kind: NoteKind
    text: str
    internal: bool = False


class Planned(_Part, frozen=True):
    """An action item, due so many months from now, on a day or within the month.

    An early one was raised in the first round, all others in the second.
    """

    what: str
    owner: str = ""
    due_in: int | None = None
    due_day: int = 0
    early: bool = False
    status: ActionStatus = ActionStatus.OPEN
    resources: str = ""
    told: str = ""
    dropped_why: str = ""
    prompt: PromptId | None = None


class Shown(_Part, frozen=True):
    """An evidence item; `reviewed_in` is negative, since that month has passed."""

    title: str
    kind: str = ""
    kept_where: str = ""
    reviewed_in: int | None = None


class ElementStory(_Part, frozen=True):
    """Everything a sample says about one element."""

    baseline: Placed | None = None
    review: Placed | None = None
    answers: tuple[Said, ...] = ()
    partners: tuple[PartnerView, ...] = ()
    notes: tuple[Noted, ...] = ()
    actions: tuple[Planned, ...] = ()
    evidence: tuple[Shown, ...] = ()


Story = Mapping[ElementId, ElementStory]


def load(folder: Path) -> Story:
    """The story in a folder, by element; files are named after their element."""
    return {
        ElementId(path.stem): convert(tomllib.loads(path.read_text(encoding="utf-8")), ElementStory)
        for path in sorted(folder.glob("*.toml"))
    }


def told_of(pack: ContentPack, story: Story) -> Story:
    """The part of a story that answers what a pack asks, in the order of the pack; empty for a foreign pack."""
    told: dict[ElementId, ElementStory] = {}
    for element in pack.elements:
        if (found := story.get(element.id)) is not None:
            asked = {prompt.id for prompt in element.prompts}
            told[element.id] = _only(found, asked)
    return told if any(one.answers for one in told.values()) else {}


def _only(story: ElementStory, asked: set[PromptId]) -> ElementStory:
    return replace(
        story,
        answers=tuple(said for said in story.answers if said.prompt in asked),
        partners=tuple(
            replace(view, answers=tuple(said for said in view.answers if said.prompt in asked))
            for view in story.partners
        ),
        actions=tuple(
            item if item.prompt is None or item.prompt in asked else replace(item, prompt=None)
            for item in story.actions
        ),
    )
