"""Words for values, in one place: stages, kinds and states as people say them."""

from roadmap_desktop.content.schema import ContentPack, StageId
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
