"""Ask what a new file is for, what it covers, and where it is kept."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from roadmap_desktop.content.schema import ContentPack, ElementId
from roadmap_desktop.i18n import _
from roadmap_desktop.model.text import NAME_LIMIT, clean_name
from roadmap_desktop.services.removable_drives import is_removable
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.dialogs.scope_choice import ScopeChoice, suggested
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.widgets.wrapped_box import WrappedBox


class NewFile(Struct, frozen=True):
    """What was asked for."""

    path: Path
    name: str
    title: str
    scope: Sequence[ElementId]
    protect: bool = False


class NewFileDialog(Frame):
    """One page, no wizard."""

    def __init__(
        self,
        pack: ContentPack,
        folder: Path,
        messages: Messages,
        parent: QWidget | None = None,
        *,
        is_shared: bool = False,
    ) -> None:
        super().__init__(_("New file"), _("Make the file"), parent)
        self._is_shared = is_shared
        self._messages = messages
        self._folder = folder
        self._path: Path | None = None
        self.name = QLineEdit(self)
        self.name.setMaxLength(NAME_LIMIT)
        self.name.setPlaceholderText(_("Sample River Task Force"))
        self.title = QLineEdit(_("Baseline {year}").format(year=date.today().year), self)
        self.title.setMaxLength(NAME_LIMIT)
        self.place = QLineEdit(self)
        self.place.setReadOnly(True)
        self.place.setAccessibleName(_("Where the file is kept"))
        choose = QPushButton(_("Choose…"), self)
        choose.setAccessibleName(_("Choose where the file is kept"))
        choose.clicked.connect(self._choose_place)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(choose)
        form = QFormLayout()
        form.addRow(_("What is the task force called?"), self.name)
        form.addRow(_("What is this assessment called?"), self.title)
        form.addRow(_("Where is the file kept?"), row)
        self.body.addLayout(form)
        self.say(_("Which elements does it cover? More can be added at any time."), "strong")
        self.scope = ScopeChoice(pack, suggested(pack), self)
        self.body.addWidget(self.scope, 1)
        self.say(
            _(
                "The file may one day be read by others: notes can be obtained in court or under public-records law. "
                "Describe how the group works. No names, cases, places or dates that could point to a person."
            ),
            "muted",
        )
        self.protect = WrappedBox("", self)
        self.body.addWidget(self.protect)
        self._offer_protection()
        self.name.textEdited.connect(self._suggest_place)
        self.resize(680, 640)

    def _suggest_place(self) -> None:
        if self._path is None:
            self.place.setText(str(self._suggestion()))

    def _suggestion(self) -> Path:
        safe = "".join(char if char.isalnum() or char in " -_" else " " for char in clean_name(self.name.text()))
        return self._folder / f"{' '.join(safe.split()) or _('Task force')}.roadmap"

    def _choose_place(self) -> None:
        path = self._messages.choose_to_save(_("Where to keep the file"), self._suggestion(), "Roadmap (*.roadmap)")
        if path is not None:
            self.set_path(path)

    def set_path(self, path: Path) -> None:
        """Keep the file there."""
        self._path = path if path.suffix == ".roadmap" else path.with_name(path.name + ".roadmap")
        self.place.setText(str(self._path))
        self._offer_protection()

    def _offer_protection(self) -> None:
        can_get_lost = is_removable(self._path or self._folder)
        if can_get_lost:
            self.protect.set_words(_("Protect the file with a passphrase: it is on a drive that can get lost"))
        else:
            self.protect.set_words(_("Protect the file with a passphrase: other people use this computer"))
        self.protect.setVisible(can_get_lost or self._is_shared)

    def missing(self) -> str:
        """Names and at least one element are needed."""
        if not clean_name(self.name.text()):
            return _("Please say what the task force is called.")
        if not clean_name(self.title.text()):
            return _("Please say what the assessment is called.")
        return "" if self.scope.chosen() else _("Please choose at least one element.")

    def wanted(self) -> NewFile | None:
        """What was asked for; None while something is missing."""
        if self.missing():
            return None
        path = self._path or self._suggestion()
        protect = self.protect.is_checked() and not self.protect.isHidden()
        return NewFile(path, self.name.text(), self.title.text(), self.scope.chosen(), protect)
