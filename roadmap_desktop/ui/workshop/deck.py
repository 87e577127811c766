"""What can be presented, as values made of pack text alone: a deck, and the slides it is shown as."""

from msgspec import Struct

from roadmap_desktop.content.schema import GroundRule, Scenario, WorkshopPlan
from roadmap_desktop.i18n import _
from roadmap_desktop.ui.words import step_time


class Deck(Struct, frozen=True):
    """A title, an opening text that may be empty, and points shown one by one or together."""

    caption: str
    title: str
    opening: str
    points_title: str
    points: tuple[str, ...]
    is_together: bool = False


class Slide(Struct, frozen=True):
    """What stands on the screen at once; `first_number` counts its lines from there, 0 for text without numbers."""

    title: str
    lines: tuple[str, ...]
    first_number: int = 0


def scenario_deck(scenario: Scenario) -> Deck:
    """The situation first, then its questions one by one."""
    return Deck(_("An invented scenario"), scenario.title, scenario.text, _("Questions"), scenario.questions)


def rules_deck(rules: tuple[GroundRule, ...]) -> Deck:
    """All ground rules, to be read aloud together."""
    title = _("Ground rules")
    return Deck(_("For this session"), title, "", title, tuple(rule.text for rule in rules), is_together=True)


def plan_deck(plan: WorkshopPlan) -> Deck:
    """The steps of a plan, each with its time."""
    steps = tuple(f"{time}: {step.text}" for step, time in zip(plan.steps, step_time(plan.steps), strict=True))
    return Deck(_("A plan"), plan.title, "", plan.title, steps, is_together=True)


def slides(deck: Deck, *, together: bool) -> tuple[Slide, ...]:
    """The opening, if there is one, then the points on one slide or on one each."""
    opening = (Slide(deck.title, (deck.opening,)),) if deck.opening else ()
    if together:
        return (*opening, Slide(deck.points_title, deck.points, 1))
    return (*opening, *(Slide(deck.points_title, (point,), number) for number, point in enumerate(deck.points, 1)))
