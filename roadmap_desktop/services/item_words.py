"""What is said of an action item or an answer wherever it is printed or written."""

from datetime import date

from roadmap_desktop.i18n import _
from roadmap_desktop.model.actions import ActionItem, ActionStatus
from roadmap_desktop.model.answers import Answer
from roadmap_desktop.services.calendar_words import due_words


def due_of(item: ActionItem, today: date) -> str:
    """When an item is due, and that it is past its date; empty for none."""
    due = due_words(item.due)
    return _("{due} (past its date)").format(due=due) if item.is_past_its_date(today) else due


def status_of(item: ActionItem) -> str:
    """How far an item is, and why it was dropped."""
    words = {
        ActionStatus.OPEN: _("Open"),
        ActionStatus.IN_PROGRESS: _("In progress"),
        ActionStatus.DONE: _("Done"),
        ActionStatus.DROPPED: _("Dropped"),
    }[item.status]
    return f"{words}: {item.dropped_why}" if item.status is ActionStatus.DROPPED and item.dropped_why else words


def remarks_of(answer: Answer) -> tuple[str, ...]:
    """What stands beside an answer: that it is to be discussed, and from which round it was carried."""
    discuss = _("to discuss") if answer.discuss else ""
    carried = _("carried from {title}").format(title=answer.carried_from) if answer.carried_from else ""
    return tuple(filter(None, (discuss, carried)))
