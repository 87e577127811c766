"""The page without a file: new, open, recent, sample, and what came by e-mail."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.sentences import shown_name
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.pages.page import clear, column
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, text_button
from roadmap_desktop.ui.widgets.side_card import SideCard


class WelcomePage(QWidget):
    """Says what this is, and gives the ways in."""

    command_wanted = Signal(str)  # name of a command of the window
    file_chosen = Signal(object)  # Path
    copy_wanted = Signal(object)  # Path of a file that may not be written where it is
    salvage_wanted = Signal(object)  # Path of a damaged file

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        scroll, layout = column(self, widest=760)
        inner = scroll.widget()
        layout.addSpacing(24)
        layout.addWidget(PlainLabel(_("Roadmap Desktop"), inner, role="title"))
        layout.addWidget(
            PlainLabel(
                _(
                    "Assess and plan the work of an anti-human-trafficking task force: four areas of function, key "
                    "elements, five stages, prompts to discuss. A planning aid, not an evaluation of any person or "
                    "agency. Everything stays in one file on this computer; nothing here uses a network."
                ),
                inner,
                role="muted",
            )
        )
        self._problem = PlainLabel("", inner, role="warning")
        layout.addWidget(self._problem)
        self._refused: Path | None = None
        self.copy = text_button("", inner)
        self.copy.clicked.connect(lambda: self.copy_wanted.emit(self._refused))
        copy_row = QHBoxLayout()
        copy_row.addWidget(self.copy)
        copy_row.addStretch(1)
        layout.addLayout(copy_row)
        self._damaged: Path | None = None
        self._salvage: QPushButton | None = None
        self._salvage_row = QHBoxLayout()
        layout.addLayout(self._salvage_row)
        layout.addSpacing(8)
        for title, below, command in (
            (_("New file…"), _("Start a task force's own file and its first assessment."), "new"),
            (_("Open…"), _("Go on with a file that ends in .roadmap, or drop one on this window."), "open"),
            (
                _("Open what I was e-mailed…"),
                _("Save the attachment in a folder of your own first: mail programs empty theirs. Then open it."),
                "open",
            ),
            (_("Try the sample"), _("A half-filled example with example agencies, to look around in."), "sample"),
        ):
            card = SideCard(title, below, inner)
            card.clicked.connect(lambda _on=False, command=command: self.command_wanted.emit(command))
            layout.addWidget(card)
        self._recent_title = PlainLabel(_("Recent files"), inner, role="section")
        layout.addWidget(self._recent_title)
        self._recent = QVBoxLayout()
        self._inner = inner
        layout.addLayout(self._recent)
        layout.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(scroll)
        self.set_problem("")
        self.set_recent(())

    def set_problem(
        self, words: str, read_only: Path | None = None, damaged: Path | None = None, *, is_backup: bool = False
    ) -> None:
        """Show why a file was not opened; empty for nothing. A file that can only be read can be copied from here.

        What can be read of a `damaged` one can be put into a new file; `is_backup` says that the copy is of a backup.
        """
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self._refused = read_only
        self.copy.setVisible(read_only is not None)
        own = _("Save a copy in a folder of your own and open it…")
        self.copy.setText(_("Open the newest backup as a new file…") if is_backup else own)
        self._damaged = damaged
        if damaged is not None or self._salvage is not None:
            self.salvage.setVisible(damaged is not None)
        if words:
            announce(self._problem, words)

    @property
    def salvage(self) -> QPushButton:
        """What puts the readable part of a damaged file into a new one; made for the first such file."""
        if self._salvage is None:
            self._salvage = text_button(_("Put everything that can be read into a new file…"), self._inner)
            self._salvage.clicked.connect(lambda: self.salvage_wanted.emit(self._damaged))
            self._salvage_row.addWidget(self._salvage)
            self._salvage_row.addStretch(1)
        return self._salvage

    def problem(self) -> str:
        """What is said about a file that was not opened."""
        return self._problem.text()

    def set_recent(self, paths: Sequence[str]) -> None:
        """Show the recent files; none on a shared computer."""
        clear(self._recent)
        self._recent_title.setVisible(bool(paths))
        for name in paths:
            path = Path(name)
            card = SideCard(shown_name(path.with_suffix("")), str(path.parent), self._inner)
            card.clicked.connect(lambda _on=False, path=path: self.file_chosen.emit(path))
            self._recent.addWidget(card)
