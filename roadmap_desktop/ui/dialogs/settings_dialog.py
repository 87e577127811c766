"""Theme, text size, and whether the computer is shared."""

from PySide6.QtWidgets import QComboBox, QFormLayout, QRadioButton, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.settings import TEXT_SIZES, Settings
from roadmap_desktop.ui.dialogs.frame import Frame


class SettingsDialog(Frame):
    """What this computer remembers."""

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
        if first_run:
            self.say(
                _(
                    "What you write is about how the group works, never about a person it serves. Notes can be "
                    "obtained by others one day, in court or under public-records law, so write nothing that could "
                    "point to a person. A file starts in the task force's name; under “Answering as” an agency can "
                    "keep its own record before a meeting."
                ),
                "muted",
            )
        self.resize(560, 340)

    def chosen(self) -> Settings:
        """The settings with these choices."""
        return self._settings._replace(
            theme=str(self._theme.currentData()),
            text_size=int(self._size.currentData()),
            shared_computer=self.shared.isChecked(),
        )
