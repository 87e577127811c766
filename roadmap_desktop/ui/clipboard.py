"""Copied words: kept out of clipboard histories and cleared after a minute, where that is wanted."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from roadmap_desktop.i18n import _

SECONDS = 60
# Set on the application while copies are guarded, for fields that make their own copies.
GUARDED = "roadmapGuardsCopies"
# What other programs look for before they keep a copy: KDE, Windows (history, cloud, monitors), and macOS.
HINTS: Mapping[str, bytes] = {
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": bytes(4),
    "CanUploadToCloudClipboard": bytes(4),
    "org.nspasteboard.ConcealedType": b"1",
}


def hinted(text: str) -> QMimeData:
    """Words for the clipboard, with the hints that keep them out of its history.

    Whoever puts them there clears them before the program ends (`CopyGuard.clear`): Qt would take them apart after
    Python is gone.
    """
    data = QMimeData()
    data.setText(text)
    for name, value in HINTS.items():
        data.setData(name, value)
    return data


def is_guarded() -> bool:
    """True while copies are guarded."""
    application = QGuiApplication.instance()
    return application is not None and bool(application.property(GUARDED))


def copy_text(text: str) -> None:
    """Put words on the clipboard."""
    if is_guarded():
        QGuiApplication.clipboard().setMimeData(hinted(text))
    else:
        QGuiApplication.clipboard().setText(text)


class CopyGuard(QObject):
    """Watches the clipboard while the application runs; what it did not put there itself it never touches."""

    told = Signal(str)

    def __init__(
        self,
        clipboard: QClipboard,
        parent: QObject | None = None,
        *,
        is_ours: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._is_ours = is_ours or clipboard.ownsClipboard
        self._words: str | None = None
        self._is_on = False
        self.timer = QTimer(self, interval=SECONDS * 1000, singleShot=True)
        self.timer.timeout.connect(self.clear)
        clipboard.dataChanged.connect(self._look)

    def set_on(self, on: bool) -> None:
        """Guard copies, or leave them alone."""
        self._is_on = on
        application = QGuiApplication.instance()
        if application is not None:
            application.setProperty(GUARDED, on)
        if not on:
            self.clear()

    def _look(self) -> None:
        data = self._clipboard.mimeData()
        if not self._is_on or data is None or not data.hasText():
            return
        is_hinted = all(data.hasFormat(name) for name in HINTS)
        if not is_hinted and not self._is_ours():
            return
        words = data.text()
        if not words:
            return
        self._words = words
        self.timer.start()
        if not is_hinted:
            # A field of the system copied without the hints: the same words again, with them.
            copy_text(words)
            return
        self.told.emit(_("Copied. Clears in {seconds} s.").format(seconds=SECONDS))

    def clear(self) -> None:
        """Empty the clipboard if the words on it are still those that were copied here; also at the end."""
        words, self._words = self._words, None
        self.timer.stop()
        if words is None:
            return
        self.told.emit("")
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            is_there = mode is QClipboard.Mode.Clipboard or self._clipboard.supportsSelection()
            if is_there and self._clipboard.text(mode) == words:
                self._clipboard.clear(mode)
