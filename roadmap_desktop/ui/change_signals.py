"""Brings what services publish to widgets as a Qt signal."""

from PySide6.QtCore import QObject, Signal

from roadmap_desktop.services.changes import ChangeFeed


class ChangeSignals(QObject):
    """Emits `changed` for every commit, in the thread of the window."""

    changed = Signal(object)  # DocumentChanged

    def __init__(self, feed: ChangeFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unsubscribe = feed.subscribe(self.changed.emit)

    def stop(self) -> None:
        """Hear no more."""
        self._unsubscribe()
