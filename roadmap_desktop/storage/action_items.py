"""Read and write action items. Callers own the transaction."""

import sqlite3
from typing import TYPE_CHECKING

from roadmap_desktop.content.schema import ElementId, PromptId
from roadmap_desktop.model.actions import ActionId, ActionItem, ActionStatus
from roadmap_desktop.model.assessment import AssessmentId
from roadmap_desktop.storage.catalogue import ACTION_ITEM, Row
from roadmap_desktop.storage.reads import select

if TYPE_CHECKING:
    from roadmap_desktop.storage.change_log import Pen


def load_all(connection: sqlite3.Connection, element: ElementId | None = None) -> list[ActionItem]:
    """Read the action items of one element, or the whole action plan, in the order they were made."""
    where = {} if element is None else {"element": str(element)}
    return [from_row(found.row) for found in select(connection, ACTION_ITEM, where)]


def save(pen: "Pen", item: ActionItem) -> str:
    """Write an action item; it keeps its place among the others."""
    there = pen.read(ACTION_ITEM, (item.id,))
    position = pen.next_position(ACTION_ITEM) if there is None else there["position"]
    return pen.put(ACTION_ITEM, {**to_row(item), "position": position})


def to_row(item: ActionItem) -> Row:
    """An action item as it is stored, without its position."""
    return {
        "id": item.id,
        "what": item.what,
        "owner": item.owner,
        "due": item.due,
        "resources": item.resources,
        "told": item.told,
        "status": item.status.value,
        "dropped_why": item.dropped_why,
        "element": item.element or "",
        "prompt": item.prompt or "",
        "raised_in": item.raised_in or "",
    }


def from_row(row: Row) -> ActionItem:
    """A stored action item as a value."""
    return ActionItem(
        ActionId(str(row["id"])),
        str(row["what"]),
        str(row["owner"]),
        str(row["due"]),
        str(row["resources"]),
        str(row["told"]),
        ActionStatus(str(row["status"])),
        str(row["dropped_why"]),
        ElementId(str(row["element"])) if row["element"] else None,
        PromptId(str(row["prompt"])) if row["prompt"] else None,
        AssessmentId(str(row["raised_in"])) if row["raised_in"] else None,
    )
