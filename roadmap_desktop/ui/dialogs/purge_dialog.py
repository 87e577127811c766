"""Purge: choose what goes, answer three questions first, and read afterwards what was and was not reached."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.assessment import AssessmentId
from roadmap_desktop.sentences import sentence
from roadmap_desktop.services.purging import EXPORTS, PlaceReport, PurgeCounts, PurgeReport, PurgeScope, PurgeService
from roadmap_desktop.ui.clipboard import copy_text
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.dialogs.scrolling_frame import ScrollingFrame
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.moments import date_words
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.wrapped_box import WrappedBox


def questions() -> tuple[str, str, str]:
    """What has to be settled before anything is erased."""
    return (
        _("No record schedule of ours says that this must be kept longer."),
        _("No award condition does either; federal awards usually ask for three years and more after the last report."),
        _("No subpoena, court order, records request or legal hold has come or may come. We asked a lawyer."),
    )


def beyond_reach() -> str:
    """What no purge reaches; said before and after."""
    return _(
        "Copies in e-mail, in the version history of a cloud folder, on paper and on other people's computers are not "
        "reached. On solid-state drives and USB sticks old traces can remain in spare areas that no program reaches. "
        "Only disk encryption from the first day protects against that."
    )


class PurgeDialog(ScrollingFrame):
    """What goes, with counts that follow the choice; the main button works once three questions are answered."""

    def __init__(self, desk: Desk, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(_("Purge what was written"), _("Purge…"), parent)
        self._service = PurgeService(desk.document)
        self._messages = messages
        self.say(
            _(
                "Purging erases answers, stages and notes from this file and from its backups, for good. Nobody "
                "can undo it."
            )
        )
        self.rounds = self._list(_("Assessments to purge"), 3)
        for one in desk.reading.assessments():
            words = _("{title} (closed)") if one.is_closed else _("{title} (open)")
            row = QListWidgetItem(words.format(title=one.title), self.rounds)
            row.setData(Qt.ItemDataRole.UserRole, one.id)
            row.setCheckState(Qt.CheckState.Unchecked)
        self.rounds.setCurrentRow(0)
        self.plan = self._box(_("The whole action plan and all evidence as well"))
        self.counted = self.say("", "muted")
        self.say(_("Before you purge, please settle these:"))
        self.settled = [self._box(words) for words in questions()]
        self._add_exports()
        self.say(beyond_reach(), "muted")
        if earlier := self._service.purged_on():
            last = date_words(earlier[-1].astimezone().date())
            self.say(_("This file was purged before, last on {day}.").format(day=last), "muted")
        self.body.addStretch(1)
        self.rounds.itemChanged.connect(lambda _item: self._count())
        self.plan.toggled.connect(lambda _on: self._count())
        self._count()
        self.resize(720, 680)

    def _list(self, name: str, lines: int) -> QListWidget:
        made = QListWidget(self)
        made.setAccessibleName(name)
        made.setFixedHeight(made.fontMetrics().height() * 2 * lines)
        self.body.addWidget(PlainLabel(name, self))
        self.body.addWidget(made)
        return made

    def _box(self, words: str) -> WrappedBox:
        box = WrappedBox(words, self)
        self.body.addWidget(box)
        return box

    def _add_exports(self) -> None:
        self.exports = self._list(_("PDFs and other copies of it that you know of and want erased as well"), 2)
        add, leave = QPushButton(self), QPushButton(self)
        add.setText(_("Add a file…"))
        leave.setText(_("Leave it out"))
        add.clicked.connect(self._add_export)
        leave.clicked.connect(lambda: self.exports.takeItem(self.exports.currentRow()))
        row = QHBoxLayout()
        row.addWidget(add)
        row.addWidget(leave)
        row.addStretch(1)
        self.body.addLayout(row)

    def _add_export(self) -> None:
        pattern = " ".join(f"*{ending}" for ending in EXPORTS)
        kinds = _("Files that Roadmap Desktop writes ({pattern})").format(pattern=pattern)
        path = self._messages.choose_to_open(_("Which file is to be erased?"), str(Path.home()), kinds)
        if path is not None and path not in self.chosen_exports():
            self.exports.addItem(str(path))
            self.exports.setCurrentRow(self.exports.count() - 1)

    def _count(self) -> None:
        self.counted.setText(counts_words(self._service.counts(self.scope())))

    def missing(self) -> str:
        """Something has to be chosen, and each question settled; then one last question is asked."""
        counts = self._service.counts(self.scope())
        if counts.is_nothing:
            return _("Please choose what to purge; nothing is written in what is chosen now.")
        if not all(box.is_checked() for box in self.settled):
            return _("Please settle the three questions first. If one of them is open, do not purge yet.")
        words = "\n\n".join((counts_words(counts), _("This cannot be undone.")))
        return "" if self._messages.confirm(words, _("Purge for good")) else _("Nothing was purged.")

    def scope(self) -> PurgeScope:
        """What is chosen."""
        rows = [self.rounds.item(place) for place in range(self.rounds.count())]
        chosen = [row for row in rows if row.checkState() is Qt.CheckState.Checked]
        ids = tuple(AssessmentId(row.data(Qt.ItemDataRole.UserRole)) for row in chosen)
        return PurgeScope(ids, self.plan.is_checked())

    def chosen_exports(self) -> tuple[Path, ...]:
        """The other files that are to go."""
        return tuple(Path(self.exports.item(place).text()) for place in range(self.exports.count()))


class PurgeReportDialog(Frame):
    """What was erased and what was not, place by place, to read and to keep."""

    def __init__(self, lines: Sequence[str], title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, "", parent)
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("What was erased and what was not"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems(list(lines))
        self.list.setCurrentRow(0)
        self.body.addWidget(self.list, 1)
        self.say(beyond_reach(), "muted")
        copy = QPushButton(self)
        copy.setText(_("Copy this report"))
        copy.clicked.connect(lambda: copy_text("\n".join((*lines, beyond_reach()))))
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        self.body.addLayout(row)
        self.resize(700, 460)


def counts_words(counts: PurgeCounts) -> str:
    """What would go, in numbers."""
    parts = (
        ngettext("{count} answer", "{count} answers", counts.answers).format(count=counts.answers),
        ngettext("{count} stage", "{count} stages", counts.placements).format(count=counts.placements),
        ngettext("{count} note", "{count} notes", counts.notes).format(count=counts.notes),
        ngettext("{count} action item", "{count} action items", counts.actions).format(count=counts.actions),
        ngettext("{count} piece of evidence", "{count} pieces of evidence", counts.evidence).format(
            count=counts.evidence
        ),
        ngettext("{count} backup", "{count} backups", counts.backups).format(count=counts.backups),
    )
    return _("To be erased: {things}.").format(things=", ".join(parts))


def report_lines(report: PurgeReport) -> list[str]:
    """A report as sentences."""
    lines = [
        ngettext(
            "Erased from the file: {count} answer with its earlier versions, and everything that belonged to it.",
            "Erased from the file: {count} answers with their earlier versions, and everything that belonged to them.",
            report.counts.answers,
        ).format(count=report.counts.answers)
    ]
    if not report.is_compact:
        lines.append(
            _("The words in the file were overwritten, but the file could not be made smaller: the disk may be full.")
        )
    lines += [place_words(one) for one in (*report.backups, *report.exports)]
    if report.new_backup is not None:
        lines.append(_("One new backup without them was made and checked: {path}").format(path=report.new_backup))
    return lines


def place_words(place: PlaceReport) -> str:
    """What became of one file."""
    if place.error is None:
        return _("Overwritten and removed: {path}").format(path=place.path)
    return _("NOT erased: {path}. {reason}").format(path=place.path, reason=sentence(place.error))
