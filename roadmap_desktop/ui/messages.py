"""The only place for modal boxes and file pickers; tests put a fake in its place."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.sentences import sentence


class Messages(Protocol):
    """Asks and tells. Every answer of None means that the user would rather not."""

    def tell(self, words: str) -> None:
        """Show one sentence."""

    def confirm(self, question: str, yes: str) -> bool:
        """Ask whether to go on; `yes` names what would be done."""

    def ask_text(self, title: str, question: str, text: str = "") -> str | None:
        """Ask for one line of text."""

    def choose_to_open(self, title: str, folder: str, pattern: str) -> Path | None:
        """Ask for a file that exists."""

    def choose_to_save(self, title: str, suggestion: Path, pattern: str) -> Path | None:
        """Ask where to write."""


class WindowMessages:
    """Real boxes above a window; text is never markup in them."""

    def __init__(self, parent: QWidget, *, keeps_traces: bool = True) -> None:
        self._parent = parent
        # The system's own picker remembers folders and files, which a shared computer must not.
        self._options = QFileDialog.Option(0) if keeps_traces else QFileDialog.Option.DontUseNativeDialog

    def tell(self, words: str) -> None:
        """Show one sentence."""
        self._box(words, QMessageBox.Icon.Information).exec()

    def confirm(self, question: str, yes: str) -> bool:
        """Ask; Escape and closing the box mean no, and no is the default."""
        box = self._box(question, QMessageBox.Icon.Question)
        box.setStandardButtons(QMessageBox.StandardButton.NoButton)
        go_on = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is go_on

    def _box(self, words: str, icon: QMessageBox.Icon) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(_("Roadmap Desktop"))
        box.setIcon(icon)
        box.setText(words)
        return box

    def ask_text(self, title: str, question: str, text: str = "") -> str | None:
        """Ask for one line of text."""
        found, accepted = QInputDialog.getText(self._parent, title, question, QLineEdit.EchoMode.Normal, text)
        return found if accepted else None

    def choose_to_open(self, title: str, folder: str, pattern: str) -> Path | None:
        """Ask for a file that exists."""
        found, _filter = QFileDialog.getOpenFileName(self._parent, title, folder, pattern, options=self._options)
        return Path(found) if found else None

    def choose_to_save(self, title: str, suggestion: Path, pattern: str) -> Path | None:
        """Ask where to write."""
        found, _filter = QFileDialog.getSaveFileName(
            self._parent, title, str(suggestion), pattern, options=self._options
        )
        return Path(found) if found else None


def tell_error(messages: Messages, error: RoadmapError) -> None:
    """Show the sentence of an error."""
    messages.tell(sentence(error))
