"""The right panel of an element: action items, notes, evidence, resources and the terms used here."""

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from roadmap_desktop.content.schema import ContentPack, StageId
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.answers import Visibility
from roadmap_desktop.model.notes import EvidenceId, EvidenceItem, Note, NoteId, NoteKind
from roadmap_desktop.model.overview import ElementView
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.moments import due_words
from roadmap_desktop.ui.pages.page import clear, column
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.side_card import SideCard
from roadmap_desktop.ui.words import action_states, note_kinds

PANEL_WIDTH = 300


class ElementPanel(QFrame):
    """Shows what belongs to an element beside its prompts; adds, edits and removes it."""

    failed = Signal(object)  # RoadmapError
    element_opened = Signal(str)
    link_wanted = Signal(str)  # address
    announced = Signal(str)
    command_wanted = Signal(str)

    def __init__(self, desk: Desk, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self._desk = desk
        self._messages = messages
        self._view: ElementView | None = None
        self._shown: object = None
        scroll, self._column = column(self, margin=16, name="surface")
        self._inner = scroll.widget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self.setFixedWidth(PANEL_WIDTH)

    def show_view(self, view: ElementView, pack: ContentPack, stage: StageId) -> None:
        """Show what belongs to an element; nothing is rebuilt when nothing changed."""
        looks = (view.is_read_only, self.fontMetrics().height())
        state = (view.place.respondent, view.element.id, stage, view.notes, view.actions, view.evidence, looks)
        self._view = view
        if state == self._shown:
            return
        self._shown = state
        self.setFixedWidth(round(PANEL_WIDTH * max(1.0, self.fontMetrics().lineSpacing() / 19)))
        self.setUpdatesEnabled(False)
        clear(self._column)
        self._show_actions(view)
        self._show_notes(view)
        self._show_evidence(view, view.element.stage(stage).evidence)
        self._show_library(view, pack, stage)
        self._column.addStretch(1)
        self.setUpdatesEnabled(True)

    def _heading(self, words: str, add: str = "", command: Callable[[], None] | None = None) -> None:
        self._column.addWidget(PlainLabel(words, self._inner, role="section"))
        if command is not None and self._view is not None and not self._view.is_read_only:
            button = QPushButton(add, self._inner)
            button.setProperty("kind", "link")
            button.clicked.connect(command)
            self._column.addWidget(button)

    def _show_actions(self, view: ElementView) -> None:
        self._heading(_("Action items ({count})").format(count=len(view.actions)), _("Add action…"), self._add_action)
        titles = dict(action_states())
        for item in view.actions:
            due = due_words(item.due)
            when = _("due {when}").format(when=due) if due else ""
            past = _("past its date") if item.is_past_its_date(date.today()) else ""
            below = " · ".join(filter(None, (item.owner, when, past, titles[item.status])))
            card = SideCard(item.what, below, self._inner)
            card.clicked.connect(lambda _on=False: self.command_wanted.emit("actions"))
            self._column.addWidget(card)

    def _show_notes(self, view: ElementView) -> None:
        titles = dict(note_kinds())
        self._column.addWidget(
            PlainLabel(_("Notes ({count})").format(count=len(view.notes)), self._inner, role="section")
        )
        if not view.is_read_only:
            button = QToolButton(self._inner)
            button.setText(_("Add note ▾"))
            button.setProperty("kind", "link")
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            menu = QMenu(button)
            for kind, title in note_kinds():
                menu.addAction(title).triggered.connect(lambda _on=False, kind=kind: self._add_note(kind))
            button.setMenu(menu)
            self._column.addWidget(button)
        for note in view.notes:
            title = titles[note.kind]
            internal = _("internal only") if note.visibility is Visibility.INTERNAL else ""
            card = SideCard(note.text, " · ".join(filter(None, (title, internal))), self._inner)
            card.clicked.connect(lambda _on=False, note=note: self._edit_note(note))
            self._column.addWidget(card)

    def _show_evidence(self, view: ElementView, examples: tuple[str, ...]) -> None:
        heading = _("Evidence ({count})").format(count=len(view.evidence))
        self._heading(heading, _("Add evidence…"), lambda: self._add_evidence(""))
        for item in view.evidence:
            reviewed = _("reviewed {month}").format(month=due_words(item.reviewed)) if item.reviewed else ""
            card = SideCard(item.title, " · ".join(filter(None, (item.kind, item.kept_where, reviewed))), self._inner)
            card.clicked.connect(lambda _on=False, item=item: self._edit_evidence(item))
            self._column.addWidget(card)
        from roadmap_desktop.services.search import fold

        taken = {fold(item.title) for item in view.evidence}
        offered = [example for example in examples if fold(example) not in taken]
        if offered:
            self._column.addWidget(PlainLabel(_("Evidence to look for"), self._inner, role="section"))
        for example in offered:
            card = SideCard(example, "" if view.is_read_only else _("We have this"), self._inner)
            card.setEnabled(not view.is_read_only)
            card.clicked.connect(lambda _on=False, example=example: self._add_evidence(example))
            self._column.addWidget(card)

    def _show_library(self, view: ElementView, pack: ContentPack, stage: StageId) -> None:
        here = [found for name in view.element.stage(stage).resources if (found := pack.resource(name)) is not None]
        if here:
            self._column.addWidget(PlainLabel(_("Resources"), self._inner, role="section"))
        for resource in here:
            below = ", ".join(filter(None, (resource.publisher, resource.year_given)))
            card = SideCard(resource.title, below, self._inner)
            card.clicked.connect(lambda _on=False, address=resource.address: self.link_wanted.emit(address))
            self._column.addWidget(card)
        terms = self._desk.reading.terms(view.element, pack)
        if terms:
            self._column.addWidget(PlainLabel(_("Glossary terms used here"), self._inner, role="section"))
        for term in terms:
            self._column.addWidget(PlainLabel(term.term, self._inner, role="strong"))
            self._column.addWidget(PlainLabel(term.definition, self._inner, role="small"))

    def _try(self, change: Callable[[], object]) -> None:
        try:
            change()
        except RoadmapError as error:
            self.failed.emit(error)

    def _add_action(self) -> None:
        view = self._view
        what = self._messages.ask_text(_("Add action item"), _("What is the next step?")) if view else None
        if view is not None and what is not None:
            item = ActionItem(ActionId(""), what, element=view.element.id, raised_in=view.assessment.id)
            self._try(lambda: self._desk.planning.save_action(item))

    def _add_note(self, kind: NoteKind) -> None:
        view = self._view
        title = dict(note_kinds())[kind]
        text = self._messages.ask_text(title, _("What should be remembered?")) if view else None
        if view is not None and text is not None:
            note = Note(NoteId(""), view.place.assessment, view.place.respondent, view.element.id, kind, text)
            self._try(lambda: self._desk.planning.save_note(note))

    def _edit_note(self, note: Note) -> None:
        if self._view is None or self._view.is_read_only:
            return
        question = _("Change the note; leave it empty to remove it.")
        text = self._messages.ask_text(dict(note_kinds())[note.kind], question, note.text)
        if text is None:
            return
        if not text.strip():
            self._try(lambda: self._desk.planning.remove_note(note.id))
            return
        self._try(lambda: self._desk.planning.save_note(replace(note, text=text)))
        self._try(lambda: self._offer_erasing(note, text))

    def _offer_erasing(self, note: Note, text: str) -> None:
        gone = {one.said for one in self._desk.identifying.look(note.text)}
        if gone - {one.said for one in self._desk.identifying.look(text)}:
            from roadmap_desktop.ui.dialogs.versions_dialog import erase_masked_too

            erase_masked_too(self._desk, self._messages, note.id)

    def _add_evidence(self, example: str) -> None:
        view = self._view
        title: str | None = example
        if not example:
            title = self._messages.ask_text(_("Add evidence"), _("Which document or fact? Never case material."))
        if view is not None and title is not None:
            item = EvidenceItem(EvidenceId(""), view.element.id, title)
            self._try(lambda: self._desk.planning.save_evidence(item))

    def _edit_evidence(self, item: EvidenceItem) -> None:
        if self._view is None or self._view.is_read_only:
            return
        question = _("Where is “{title}” kept, in words? Leave it empty to remove the evidence.").format(
            title=item.title
        )
        where = self._messages.ask_text(_("Evidence"), question, item.kept_where or _("not said"))
        if where is None:
            return
        if where.strip():
            self._try(lambda: self._desk.planning.save_evidence(replace(item, kept_where=where)))
        else:
            self._try(lambda: self._desk.planning.remove_evidence(item.id))
