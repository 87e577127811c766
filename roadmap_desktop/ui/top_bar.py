"""The bar above the pages: whose file, which assessment, answering as whom, and the PDF."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.model.assessment import Assessment, AssessmentId, Respondent, RespondentId
from roadmap_desktop.ui.widgets.late_menu import LateMenu
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, on_a_button, text_button


class TopBar(QFrame):
    """Shows where the window is and lets it be changed."""

    assessment_chosen = Signal(str)  # assessment id
    respondent_chosen = Signal(str)  # respondent id
    command_wanted = Signal(str)  # name of a command

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self._name = PlainLabel("", self, role="heading", wrap=False)
        self._rounds: Sequence[Assessment] = ()
        self._round = AssessmentId("")
        self._respondents: Sequence[Respondent] = ()
        self._who = RespondentId("")
        self._assessment = self._chip(self._fill_rounds)
        self._respondent = self._chip(self._fill_respondents)
        self._export = text_button(_("Export PDF…"), self)
        self._export.setProperty("kind", "primary")
        self._export.clicked.connect(lambda: self.command_wanted.emit("export"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(10)
        layout.addWidget(self._name)
        layout.addWidget(self._assessment)
        layout.addWidget(self._respondent)
        layout.addStretch(1)
        layout.addWidget(self._export)

    def _chip(self, fill: Callable[[QMenu], None]) -> QToolButton:
        chip = QToolButton(self)
        chip.setProperty("kind", "chip")
        chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        chip.setMenu(LateMenu(fill, chip))
        return chip

    def show_state(
        self,
        name: str,
        rounds: Sequence[Assessment],
        assessment: AssessmentId,
        respondents: Sequence[Respondent],
        respondent: RespondentId,
    ) -> None:
        """Show the file's name, the round and who answers; both menus offer the others."""
        self._name.setText(name)
        self._rounds, self._round = rounds, assessment
        self._respondents, self._who = respondents, respondent
        for one in rounds:
            if one.id == assessment:
                title = _title(one)
                self._assessment.setText(f"{on_a_button(title)} ▾")
                self._assessment.setAccessibleName(_("Assessment: {title}").format(title=title))
        for other in respondents:
            if other.id == respondent:
                words = _("Answering as: {who}").format(who=_label(other))
                self._respondent.setText(f"{on_a_button(words)} ▾")
                self._respondent.setAccessibleName(words)

    def _fill_rounds(self, menu: QMenu) -> None:
        for one in self._rounds:
            action = menu.addAction(on_a_button(_title(one)))
            action.setCheckable(True)
            action.setChecked(one.id == self._round)
            action.triggered.connect(lambda _on=False, key=one.id: self.assessment_chosen.emit(key))
        menu.addSeparator()
        menu.addAction(_("Start a new assessment…")).triggered.connect(
            lambda _on=False: self.command_wanted.emit("start-round")
        )

    def _fill_respondents(self, menu: QMenu) -> None:
        for one in self._respondents:
            if one.has_left and one.id != self._who:
                continue
            action = menu.addAction(on_a_button(_label(one)))
            action.setCheckable(True)
            action.setChecked(one.id == self._who)
            action.triggered.connect(lambda _on=False, key=one.id: self.respondent_chosen.emit(key))
        menu.addSeparator()
        menu.addAction(_("Partner agencies…")).triggered.connect(lambda _on=False: self.command_wanted.emit("agencies"))


def _title(one: Assessment) -> str:
    return _("{title} (closed)").format(title=one.title) if one.is_closed else one.title


def _label(one: Respondent) -> str:
    return _("The task force") if one.is_task_force else one.label
