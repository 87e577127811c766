"""Watches the fields of a page for identifying detail: a moment after typing stops, and at once after a paste."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.ui.announcing import announce

if TYPE_CHECKING:
    from roadmap_desktop.model.answers import AnswerKey
    from roadmap_desktop.model.identifying import Passage
    from roadmap_desktop.model.overview import ElementView
    from roadmap_desktop.model.placements import PlacementKey
    from roadmap_desktop.services.identifying import Looking
    from roadmap_desktop.ui.desk import Desk
    from roadmap_desktop.ui.messages import Messages
    from roadmap_desktop.ui.widgets.answer_editor import AnswerEditor
    from roadmap_desktop.ui.widgets.placement_details import PlacementDetails
    from roadmap_desktop.ui.widgets.prompt_card import PromptCard

    Key = AnswerKey | PlacementKey

# Typing is announced 0.8 s after the last key; the check comes a second after it.
AFTER_SAVE_MS = 200
AFTER_TYPING_MS = 1000
AFTER_OPENING_MS = 1500


class Noted(Protocol):
    """A field under which a note can stand."""

    @property
    def editor(self) -> "AnswerEditor":
        """The field itself."""

    def set_note(self, words: str, about: str, offers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show a note; no words take it away."""

    def note_words(self) -> str:
        """What the note says now."""


class _Field:
    # `key` says what is shown in it, None for nothing; `shown` what was when its note was last cleared.
    def __init__(self, noted: Noted, key: "Callable[[], Key | None]") -> None:
        self.noted = noted
        self.key = key
        self.shown: Key | None = None


class Watch(QObject):
    """Shows a note under each field that the check has something to say about."""

    def __init__(
        self,
        desk: "Desk",
        messages: "Messages",
        key_of: "Callable[[str], AnswerKey]",
        learn_more: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._messages = messages
        self._key_of = key_of
        self._learn_more = learn_more
        self._fields: list[_Field] = []
        self._due: set[_Field] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def follow(self, card: "PromptCard") -> None:
        """Watch the answer on a card."""
        self._follow(card, lambda: self._key_of(card.prompt_id) if card.prompt_id else None)

    def follow_details(self, details: "PlacementDetails", view: "Callable[[], ElementView | None]") -> None:
        """Watch the reason of a placement and who sees it differently."""
        for noted in details.noted:
            self._follow(noted, lambda: found.placement.key if (found := view()) is not None else None)

    def _follow(self, noted: Noted, key: "Callable[[], Key | None]") -> None:
        field = _Field(noted, key)
        self._fields.append(field)
        noted.editor.edited.connect(lambda _text: self._soon(field))
        noted.editor.pasted.connect(lambda: self._look_at(field))

    def opened(self) -> None:
        """The page was read again: notes of other texts go, and the texts are looked at once the page is at rest."""
        for field in self._fields:
            key = field.key()
            if key != field.shown:
                field.shown = key
                field.noted.set_note("", "", ())
            self._due.add(field)
        if not self._timer.isActive():
            self._timer.start(AFTER_OPENING_MS)

    def _soon(self, field: _Field) -> None:
        self._due.add(field)
        self._timer.start(AFTER_SAVE_MS)

    def look(self) -> None:
        """Look at every text that was written or shown since; where somebody still types, a little later."""
        due, self._due = self._due, set()
        looking = self._looking() if due else None
        for field in self._fields:
            editor = field.noted.editor
            if field not in due:
                continue
            if editor.hasFocus() and editor.has_unsaved_words:
                self._due.add(field)
                self._timer.start(AFTER_TYPING_MS)
            elif looking is not None:
                self._show(field, looking.asked(editor.text()))

    def _looking(self) -> "Looking | None":
        # The patterns are wanted once somebody has typed, not before the first paint.
        if not self._desk.document.is_open:
            return None
        try:
            return self._desk.identifying.looking()
        except RoadmapError:
            # A check that cannot be made holds nothing up.
            return None

    def _look_at(self, field: _Field) -> None:
        looking = self._looking()
        if looking is not None:
            self._show(field, looking.asked(field.noted.editor.text()))

    def _show(self, field: _Field, found: "Sequence[Passage]") -> None:
        noted = field.noted
        if not found or noted.editor.isReadOnly() or field.key() is None:
            noted.set_note("", "", ())
            return
        from roadmap_desktop.services.identifying import advice_on

        first, words = found[0], advice_on(found)
        is_new = noted.note_words() != words
        noted.set_note(
            words,
            noted.editor.accessibleName(),
            (
                (_("Mask it"), lambda: self._mask(field, first)),
                (_("Keep it"), lambda: self._keep(field, first)),
                (_("What this check misses"), self._learn_more),
            ),
        )
        if is_new:
            announce(noted.editor, words)

    def _keep(self, field: _Field, passage: "Passage") -> None:
        try:
            self._desk.identifying.keep(passage)
        except RoadmapError as error:
            self._tell(error)
        # The same words may stand in other fields.
        self._due.update(self._fields)
        self.look()
        field.noted.editor.setFocus()

    def _mask(self, field: _Field, passage: "Passage") -> None:
        from roadmap_desktop.services.identifying import mask_for

        editor, looking = field.noted.editor, self._looking()
        if looking is None:
            return
        same = [one for one in looking.asked(editor.text()) if (one.kind, one.said) == (passage.kind, passage.said)]
        editor.replace_stretches([(one.start, one.end, mask_for(one)) for one in same])
        editor.flush()
        self._look_at(field)
        editor.setFocus()
        if not editor.has_unsaved_words:
            self._offer_erasing(field)

    def _offer_erasing(self, field: _Field) -> None:
        from roadmap_desktop.ui.dialogs.versions_dialog import erase_masked_too

        key = field.key()
        try:
            self._desk.answering.leave_field()
            if key is not None and erase_masked_too(self._desk, self._messages, key):
                field.noted.editor.forget_steps()
        except RoadmapError as error:
            self._tell(error)

    def _tell(self, error: RoadmapError) -> None:
        from roadmap_desktop.sentences import sentence

        self._messages.tell(sentence(error))
