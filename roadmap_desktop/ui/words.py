"""Words for values, in one place: stages, kinds and states as people say them."""

from collections.abc import Sequence

from roadmap_desktop.content.schema import ContentPack, Land, PlanStep, StageId, TraffickingForm
from roadmap_desktop.i18n import _
from roadmap_desktop.model.actions import ActionStatus
from roadmap_desktop.model.answers import StoredAnswer
from roadmap_desktop.model.notes import NoteKind
from roadmap_desktop.model.placements import Agreement
from roadmap_desktop.ui.moments import moment_words


def stage_words(pack: ContentPack, stage: StageId | None) -> str:
    """A stage with its number, e.g. "2 Establishing"; "Not discussed" without one."""
    if stage is None:
        return _("Not discussed")
    return f"{pack.stage_number(stage)} {pack.stage(stage).title}"


def note_kinds() -> list[tuple[NoteKind, str]]:
    """What the kinds of notes are called."""
    return [
        (NoteKind.STRENGTH, _("Strength")),
        (NoteKind.GAP, _("Gap")),
        (NoteKind.IDEA, _("Idea")),
        (NoteKind.PRIORITY, _("Priority")),
        (NoteKind.DISSENT, _("Seen differently")),
        (NoteKind.PARKING_LOT, _("Parking lot")),
    ]


def action_states() -> list[tuple[ActionStatus, str]]:
    """What the states of an action item are called."""
    return [
        (ActionStatus.OPEN, _("Open")),
        (ActionStatus.IN_PROGRESS, _("In progress")),
        (ActionStatus.DONE, _("Done")),
        (ActionStatus.DROPPED, _("Dropped")),
    ]


def agreements() -> list[tuple[Agreement, str]]:
    """What the levels of agreement are called."""
    return [
        (Agreement.NOT_SAID, _("Not said")),
        (Agreement.EVERYONE, _("Everyone agrees")),
        (Agreement.MOST, _("Most agree")),
        (Agreement.SOME, _("Some agree")),
        (Agreement.OPEN, _("Still open")),
    ]


def saved_words(stored: StoredAnswer) -> str:
    """When an answer was saved, in the user's own way of writing times; empty for one never saved."""
    if stored.saved_at is None:
        return ""
    return _("Saved {time}").format(time=moment_words(stored.saved_at))


def reminder() -> str:
    """The one standing reminder where people type."""
    return _("Describe how the group works. No names, cases, places or dates that could point to a person.")


def form_words(form: TraffickingForm) -> str:
    """Which form of trafficking a scenario is about."""
    return {
        TraffickingForm.SEX: _("Sex trafficking"),
        TraffickingForm.LABOR: _("Labor trafficking"),
        TraffickingForm.BOTH: _("Sex and labor trafficking"),
    }[form]


def land_words(land: Land) -> str:
    """Where a scenario is set."""
    return {
        Land.URBAN: _("In a city"),
        Land.RURAL: _("In a rural area"),
        Land.TRIBAL: _("On Tribal land"),
        Land.SEVERAL: _("In several places"),
    }[land]


def step_time(steps: Sequence[PlanStep]) -> list[str]:
    """When each step of a plan takes place: minutes counted from the start, or months."""
    words = []
    start = 0
    for step in steps:
        if step.minutes:
            words.append(_("Minutes {first} to {last}").format(first=start, last=start + step.minutes))
            start += step.minutes
        elif step.first_month == step.last_month:
            words.append(_("Month {month}").format(month=step.first_month))
        else:
            words.append(_("Months {first} to {last}").format(first=step.first_month, last=step.last_month))
    return words
