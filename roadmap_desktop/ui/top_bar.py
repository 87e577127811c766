"""The bar above the pages: whose file, which assessment, answering as whom, and the PDF."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.model.assessment import Assessment, AssessmentId, Respondent, RespondentId
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, on_a_button


class TopBar(QWidget):
    """Shows where the window is and lets it be changed."""

    assessment_chosen = Signal(str)  # assessment id
    respondent_chosen = Signal(str)  # respondent id
    command_wanted = Signal(str)  # name of a command

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = PlainLabel("", self, role="heading", wrap=False)
        self._assessment = self._chip()
        self._respondent = self._chip()
        self._export = QPushButton(_("Export PDF…"), self)
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

    def _chip(self) -> QToolButton:
        chip = QToolButton(self)
        chip.setProperty("kind", "chip")
        chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        chip.setMenu(QMenu(chip))
        return chip

    def show_state(
        self,
        name: str,
        rounds: Sequence[Assessment],
        assessment: AssessmentId,
        respondents: Sequence[Respondent],
        respondent: RespondentId,
    ) -> None:
        """Show the file's name, the round and who answers; fill both menus."""
        self._name.setText(name)
        menu = self._assessment.menu()
        menu.clear()
        for one in rounds:
            title = _("{title} (closed)").format(title=one.title) if one.is_closed else one.title
            action = menu.addAction(on_a_button(title))
            action.setCheckable(True)
            action.setChecked(one.id == assessment)
            action.triggered.connect(lambda _on=False, key=one.id: self.assessment_chosen.emit(key))
            if one.id == assessment:
                self._assessment.setText(f"{on_a_button(title)} ▾")
                self._assessment.setAccessibleName(_("Assessment: {title}").format(title=title))
        menu.addSeparator()
        menu.addAction(_("Start a new assessment…")).triggered.connect(
            lambda _on=False: self.command_wanted.emit("start-round")
        )
        self._show_respondents(respondents, respondent)

    def _show_respondents(self, respondents: Sequence[Respondent], respondent: RespondentId) -> None:
        menu = self._respondent.menu()
        menu.clear()
        for one in respondents:
            if one.has_left and one.id != respondent:
                continue
            label = _("The task force") if one.is_task_force else one.label
            action = menu.addAction(on_a_button(label))
            action.setCheckable(True)
            action.setChecked(one.id == respondent)
            action.triggered.connect(lambda _on=False, key=one.id: self.respondent_chosen.emit(key))
            if one.id == respondent:
                words = _("Answering as: {who}").format(who=label)
                self._respondent.setText(f"{on_a_button(words)} ▾")
                self._respondent.setAccessibleName(words)
        menu.addSeparator()
        menu.addAction(_("Partner agencies…")).triggered.connect(lambda _on=False: self.command_wanted.emit("agencies"))
