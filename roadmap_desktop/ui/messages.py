"""The only place for modal boxes and file pickers; tests put a fake in its place."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.sentences import sentence

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from PySide6.QtWidgets import QFileDialog, QMessageBox

    from roadmap_desktop.ui.dialogs.noted_line import Check


class Messages(Protocol):
    """Asks and tells. Every answer of None means that the user would rather not."""

    def tell(self, words: str) -> None:
        """Show one sentence."""

    def report(self, words: str) -> None:
        """Show the whole of a report, which can be copied."""

    def confirm(self, question: str, yes: str) -> bool:
        """Ask whether to go on; `yes` names what would be done."""

    def ask_text(self, title: str, question: str, text: str = "") -> str | None:
        """Ask for one line of text."""

    def watch(self, check: "Check") -> None:
        """Look at lines that are typed into boxes for identifying detail, with the check of the open file."""

    def ask_choice(self, title: str, question: str, choices: Sequence[str], yes: str) -> int | None:
        """Ask for one of several things, by its place among them; `yes` names what is done with it."""

    def choose_to_open(self, title: str, folder: str, pattern: str) -> Path | None:
        """Ask for a file that exists."""

    def choose_to_save(self, title: str, suggestion: Path, pattern: str) -> Path | None:
        """Ask where to write."""

    def choose_folder(self, title: str, folder: str) -> Path | None:
        """Ask for a folder that exists."""


class WindowMessages:
    """Real boxes above a window; text is never markup in them. Their classes are made when a box is first shown."""

    def __init__(self, parent: QWidget, *, keeps_traces: Callable[[], bool] = lambda: True) -> None:
        self._parent = parent
        # The system's own picker remembers folders and files, which a shared computer must not.
        self._keeps_traces = keeps_traces
        self._check: Check | None = None

    def watch(self, check: "Check") -> None:
        """Look at lines that are typed into boxes from now on."""
        self._check = check

    def _options(self) -> "QFileDialog.Option":
        from PySide6.QtWidgets import QFileDialog

        return QFileDialog.Option(0) if self._keeps_traces() else QFileDialog.Option.DontUseNativeDialog

    def tell(self, words: str) -> None:
        """Show one sentence."""
        from PySide6.QtWidgets import QMessageBox

        box = self._box(words, QMessageBox.Icon.Information)
        box.exec()
        box.deleteLater()

    def report(self, words: str) -> None:
        """Show the whole of a report, which can be copied."""
        from roadmap_desktop.ui.dialogs.report_dialog import ReportDialog

        dialog = ReportDialog(words, self._parent)
        dialog.exec()
        dialog.deleteLater()

    def confirm(self, question: str, yes: str) -> bool:
        """Ask; Escape and closing the box mean no, and no is the default."""
        from PySide6.QtWidgets import QMessageBox

        box = self._box(question, QMessageBox.Icon.Question)
        box.setStandardButtons(QMessageBox.StandardButton.NoButton)
        go_on = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        is_chosen = box.clickedButton() is go_on
        box.deleteLater()
        return is_chosen

    def _box(self, words: str, icon: "QMessageBox.Icon") -> "QMessageBox":
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(_("Roadmap Desktop"))
        box.setIcon(icon)
        box.setText(words)
        return box

    def ask_text(self, title: str, question: str, text: str = "") -> str | None:
        """Ask for one line of text."""
        from roadmap_desktop.ui.dialogs.asking_dialogs import TextDialog

        dialog = TextDialog(title, question, text, self._parent, self._check)
        accepted = dialog.exec()
        dialog.deleteLater()
        return dialog.text() if accepted else None

    def ask_choice(self, title: str, question: str, choices: Sequence[str], yes: str) -> int | None:
        """Ask for one of several things; Escape and closing the box choose none."""
        from roadmap_desktop.ui.dialogs.asking_dialogs import ChoiceDialog

        dialog = ChoiceDialog(title, question, choices, yes, self._parent)
        accepted = dialog.exec()
        dialog.deleteLater()
        return dialog.chosen() if accepted else None

    def choose_to_open(self, title: str, folder: str, pattern: str) -> Path | None:
        """Ask for a file that exists."""
        from PySide6.QtWidgets import QFileDialog

        with self._without_traces():
            found, _filter = QFileDialog.getOpenFileName(self._parent, title, folder, pattern, options=self._options())
        return Path(found) if found else None

    def choose_to_save(self, title: str, suggestion: Path, pattern: str) -> Path | None:
        """Ask where to write."""
        from PySide6.QtWidgets import QFileDialog

        with self._without_traces():
            found, _filter = QFileDialog.getSaveFileName(
                self._parent, title, str(suggestion), pattern, options=self._options()
            )
        return Path(found) if found else None

    def choose_folder(self, title: str, folder: str) -> Path | None:
        """Ask for a folder that exists."""
        from PySide6.QtWidgets import QFileDialog

        options = self._options() | QFileDialog.Option.ShowDirsOnly
        with self._without_traces():
            found = QFileDialog.getExistingDirectory(self._parent, title, folder, options)
        return Path(found) if found else None

    def _without_traces(self) -> "AbstractContextManager[None]":
        from contextlib import nullcontext

        from roadmap_desktop.ui.picker_traces import unchanged

        return nullcontext() if self._keeps_traces() else unchanged()


def tell_error(messages: Messages, error: RoadmapError) -> None:
    """Show the sentence of an error."""
    messages.tell(sentence(error))
