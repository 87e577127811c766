"""A dialog that looks at what would leave and writes one file, both in the background, and says what was checked."""

from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QProgressBar, QPushButton, QWidget

from roadmap_desktop.errors import Cancelled, RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.sentences import sentence
from roadmap_desktop.services.exporting import ExportWritten
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.crash import crash_words
from roadmap_desktop.ui.dialogs.scrolling_frame import ScrollingFrame
from roadmap_desktop.ui.dialogs.targets import choose_target
from roadmap_desktop.ui.jobs import Jobs
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class WritingFrame(ScrollingFrame):
    """Stays open while it writes; a first Cancel stops the work, the next closes the dialog."""

    def __init__(self, title: str, accept_words: str, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(title, accept_words, parent)
        self.messages = messages
        self.written: ExportWritten | None = None
        self.jobs = Jobs(self)
        self.jobs.advanced.connect(self._show_progress)
        self.jobs.finished.connect(self._finish)
        self.jobs.failed.connect(self.fail)
        self.jobs.broke.connect(self._break)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(_("Progress"))
        self.summary = PlainLabel("", self, role="strong")
        self.results = QWidget(self)
        row = QHBoxLayout(self.results)
        row.setContentsMargins(0, 0, 0, 0)
        self.open_button = QPushButton(_("Open"), self.results)
        self.folder_button = QPushButton(_("Show in folder"), self.results)
        self.open_button.clicked.connect(self.open_written)
        self.folder_button.clicked.connect(self._show_folder)
        for button in (self.open_button, self.folder_button):
            row.addWidget(button)
        row.addStretch(1)
        for widget in (self.progress, self.summary, self.results):
            widget.hide()

    def add_results(self) -> None:
        """Put progress and result below what is in the body already."""
        for widget in (self.progress, self.summary, self.results):
            self.body.addWidget(widget)

    def showEvent(self, event: QShowEvent) -> None:
        """Appear as high as the contents, where the screen is; beyond that they scroll."""
        super().showEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Grow where the contents have become higher, as far as the screen goes."""
        if (layout := self.layout()) is not None:
            layout.activate()
        view, contents, most = self.area.viewport(), self.body, self.screen().availableGeometry()
        contents.activate()
        wider = contents.totalMinimumSize().width() - view.width()
        if wider > 0:
            self.resize(min(self.width() + wider, most.width()), self.height())
        needed = contents.totalSizeHint().height()
        if contents.hasHeightForWidth():
            needed = contents.totalHeightForWidth(view.width())
        if needed > view.height():
            self.resize(self.width(), min(self.height() + needed - view.height(), most.height()))

    def choose_target(self, title: str, suggestion: Path, pattern: str) -> Path | None:
        """Ask where to write; None when nothing is to be written."""
        return choose_target(self.messages, title, suggestion, pattern)

    def forget_result(self) -> None:
        """Say no more how it ended, once something else is chosen."""
        for widget in (self.summary, self.results, self.problem):
            widget.hide()

    def begin(self) -> None:
        """Show that work is under way, before it is handed to `jobs`."""
        self._name_way_out(_("Cancel"))
        self.forget_result()
        self.progress.setRange(0, 0)
        self.progress.show()

    def _name_way_out(self, words: str) -> None:
        for button in self.buttons.buttons():
            if self.buttons.buttonRole(button) is QDialogButtonBox.ButtonRole.RejectRole:
                button.setText(words)

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _finish(self, result: object) -> None:
        self.progress.hide()
        if not isinstance(result, ExportWritten):
            self.looked(result)
        else:
            self.written = result
            self.results.show()
            # There is nothing left to cancel.
            self._name_way_out(_("Close"))
            self.tell(self.summary_of(result))
            self.after_writing()

    def looked(self, found: object) -> None:
        """Go on after a first job that looked for what must not leave; `found` is what it returned."""

    def summary_of(self, written: ExportWritten) -> str:
        """What was written and checked, in one or two sentences."""
        raise NotImplementedError

    def after_writing(self) -> None:
        """What else happens when the file is there; nothing, unless a dialog says so."""

    def tell(self, words: str) -> None:
        """Say how it ended, to the eye and to the ear."""
        self.summary.setText(words)
        self.summary.show()
        self.make_room()
        # Where it stands is known only after the layout.
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.results))
        announce(self, words)

    def fail(self, error: RoadmapError) -> None:
        """Say why nothing was written."""
        self.progress.hide()
        self.problem.setText(sentence(error))
        self.problem.show()
        self.make_room()
        if not isinstance(error, Cancelled):
            announce(self, sentence(error))

    def _break(self, error: BaseException) -> None:
        self.progress.hide()
        self.messages.tell(crash_words(type(error).__name__))

    def open_written(self) -> bool:
        """Open the file in whatever program takes it; False when none does."""
        return self.written is not None and QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written.path)))

    def _show_folder(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written.path.parent)))

    def reject(self) -> None:
        """Cancel the work under way; without any, close."""
        if self.jobs.is_busy:
            self.jobs.cancel()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Never leave work behind."""
        self.jobs.wait()
        super().closeEvent(event)
