"""The line below the pages: whether everything is saved, counts, and that nothing is online."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStatusBar, QWidget

from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.qt_numbers import NO_FOCUS
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, text_button

if TYPE_CHECKING:
    from datetime import datetime

    from roadmap_desktop.model.overview import Overview


class StatusLine(QStatusBar):
    """Says “Saved” only after the commit returned."""

    hide_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        # The padding of a style sheet does not move what stands in a status bar.
        self.setContentsMargins(14, 0, 14, 0)
        self._saved = PlainLabel("", self, wrap=False)
        self._answered = PlainLabel("", self, role="muted", wrap=False)
        self._discuss = PlainLabel("", self, role="muted", wrap=False)
        self._offline = PlainLabel(_("Works offline"), self, role="small", wrap=False)
        for label in (self._saved, self._answered, self._discuss):
            self.addWidget(label)
        self._told: PlainLabel | None = None
        self._hide = text_button(_("Hide  F12"), self)
        self._hide.setProperty("kind", "link")
        self._hide.setAccessibleName(_("Hide this window; nothing is deleted"))
        # A window must not open with the focus on it: its key works everywhere.
        self._hide.setProperty("focusPolicy", NO_FOCUS)
        self._hide.clicked.connect(self.hide_wanted)
        self.addPermanentWidget(self._offline)
        self.addPermanentWidget(self._hide)
        self._backup: PlainLabel | None = None
        self.show_idle()

    def show_idle(self) -> None:
        """No file is open."""
        self._saved.set_role("body")
        for label in (self._saved, self._answered, self._discuss):
            label.setText("")
        if self._backup is not None:
            self._backup.hide()

    def show_opened(self) -> None:
        """A file is open and everything in it is on disk."""
        self._saved.set_role("body")
        self._saved.setText(_("All changes saved"))

    def show_saved(self, at: "datetime") -> None:
        """A commit returned."""
        from roadmap_desktop.ui.moments import moment_words

        words = _("All changes saved {time}").format(time=moment_words(at))
        was_failing = self._saved.property("role") == "warning"
        if self._saved.text() != words or was_failing:
            self._saved.set_role("body")
            self._saved.setText(words)
            announce(self._saved, _("Saved"))

    def show_not_saved(self) -> None:
        """A save failed."""
        self._saved.set_role("warning")
        self._saved.setText(_("NOT SAVED: your text is still on the screen"))
        announce(self._saved, _("Not saved"))

    def tell(self, words: str) -> None:
        """Say something beside the rest for as long as it is true; nothing when it is not any more."""
        if self._told is None:
            if not words:
                return
            self._told = PlainLabel("", self, role="small", wrap=False)
            self.addPermanentWidget(self._told)
        self._told.setText(words)
        if words:
            announce(self._told, words)

    def show_backup(self, words: str, *, is_failure: bool = False) -> None:
        """A backup was made and checked, or could not be made."""
        if self._backup is None:
            self._backup = PlainLabel("", self, role="muted", wrap=False)
            self.addWidget(self._backup)
        self._backup.set_role("warning" if is_failure else "muted")
        self._backup.setText(words)
        self._backup.show()

    def backup_words(self) -> str:
        """What is said about backups."""
        return self._backup.text() if self._backup is not None else ""

    def show_counts(self, overview: "Overview") -> None:
        """How much is answered, and what to discuss."""
        answered, discuss = overview.answered, overview.to_discuss
        self._answered.setText(ngettext("{count} answered", "{count} answered", answered).format(count=answered))
        self._discuss.setText(ngettext("{count} to discuss", "{count} to discuss", discuss).format(count=discuss))

    def saved_words(self) -> str:
        """What is said about saving."""
        return self._saved.text()
