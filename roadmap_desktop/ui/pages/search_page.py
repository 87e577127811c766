"""What was found everywhere, grouped by kind."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.services.search import Found
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.pages.page import Page, clear, column
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.side_card import SideCard

_MOST_SHOWN = 200


class SearchPage(Page):
    """Results of searching a whole round; each opens its place."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._query = ""
        self._title = PlainLabel(_("Search"), self, role="title")
        self._found = PlainLabel(role="muted")
        scroll, layout = column(self)
        layout.addWidget(self._title)
        layout.addWidget(self._found)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        layout.addLayout(self._list)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def search(self, query: str) -> None:
        """Show what is found for a query."""
        self._query = query
        self.refresh()
        self.announced.emit(self._found.text())

    def refresh(self) -> None:
        """Search again."""
        clear(self._list)
        if self.place is None or not self._query.strip():
            self._found.setText(_("Type above to search prompts, answers, notes, actions, resources and the glossary."))
            return
        try:
            found = self._desk.search.find(self._query, self.place.assessment)
            labels = {one.id: one.label for one in self._desk.reading.respondents() if not one.is_task_force}
        except RoadmapError as error:
            self.failed.emit(error)
            return
        words = ngettext("{count} found for “{query}”", "{count} found for “{query}”", len(found))
        self._found.setText(words.format(count=len(found), query=self._query))
        for kind, title in _kinds():
            hits = [one for one in found if one.kind == kind]
            if hits:
                self._list.addWidget(PlainLabel(f"{title} ({len(hits)})", self, role="heading"))
            for one in hits[:_MOST_SHOWN]:
                who = labels.get(one.place.respondent, "") if one.place is not None else ""
                self._list.addWidget(self._card(one, who))
        if not found:
            self._list.addWidget(PlainLabel(_("Nothing found. Try fewer or other words."), self, role="muted"))

    def _card(self, one: Found, who: str) -> SideCard:
        card = SideCard(one.excerpt, " · ".join(filter(None, (one.title, who))), self)
        card.clicked.connect(lambda _on=False: self._open(one))
        return card

    def _open(self, one: Found) -> None:
        if one.place is not None and one.place.element is not None:
            self.place_opened.emit(one.place)
        else:
            self.command_wanted.emit("actions" if one.kind == "action" else "library")


def _kinds() -> list[tuple[str, str]]:
    return [
        ("answer", _("Answers")),
        ("reason", _("Reasons for a stage")),
        ("note", _("Notes")),
        ("action", _("Action items")),
        ("prompt", _("Prompts")),
        ("resource", _("Resources")),
        ("term", _("Glossary")),
    ]
