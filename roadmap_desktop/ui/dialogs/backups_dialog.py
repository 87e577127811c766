"""The backups of a file: when and why each was made, whether it is whole, what it lacks; opening one as a new file."""

from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.backups import Backup, Difference, Reason
from roadmap_desktop.sentences import sentence
from roadmap_desktop.services.backups import BackupService, Checked
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.jobs import Jobs
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.moments import moment_words
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class BackupsDialog(Frame):
    """A table of the backups, newest first, and what can be done with one; `wanted` is to be opened as a new file."""

    def __init__(self, service: BackupService, folder: Path, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(_("Backups of this file"), "", parent)
        self._service = service
        self._messages = messages
        self.wanted: Path | None = None
        self._backups: tuple[Backup, ...] = ()
        self._jobs = Jobs(self)
        self._jobs.advanced.connect(self._advanced)
        self._jobs.finished.connect(self._show_checked)
        self._jobs.failed.connect(self._stopped)
        self.say(
            _(
                "Each was opened and compared with its hashes when it was made. Opening one makes a new file; the "
                "present one stays as it is."
            ),
            "muted",
        )
        self.table = QTableWidget(0, 5, self)
        self.table.setAccessibleName(_("Backups, newest first"))
        self.table.setHorizontalHeaderLabels([_("When"), _("Why"), _("Answers"), _("Size"), _("Checked")])
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setMinimumHeight(160)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.body.addWidget(self.table, 1)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(_("How many backups are checked"))
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.outcome = self.say("")
        self.outcome.hide()
        self.open_button = QPushButton(_("Open as a new file…"), self)
        self.compare_button = QPushButton(_("Compare with now…"), self)
        self.check_button = QPushButton(_("Check my backups now"), self)
        self.open_button.clicked.connect(self._open)
        self.compare_button.clicked.connect(self._compare)
        self.check_button.clicked.connect(self._check)
        row = QHBoxLayout()
        for button in (self.open_button, self.compare_button, self.check_button):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.say(_("They are kept in {folder}").format(folder=folder), "small")
        self._fill()
        self.resize(820, 520)

    def _fill(self) -> None:
        self._backups = self._service.listed()
        self.table.setRowCount(len(self._backups))
        for row, backup in enumerate(self._backups):
            answers = _("cannot be read") if backup.answers is None else str(backup.answers)
            checked = _("when it was made") if backup.answers is not None else _("NOT readable")
            cells = (moment_words(backup.at), why_words(backup), answers, size_words(backup.size), checked)
            for column, words in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(words))
        there = bool(self._backups)
        for button in (self.open_button, self.compare_button, self.check_button):
            button.setEnabled(there)
        if there:
            self.table.selectRow(0)
        else:
            self._say(_("There is no backup yet. One is made soon after a file is opened, and each half hour of work."))

    def _say(self, words: str) -> None:
        self.outcome.setText(words)
        self.outcome.setVisible(bool(words))

    def _chosen(self) -> Backup | None:
        row = self.table.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def _open(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.wanted = chosen.path
            self.accept()

    def _compare(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        try:
            found = self._service.compare(chosen.path)
        except RoadmapError as error:
            self._say(sentence(error))
            return
        shown = ComparisonDialog(found, moment_words(chosen.at), self)
        shown.exec()
        shown.deleteLater()

    def _check(self) -> None:
        if self._jobs.is_busy:
            self._jobs.cancel()
            return
        self.check_button.setText(_("Cancel"))
        self.progress.setRange(0, len(self._backups))
        self.progress.setValue(0)
        self.progress.show()
        self._say("")
        self._jobs.start(self._service.checker())

    def _advanced(self, done: int, _total: int) -> None:
        self.progress.setValue(done)

    def _show_checked(self, found: tuple[Checked, ...]) -> None:
        self._end_check()
        by_path = {one.path: one for one in found}
        for row, backup in enumerate(self._backups):
            one = by_path.get(backup.path)
            if one is not None:
                words = _("now, whole") if one.is_whole else _("now, DAMAGED")
                self.table.setItem(row, 4, QTableWidgetItem(words))
        bad = sum(not one.is_whole for one in found)
        if bad:
            words = ngettext("{bad} of {all} backup is damaged.", "{bad} of {all} backups are damaged.", bad)
            self._say(words.format(bad=bad, all=len(found)) + " " + _("The others are whole."))
        else:
            words = ngettext(
                "{all} backup was checked; it is whole.", "{all} backups were checked; all are whole.", len(found)
            )
            self._say(words.format(all=len(found)))

    def _stopped(self, error: RoadmapError) -> None:
        self._end_check()
        self._say(sentence(error))

    def _end_check(self) -> None:
        self.progress.hide()
        self.check_button.setText(_("Check my backups now"))

    def done(self, result: int) -> None:
        """Closing the dialog ends what it started."""
        self._jobs.wait()
        super().done(result)


class ComparisonDialog(Frame):
    """What differs between a backup and now, with both texts."""

    def __init__(self, found: tuple[Difference, ...], when: str, parent: QWidget | None = None) -> None:
        super().__init__(_("What differs from the backup of {when}").format(when=when), "", parent)
        self._found = found
        self.summary = self.say(summary_words(found))
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Answers that differ"))
        self.list.setWordWrap(True)
        self.list.addItems(
            [" · ".join(part for part in (one.wording, one.who, one.assessment) if part) for one in found]
        )
        self.list.currentRowChanged.connect(self._show)
        self.body.addWidget(self.list, 1)
        row = QHBoxLayout()
        self.now, self.then = self._text(_("Now"), row), self._text(_("In the backup"), row)
        self.body.addLayout(row, 1)
        self.list.setCurrentRow(0)
        self.resize(860, 600)

    def _text(self, title: str, row: QHBoxLayout) -> QPlainTextEdit:
        column = QVBoxLayout()
        column.addWidget(PlainLabel(title, self, role="strong"))
        made = QPlainTextEdit(self)
        made.setReadOnly(True)
        made.setAccessibleName(title)
        column.addWidget(made, 1)
        row.addLayout(column, 1)
        return made

    def _show(self, row: int) -> None:
        one = self._found[row] if 0 <= row < len(self._found) else None
        self.now.setPlainText((one.now or _("No answer.")) if one is not None else "")
        self.then.setPlainText((one.then or _("No answer.")) if one is not None else "")


def place_words(one: Difference) -> str:
    """Where an answer stands."""
    return " · ".join(part for part in (one.wording, one.who, one.assessment) if part)


def summary_words(found: tuple[Difference, ...]) -> str:
    """What a backup lacks, has besides and has otherwise, in numbers."""
    if not found:
        return _("Every answer is the same as now.")
    lacks = sum(not one.then for one in found)
    besides = sum(not one.now for one in found)
    others = len(found) - lacks - besides
    counted = (
        (lacks, ngettext("it lacks {count} answer of now", "it lacks {count} answers of now", lacks)),
        (others, ngettext("{count} is worded otherwise", "{count} are worded otherwise", others)),
        (besides, ngettext("{count} is only in the backup", "{count} are only in the backup", besides)),
    )
    parts = [words.format(count=count) for count, words in counted if count]
    return _("This backup is not the same as now: {parts}.").format(parts=", ".join(parts))


def why_words(backup: Backup) -> str:
    """Why a backup was made."""
    words = {
        Reason.OPENED: _("at opening"),
        Reason.WORK: _("while working"),
        Reason.NAMED: _("named moment"),
        Reason.PROMPTS: _("before new prompts"),
        Reason.UPGRADE: _("before an upgrade"),
        Reason.RESTORE: _("before a restore"),
        Reason.OTHER: _("a checked copy"),
    }[backup.reason]
    return _("named “{name}”").format(name=backup.name) if backup.name else words


def size_words(size: int) -> str:
    """A size as people read it."""
    if size < 1_000_000:
        return _("{size} KB").format(size=QLocale().toString(-(-size // 1000)))
    return _("{size} MB").format(size=QLocale().toString(size / 1_000_000, "f", 1))
