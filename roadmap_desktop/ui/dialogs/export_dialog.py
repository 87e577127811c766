"""Choose what a PDF holds, write or print it in the background, and say what was checked."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QRectF, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from roadmap_desktop import paths
from roadmap_desktop.errors import Cancelled, RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.overview import Place
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.sentences import sentence
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest, ReportWritten, require_fit
from roadmap_desktop.services.temporary import private
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.crash import crash_words
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.dialogs.leaving_dialog import LeavingDialog
from roadmap_desktop.ui.dialogs.targets import choose_target
from roadmap_desktop.ui.jobs import Jobs
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class ExportDialog(Frame):
    """Reads the file at once, works on values in the background, and can be cancelled at any page."""

    def __init__(
        self, desk: Desk, place: Place, messages: Messages, parent: QWidget | None = None, *, prints: bool = False
    ) -> None:
        title = _("Print") if prints else _("Export PDF")
        super().__init__(title, _("Print…") if prints else _("Write the PDF…"), parent)
        self._desk = desk
        self._place = place
        self._messages = messages
        self._prints = prints
        self._service = ReportingService(desk.document)
        self._written: ReportWritten | None = None
        self._kept = self._masked = 0
        self.kind = QComboBox(self)
        self.kind.addItem(_("Assessment report, the whole round"), ReportKind.ASSESSMENT.value)
        self.kind.addItem(_("Summary, two pages"), ReportKind.SUMMARY.value)
        self.kind.addItem(_("Element sheet, a handout"), ReportKind.ELEMENT.value)
        self.kind.addItem(_("Action plan"), ReportKind.ACTION_PLAN.value)
        self.what = QComboBox(self)
        self.paper = QComboBox(self)
        self.paper.addItem(_("Letter"), "letter")
        self.paper.addItem(_("A4"), "a4")
        self.kind.activated.connect(self._choose_kind)
        form = QFormLayout()
        form.addRow(_("What to make"), self.kind)
        form.addRow(_("Which part"), self.what)
        form.addRow(_("Paper"), self.paper)
        self.body.addLayout(form)
        self.by_owner = self._box(_("A sheet for each owner"), False)
        self.unanswered = self._box(_("Also prompts without an answer"), False)
        self.notes = self._box(_("Also notes"), True)
        self.roles = self._box(_("Name the agencies that agreed to be named"), False)
        self.internal = self._box(_("Also what is marked internal only: keep such a PDF inside the task force"), False)
        self._add_password()
        self.say(
            _("A PDF leaves the house. Read it before you send it: no names, cases, places or dates of a person."),
            "muted",
        )
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(_("Progress"))
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.summary = PlainLabel("", self, role="strong")
        self.summary.hide()
        self.body.addWidget(self.summary)
        self._add_result_buttons()
        self.body.addStretch(1)
        self._jobs = Jobs(self)
        self._jobs.advanced.connect(self._show_progress)
        self._jobs.finished.connect(self._finish)
        self._jobs.failed.connect(self._fail)
        self._jobs.broke.connect(lambda error: self._messages.tell(crash_words(type(error).__name__)))
        self._choose_kind()
        self.resize(600, 440)

    def _box(self, words: str, on: bool) -> QCheckBox:
        box = QCheckBox(words, self)
        box.setChecked(on)
        self.body.addWidget(box)
        return box

    def _add_password(self) -> None:
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(_("No password"))
        words = _(
            "A password protects the file on its way; it is no permission to share it. Tell it in another way than "
            "the file, such as by phone. Nobody can open the PDF without it."
        )
        self.password.setAccessibleDescription(words)
        self._password_row = QWidget(self)
        form = QFormLayout(self._password_row)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(_("Password of the PDF"), self.password)
        form.addRow(PlainLabel(words, self._password_row, role="muted"))
        self._password_row.setVisible(not self._prints)
        self.body.addWidget(self._password_row)

    def _add_result_buttons(self) -> None:
        self._results = QWidget(self)
        row = QHBoxLayout(self._results)
        row.setContentsMargins(0, 0, 0, 0)
        for words, command in ((_("Open"), self._open), (_("Show in folder"), self._show_folder)):
            button = QPushButton(words, self._results)
            button.clicked.connect(command)
            row.addWidget(button)
        row.addStretch(1)
        self._results.hide()
        self.body.addWidget(self._results)

    def _choose_kind(self) -> None:
        # Only what changes something about this kind can be chosen.
        kind = ReportKind(self.kind.currentData())
        self.by_owner.setVisible(kind is ReportKind.ACTION_PLAN)
        for box in (self.unanswered, self.notes):
            box.setVisible(kind in (ReportKind.ASSESSMENT, ReportKind.ELEMENT))
        for box in (self.roles, self.internal):
            box.setVisible(kind is not ReportKind.ACTION_PLAN)
        self._fill_what()

    def _fill_what(self) -> None:
        pack = self._desk.reading.pack(self._place.assessment)
        scope = set(self._desk.reading.assessment(self._place.assessment).scope)
        self.what.clear()
        if self.kind.currentData() != ReportKind.ELEMENT.value:
            self.what.addItem(_("All areas"), ("", ""))
            for area in pack.areas:
                if scope & {element.id for element in area.elements}:
                    self.what.addItem(f"{area.number}  {area.title}", ("area", area.id))
            return
        for element in pack.elements:
            if element.id in scope:
                self.what.addItem(element.title, ("element", element.id))
        if self._place.element is not None:
            titles = [element.title for element in pack.elements if element.id == self._place.element]
            self.what.setCurrentText(titles[0] if titles else "")

    def request(self) -> ReportRequest:
        """What was chosen."""
        kind, name = self.what.currentData() or ("", "")
        return ReportRequest(
            ReportKind(self.kind.currentData()),
            self._place.assessment,
            elements=(name,) if kind == "element" else (),
            areas=(name,) if kind == "area" else (),
            paper=self.paper.currentData(),
            unanswered=self.unanswered.isChecked(),
            notes=self.notes.isChecked(),
            roles=self.roles.isChecked(),
            internal=self.internal.isChecked(),
            respondent=self._place.respondent,
            by_owner=self.by_owner.isChecked() and not self.by_owner.isHidden(),
        )

    def check(self) -> None:
        """Ask where to write, and start; the dialog stays open until the result is there."""
        if self._jobs.is_busy:
            return
        password = Passphrase(self.password.text()) if self.password.text() else None
        try:
            require_fit(password)
            report = self._service.gather(self.request(), date.today())
            found = self._service.leaving(report)
        except RoadmapError as error:
            self._fail(error)
            return
        self._kept = self._masked = 0
        if found:
            asked = LeavingDialog(found, self)
            goes_on = asked.exec()
            asked.deleteLater()
            if not goes_on:
                return
            report = self._service.without(report, asked.to_mask())
            self._kept, self._masked = len(found) - len(asked.to_mask()), len(asked.to_mask())
        # What cannot be printed is told before anything is written.
        words = self._service.unprintable(report)
        if words and not self._messages.confirm(words, _("Go on with the codes")):
            return
        if self._prints:
            self._start(lambda progress: self._service.render(report, progress))
            return
        suggestion = self._desk.document.path.with_name(f"{report.title}.pdf")
        path = choose_target(self._messages, _("Where to write the PDF"), suggestion, "PDF (*.pdf)")
        if path is not None:
            self._start(lambda progress: self._service.write(report, path, progress, password))

    def _start(self, work: Callable[[Progress], object]) -> None:
        self.problem.hide()
        self.summary.hide()
        self._results.hide()
        self.progress.setRange(0, 0)
        self.progress.show()
        self._jobs.start(work)

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _finish(self, result: object) -> None:
        self.progress.hide()
        if isinstance(result, bytes):
            self._print(result)
            return
        if not isinstance(result, ReportWritten):
            return
        self._written = result
        pages = ngettext("{count} page", "{count} pages", result.pages).format(count=result.pages)
        answers = ngettext("{count} answer", "{count} answers", result.answers).format(count=result.answers)
        words = _("Checked: {pages}, {answers}.").format(pages=pages, answers=answers)
        if self._kept or self._masked:
            words += " " + _("Passages that look identifying: {masked} masked, {kept} kept.").format(
                masked=self._masked, kept=self._kept
            )
        if result.missing:
            words += " " + _("These characters were printed as their code: {characters}").format(
                characters=" ".join(result.missing)
            )
        self.summary.setText(words)
        self.summary.show()
        self._results.show()
        announce(self, words)

    def _fail(self, error: RoadmapError) -> None:
        self.progress.hide()
        self.problem.setText(sentence(error))
        self.problem.show()
        if not isinstance(error, Cancelled):
            announce(self, sentence(error))

    def _open(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.path)))

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._written.path).parent)))

    def _print(self, data: bytes) -> None:
        # What the print system writes on the way goes into a folder of our own, and away at the end; its own spool
        # is not in our hands.
        with private(paths.temporary()):
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            dialog = QPrintDialog(printer, self)
            is_printed = dialog.exec() == QDialog.DialogCode.Accepted and print_pdf(data, printer)
            dialog.deleteLater()
        if is_printed:
            self.accept()

    def reject(self) -> None:
        """Cancel the work under way; without any, close."""
        if self._jobs.is_busy:
            self._jobs.cancel()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Never leave work behind."""
        self._jobs.wait()
        super().closeEvent(event)


def print_pdf(data: bytes, printer: QPrinter) -> bool:
    """Print the very bytes a PDF file would hold, page by page; False when they cannot be read."""
    target = printer.pageRect(QPrinter.Unit.DevicePixel)
    painter = QPainter()
    for number, page in enumerate(ReportingService.page_pictures(data, int(target.width()))):
        if number == 0 and not painter.begin(printer):
            return False
        if number:
            printer.newPage()
        image = QImage(page.pixels, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888)
        height = target.width() * page.height / page.width
        painter.drawImage(QRectF(0, 0, target.width(), height), image)
    return bool(painter.end())
