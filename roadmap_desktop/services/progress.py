"""How far long work is, and whether it should go on."""

from collections.abc import Callable
from threading import Event

from roadmap_desktop.errors import Cancelled


class Progress:
    """Handed to long work: it reports, and stops by Cancelled when the user no longer wants it.

    `listener(done, total)` is called in the thread of the work.
    """

    def __init__(self, listener: Callable[[int, int], None] | None = None) -> None:
        self._listener = listener
        self._cancelled = Event()

    def report(self, done: int, total: int) -> None:
        """Say that `done` of `total` steps are finished. Raises Cancelled when the user cancelled."""
        if self._cancelled.is_set():
            raise Cancelled
        if self._listener is not None:
            self._listener(done, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next report; callable from any thread."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """True once the user cancelled."""
        return self._cancelled.is_set()
