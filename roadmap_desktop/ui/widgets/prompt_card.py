"""One prompt with its answer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.answers import AnswerState, StoredAnswer, Visibility
from roadmap_desktop.model.terms import Occurrence
from roadmap_desktop.model.text import clean_text, turning_places
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.qt_numbers import ALIGN_TOP
from roadmap_desktop.ui.widgets.answer_editor import AnswerEditor
from roadmap_desktop.ui.widgets.chips import ChoiceChip, FlagChip
from roadmap_desktop.ui.widgets.flow_layout import AT_RIGHT, FlowRow
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, restyled
from roadmap_desktop.ui.widgets.term_label import TermLabel
from roadmap_desktop.ui.words import saved_words

if TYPE_CHECKING:
    from roadmap_desktop.ui.widgets.hidden_note import HiddenNote
    from roadmap_desktop.ui.widgets.identifying_note import IdentifyingNote
    from roadmap_desktop.ui.widgets.prompt_mark import PromptMark


def state_titles() -> list[tuple[str, str]]:
    """What the states of an answer are called."""
    return [
        (AnswerState.DRAFT.value, _("Draft")),
        (AnswerState.READY.value, _("Ready")),
        (AnswerState.NOT_OUR_ROLE.value, _("Not our role")),
    ]


class PromptCard(QFrame):
    """Shows one prompt and its answer; says what the user did; saves nothing itself."""

    answer_edited = Signal(str, str)  # prompt id, text
    state_chosen = Signal(str, str, str)  # prompt id, answer state, reason
    discuss_chosen = Signal(str, bool)  # prompt id, whether it needs discussion
    visibility_chosen = Signal(str, str)  # prompt id, visibility
    versions_wanted = Signal(str)  # prompt id
    field_left = Signal(str)  # prompt id
    too_long = Signal(str, int, int)  # prompt id, length, limit
    undo_beyond = Signal()
    redo_beyond = Signal()
    explained = Signal(str)  # a term and its definition

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.prompt_id = ""
        self._stored: StoredAnswer | None = None
        self._mark: PromptMark | None = None
        self._note: IdentifyingNote | None = None
        self.hidden: HiddenNote | None = None  # says that the answer holds hidden direction characters, once one did
        self._shown = ("", "", "")
        self._number = PlainLabel("", self, role="number", wrap=False)
        self._number.setProperty("alignment", ALIGN_TOP)
        self._text = TermLabel("", self, role="prompt")
        self._guidance_button = QToolButton(self)
        self._guidance_button.setCheckable(True)
        self._guidance_button.setProperty("kind", "link")
        self._guidance_button.toggled.connect(self._fold)
        self._guidance = TermLabel("", self, role="muted")
        self._wording = PlainLabel("", self, role="small")
        self._answer = AnswerEditor(self)
        self._answer.setPlaceholderText(_("Write the answer here…"))
        self._reason = QLineEdit(self)
        self._reason.setPlaceholderText(_("Why is this not our role? (one sentence)"))
        self._chips = FlowRow(self)
        self._state = ChoiceChip(_("State of the answer"), state_titles(), self._chips)
        self._discuss = FlagChip(_("Discuss"), self._chips)
        self._internal = FlagChip(_("Internal only"), self._chips)
        self._counter = PlainLabel("", self._chips, role="small", wrap=False)
        self._status = PlainLabel("", self._chips, role="small", wrap=False)
        self._versions = QPushButton(self._chips)
        self._versions.setProperty("kind", "link")
        self._problem = PlainLabel("", self, role="warning")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for widget in (self._state, self._discuss, self._internal):
            self._chips.add(widget)
        for status in (self._counter, self._status, self._versions):
            status.setProperty(AT_RIGHT, True)
            self._chips.add(status)
        body = self._body = QVBoxLayout()
        body.setSpacing(8)
        for part in (self._text, self._guidance_button, self._guidance, self._wording, self._answer, self._reason):
            body.addWidget(part)
        body.addWidget(self._chips)
        body.addWidget(self._problem)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(self._number)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self._answer.edited.connect(lambda text: self.answer_edited.emit(self.prompt_id, text))
        self._answer.left.connect(self._leave)
        self._answer.too_long.connect(lambda length, limit: self.too_long.emit(self.prompt_id, length, limit))
        self._answer.textChanged.connect(lambda: self._counter.setText(self._answer.counter()))
        self._answer.textChanged.connect(self._look_for_hidden)
        self._answer.undo_beyond.connect(self.undo_beyond)
        self._answer.redo_beyond.connect(self.redo_beyond)
        self._state.chosen.connect(self._choose_state)
        self._reason.editingFinished.connect(self._finish_reason)
        self._discuss.clicked.connect(lambda on: self.discuss_chosen.emit(self.prompt_id, on))
        self._internal.clicked.connect(self._choose_visibility)
        self._versions.clicked.connect(lambda: self.versions_wanted.emit(self.prompt_id))
        for label in (self._text, self._guidance):
            label.explained.connect(self.explained)

    @property
    def editor(self) -> AnswerEditor:
        """The field, for moving the focus and searching in it."""
        return self._answer

    def set_prompt(self, prompt_id: str, number: str, text: str, guidance: str) -> None:
        """Make this the card of a prompt; cards are used again from element to element, and left alone for the same."""
        if (self.prompt_id, self._shown) == (prompt_id, (number, text, guidance)):
            return
        self._shown = (number, text, guidance)
        self.prompt_id = prompt_id
        self._stored = None
        self._reason.clear()
        self._number.setText(number)
        self._number.setVisible(bool(number))
        for label, words in ((self._text, text), (self._guidance, guidance)):
            label.set_terms(())
            label.setText(words)
        self._guidance_button.setVisible(bool(guidance))
        self._guidance_button.setChecked(False)
        self._fold(False)
        # Screen readers announce the field together with its question.
        self._answer.setAccessibleName(_("Answer to: {prompt}").format(prompt=text))
        self._reason.setAccessibleName(_("Why this is not our role: {prompt}").format(prompt=text))
        self._state.setAccessibleDescription(text)
        for chip in (self._discuss, self._internal):
            chip.setAccessibleDescription(text)

    def set_terms(self, find: Callable[[str], Sequence[Occurrence]]) -> None:
        """Underline the terms of the glossary in the prompt and its guidance."""
        for label in (self._text, self._guidance):
            label.set_terms(find(label.text()))

    @property
    def has_guidance(self) -> bool:
        """True when the prompt has guidance of its own."""
        return bool(self._guidance.text())

    def toggle_guidance(self) -> None:
        """Open or fold the guidance of this prompt."""
        self._guidance_button.toggle()

    def _look_for_hidden(self) -> None:
        # The note looks by itself once it is there.
        if self.hidden is None and turning_places(self._answer.toPlainText()):
            from roadmap_desktop.ui.widgets.hidden_note import HiddenNote

            self.hidden = HiddenNote(self._answer, self._body)

    def set_mark(self, words: str, offers: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Say what sets the prompt apart, such as being our own; the line is made when the first one needs it."""
        if self._mark is None:
            if not words:
                return
            from roadmap_desktop.ui.widgets.prompt_mark import PromptMark

            self._mark = PromptMark(self)
            self._body.insertWidget(0, self._mark)
        self._mark.show_mark(words, self._text.text(), offers)
        self._mark.setVisible(bool(words))

    @property
    def mark(self) -> "PromptMark | None":
        """What sets the prompt apart, once something did."""
        return self._mark

    def set_note(self, words: str, about: str, offers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Say under the answer that something in it looks identifying; no words take the note away."""
        if self._note is None:
            if not words:
                return
            from roadmap_desktop.ui.widgets.identifying_note import IdentifyingNote

            self._note = IdentifyingNote(self)
            self._body.insertWidget(self._body.indexOf(self._answer) + 1, self._note)
        if words:
            self._note.show_note(words, about, offers)
        else:
            self._note.hide()

    @property
    def note(self) -> "IdentifyingNote | None":
        """The note about identifying detail, once there was one."""
        return self._note

    def note_words(self) -> str:
        """What is said about identifying detail now."""
        return self._note.words() if self._note is not None and not self._note.isHidden() else ""

    def set_answer(self, stored: StoredAnswer, wording: str = "") -> None:
        """Show a stored answer without announcing it as a new one.

        `wording` is the earlier wording that was answered, where the prompt has another one now.
        """
        self._answer.set_text(stored.answer.text)
        self._wording.setText(_("Answered when the prompt read: {wording}").format(wording=wording) if wording else "")
        self._wording.setVisible(bool(wording))
        self._show(stored)

    def show_saved(self, stored: StoredAnswer) -> None:
        """What is on disk now; the field is left alone, for someone may be typing."""
        self._answer.mark_saved(stored.answer.text)
        before = self._state.accessibleName()
        self._show(stored)
        if self._state.accessibleName() != before:
            announce(self._state, self._state.accessibleName())

    def show_not_saved(self, sentence: str) -> None:
        """Say that the words are not on disk; they stay in the field."""
        self._problem.setText(_("NOT SAVED. {sentence}").format(sentence=sentence))
        self._problem.setVisible(True)
        self._status.setText(_("NOT SAVED"))
        self._status.set_role("warning")

    def _show(self, stored: StoredAnswer) -> None:
        answer = stored.answer
        self._show_reason(answer.reason)
        self._stored = stored
        is_ours = answer.state is not AnswerState.NOT_OUR_ROLE
        untouched = is_ours and not answer.text.strip()
        self._state.set_choice(answer.state.value, _("Not started") if untouched else "")
        self._discuss.set_on(answer.discuss)
        self._internal.set_on(answer.visibility is Visibility.INTERNAL)
        self._reason.setVisible(not is_ours)
        self._answer.setVisible(is_ours or bool(answer.text))
        self._problem.setVisible(False)
        carried = _("Carried from {title}").format(title=answer.carried_from) if answer.carried_from else ""
        self._status.set_role("small")
        self._status.setText(" · ".join(filter(None, (carried, saved_words(stored)))))
        earlier = stored.earlier_versions
        self._versions.setVisible(earlier > 0 or stored.erased_on is not None)
        words = ngettext("{count} earlier version", "{count} earlier versions", earlier).format(count=earlier)
        self._versions.setText(words if earlier else _("History"))
        self._versions.setAccessibleName(_("{words} of this answer").format(words=self._versions.text()))
        restyled(self._answer, state=answer.state.value)

    def set_read_only(self, read_only: bool) -> None:
        """In a closed assessment everything can be read and nothing changed."""
        self._answer.setReadOnly(read_only)
        self._reason.setReadOnly(read_only)
        for chip in (self._state, self._discuss, self._internal):
            chip.setEnabled(not read_only)
        if self.hidden is not None:
            self.hidden.look()

    def flush(self) -> None:
        """Announce what was typed and not yet announced."""
        self._answer.flush()
        self._finish_reason()

    def _show_reason(self, reason: str) -> None:
        # Another change of this card was saved; what is being typed here was not.
        before = self._stored.answer.reason if self._stored is not None else ""
        is_typing = self._reason.hasFocus() and clean_text(self._reason.text()) != before
        if not is_typing:
            self._reason.setText(reason)

    def _leave(self) -> None:
        restyled(self, focused="false")
        self.field_left.emit(self.prompt_id)

    def _fold(self, opened: bool) -> None:
        self._guidance.setVisible(opened)
        self._guidance_button.setText(_("Hide guidance") if opened else _("Show guidance"))

    def _choose_state(self, state: str) -> None:
        self._answer.flush()
        self.state_chosen.emit(self.prompt_id, state, self._reason.text())
        if state == AnswerState.NOT_OUR_ROLE.value:
            self._reason.setFocus()

    def _finish_reason(self) -> None:
        stored = self._stored
        if (
            stored is not None
            and stored.answer.state is AnswerState.NOT_OUR_ROLE
            and clean_text(self._reason.text()) != stored.answer.reason
        ):
            self.state_chosen.emit(self.prompt_id, stored.answer.state.value, self._reason.text())

    def _choose_visibility(self, internal: bool) -> None:
        visibility = Visibility.INTERNAL if internal else Visibility.SHAREABLE
        self.visibility_chosen.emit(self.prompt_id, visibility.value)
