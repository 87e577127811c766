"""Watches the answers of a page for identifying detail: a moment after typing stops, and at once after a paste."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.ui.announcing import announce

if TYPE_CHECKING:
    from roadmap_desktop.model.answers import AnswerKey
    from roadmap_desktop.model.identifying import Passage
    from roadmap_desktop.services.identifying import IdentifyingService
    from roadmap_desktop.ui.desk import Desk
    from roadmap_desktop.ui.messages import Messages
    from roadmap_desktop.ui.widgets.prompt_card import PromptCard

# Typing is announced 0.8 s after the last key; the check comes a second after it.
AFTER_SAVE_MS = 200
AFTER_OPENING_MS = 1500


class Watch(QObject):
    """Shows a note under each answer that the check has something to say about."""

    def __init__(
        self,
        desk: "Desk",
        messages: "Messages",
        cards: "Callable[[], Sequence[PromptCard]]",
        key_of: "Callable[[str], AnswerKey]",
        learn_more: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._messages = messages
        self._cards = cards
        self._key_of = key_of
        self._learn_more = learn_more
        self._edited: set[PromptCard] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    @cached_property
    def _service(self) -> "IdentifyingService":
        # The patterns are wanted once somebody has typed, not before the first paint.
        from roadmap_desktop.services.identifying import IdentifyingService

        return IdentifyingService(self._desk.document)

    def follow(self, card: "PromptCard") -> None:
        """Watch a card."""
        card.answer_edited.connect(lambda _name, _text: self._soon(card))
        card.editor.pasted.connect(lambda: self._look_at(card))

    def opened(self) -> None:
        """Other answers are shown: look at them once the page is at rest."""
        self._edited.clear()
        for card in self._cards():
            card.set_note("", "", ())
            self._edited.add(card)
        self._timer.start(AFTER_OPENING_MS)

    def _soon(self, card: "PromptCard") -> None:
        self._edited.add(card)
        self._timer.start(AFTER_SAVE_MS)

    def look(self) -> None:
        """Look at every answer that was written or shown since."""
        edited, self._edited = self._edited, set()
        for card in self._cards():
            if card in edited:
                self._look_at(card)

    def _look_at(self, card: "PromptCard") -> None:
        if not self._desk.document.is_open or card.editor.isReadOnly() or not card.prompt_id:
            return
        try:
            found = self._service.look(card.editor.text())
        except RoadmapError:
            # A check that cannot be made holds nothing up.
            return
        if not found:
            card.set_note("", "", ())
            return
        from roadmap_desktop.services.identifying import advice

        first = found[0]
        words = advice(first)
        if len(found) > 1:
            more = ngettext(
                "{count} more passage looks like that.", "{count} more passages look like that.", len(found) - 1
            )
            words = f"{words} {more.format(count=len(found) - 1)}"
        is_new = card.note_words() != words
        card.set_note(
            words,
            card.editor.accessibleName(),
            (
                (_("Mask it"), lambda: self._mask(card, first)),
                (_("Keep it"), lambda: self._keep(card, first)),
                (_("What this check misses"), self._learn_more),
            ),
        )
        if is_new:
            announce(card.editor, words)

    def _keep(self, card: "PromptCard", passage: "Passage") -> None:
        try:
            self._service.keep(passage)
        except RoadmapError as error:
            self._tell(error)
        self._look_at(card)
        card.editor.setFocus()

    def _mask(self, card: "PromptCard", passage: "Passage") -> None:
        from roadmap_desktop.services.identifying import mask_for

        card.editor.replace_words(passage.text, mask_for(passage))
        card.flush()
        self._look_at(card)
        card.editor.setFocus()
        if card.editor.has_unsaved_words:
            return
        key = self._key_of(card.prompt_id)
        try:
            self._desk.answering.leave_field()
            self._service.forget(passage)
            if self._desk.history.versions(key):
                self._offer_erasing(key)
        except RoadmapError as error:
            self._tell(error)

    def _offer_erasing(self, key: "AnswerKey") -> None:
        from roadmap_desktop.ui.dialogs.versions_dialog import ask_a_lawyer_first

        question = _(
            "The words are masked. They still stand in the earlier versions of this answer and in the backups beside "
            "this file. Erase those too? This cannot be undone."
        )
        if self._messages.confirm(f"{question}\n\n{ask_a_lawyer_first()}", _("Erase earlier versions")):
            self._desk.history.erase_answer(key)

    def _tell(self, error: RoadmapError) -> None:
        from roadmap_desktop.sentences import sentence

        self._messages.tell(sentence(error))
