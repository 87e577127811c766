"""Choose a table or a calendar, look at what would leave, and write it in the background."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.overview import Place
from roadmap_desktop.services.exporting import CALENDAR_ENDING, ExportWritten, Outgoing, write
from roadmap_desktop.services.identifying import Looking
from roadmap_desktop.services.leaving_tables import leaving, without
from roadmap_desktop.services.tables import TableKind, TablesService
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.dialogs.leaving_dialog import LeavingDialog
from roadmap_desktop.ui.dialogs.writing_frame import WritingFrame
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.wrapped_box import WrappedBox

_CALENDAR = "calendar"


class TableDialog(WritingFrame):
    """Action plan, answers or calendar, as a file that other programs open."""

    def __init__(self, desk: Desk, place: Place, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(_("Export a table"), _("Write the file…"), messages, parent)
        self._desk = desk
        self._place = place
        self._outgoing: Outgoing | None = None
        self._looking: Looking | None = None
        self._kept = self._masked = 0
        self.what = QComboBox(self)
        self.what.addItem(_("Action plan"), TableKind.ACTION_PLAN.value)
        self.what.addItem(_("Answers of this assessment"), TableKind.ANSWERS.value)
        self.what.addItem(_("Dates of actions, for a calendar"), _CALENDAR)
        self.form = QComboBox(self)
        self.form.addItem(_("Spreadsheet (.xlsx)"), ".xlsx")
        self.form.addItem(_("Plain table (.csv)"), ".csv")
        self._rows = QFormLayout()
        self._rows.setHorizontalSpacing(12)
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._rows.addRow(_("What to export"), self.what)
        self._rows.addRow(_("Kind of file"), self.form)
        self.body.addLayout(self._rows)
        who = desk.reading.respondent(place.respondent).label
        self.whose = PlainLabel(_("These are the answers of {who}.").format(who=who), self)
        self.body.addWidget(self.whose)
        self.internal = WrappedBox(_("Also what is marked internal only: keep such a file inside the task force"), self)
        self.body.addWidget(self.internal)
        self.note = PlainLabel("", self, role="muted")
        self.body.addWidget(self.note)
        self.say(
            _("A table leaves the house. Read it before you send it: no names, cases, places or dates of a person."),
            "muted",
        )
        self.add_results()
        self.body.addStretch(1)
        self.what.currentIndexChanged.connect(self._choose)
        self.form.currentIndexChanged.connect(self._choose)
        self.internal.toggled.connect(self.forget_result)
        self._choose()
        self.resize(600, 340)

    def _choose(self) -> None:
        # Only what changes something about this export can be chosen.
        self.forget_result()
        what, ending = self.what.currentData(), self.ending
        self._rows.setRowVisible(self.form, what != _CALENDAR)
        for widget in (self.whose, self.internal):
            widget.setVisible(what == TableKind.ANSWERS.value)
        self.note.setText(
            {
                ".xlsx": _("For Excel, LibreOffice and Numbers. Nothing in it is a formula or a link."),
                ".csv": _(
                    "For other programs; for Excel choose the spreadsheet. A text that could be taken for a formula "
                    "gets an apostrophe in front."
                ),
                ".ics": _(
                    "For calendars. Only actions that are still to be done and have a date; a month stands on its "
                    "last day. Nobody is invited. Many calendars upload what they hold: ask before you import it."
                ),
            }[ending]
        )
        self.make_room()

    @property
    def ending(self) -> str:
        """How the name of the file ends."""
        return CALENDAR_ENDING if self.what.currentData() == _CALENDAR else str(self.form.currentData())

    def gathered(self) -> Outgoing:
        """What would leave, read from the file now."""
        tables, assessment = TablesService(self._desk.document), self._place.assessment
        if self.what.currentData() == _CALENDAR:
            return tables.calendar(assessment)
        if self.what.currentData() == TableKind.ANSWERS.value:
            return tables.answers(assessment, self._place.respondent, internal=self.internal.is_checked())
        return tables.action_plan(assessment, date.today())

    def check(self) -> None:
        """Look for what looks identifying, and go on with what was found; the dialog stays open for the result."""
        if self.jobs.is_busy:
            return
        self._kept = self._masked = 0
        try:
            outgoing = self._outgoing = self.gathered()
        except RoadmapError as error:
            self.fail(error)
            return
        looking = self._looking = self._desk.identifying.looking()
        self.begin()
        self.jobs.start(lambda progress: leaving(outgoing, looking, progress.report))

    def looked(self, found: object) -> None:
        """Show what looks identifying, ask where to write, and start."""
        outgoing, looking = self._outgoing, self._looking
        if outgoing is None or looking is None or not isinstance(found, tuple):
            return
        if found:
            asked = LeavingDialog(found, self)
            goes_on, to_mask = asked.exec(), asked.to_mask()
            asked.deleteLater()
            if not goes_on:
                return
            self._kept, self._masked = len(found) - len(to_mask), len(to_mask)
        else:
            to_mask = ()
        target = self._target()
        if target is not None:
            self.begin()
            # The day is enough: nobody needs to know at which minute it was written.
            stamp = datetime.combine(date.today(), time(), UTC)
            self.jobs.start(lambda progress: write(without(outgoing, to_mask, looking), target, stamp, progress))

    def _target(self) -> Path | None:
        name = _("Action dates") if self.what.currentData() == _CALENDAR else self.what.currentText()
        suggestion = self._desk.document.path.with_name(f"{name}{self.ending}")
        pattern = f"{self.ending[1:].upper()} (*{self.ending})"
        return self.choose_target(_("Where to write the file"), suggestion, pattern)

    def summary_of(self, written: ExportWritten) -> str:
        """How much was found again in the file."""
        if written.path.suffix.lower() == CALENDAR_ENDING:
            count = ngettext("{count} date", "{count} dates", written.count)
        else:
            count = ngettext("{count} row", "{count} rows", written.count)
        words = _("Checked: {count}, every one found again in the file.").format(
            count=count.format(count=written.count)
        )
        if self._kept or self._masked:
            words += " " + _("Passages that look identifying: {masked} masked, {kept} kept.").format(
                masked=self._masked, kept=self._kept
            )
        return words
