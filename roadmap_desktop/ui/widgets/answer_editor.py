"""A text field that grows with its text and says when its words should be saved."""

from collections.abc import Sequence

from PySide6 import QtCore
from PySide6.QtCore import QElapsedTimer, QEvent, QMimeData, QSize, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.model.text import ANSWER_LIMIT, clean_text
from roadmap_desktop.ui.qt_numbers import KEY_Y, SCROLL_BAR_OFF
from roadmap_desktop.ui.widgets.plain_label import restyle

PAUSE_MS = 800
LONGEST_MS = 2000


class AnswerEditor(QPlainTextEdit):
    """Plain text only. Never cuts: over the limit the text stays, and `too_long` says so instead of `edited`."""

    edited = Signal(str)  # the whole text, 800 ms after the last key and at least every 2 s
    left = Signal()  # the focus is gone, after the last `edited`
    too_long = Signal(int, int)  # length, limit
    undo_beyond = Signal()  # undo was asked for and the field has nothing left to undo
    redo_beyond = Signal()
    pasted = Signal()  # something was pasted or dropped, and is saved

    def __init__(self, parent: QWidget | None = None, *, limit: int = ANSWER_LIMIT, lines: int = 2) -> None:
        super().__init__(parent)
        self._limit = limit
        self._lines = lines
        self._stored = ""
        self._setting = False
        self._around = 14  # pixels of frame and padding, until the style sheet has its say
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.flush)
        self._since = QElapsedTimer()
        self.setTabChangesFocus(True)
        self.setProperty("verticalScrollBarPolicy", SCROLL_BAR_OFF)
        self.setProperty("horizontalScrollBarPolicy", SCROLL_BAR_OFF)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._note_change)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def text(self) -> str:
        """What stands in the field in the form in which it is stored, input in composition included."""
        composed, at = self._composition()
        if not composed:
            # Not toPlainText, which would put an ordinary space where someone typed one that does not break.
            return clean_text(self.document().toRawText())
        from PySide6.QtGui import QTextCursor

        cursor = QTextCursor(self.document())
        cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
        before = cursor.selectedText()
        cursor.setPosition(at)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        return clean_text(before + composed + cursor.selectedText())

    def _composition(self) -> tuple[str, int]:
        block = self.textCursor().block()
        layout = block.layout()
        return layout.preeditAreaText(), block.position() + max(0, layout.preeditAreaPosition())

    def replace_stretches(self, stretches: Sequence[tuple[int, int, str]]) -> None:
        """Put words in place of stretches of `text()`, in order, as one step that Ctrl+Z takes back."""
        from PySide6.QtGui import QTextCursor

        text = self.text()
        if self.document().toRawText().replace("\u2029", "\n") != text:
            # The field holds its words in another form of Unicode than they are stored in: places do not agree.
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(_replaced(text, stretches))
            return
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for start, end, words in reversed(stretches):
            cursor.setPosition(_units(text[:start]))
            cursor.setPosition(_units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(words)
        cursor.endEditBlock()

    def forget_steps(self) -> None:
        """What was taken back or replaced here cannot come back any more."""
        self.document().clearUndoRedoStacks()

    def set_text(self, text: str) -> None:
        """Show a stored text without announcing it; the cursor stays where the text is the same."""
        self._stored = text
        self._pause.stop()
        self._since.invalidate()
        if text == self.text():
            return
        self._setting = True
        try:
            self.setPlainText(text)
        finally:
            self._setting = False

    @property
    def has_unsaved_words(self) -> bool:
        """True while the field holds something else than what was last shown as stored."""
        return self.text() != self._stored

    def mark_saved(self, text: str) -> None:
        """What is on disk now; the field itself is left alone, for someone may be typing."""
        self._stored = text

    def flush(self) -> None:
        """Announce what was typed and not yet announced."""
        self._pause.stop()
        self._since.invalidate()
        text = self.text()
        if text == self._stored:
            return
        if len(text) > self._limit:
            self.too_long.emit(len(text), self._limit)
        else:
            self.edited.emit(text)

    def _note_change(self) -> None:
        if self._setting:
            return
        if not self._since.isValid():
            self._since.start()
        if self._since.elapsed() >= LONGEST_MS:
            self.flush()
        else:
            # Whichever comes first: a pause after the last key, or two seconds of typing.
            self._pause.start(min(PAUSE_MS, max(1, LONGEST_MS - int(self._since.elapsed()))))

    def counter(self) -> str:
        """How much of the limit is used, in words, from 80 % on; empty before."""
        # Qt counts an emoji twice, never less than once: a short text needs no closer look.
        length = 0 if self.document().characterCount() < self._limit * 0.8 else len(self.text())
        if length < self._limit * 0.8:
            return ""
        return _("{length} of {limit} characters").format(length=f"{length:,}", limit=f"{self._limit:,}")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save on leaving; a menu that pops up is not leaving."""
        super().focusOutEvent(event)
        self.flush()
        if event.reason() != QtCore.Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Words in composition are typed words; Qt announces them only when they are committed."""
        super().inputMethodEvent(event)
        self._note_change()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo are the field's own until it has none left, then the document's."""
        if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.flush()
            self.undo_beyond.emit()
            return
        if _is_redo(event):
            if self.document().isRedoAvailable():
                self.redo()
            else:
                self.redo_beyond.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claim undo and redo before the window's menu does, so that the field's own come first."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or _is_redo(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words only; with the hints that keep them out of clipboard histories where copies are guarded."""
        data = super().createMimeDataFromSelection()
        from roadmap_desktop.ui.clipboard import hinted, is_guarded

        return hinted(data.text()) if is_guarded() else data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only, whatever the clipboard holds."""
        self.insertPlainText(source.text())
        self.flush()
        self.pasted.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only text can be dropped or pasted; a file dropped here belongs to the window."""
        return source.hasText() and not source.hasUrls()

    def setReadOnly(self, ro: bool) -> None:
        """Show that nothing can be typed."""
        if ro != self.isReadOnly():
            super().setReadOnly(ro)
            restyle(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the text otherwise."""
        super().resizeEvent(event)
        # The style sheet's padding and border stand between the widget's edge and its viewport.
        if self.isVisible():
            self._around = max(14, self.height() - event.size().height())
        self._grow()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(super().sizeHint().width(), self._wanted_height())

    def _wanted_height(self) -> int:
        lines = max(self._lines, int(self.document().size().height()))
        margins = self.viewportMargins()
        text = lines * self.fontMetrics().lineSpacing() + int(2 * self.document().documentMargin())
        return text + self._around + margins.top() + margins.bottom()

    def _grow(self) -> None:
        height = self._wanted_height()
        if height != self.height():
            self.setFixedHeight(height)
            self.updateGeometry()


def _units(text: str) -> int:
    # Qt counts in units of UTF-16.
    return len(text.encode("utf-16-le")) // 2


def _replaced(text: str, stretches: Sequence[tuple[int, int, str]]) -> str:
    for start, end, words in reversed(stretches):
        text = text[:start] + words + text[end:]
    return text


def _is_redo(event: QKeyEvent) -> bool:
    # The window knows both keys on every system; Qt knows only those that are usual on this one.
    if event.matches(QKeySequence.StandardKey.Redo):
        return True
    return event.key() == KEY_Y and event.modifiers() == QtCore.Qt.KeyboardModifier.ControlModifier
