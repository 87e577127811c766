"""The partner agencies: who answers for themselves, and who may be named."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.model.assessment import Respondent
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.messages import Messages, tell_error
from roadmap_desktop.ui.pages.page import Page, clear, column
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class AgenciesPage(Page):
    """Adds, renames, merges and retires partner agencies."""

    def __init__(self, desk: Desk, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._messages = messages
        scroll, layout = column(self)
        layout.addWidget(PlainLabel(_("Partner agencies"), self, role="title"))
        layout.addWidget(
            PlainLabel(
                _(
                    "An agency can keep its own record beside the task force's: choose it under “Answering as”. What "
                    "it writes is internal until someone says otherwise, and its name is shown only where it agreed."
                ),
                self,
                role="muted",
            )
        )
        add = QPushButton(_("Add agency…"), self)
        add.setProperty("kind", "primary")
        add.clicked.connect(self._add)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        layout.addLayout(row)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        layout.addLayout(self._list)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def refresh(self) -> None:
        """Read the agencies again."""
        if self.place is None:
            return
        try:
            agencies = [found for found in self._desk.reading.respondents() if not found.is_task_force]
            disciplines = [(one.id, one.title) for one in self._desk.reading.pack(self.place.assessment).disciplines]
        except RoadmapError as error:
            self.failed.emit(error)
            return
        clear(self._list)
        for agency in agencies:
            self._list.addWidget(self._card(agency, agencies, disciplines))
        if not agencies:
            words = _("No agency yet. Add one when a partner wants to answer for itself before a meeting.")
            self._list.addWidget(PlainLabel(words, self, role="muted"))

    def _card(self, agency: Respondent, agencies: list[Respondent], disciplines: list[tuple[str, str]]) -> QWidget:
        card = QFrame(self)
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 12)
        title = _("{agency} (left)").format(agency=agency.label) if agency.has_left else agency.label
        layout.addWidget(PlainLabel(title, card, role="strong"))
        row = QHBoxLayout()
        box = QComboBox(card)
        box.setAccessibleName(_("Discipline of {agency}").format(agency=agency.label))
        box.addItem(_("No discipline chosen"), "")
        for discipline, name in disciplines:
            box.addItem(name, discipline)
        box.setCurrentIndex(max(0, box.findData(agency.discipline)))
        key = agency.agency
        if key is None:
            return card
        partners = self._desk.partners
        box.activated.connect(lambda _i: self._try(lambda: partners.rename(key, agency.label, box.currentData())))
        named = QCheckBox(_("May be named"), card)
        named.setAccessibleName(_("{agency} may be named").format(agency=agency.label))
        named.setChecked(agency.may_be_named)
        named.clicked.connect(lambda on: self._try(lambda: partners.allow_name(key, on)))
        row.addWidget(box)
        row.addWidget(named)
        row.addStretch(1)
        leave = _("Came back") if agency.has_left else _("Has left")
        commands: list[tuple[str, Callable[[], None]]] = [
            (_("Rename…"), lambda: self._rename(agency)),
            (leave, lambda: self._try(lambda: (partners.bring_back if agency.has_left else partners.retire)(key))),
        ]
        others = [other for other in agencies if other.id != agency.id]
        if others:
            commands.append((_("Merge into…"), lambda: self._merge(agency, others)))
        for words, command in commands:
            button = QPushButton(words, card)
            button.setProperty("kind", "link")
            button.setAccessibleName(f"{words} {agency.label}")
            button.clicked.connect(lambda _on=False, command=command: command())
            row.addWidget(button)
        layout.addLayout(row)
        return card

    def _try(self, change: Callable[[], object]) -> None:
        try:
            change()
        except RoadmapError as error:
            tell_error(self._messages, error)
            self.refresh()

    def _add(self) -> None:
        label = self._messages.ask_text(_("Add agency"), _("What is the agency called?"))
        if label is not None:
            self._try(lambda: self._desk.partners.add(label))

    def _rename(self, agency: Respondent) -> None:
        label = self._messages.ask_text(_("Rename agency"), _("What is the agency called now?"), agency.label)
        key = agency.agency
        if label is not None and key is not None:
            self._try(lambda: self._desk.partners.rename(key, label, agency.discipline))

    def _merge(self, agency: Respondent, others: list[Respondent]) -> None:
        labels = [_("{agency} (left)").format(agency=one.label) if one.has_left else one.label for one in others]
        question = _("Into which agency does “{agency}” go?").format(agency=agency.label)
        place = self._messages.ask_choice(_("Merge agencies"), question, labels, _("Go on…"))
        target = others[place] if place is not None else None
        if target is None or target.agency is None or agency.agency is None:
            return
        warning = _(
            "“{gone}” becomes part of “{kept}”. Where both answered, the texts stand below each other. "
            "Undo takes it back."
        ).format(gone=agency.label, kept=target.label)
        keep, gone = target.agency, agency.agency
        if self._messages.confirm(warning, _("Merge")):
            self._try(lambda: self._desk.partners.merge(keep, gone))
