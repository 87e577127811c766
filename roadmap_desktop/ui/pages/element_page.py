"""One key element: its stages, the prompts of the stage in view, and the answers."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_desktop.content.schema import ContentPack, PromptId, StageId
from roadmap_desktop.errors import RoadmapError, TextTooLong
from roadmap_desktop.i18n import _
from roadmap_desktop.model.answers import NO_PACK, AnswerKey, AnswerState, StoredAnswer, Visibility
from roadmap_desktop.model.overview import ElementView, Place
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.model.terms import Occurrence
from roadmap_desktop.sentences import sentence
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.pages.asked import Asked, OwnPrompts, asked_of, first_stage, standing_words
from roadmap_desktop.ui.pages.element_panel import ElementPanel
from roadmap_desktop.ui.pages.page import Page, Sides, column
from roadmap_desktop.ui.pages.placing import Placing
from roadmap_desktop.ui.pages.watch import Watch
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.guidance_fold import GuidanceFold
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, text_button
from roadmap_desktop.ui.widgets.prompt_card import PromptCard
from roadmap_desktop.ui.widgets.stage_tracker import StageTracker
from roadmap_desktop.ui.words import reminder

if TYPE_CHECKING:
    from roadmap_desktop.ui.pages.element_shelf import ElementShelf
    from roadmap_desktop.ui.widgets.placement_details import PlacementDetails

# As many cards as a window shows at once; the first paint does not wait for the others.
_FIRST_CARDS = 2
_AFTER_KEYS_MS = 20


class ElementPage(Page):
    """Shows and saves answers and the placement; cards are made once and used again."""

    versions_wanted = Signal(object)  # AnswerKey
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, theme: Theme, desk: Desk, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._messages = messages
        self._own_prompts = OwnPrompts(desk, messages, self._try)
        self._view: ElementView | None = None
        self._pack: ContentPack | None = None
        self._stage: StageId | None = None
        self._is_complete = False
        self._most_cards = _FIRST_CARDS  # until it is complete
        self._scroll, self._column = column(self)
        inner = self._scroll.widget()
        self._area = PlainLabel("", inner, role="area")
        self._title = PlainLabel("", inner, role="title")
        self._purpose = PlainLabel("", inner, role="muted")
        self._closed = PlainLabel("", inner, role="warning")
        self._guidance = GuidanceFold(inner)
        self._tracker = StageTracker(theme, inner)
        self._details: PlacementDetails | None = None
        self._stage_words = PlainLabel("", inner, role="muted")
        self._cards: list[PromptCard] = []
        self._shelf: ElementShelf | None = None
        self._card_column = QVBoxLayout()
        self._own = text_button(_("Add our own prompt…"), inner)
        self._reminder = PlainLabel(reminder(), inner, role="small")
        self._panel = ElementPanel(desk, messages, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        layout = self._column
        self._own.setProperty("kind", "link")
        self._card_column.setSpacing(12)
        layout.addWidget(self._area)
        layout.addWidget(self._title)
        for widget in (self._purpose, self._closed, self._guidance, self._tracker):
            layout.addWidget(widget)
        layout.addWidget(self._stage_words)
        layout.addWidget(self._reminder)
        layout.addLayout(self._card_column)
        row = self._own_row = QHBoxLayout()
        row.addWidget(self._own)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)
        self._sides = Sides(self, self._scroll, layout, self._panel)

    def _connect(self) -> None:
        self._guidance.explained.connect(self.announced)
        self._tracker.stage_viewed.connect(lambda stage: self.view_stage(StageId(stage)))
        self._watch = Watch(self._desk, self._messages, self._made_cards, self._key, self._learn_more, self)
        self._placing = Placing(self._desk, self._messages, lambda: self._view, self.flush, self.failed.emit)
        self._tracker.now_chosen.connect(self._placing.now)
        self._tracker.not_our_role_chosen.connect(self._placing.not_our_role)
        self._tracker.goal_chosen.connect(self._placing.goal)
        self._tracker.why_wanted.connect(self._toggle_details)
        self._own.clicked.connect(self._add_own)
        for signal in ("failed", "element_opened", "link_wanted", "announced", "command_wanted"):
            getattr(self._panel, signal).connect(getattr(self, signal))

    def paintEvent(self, event: QPaintEvent) -> None:
        """What the first paint could do without comes right after it; keys that were pressed meanwhile come first."""
        super().paintEvent(event)
        if self._most_cards == _FIRST_CARDS:
            self._most_cards += 1
            # Counted from the end of this paint, however long it takes.
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(_AFTER_KEYS_MS, self, self._complete_a_part))

    def _complete_a_part(self) -> None:
        if self._is_complete or self._view is None or self._pack is None or self._stage is None:
            self._most_cards = _FIRST_CARDS
            return
        asked = asked_of(self._view, self._pack, self._stage)
        if len(self._made_cards()) >= len(asked):
            self.complete()
            return
        self._most_cards = len(self._made_cards()) + 1
        self._show_cards(asked, self._view)
        # One card in each turn of the event loop, so that a key is never kept waiting for all of them.
        QTimer.singleShot(0, self, self._complete_a_part)

    def complete(self) -> None:
        """Make the cards further down and fill the panel, where that was left for after the first paint."""
        if self._is_complete:
            return
        self._is_complete = True
        if self._view is not None and self._pack is not None and self._stage is not None:
            self._show_cards(asked_of(self._view, self._pack, self._stage), self._view)
            self._panel.show_view(self._view, self._pack, self._stage)
            self._try(self._show_shelf)

    @property
    def panel(self) -> ElementPanel:
        """The right panel, which the View menu can hide; it is filled by now."""
        self.complete()
        return self._panel

    @property
    def cards(self) -> Sequence[PromptCard]:
        """The cards in view, in order; all of them are made by now."""
        self.complete()
        return self._made_cards()

    @property
    def stage(self) -> StageId | None:
        """The stage whose prompts are in view."""
        return self._stage

    def toggle_guidance(self) -> None:
        """Open or fold how to talk about the element; at a prompt that has guidance of its own, that."""
        card = next((one for one in self._made_cards() if one.isAncestorOf(QApplication.focusWidget() or self)), None)
        if card is not None and card.has_guidance:
            card.toggle_guidance()
        else:
            self._guidance.toggle()

    @property
    def tracker(self) -> StageTracker:
        """The card with the stages."""
        return self._tracker

    @property
    def details(self) -> "PlacementDetails":
        """The card with the reason; made, hidden, when it is first wanted."""
        if self._details is None:
            from roadmap_desktop.ui.widgets.placement_details import PlacementDetails

            details = PlacementDetails(self._scroll.widget())
            details.hide()
            details.placement_edited.connect(self._edit_placement)
            details.field_left.connect(lambda: self._try(self._desk.answering.leave_field))
            details.too_long.connect(lambda length, limit: self._details_failed(TextTooLong(length, limit)))
            details.undo_beyond.connect(self.undo_wanted)
            details.redo_beyond.connect(self.redo_wanted)
            self._column.insertWidget(self._column.indexOf(self._tracker) + 1, details)
            QWidget.setTabOrder(self._tracker.last_control, details.reason)
            self._details = details
            self._show_details()
        return self._details

    def _show_details(self) -> None:
        view = self._view
        if view is not None and self._details is not None:
            self._details.set_placement(
                view.placement, is_task_force=view.respondent.is_task_force, read_only=view.is_read_only
            )

    def show_place(self, place: Place) -> None:
        """Show an element at the stage the place names, or the one it stands at."""
        self.flush()
        if self.place is None or self.place.element != place.element or place.stage is not None:
            self._stage = place.stage
        self.place = place
        self.refresh()
        if place.prompt is not None:
            self.focus_prompt(place.prompt)
        else:
            self._scroll.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Read the element again; a field that someone types in keeps its words and its cursor."""
        if self.place is None or self.place.element is None:
            return
        try:
            view = self._desk.reading.element(self.place)
            pack = self._desk.reading.pack_at(self.place)
        except RoadmapError as error:
            self.failed.emit(error)
            return
        self._view, self._pack = view, pack
        if self._stage is None:
            self._stage = first_stage(view) or pack.stage_order[0]
        self._show_head(view)
        self._show_stage()
        if self._is_complete:
            self._panel.show_view(view, pack, self._stage)
            self._try(self._show_shelf)

    def _show_shelf(self) -> None:
        view = self._view if self._desk.document.is_open else None
        if view is not None and self._shelf is None and self._desk.shelf.of_element(view.place):
            from roadmap_desktop.ui.pages.element_shelf import ElementShelf

            self._shelf = ElementShelf(self._desk, self._own_prompts, self._new_card, self._scroll.widget())
            self._column.insertWidget(self._column.indexOf(self._own_row) + 1, self._shelf)
        if view is not None and self._shelf is not None:
            self._shelf.show_view(view)

    def _show_head(self, view: ElementView) -> None:
        self._area.setText(f"{view.area.number} · {view.area.title}")
        self._area.set_role("area", area=str(view.area.number))
        self._title.setText(view.element.title)
        self._purpose.setText(view.element.purpose)
        self._closed.setText(standing_words(view))
        self._closed.setVisible(view.is_read_only or view.is_gone)
        self._guidance.set_element(view.element.guidance)
        self._own.setEnabled(not view.is_read_only and not view.is_gone)
        self._show_details()

    def _show_stage(self) -> None:
        view, pack, stage = self._view, self._pack, self._stage
        if view is None or pack is None or stage is None:
            return
        self._tracker.set_view(view, pack, stage)
        element_stage = view.element.stage(stage)
        self._guidance.set_stage(pack.stage(stage).title, element_stage.guidance)
        signs = " ".join(element_stage.signs)
        self._stage_words.setText(_("Signs of this stage: {signs}").format(signs=signs))
        self._show_cards(asked_of(view, pack, stage), view)

    def _show_cards(self, asked: Sequence[Asked], view: ElementView) -> None:
        pack = self._pack.key if self._pack is not None else NO_PACK
        if not self._is_complete:
            asked = asked[: self._most_cards]
        while len(self._cards) < len(asked):
            self._cards.append(self._new_card())
            self._card_column.addWidget(self._cards[-1])
        for card, one in zip(self._cards, asked, strict=False):
            card.set_prompt(one.id, one.number, one.text, one.guidance)
            card.set_mark(one.mark, self._own_prompts.offers(one.id, view) if one.mark else ())
            stored = view.answers[one.id]
            if card.editor.has_unsaved_words and card.editor.hasFocus():
                card.show_saved(stored)
            else:
                card.set_answer(stored, self._desk.reading.earlier_wording(stored.answer, one.text, pack))
            card.set_read_only(view.is_read_only)
            if self._is_complete:
                card.set_terms(self._terms_in)
            card.show()
        for card in self._cards[len(asked) :]:
            card.prompt_id = ""
            card.hide()
        self._watch.opened()
        if self._is_complete:
            self._guidance.set_terms(self._terms_in)

    def _terms_in(self, text: str) -> Sequence[Occurrence]:
        return self._desk.reading.places_of_terms(text, self._pack) if self._pack is not None else ()

    def _new_card(self, parent: QWidget | None = None) -> PromptCard:
        card = PromptCard(parent or self._scroll.widget())
        card.answer_edited.connect(
            lambda name, text: self._save(card, lambda key: self._desk.answering.answer(key, text), name)
        )
        card.state_chosen.connect(
            lambda name, state, reason: self._save(
                card, lambda key: self._desk.answering.set_state(key, AnswerState(state), reason), name
            )
        )
        card.discuss_chosen.connect(
            lambda name, on: self._save(card, lambda key: self._desk.answering.set_discuss(key, on), name)
        )
        card.visibility_chosen.connect(
            lambda name, visibility: self._save(
                card, lambda key: self._desk.answering.set_visibility(key, Visibility(visibility)), name
            )
        )
        card.field_left.connect(lambda _name: self._try(self._desk.answering.leave_field))
        card.too_long.connect(lambda _name, length, limit: self._card_failed(card, TextTooLong(length, limit)))
        card.versions_wanted.connect(lambda name: self.versions_wanted.emit(self._key(name)))
        card.undo_beyond.connect(self.undo_wanted)
        card.redo_beyond.connect(self.redo_wanted)
        card.explained.connect(self.announced)
        self._watch.follow(card)
        return card

    def _key(self, prompt: str) -> AnswerKey:
        if self.place is None:
            raise RuntimeError("no place")
        return AnswerKey(self.place.assessment, self.place.respondent, PromptId(prompt))

    def _save(self, card: PromptCard, change: Callable[[AnswerKey], StoredAnswer], prompt: str) -> None:
        try:
            stored = change(self._key(prompt))
        except RoadmapError as error:
            self._card_failed(card, error)
            return
        if card.prompt_id == prompt:
            card.show_saved(stored)
        if stored.saved_at is not None:
            self.saved.emit(stored.saved_at)

    def _card_failed(self, card: PromptCard, error: RoadmapError) -> None:
        card.show_not_saved(sentence(error))
        self.failed.emit(error)

    def _details_failed(self, error: RoadmapError) -> None:
        self.details.show_not_saved(sentence(error))
        self.failed.emit(error)

    def _try(self, action: Callable[[], object]) -> None:
        try:
            action()
        except RoadmapError as error:
            self.failed.emit(error)

    def _edit_placement(self, placement: StagePlacement) -> None:
        try:
            stored = self._desk.answering.place(placement)
        except RoadmapError as error:
            self._details_failed(error)
            return
        self.details.show_saved(stored)

    def _toggle_details(self) -> None:
        self.details.setVisible(not self.details.isVisible())
        if self.details.isVisible():
            self.details.reason.setFocus()

    def _learn_more(self) -> None:
        self.command_wanted.emit("help")

    def _add_own(self) -> None:
        self._own_prompts.add(self._view, self._stage)

    def view_stage(self, stage: StageId) -> None:
        """Show the prompts of another stage."""
        self.flush()
        self._stage = stage
        self._show_stage()
        if self._view is not None and self._pack is not None and self._is_complete:
            self._panel.show_view(self._view, self._pack, stage)

    def focus_prompt(self, prompt: PromptId) -> None:
        """Put the cursor into the answer to a prompt and scroll there."""
        made = next((card for card in self._made_cards() if card.prompt_id == prompt), None)
        wanted = made or next((card for card in self.cards if card.prompt_id == prompt), None)
        if wanted is not None:
            wanted.editor.setFocus()
            self._scroll.ensureWidgetVisible(wanted, 0, 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page has its panel below."""
        super().resizeEvent(event)
        self._sides.fit()

    def flush(self) -> None:
        """Write whatever was typed and is not on disk yet."""
        for card in self._made_cards():
            card.flush()
        if self._details is not None:
            self._details.flush()

    @property
    def unsaved(self) -> list[tuple[AnswerKey, str]]:
        """Words on the screen that are not on disk, for a way out when saving fails."""
        cards = [card for card in self._made_cards() if card.editor.has_unsaved_words]
        return [(self._key(card.prompt_id), card.editor.text()) for card in cards]

    def _made_cards(self) -> Sequence[PromptCard]:
        return [*(card for card in self._cards if card.prompt_id), *(self._shelf.cards if self._shelf else ())]
