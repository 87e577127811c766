"""The shelf of one element: answers to prompts that are no longer asked, kept where they were written."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.model.overview import ElementView
from roadmap_desktop.model.shelf import Shelved
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.pages.asked import OwnPrompts
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.prompt_card import PromptCard


class ElementShelf(QWidget):
    """A heading, a word of explanation, and one card per answer; hidden while nothing is on it."""

    def __init__(
        self, desk: Desk, own: OwnPrompts, new_card: Callable[[QWidget], PromptCard], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._own = own
        self._new_card = new_card
        self._made: list[PromptCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(PlainLabel(_("No longer asked"), self, role="heading"))
        words = _("These prompts are not asked any more. Their answers stay here and in the report, and count nowhere.")
        self._column.addWidget(PlainLabel(words, self, role="muted"))

    def show_view(self, view: ElementView) -> None:
        """Show the shelf of an element. Raises DamagedRow."""
        shelved = self._desk.shelf.of_element(view.place)
        while len(self._made) < len(shelved):
            self._made.append(self._new_card(self))
            self._column.addWidget(self._made[-1])
        for card, one in zip(self._made, shelved, strict=False):
            self._show(card, one, view)
        for card in self._made[len(shelved) :]:
            card.prompt_id = ""
            card.hide()
        self.setVisible(bool(shelved))

    def _show(self, card: PromptCard, one: Shelved, view: ElementView) -> None:
        name = one.answer.key.prompt
        card.set_prompt(name, "", one.home.text or _("The words of this prompt are not in this file."), "")
        if one.home.is_own:
            card.set_mark(_("Our own prompt · no longer asked"), self._own.offers_again(name, view))
        else:
            card.set_mark("")
        stored = self._desk.reading.element_answer(one.answer.key)
        if card.editor.has_unsaved_words and card.editor.hasFocus():
            card.show_saved(stored)
        else:
            card.set_answer(stored)
        card.set_read_only(view.is_read_only)
        card.show()

    @property
    def cards(self) -> list[PromptCard]:
        """The cards in view."""
        return [card for card in self._made if card.prompt_id]
