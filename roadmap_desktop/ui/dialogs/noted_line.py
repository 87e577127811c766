"""The check for identifying detail under a line of text in a dialog."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.model.identifying import Passage, masked
from roadmap_desktop.services.identifying import IdentifyingService, advice_on, mask_for
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.widgets.identifying_note import IdentifyingNote

AFTER_TYPING_MS = 1000

# Gives the check of the file that is open, or None without one.
Check = Callable[[], IdentifyingService | None]


class NotedLine(QObject):
    """Shows a note under a line of text, a second after typing stops and at once after a paste."""

    shown = Signal()  # a note came or has other words, and may need room

    def __init__(self, line: QLineEdit, below: QVBoxLayout, check: Check) -> None:
        super().__init__(line)
        self._line = line
        self._below = below
        self._check = check
        self._before = line.text()
        self.note: IdentifyingNote | None = None
        self._timer = QTimer(self, interval=AFTER_TYPING_MS, singleShot=True)
        self._timer.timeout.connect(self.look)
        line.textEdited.connect(self._edited)
        if line.text():
            self._timer.start()

    def _edited(self, text: str) -> None:
        # A key adds one character or two; more at once came from elsewhere.
        was_pasted = len(text) > len(self._before) + 2
        self._before = text
        if was_pasted:
            self.look()
        else:
            self._timer.start()

    def look(self) -> None:
        """Look at the line now."""
        found = self._found()
        if not found:
            if self.note is not None:
                self.note.hide()
            return
        if self.note is None:
            self.note = IdentifyingNote(self._line.parentWidget())
            self._below.insertWidget(self._below.indexOf(self._line) + 1, self.note)
        words, first = advice_on(found), found[0]
        is_new = self.note.isHidden() or self.note.words() != words
        self.note.show_note(
            words,
            self._line.accessibleName(),
            (
                (_("Mask it"), lambda: self._mask(first)),
                (_("Keep it"), lambda: self._keep(first)),
                (_("What this check misses"), self._learn_more),
            ),
        )
        self.shown.emit()
        if is_new:
            announce(self._line, words)

    def _found(self) -> Sequence[Passage]:
        service = self._check()
        try:
            return service.look(self._line.text()) if service is not None else ()
        except RoadmapError:
            # A check that cannot be made holds nothing up.
            return ()

    def _mask(self, passage: Passage) -> None:
        same = [one for one in self._found() if (one.kind, one.said) == (passage.kind, passage.said)]
        words = masked(self._line.text(), mask_for, same)
        self._line.selectAll()
        # Typed over, so that Ctrl+Z takes it back.
        self._line.insert(words)
        self.look()
        self._line.setFocus()

    def _keep(self, passage: Passage) -> None:
        service = self._check()
        try:
            if service is not None:
                service.keep(passage)
        except RoadmapError as error:
            from roadmap_desktop.sentences import sentence

            announce(self._line, sentence(error))
        self.look()
        self._line.setFocus()

    def _learn_more(self) -> None:
        from roadmap_desktop.ui.dialogs.reading_dialogs import HelpDialog

        HelpDialog(self._line.window(), "identifying").exec()
