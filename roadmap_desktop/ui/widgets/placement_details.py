"""Why an element is placed where it is, how far the group agrees, and who sees it differently."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.model.answers import Visibility
from roadmap_desktop.model.placements import Agreement, StagePlacement
from roadmap_desktop.model.text import NOTE_LIMIT, turning_places
from roadmap_desktop.ui.widgets.answer_editor import AnswerEditor
from roadmap_desktop.ui.widgets.chips import ChoiceChip, FlagChip
from roadmap_desktop.ui.widgets.identifying_note import NoteBelow
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.words import agreements

if TYPE_CHECKING:
    from roadmap_desktop.ui.widgets.hidden_note import HiddenNote


class PlacementDetails(QFrame):
    """Edits the words of a placement; saves nothing itself."""

    placement_edited = Signal(object)  # StagePlacement as it should be
    field_left = Signal()
    too_long = Signal(int, int)  # length, limit
    undo_beyond = Signal()
    redo_beyond = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._placement: StagePlacement | None = None
        self._reason = self._editor(_("Why this stage"), _("What do we see that puts us here?"))
        self._reason_internal = FlagChip(_("Reason internal only"), self)
        self._agreement = ChoiceChip(_("Level of agreement"), [(one.value, title) for one, title in agreements()], self)
        self._dissent = self._editor(_("Who sees it differently, and how"), _("By role or agency, never by name"))
        self._dissent_internal = FlagChip(_("Dissent internal only"), self)
        self._status = PlainLabel("", self, role="warning")
        self._group_only = QWidget(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.addWidget(PlainLabel(_("Why this stage"), self, role="strong"))
        layout.addWidget(self._reason)
        reason = NoteBelow(self._reason, layout)
        row = QHBoxLayout()
        row.addWidget(self._reason_internal)
        row.addStretch(1)
        layout.addLayout(row)
        group = QVBoxLayout(self._group_only)
        group.setContentsMargins(0, 6, 0, 0)
        level = QHBoxLayout()
        level.addWidget(PlainLabel(_("Level of agreement"), self, role="strong", wrap=False))
        level.addWidget(self._agreement)
        level.addStretch(1)
        group.addLayout(level)
        group.addWidget(PlainLabel(_("Who sees it differently, and how"), self, role="strong"))
        group.addWidget(self._dissent)
        self._places = ((self._reason, layout), (self._dissent, group))
        self.hidden: dict[AnswerEditor, HiddenNote] = {}  # where a text held hidden direction characters
        self.noted = (reason, NoteBelow(self._dissent, group))  # where a note about identifying detail can stand
        below = QHBoxLayout()
        below.addWidget(self._dissent_internal)
        below.addStretch(1)
        group.addLayout(below)
        layout.addWidget(self._group_only)
        layout.addWidget(self._status)
        self._connect()

    def _editor(self, name: str, placeholder: str) -> AnswerEditor:
        editor = AnswerEditor(self, limit=NOTE_LIMIT, lines=1)
        editor.setAccessibleName(name)
        editor.setPlaceholderText(placeholder)
        return editor

    def _connect(self) -> None:
        self._reason.edited.connect(lambda text: self._change(reason=text))
        self._dissent.edited.connect(lambda text: self._change(dissent=text))
        self._agreement.chosen.connect(lambda level: self._change(agreement=Agreement(level)))
        self._reason_internal.clicked.connect(lambda on: self._change(reason_visibility=_visibility(on)))
        self._dissent_internal.clicked.connect(lambda on: self._change(dissent_visibility=_visibility(on)))
        for editor in (self._reason, self._dissent):
            editor.left.connect(self.field_left)
            editor.too_long.connect(self.too_long)
            editor.undo_beyond.connect(self.undo_beyond)
            editor.redo_beyond.connect(self.redo_beyond)
            editor.textChanged.connect(self._look_for_hidden)

    def _look_for_hidden(self) -> None:
        for editor, layout in self._places:
            if editor not in self.hidden and turning_places(editor.toPlainText()):
                from roadmap_desktop.ui.widgets.hidden_note import HiddenNote

                self.hidden[editor] = HiddenNote(editor, layout)

    @property
    def reason(self) -> AnswerEditor:
        """The field for why, for moving the focus."""
        return self._reason

    def set_placement(self, placement: StagePlacement, *, is_task_force: bool, read_only: bool) -> None:
        """Show a stored placement without announcing it; agreement and dissent are the task force's only."""
        self._placement = placement
        self._reason.set_text(placement.reason)
        self._dissent.set_text(placement.dissent)
        self._agreement.set_choice(placement.agreement.value)
        self._reason_internal.set_on(placement.reason_visibility is Visibility.INTERNAL)
        self._dissent_internal.set_on(placement.dissent_visibility is Visibility.INTERNAL)
        self._group_only.setVisible(is_task_force)
        self._status.setVisible(False)
        for editor in (self._reason, self._dissent):
            editor.setReadOnly(read_only)
        for note in self.hidden.values():
            note.look()
        for chip in (self._agreement, self._reason_internal, self._dissent_internal):
            chip.setEnabled(not read_only)

    def show_saved(self, placement: StagePlacement) -> None:
        """What is on disk now; the fields are left alone, for someone may be typing."""
        self._placement = placement
        self._reason.mark_saved(placement.reason)
        self._dissent.mark_saved(placement.dissent)
        self._agreement.set_choice(placement.agreement.value)
        self._status.setVisible(False)

    def show_not_saved(self, sentence: str) -> None:
        """Say that the words are not on disk; they stay in the fields."""
        self._status.setText(_("NOT SAVED. {sentence}").format(sentence=sentence))
        self._status.setVisible(True)

    def flush(self) -> None:
        """Announce what was typed and not yet announced."""
        self._reason.flush()
        self._dissent.flush()

    def _change(self, **changes: object) -> None:
        if self._placement is not None:
            words = {"reason": self._reason.text(), "dissent": self._dissent.text()}
            self.placement_edited.emit(replace(self._placement, **{**words, **changes}))


def _visibility(internal: bool) -> Visibility:
    return Visibility.INTERNAL if internal else Visibility.SHAREABLE
