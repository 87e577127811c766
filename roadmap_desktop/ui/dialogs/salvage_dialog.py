"""What was salvaged and from where, to read and to keep; words that look damaged are only shown here."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.clipboard import copy_text
from roadmap_desktop.ui.dialogs.frame import Frame


class SalvageDialog(Frame):
    """A list of sentences."""

    def __init__(self, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(_("What could be read"), "", parent)
        self.say(_("Keep the damaged file and its backups until you have looked through the new one."), "muted")
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("What came from where"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addItems(list(lines))
        self.list.setCurrentRow(0)
        self.body.addWidget(self.list, 1)
        copy = QPushButton(self)
        copy.setText(_("Copy this list"))
        copy.clicked.connect(lambda: copy_text("\n".join(lines)))
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        self.body.addLayout(row)
        self.resize(680, 420)
