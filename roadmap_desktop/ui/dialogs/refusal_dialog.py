"""Why prompts from a folder were not used: every reason, to read and to pass on."""

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QWidget

from roadmap_desktop.errors import ContentPackRejected
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.ui.clipboard import copy_text
from roadmap_desktop.ui.dialogs.frame import Frame


class RefusalDialog(Frame):
    """The full list of reasons."""

    def __init__(self, rejected: ContentPackRejected, parent: QWidget | None = None) -> None:
        super().__init__(_("These prompts were not used"), "", parent)
        count = len(rejected.problems)
        words = ngettext(
            "“{name}” has {count} problem. Nothing was changed.",
            "“{name}” has {count} problems. Nothing was changed.",
            count,
        )
        self.say(words.format(name=rejected.path.name, count=count))
        self.say(_("Send this list to whoever made the prompts; they can fix them and send the folder again."), "muted")
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Every reason"))
        self.list.setWordWrap(True)
        self.list.addItems(rejected.problems)
        self.list.setCurrentRow(0)
        self.body.addWidget(self.list, 1)
        copy = QPushButton(_("Copy the list"), self)
        copy.clicked.connect(lambda: copy_text("\n".join(rejected.problems)))
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        self.body.addLayout(row)
        self.resize(720, 480)
