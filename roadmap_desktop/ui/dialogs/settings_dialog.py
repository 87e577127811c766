"""Theme, text size, and whether the computer is shared."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QPushButton, QRadioButton, QWidget

from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.services.disk_encryption import disk_encryption
from roadmap_desktop.settings import TEXT_SIZES, Settings
from roadmap_desktop.ui.dialogs.scrolling_frame import ScrollingFrame
from roadmap_desktop.ui.dialogs.traces_dialog import encryption_words
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.wrapped_box import WrappedBox

_MINUTES = (1, 2, 3, 5, 7, 10, 15, 20, 30)


class SettingsDialog(ScrollingFrame):
    """Theme, text size, and what guards words on this computer."""

    traces_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None, *, first_run: bool = False) -> None:
        title = _("Before you start") if first_run else _("Settings")
        super().__init__(title, _("Go on") if first_run else _("Keep these"), parent)
        self._settings = settings
        self._theme = QComboBox(self)
        self._theme.setAccessibleName(_("Colors"))
        for key, words in (
            ("system", _("Like the system")),
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("contrast", _("High contrast")),
        ):
            self._theme.addItem(words, key)
        self._theme.setCurrentIndex(self._theme.findData(settings.theme))
        self._size = QComboBox(self)
        self._size.setAccessibleName(_("Text size"))
        for size in TEXT_SIZES:
            self._size.addItem(_("{percent} %").format(percent=size), size)
        self._size.setCurrentIndex(self._size.findData(settings.text_size))
        form = QFormLayout()
        form.addRow(_("Colors"), self._theme)
        form.addRow(_("Text size"), self._size)
        self.body.addLayout(form)
        self.say(_("Does anybody else use this computer or this login?"), "strong")
        self.shared = QRadioButton(_("Yes, or I am not sure: remember no files and no folders"), self)
        self.alone = QRadioButton(_("No: remember recent files and open the last one"), self)
        (self.alone if settings.shared_computer is False else self.shared).setChecked(True)
        self.body.addWidget(self.shared)
        self.body.addWidget(self.alone)
        self.idle: QComboBox | None = None
        self.clipboard: WrappedBox | None = None
        if not first_run:
            self._add_privacy(settings)
        else:
            self.say(
                _(
                    "What you write is about how the group works, never about a person it serves. Notes can be "
                    "obtained by others one day, in court or under public-records law, so write nothing that could "
                    "point to a person. A file starts in the task force's name; under “Answering as” an agency can "
                    "keep its own record before a meeting."
                ),
                "muted",
            )
        self.body.addStretch(1)
        width = max(620, self.body.sizeHint().width() + 90)
        self.resize(width, 420 if first_run else 640)

    def _add_privacy(self, settings: Settings) -> None:
        self.say(_("Privacy"), "section")
        self.idle = QComboBox(self)
        self.idle.setAccessibleName(_("Hide the window when nobody used it for"))
        self.idle.addItem(_("Never"), 0)
        for minutes in sorted({*_MINUTES, settings.hides_after} - {0}):
            self.idle.addItem(ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes), minutes)
        self.idle.setCurrentIndex(self.idle.findData(settings.hides_after))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(_("Hide the window when nobody used it for"), self.idle)
        self.body.addLayout(form)
        self.say(_("F12 hides it at once. Hiding does not delete anything, and it does not lock the file."), "muted")
        self.clipboard = WrappedBox(_("Keep copied words out of clipboard histories and clear them after 60 s"), self)
        self.clipboard.set_checked(settings.clears_clipboard)
        self.body.addWidget(self.clipboard)
        self.shared.toggled.connect(lambda _on: self._follow_the_question())
        self.encryption = PlainLabel(encryption_words(disk_encryption(Path.home())), self)
        self.body.addWidget(self.encryption)
        traces = QPushButton(self)
        traces.setText(_("What this computer remembers…"))
        traces.clicked.connect(self.traces_wanted)
        self.body.addWidget(traces)

    def _follow_the_question(self) -> None:
        # What nobody chose follows the answer to the question; what somebody chose stays.
        shared = self.shared.isChecked()
        before, now = self._unchosen(not shared), self._unchosen(shared)
        if self.idle is not None and self.idle.currentData() == before.hides_after:
            self.idle.setCurrentIndex(self.idle.findData(now.hides_after))
        if self.clipboard is not None and self.clipboard.is_checked() == before.clears_clipboard:
            self.clipboard.set_checked(now.clears_clipboard)

    @staticmethod
    def _unchosen(shared: bool) -> Settings:
        return Settings(shared_computer=shared)

    def chosen(self) -> Settings:
        """The settings with these choices."""
        usual = self._unchosen(self.shared.isChecked())
        minutes, guards = self._settings.idle_minutes, self._settings.guards_clipboard
        if self.idle is not None:
            minutes = -1 if self.idle.currentData() == usual.hides_after else int(self.idle.currentData())
        if self.clipboard is not None:
            guards = None if self.clipboard.is_checked() == usual.clears_clipboard else self.clipboard.is_checked()
        return self._settings._replace(
            idle_minutes=minutes,
            guards_clipboard=guards,
            theme=str(self._theme.currentData()),
            text_size=int(self._size.currentData()),
            shared_computer=self.shared.isChecked(),
        )
