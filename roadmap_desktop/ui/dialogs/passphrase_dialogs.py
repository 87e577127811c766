"""Type the passphrase of a file, or take it away, and what becomes of older backups."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.dialogs.scrolling_frame import ScrollingFrame
from roadmap_desktop.ui.widgets.passphrase_field import PassphraseField
from roadmap_desktop.ui.widgets.plain_label import PlainLabel

_MOST_NAMES = 8


class UnlockDialog(Frame):
    """Asks for a passphrase until it is right or nobody wants to go on; as many tries as one likes, and no hint.

    `attempt` is handed each try; it returns a sentence when that one was wrong, and nothing when it was right.
    """

    def __init__(
        self,
        name: str,
        accept_words: str,
        attempt: Callable[[Passphrase], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Passphrase"), accept_words, parent)
        self._attempt = attempt
        self.say(_("“{name}” is protected. Please type its passphrase.").format(name=name))
        self.field = PassphraseField(_("Passphrase"), self)
        self.body.addWidget(self.field)
        self.say(
            _(
                "It stands on the recovery sheet, which should be locked away where paper case files are locked. "
                "Without it nobody can open the file."
            ),
            "muted",
        )
        self.body.addStretch(1)
        self.field.edited.connect(self.problem.hide)
        self.resize(max(520, 56 * self.fontMetrics().averageCharWidth()), self.sizeHint().height())
        self.field.setFocus()

    def missing(self) -> str:
        """Try what was typed."""
        typed = self.field.passphrase()
        if typed.is_empty:
            return _("Please type the passphrase.")
        self._wait(True)
        try:
            problem = self._attempt(typed)
        finally:
            self._wait(False)
        if problem:
            self.field.line.selectAll()
            self.field.setFocus()
        return problem

    @staticmethod
    def _wait(on: bool) -> None:
        if on:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        else:
            QGuiApplication.restoreOverrideCursor()

    def done(self, result: int) -> None:
        """Leave nothing in the field."""
        self.field.clear()
        super().done(result)


class BackupChoice(QWidget):
    """What becomes of older backups; empty and hidden where there are none."""

    def __init__(self, names: Sequence[str], follow_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        count = len(names)
        question = ngettext(
            "There is {count} older backup beside the file. What should become of it?",
            "There are {count} older backups beside the file. What should become of them?",
            count,
        ).format(count=count)
        column.addWidget(PlainLabel(question, self, role="strong"))
        self.follow = QRadioButton(self)
        self.follow.setText(follow_words)
        self.follow.setChecked(True)
        self.erase = QRadioButton(self)
        self.erase.setText(_("Erase them"))
        column.addWidget(self.follow)
        column.addWidget(self.erase)
        listed = [*names[:_MOST_NAMES]]
        if count > _MOST_NAMES:
            listed.append(_("and {count} more").format(count=count - _MOST_NAMES))
        column.addWidget(PlainLabel("\n".join(listed), self, role="small"))
        self.setVisible(bool(names))

    @property
    def erases(self) -> bool:
        """True when they are to be erased."""
        return self.erase.isChecked()


class RemovePassphraseDialog(ScrollingFrame):
    """What it means to take the passphrase away."""

    def __init__(self, name: str, backups: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(_("Remove the passphrase"), _("Remove it"), parent)
        self.say(
            _(
                "“{name}” can be read afterwards by everybody who gets hold of it: other people with an account on "
                "this computer, whoever finds a lost computer or stick, and whoever can look into a cloud folder."
            ).format(name=name)
        )
        self.say(_("Shred the recovery sheet afterwards, unless it opens something else as well."))
        self.backups = BackupChoice(backups, _("Remove the passphrase from them too"), self)
        self.body.addWidget(self.backups)
        self.body.addStretch(1)
        self.resize(max(600, 64 * self.fontMetrics().averageCharWidth()), 400)
