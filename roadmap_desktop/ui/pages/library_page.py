"""Resources and glossary, with a search of their own."""

from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from roadmap_desktop.content.schema import GlossaryTerm, Resource
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.services.search import fold
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.pages.page import Page, column
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class LibraryPage(Page):
    """Every resource with its printed address, and every term with its definition."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entries: list[tuple[str, QWidget, str]] = []
        self._shown_pack = ""
        self._query = QLineEdit(self)
        self._query.setPlaceholderText(_("Search resources and glossary"))
        self._query.setAccessibleName(_("Search resources and glossary"))
        self._query.setClearButtonEnabled(True)
        self._query.textEdited.connect(self._filter)
        self._found = PlainLabel(role="muted")
        scroll, self._column = column(self)
        self._column.addWidget(PlainLabel(_("Library"), self, role="title"))
        self._column.addWidget(
            PlainLabel(
                _("Addresses are printed so that they work on paper. A link opens your browser only if you say so."),
                self,
                role="muted",
            )
        )
        self._column.addWidget(self._query)
        self._column.addWidget(self._found)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._column.addLayout(self._list)
        self._column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def refresh(self) -> None:
        """Show the library of the round's pack; it never changes while the pack stays."""
        if self.place is None:
            return
        try:
            pack = self._desk.reading.pack(self.place.assessment)
        except RoadmapError as error:
            self.failed.emit(error)
            return
        if self._shown_pack == pack.key:
            return
        self._shown_pack = pack.key
        for _words, widget, _kind in self._entries:
            widget.deleteLater()
        self._entries = []
        self._add_heading(_("Resources"), "resource")
        for resource in pack.resources:
            self._add(
                self._resource_card(resource), f"{resource.title} {resource.publisher} {resource.about}", "resource"
            )
        self._add_heading(_("Glossary"), "term")
        for term in pack.glossary:
            self._add(self._term_card(term), f"{term.term} {' '.join(term.also)} {term.definition}", "term")
        self._filter()

    def _add_heading(self, words: str, kind: str) -> None:
        label = PlainLabel(words, self, role="heading")
        self._list.addWidget(label)
        self._entries.append(("", label, kind))

    def _add(self, widget: QWidget, words: str, kind: str) -> None:
        self._list.addWidget(widget)
        self._entries.append((fold(words), widget, kind))

    def _resource_card(self, resource: Resource) -> QWidget:
        card = QFrame(self)
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(3)
        layout.addWidget(PlainLabel(resource.title, card, role="strong"))
        checked = _("last checked {day}").format(day=resource.checked) if resource.checked else ""
        reference = _("for reference") if resource.reference_only else ""
        facts = " · ".join(filter(None, (resource.publisher, resource.year_given, checked, reference)))
        layout.addWidget(PlainLabel(facts, card, role="small"))
        if resource.about:
            layout.addWidget(PlainLabel(resource.about, card))
        # A zero-width space lets a long address wrap at its slashes.
        address = resource.address.replace("/", "/\u200b")
        layout.addWidget(PlainLabel(address, card, role="small"))
        button = QPushButton(_("Open in browser…"), card)
        button.setProperty("kind", "link")
        button.setAccessibleName(_("Open “{title}” in the browser").format(title=resource.title))
        button.clicked.connect(lambda _on=False: self.link_wanted.emit(resource.address))
        layout.addWidget(button)
        return card

    def _term_card(self, term: GlossaryTerm) -> QWidget:
        card = QFrame(self)
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(3)
        layout.addWidget(PlainLabel(term.term, card, role="strong"))
        layout.addWidget(PlainLabel(term.definition, card))
        if term.reference_only:
            layout.addWidget(PlainLabel(_("For reference: no prompt uses this term."), card, role="small"))
        return card

    def _filter(self) -> None:
        query = fold(self._query.text().strip())
        shown = {"resource": 0, "term": 0}
        for words, widget, kind in self._entries:
            if words:
                fits = query in words
                shown[kind] += fits
                widget.setVisible(fits)
        for words, widget, kind in self._entries:
            if not words:
                widget.setVisible(shown[kind] > 0)
        total = sum(shown.values())
        words = ngettext("{count} found", "{count} found", total).format(count=total)
        self._found.setText(words if total else _("Nothing found. Try fewer or other words."))
        if query:
            self.announced.emit(self._found.text())
