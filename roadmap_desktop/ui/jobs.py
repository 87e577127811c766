"""One background lane for long work, with progress and cancel."""

import sys
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.services.progress import Progress

Result = TypeVar("Result")
_TURN_SECONDS = 0.001


class _Worker(QThread, Generic[Result]):
    """Runs one piece of work that touches values only, never the database or a widget."""

    def __init__(self, work: Callable[[Progress], Result], progress: Progress) -> None:
        super().__init__()
        self._work = work
        self._progress = progress
        self.result: Result | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        """Qt: the body of the thread."""
        try:
            self.result = self._work(self._progress)
        except BaseException as error:  # noqa: BLE001 - handed to the thread that asked
            self.error = error


class Jobs(QObject):
    """Runs one job at a time; results arrive in the thread that started it."""

    advanced = Signal(int, int)  # steps done, steps in all
    finished = Signal(object)  # the result
    failed = Signal(object)  # RoadmapError
    broke = Signal(object)  # an exception that is a bug
    ended = Signal()  # after any of them

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: _Worker[object] | None = None
        self._progress: Progress | None = None
        self._usual_interval = sys.getswitchinterval()

    @property
    def is_busy(self) -> bool:
        """True while work is under way."""
        return self._worker is not None

    def start(self, work: Callable[[Progress], object]) -> bool:
        """Start a job; False when another is under way."""
        if self._worker is not None:
            return False
        self._progress = Progress(self.advanced.emit)
        self._worker = _Worker(work, self._progress)
        self._worker.finished.connect(self._end)
        # With Python's usual five milliseconds the window's thread was seen to wait a tenth of a second for its turn.
        self._usual_interval = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_SECONDS)
        self._worker.start()
        return True

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        if self._progress is not None:
            self._progress.cancel()

    def wait(self) -> None:
        """Cancel and wait for the end; for closing the window."""
        if self._worker is not None:
            self.cancel()
            self._worker.wait()

    def _end(self) -> None:
        worker, self._worker, self._progress = self._worker, None, None
        if worker is None:
            return
        sys.setswitchinterval(self._usual_interval)
        worker.wait()
        if worker.error is None:
            self.finished.emit(worker.result)
        elif isinstance(worker.error, RoadmapError):
            self.failed.emit(worker.error)
        else:
            self.broke.emit(worker.error)
        self.ended.emit()
