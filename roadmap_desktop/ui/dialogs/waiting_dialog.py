"""Work that takes more than a moment, with progress and Cancel; the window stays responsive behind it."""

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.jobs import Jobs

_BLINK_MS = 400
Made = TypeVar("Made")


class WaitingDialog(Frame):
    """Closes by itself. Then `made` is what the work returned, or `error` says why it did not."""

    def __init__(self, words: str, work: Callable[[Progress], object], parent: QWidget | None = None) -> None:
        super().__init__(_("One moment"), "", parent)
        self._work = work
        self.made: object = None
        self.error: RoadmapError | None = None
        self.bug: BaseException | None = None
        self.buttons.buttons()[0].setText(_("Cancel"))
        self.say(words)
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(_("Progress"))
        self.progress.setRange(0, 0)
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
        self._jobs = Jobs(self)
        self._jobs.advanced.connect(self._show_progress)
        self._jobs.finished.connect(self._finish)
        self._jobs.failed.connect(self._fail)
        self._jobs.broke.connect(self._break)
        self.resize(max(460, 52 * self.fontMetrics().averageCharWidth()), self.sizeHint().height())

    def exec(self) -> int:
        """Begin, and come back when it has ended."""
        if not self._jobs.is_busy:
            self._jobs.start(self._work)
        return int(super().exec())

    def is_done_within(self, milliseconds: int) -> bool:
        """Begin without showing anything; True when the work has ended in that time. The window takes no input."""
        soon = QEventLoop(self)
        self._jobs.ended.connect(soon.quit)
        QTimer.singleShot(milliseconds, soon, soon.quit)
        self._jobs.start(self._work)
        soon.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return not self._jobs.is_busy

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _finish(self, result: object) -> None:
        self.made = result
        self.accept()

    def _fail(self, error: RoadmapError) -> None:
        self.error = error
        super().reject()

    def _break(self, error: BaseException) -> None:
        self.bug = error
        super().reject()

    def reject(self) -> None:
        """Cancel the work; the dialog closes when it has stopped, with the file as it was or done."""
        if self._jobs.is_busy:
            self._jobs.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is cancelling: it waits for the end."""
        if self._jobs.is_busy:
            self._jobs.cancel()
            event.ignore()
        else:
            super().closeEvent(event)


def wait_for(work: Callable[[Progress], Made], words: str, parent: QWidget) -> Made:
    """Do the work in the background and return what it made. Raises its error, and Cancelled."""
    dialog = WaitingDialog(words, work, parent)
    if not dialog.is_done_within(_BLINK_MS):
        dialog.exec()
    dialog.deleteLater()
    if dialog.bug is not None:
        raise dialog.bug
    if dialog.error is not None:
        raise dialog.error
    return cast(Made, dialog.made)
