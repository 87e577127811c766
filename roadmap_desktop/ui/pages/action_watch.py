"""The check for identifying detail over the action plan: a note below the table for the item that was just edited."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.ui.announcing import announce

if TYPE_CHECKING:
    from roadmap_desktop.model.actions import ActionItem
    from roadmap_desktop.model.identifying import Passage
    from roadmap_desktop.services.identifying import IdentifyingService
    from roadmap_desktop.ui.widgets.identifying_note import IdentifyingNote


class ActionWatch(QObject):
    """Says what looks as if it could point at a person in one action item, with Mask and Keep."""

    def __init__(
        self,
        identifying: "Callable[[], IdentifyingService]",
        save: "Callable[[ActionItem], bool]",
        learn_more: Callable[[], object],
        table: QWidget,
        layout: QVBoxLayout,
    ) -> None:
        super().__init__(table)
        self._identifying = identifying
        self._save = save
        self._learn_more = learn_more
        self._table = table
        self._layout = layout
        self.note: IdentifyingNote | None = None

    def look(self, item: "ActionItem") -> None:
        """Look at the words of an item that was saved; nothing to say takes an earlier note away."""
        try:
            found = self._found(item)
        except RoadmapError:
            # A check that cannot be made holds nothing up.
            found = {}
        if not found:
            self.clear()
            return
        from roadmap_desktop.services.identifying import advice_on
        from roadmap_desktop.ui.widgets.identifying_note import IdentifyingNote

        if self.note is None:
            self.note = IdentifyingNote(self._table.parentWidget())
            self._layout.insertWidget(self._layout.indexOf(self._table) + 1, self.note)
        passages = [passage for ones in found.values() for passage in ones]
        words = _("“{action}”: {advice}").format(action=_shortened(item.what), advice=advice_on(passages))
        self.note.show_note(
            words,
            item.what,
            (
                (_("Mask it"), lambda: self._mask(item)),
                (_("Keep it"), lambda: self._keep(item, passages[0])),
                (_("What this check misses"), self._learn_more),
            ),
        )
        announce(self._table, words)

    def clear(self) -> None:
        """Say nothing."""
        if self.note is not None:
            self.note.hide()

    def _found(self, item: "ActionItem") -> "dict[str, tuple[Passage, ...]]":
        service = self._identifying()
        texts = {"what": item.what, "owner": item.owner, "resources": item.resources, "told": item.told}
        return {name: found for name, text in texts.items() if (found := service.look(text))}

    def _mask(self, item: "ActionItem") -> None:
        from roadmap_desktop.model.identifying import masked
        from roadmap_desktop.services.identifying import mask_for

        name, found = next(iter(self._found(item).items()))
        same = [one for one in found if (one.kind, one.said) == (found[0].kind, found[0].said)]
        changed = replace(item, **{name: masked(getattr(item, name), mask_for, same)})
        if self._save(changed):
            self.look(changed)
            self._table.setFocus()

    def _keep(self, item: "ActionItem", passage: "Passage") -> None:
        try:
            self._identifying().keep(passage)
        except RoadmapError as error:
            from roadmap_desktop.sentences import sentence

            announce(self._table, sentence(error))
        self.look(item)
        self._table.setFocus()


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
