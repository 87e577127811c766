"""Hides the window after nobody touched it for a while."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = {
    QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletMove, QEvent.Type.TabletPress,
}  # fmt: skip


class IdleWatch(QObject):
    """Says once when no key, mouse or finger touched a window of the application for the set time.

    It looks at the system's windows, not at every widget, so that typing costs nothing more. By the clock on the wall,
    so that a computer that slept is hidden when it wakes. No system tells every program that its screen was locked: a
    locked session counts as one that nobody touches.
    """

    idle = Signal()

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seconds = 0.0
        self._last = clock()
        self._watched: list[QWindow] = []
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.look)

    def set_minutes(self, minutes: int) -> None:
        """Wait so long; 0 for never."""
        self._seconds = minutes * 60.0
        self.touch()
        if minutes:
            application = QGuiApplication.instance()
            if isinstance(application, QGuiApplication) and not self._watched:
                application.focusWindowChanged.connect(self._watch)
            for window in QGuiApplication.topLevelWindows():
                self._watch(window)
            self._wait(self._seconds)
        else:
            self.timer.stop()

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._clock()

    def look(self) -> None:
        """Tell when the time is up, and wait for what is left of it otherwise."""
        if not self._seconds:
            return
        left = self._last + self._seconds - self._clock()
        # A clock that was put back must not keep the window open for long.
        if left <= 0 or left > self._seconds:
            self.touch()
            self.idle.emit()
            left = self._seconds
        self._wait(left)

    def _wait(self, seconds: float) -> None:
        # Never longer than a quarter of a minute: while the computer sleeps, no time passes for a timer.
        self.timer.start(int(1000 * min(15.0, max(0.05, seconds))))

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            self._watched.append(window)
            window.installEventFilter(self)
            window.destroyed.connect(lambda _gone=None, window=window: self._forget(window))

    def _forget(self, window: QWindow) -> None:
        if window in self._watched:
            self._watched.remove(window)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; every event goes on its way."""
        if event.type() in _TOUCHES:
            self._last = self._clock()
        return False
