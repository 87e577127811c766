"""Quick hide and the privacy screen: the pages are taken down, a neutral one stands there, and back again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QIcon, QKeySequence, QPixmapCache, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from roadmap_desktop import logs
from roadmap_desktop.i18n import _
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.dialogs.kept_words_dialog import KeptWordsDialog
from roadmap_desktop.ui.kept_while_hidden import Spot, Unsaved, go_back, put_back, spot, typed_in, unsaved
from roadmap_desktop.ui.main_window import MainWindow
from roadmap_desktop.ui.notes_page import NotesPage, blank_icon, title

KEY = "F12"
_PASSING = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
_AGAIN_MS = 10


def _let_in() -> bool:
    return True


class Hiding(QObject):
    """Hides the window and brings it back.

    `unlock` is asked before the window comes back; a file that is protected sets it to what asks for its passphrase.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.unlock: Callable[[], bool] = _let_in
        self.page: NotesPage | None = None
        self._spot: Spot | None = None
        self._unsaved: Unsaved | None = None
        self._typed: list[tuple[str, str]] = []
        self._is_unlocking = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._look_at)

    @property
    def is_hidden(self) -> bool:
        """True while the neutral page stands in the window."""
        return self.page is not None

    def toggle(self) -> None:
        """Hide, or come back."""
        if self.is_hidden:
            self.come_back()
        else:
            self.hide()

    def hide(self, *, is_privacy_screen: bool = False) -> None:
        """Cover the window at once, save, and take every word of the file out of it; nothing is deleted."""
        if self.is_hidden:
            return
        window, view = self._window, self._window.view
        self._spot = spot(view) if view is not None else None
        self.page = NotesPage(window, is_privacy_screen=is_privacy_screen)
        self.page.back_wanted.connect(self.come_back)
        # Covered first: a slow drive must not keep the words on the screen.
        window.cover(self.page, title(), blank_icon())
        QToolTip.hideText()
        self._close_boxes()
        if view is not None:
            self._save()
            self._unsaved = unsaved(view)
            window.hold_document(self._unsaved.texts())
        QPixmapCache.clear()
        self.page.back.setFocus()
        announce(self.page, self.page.words())

    def _save(self) -> None:
        view = self._window.view
        if view is None:
            return
        try:
            view.flush()
            view.remember()
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the window is hidden, and the words are kept
            logs.failure(type(error), error, error.__traceback__)

    def come_back(self) -> None:
        """Show the same page with the cursor where it was, and say what could not be saved."""
        if not self.is_hidden or self._is_unlocking:
            return
        self._is_unlocking = True
        try:
            if not self.unlock():
                return
        finally:
            self._is_unlocking = False
        window, page = self._window, self.page
        self.page = None
        window.uncover(QIcon())
        if page is not None:
            page.hide()
            page.deleteLater()
        self._go_on()

    def _go_on(self) -> None:
        window, view = self._window, self._window.view
        kept, self._unsaved = self._unsaved, None
        typed, self._typed = self._typed, []
        if view is None:
            return
        if self._spot is not None:
            go_back(view, self._spot)
        left = list(put_back(view, kept)) if kept is not None else []
        if kept is not None and kept.texts():
            # Tried again at once: saved now, or said to be not saved, with the ways out.
            view.flush()
        announce(view, _("Shown again"))
        if left or typed:
            self._offer((*left, *typed))
        window.refresh_state()

    def _offer(self, words: tuple[tuple[str, str], ...]) -> None:
        says = _("These words were not saved: the box they stood in was closed when the window was hidden.")
        offers: list[tuple[str, Callable[[], object]]] = [
            (_("Show them…"), lambda: self._show_words(words)),
            (_("Not needed"), lambda: None),
        ]
        self._window.notice.show_notice(says, offers)
        announce(self._window.notice, says)

    def _show_words(self, words: tuple[tuple[str, str], ...]) -> None:
        dialog = KeptWordsDialog(words, self._window)
        dialog.exec()
        dialog.deleteLater()

    def _close_boxes(self) -> None:
        """Close every box and window but the main one; what was typed in them is kept."""
        waiting = False
        for box in self._boxes():
            if isinstance(box, QDialog) and box.isVisible():
                self._typed += typed_in(box)
            box.close()
            # One that asks first, or waits for its work, goes all the same.
            box.hide()
            if isinstance(box, QDialog) and box.isModal():
                # Its caller is still waiting for it and looks at it once more.
                waiting = True
            else:
                box.deleteLater()
        if waiting:
            QTimer.singleShot(_AGAIN_MS, self, self._close_later)

    def _close_later(self) -> None:
        if self.is_hidden and not self._is_unlocking:
            self._close_boxes()

    def _boxes(self) -> list[QWidget]:
        found = []
        for one in self._window.findChildren(QWidget):
            if one.isWindow() and one.windowType() in _PASSING:
                one.hide()
            elif one.isWindow():
                found.append(one)
        # A box above another box goes first.
        return found[::-1]

    def _look_at(self, _old: QWidget | None, now: QWidget | None) -> None:
        box = now.window() if now is not None else None
        if box is None or not self._is_above_the_window(box):
            return
        if self.is_hidden and not self._is_unlocking:
            # Said by what went on behind the page: it must not stand on top of it.
            QTimer.singleShot(0, self, self._close_later)
        elif not box.property("roadmapHides"):
            box.setProperty("roadmapHides", True)
            QShortcut(QKeySequence(KEY), box).activated.connect(self._pressed_in_a_box)

    def _is_above_the_window(self, box: QWidget) -> bool:
        above = box.parentWidget()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return above is self._window

    def _pressed_in_a_box(self) -> None:
        # After the key was dealt with, for the box it was pressed in goes.
        QTimer.singleShot(0, self, self._hide_unless_hidden)

    def _hide_unless_hidden(self) -> None:
        if not self.is_hidden:
            self.hide()
        else:
            self._close_boxes()
