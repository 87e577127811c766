"""Start an assessment, and choose the elements of one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from roadmap_desktop.content.schema import ContentPack, ElementId
from roadmap_desktop.i18n import _
from roadmap_desktop.model.assessment import Assessment, AssessmentId
from roadmap_desktop.model.text import NAME_LIMIT, clean_name
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.dialogs.scope_choice import ScopeChoice


class StartRoundDialog(Frame):
    """A new round, empty or carried forward from an earlier one."""

    def __init__(self, pack: ContentPack, rounds: Sequence[Assessment], parent: QWidget | None = None) -> None:
        super().__init__(_("Start a new assessment"), _("Start it"), parent)
        self._title = QLineEdit(_("Review {year}").format(year=date.today().year), self)
        self._title.setMaxLength(NAME_LIMIT)
        self._carry = QComboBox(self)
        self._carry.addItem(_("Start empty"), "")
        for one in reversed(rounds):
            self._carry.addItem(_("Carry forward from {title}, as drafts").format(title=one.title), one.id)
        form = QFormLayout()
        form.addRow(_("What is it called?"), self._title)
        form.addRow(_("What does it start from?"), self._carry)
        self.body.addLayout(form)
        words = _("Carrying forward copies the task force's answers and stages, never those of partners.")
        self.say(words, "muted")
        self._scope = ScopeChoice(pack, rounds[-1].scope, self)
        self.body.addWidget(self._scope, 1)
        self.resize(640, 560)

    def missing(self) -> str:
        """A title and at least one element are needed."""
        if not clean_name(self._title.text()):
            return _("Please say what the assessment is called.")
        return "" if self._scope.chosen() else _("Please choose at least one element.")

    def title(self) -> str:
        """What it is called."""
        return self._title.text()

    def scope(self) -> tuple[ElementId, ...]:
        """What it covers."""
        return self._scope.chosen()

    def carry_from(self) -> AssessmentId | None:
        """The round it starts from; None for an empty start."""
        found = self._carry.currentData()
        return AssessmentId(found) if found else None


class ScopeDialog(Frame):
    """The elements of a round."""

    def __init__(self, pack: ContentPack, scope: Sequence[ElementId], parent: QWidget | None = None) -> None:
        super().__init__(_("Elements of this assessment"), _("Use these"), parent)
        self.say(_("Answers to an element that is left out stay in the file and come back with it."), "muted")
        self._scope = ScopeChoice(pack, scope, self)
        self.body.addWidget(self._scope, 1)
        self.resize(600, 520)

    def missing(self) -> str:
        """At least one element is needed."""
        return "" if self._scope.chosen() else _("Please choose at least one element.")

    def scope(self) -> tuple[ElementId, ...]:
        """The chosen elements."""
        return self._scope.chosen()
