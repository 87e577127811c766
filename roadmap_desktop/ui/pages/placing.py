"""Placing an element on its stages, as its tracker asks for it."""

from collections.abc import Callable

from msgspec.structs import replace

from roadmap_desktop.content.schema import StageId
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.model.overview import ElementView
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.messages import Messages


class Placing:
    """Changes the placement of the element in `view`; `flush` writes what was typed, `tell` hears of failures."""

    def __init__(
        self,
        desk: Desk,
        messages: Messages,
        view: Callable[[], ElementView | None],
        flush: Callable[[], None],
        tell: Callable[[RoadmapError], object],
    ) -> None:
        self._desk = desk
        self._messages = messages
        self._view = view
        self._flush = flush
        self._tell = tell

    def now(self, stage: str) -> None:
        """Place it at a stage; "" takes the placement away."""
        self._change(now=StageId(stage) if stage else None, is_not_our_role=False)

    def goal(self, stage: str, month: str) -> None:
        """Set where it should be, and by which month; "" takes the goal away."""
        self._change(goal=StageId(stage) if stage else None, goal_month=month if stage else "")

    def not_our_role(self) -> None:
        """Ask why, and say that it is not our role."""
        reason = self._messages.ask_text(_("Not our role"), _("Why is this element not our role?"))
        if reason is not None:
            self._change(now=None, is_not_our_role=True, reason=reason)

    def _change(self, **changes: object) -> None:
        view = self._view()
        if view is None:
            return
        self._flush()
        current = self._desk.answering.placement(view.placement.key)
        try:
            self._desk.answering.place(replace(current, **changes))
        except RoadmapError as error:
            self._tell(error)
