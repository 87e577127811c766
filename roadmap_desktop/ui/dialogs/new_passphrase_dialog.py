"""Choose a passphrase in three steps: what it means, which words and where they are kept, and once more by hand."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from roadmap_desktop.errors import PassphraseTooShort, RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.model.passphrase import LENGTH_FLOOR, Passphrase
from roadmap_desktop.sentences import sentence
from roadmap_desktop.services import recovery
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.crash import crash_words
from roadmap_desktop.ui.dialogs.export_dialog import print_pdf
from roadmap_desktop.ui.dialogs.passphrase_dialogs import BackupChoice
from roadmap_desktop.ui.dialogs.scrolling_frame import ScrollingFrame
from roadmap_desktop.ui.jobs import Jobs
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.widgets.passphrase_field import PassphraseField
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.wrapped_box import WrappedBox

_MEANING, _WORDS, _AGAIN = range(3)


class NewPassphraseDialog(ScrollingFrame):
    """Three steps; `suggest` draws words, or gives none where the list of words is missing.

    A change begins with the words: what a passphrase means was read when the first one was set.
    """

    def __init__(
        self,
        file_name: str,
        backups: Sequence[str],
        suggest: Callable[[], str],
        messages: Messages,
        parent: QWidget | None = None,
        *,
        changes: bool = False,
    ) -> None:
        title = _("Change the passphrase") if changes else _("Protect this file with a passphrase")
        super().__init__(title, _("Go on"), parent)
        self._file_name = file_name
        self._suggest = suggest
        self._messages = messages
        self._changes = changes
        self._first = _WORDS if changes else _MEANING
        self._kept: Passphrase | None = None  # what the sheet was last made for
        self._sheet_target: Path | None = None
        self._jobs = Jobs(self)
        self._jobs.finished.connect(self._sheet_made)
        self._jobs.failed.connect(lambda error: self._say_problem(sentence(error)))
        self._jobs.broke.connect(lambda error: self._messages.tell(crash_words(type(error).__name__)))
        self.step: int = self._first
        self._accept_button = self.buttons.buttons()[0]
        self.back = self.buttons.addButton(_("Back"), QDialogButtonBox.ButtonRole.ActionRole)
        self.back.clicked.connect(lambda: self.go_to(self.step - 1))
        self._steps = [self._meaning(), self._words(), self._again(backups)]
        for step in self._steps:
            self.body.addWidget(step)
        self.body.addStretch(1)
        self.go_to(self._first)
        letters = self.fontMetrics().averageCharWidth()
        width, height = max(680, 76 * letters), max(500, 27 * self.fontMetrics().lineSpacing())
        if parent is not None:
            width, height = min(width, parent.width() - 40), min(height, parent.height() - 40)
        self.resize(width, height)

    @staticmethod
    def _column(parent: QWidget) -> tuple[QWidget, QVBoxLayout]:
        step = QWidget(parent)
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        return step, column

    def _meaning(self) -> QWidget:
        step, column = self._column(self)
        for words, role in (
            (_("If the passphrase is lost, the file is lost"), "strong"),
            (
                _(
                    "There is no back door. Without the passphrase nobody can open the file or its backups: not the "
                    "people who made Roadmap Desktop, and not your IT. So print the recovery sheet in the next step "
                    "and lock it away where paper case files are locked. A printed PDF of the answers, kept there "
                    "too, is a second copy."
                ),
                "body",
            ),
            (_("What it protects against"), "strong"),
            (
                _(
                    "Whoever steals or finds the computer or a stick, other people with an account on this computer, "
                    "IT staff who copy the file, and copies in a cloud folder: without the passphrase they can read "
                    "nothing in the file and its backups."
                ),
                "body",
            ),
            (_("What it does not protect against"), "strong"),
            (
                _(
                    "Somebody who uses your login while the file is open. Harmful software on this computer. A "
                    "passphrase that can be guessed, or that lies beside the computer. PDFs and other exports: they "
                    "have no passphrase. What was there before: earlier copies in e-mail and cloud folders, and "
                    "traces on solid-state drives and USB sticks that no program reaches."
                ),
                "body",
            ),
            (
                _(
                    "A passphrase does not make it lawful to send information about survivors, and none belongs in "
                    "this file."
                ),
                "body",
            ),
        ):
            column.addWidget(PlainLabel(words, step, role=role))
        self.understood = WrappedBox(_("I understand that without the passphrase nobody can open the file."), step)
        column.addWidget(self.understood)
        return step

    def _words(self) -> QWidget:
        step, column = self._column(self)
        suggestion = self._suggest()
        self.drawn = QRadioButton(step)
        self.drawn.setText(_("Five words drawn for you: hard to guess, easy to type"))
        self.suggestion = QLineEdit(suggestion, step)
        self.suggestion.setReadOnly(True)
        self.suggestion.setAccessibleName(_("The words drawn for you"))
        self.others = QPushButton(step)
        self.others.setText(_("Other words"))
        self.others.setAutoDefault(False)
        self.others.clicked.connect(self._draw)
        drawn = QHBoxLayout()
        drawn.addWidget(self.suggestion, 1)
        drawn.addWidget(self.others)
        self.own = QRadioButton(step)
        self.own.setText(_("A passphrase of your own"))
        self.field = PassphraseField(_("A passphrase of your own"), step)
        self.field.edited.connect(lambda: self.own.setChecked(True))
        self.field.edited.connect(self._forget_sheet)
        rule = _("At least {floor} characters, and no other rule. Spaces count; pasting is fine.")
        column.addWidget(self.drawn)
        column.addLayout(drawn)
        column.addWidget(self.own)
        column.addWidget(self.field)
        column.addWidget(PlainLabel(rule.format(floor=LENGTH_FLOOR), step, role="muted"))
        (self.drawn if suggestion else self.own).setChecked(True)
        for widget in (self.drawn, self.suggestion, self.others):
            widget.setVisible(bool(suggestion))
        self.drawn.toggled.connect(self._forget_sheet)
        self._add_sheet(step, column)
        return step

    def _add_sheet(self, step: QWidget, column: QVBoxLayout) -> None:
        column.addWidget(PlainLabel(_("The recovery sheet"), step, role="strong"))
        column.addWidget(
            PlainLabel(
                _(
                    "One page with the passphrase, the name of the file and the date. Lock it away where paper case "
                    "files are locked. If you save it as a PDF, save it on a stick that is locked away too, never "
                    "beside the file."
                ),
                step,
            )
        )
        row = QHBoxLayout()
        self.print_sheet, self.save_sheet = QPushButton(step), QPushButton(step)
        self.print_sheet.setText(_("Print the sheet…"))
        self.save_sheet.setText(_("Save it as a PDF…"))
        for button, command in ((self.print_sheet, self._print), (self.save_sheet, self._save)):
            button.setAutoDefault(False)
            button.clicked.connect(command)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.sheet_state = PlainLabel("", step, role="muted")
        self.sheet_state.hide()
        column.addWidget(self.sheet_state)
        self.written_down = WrappedBox(_("I wrote the passphrase down by hand and will lock that away."), step)
        column.addWidget(self.written_down)

    def _again(self, backups: Sequence[str]) -> QWidget:
        step, column = self._column(self)
        column.addWidget(PlainLabel(_("Type the passphrase once more, from the sheet or from memory."), step))
        self.again = PassphraseField(_("The passphrase once more"), step)
        column.addWidget(self.again)
        self.backups = BackupChoice(backups, _("Make them anew with this passphrase"), step)
        column.addWidget(self.backups)
        column.addWidget(
            PlainLabel(
                _(
                    "The file is closed for a moment, copied with the passphrase, compared word by word, and opened "
                    "again where you are. If anything fails, it stays as it is."
                ),
                step,
                role="muted",
            )
        )
        return step

    def go_to(self, step: int) -> None:
        """Show a step."""
        self.step = step
        for number, widget in enumerate(self._steps):
            widget.setVisible(number == step)
        self.back.setVisible(step > self._first)
        last = _("Change the passphrase") if self._changes else _("Protect the file")
        self._accept_button.setText(last if step == _AGAIN else _("Go on"))
        self.problem.hide()
        self.area.verticalScrollBar().setValue(0)
        (self.understood, self.drawn if self.drawn.isChecked() else self.field, self.again)[step].setFocus()

    def check(self) -> None:
        """Go on to the next step, or accept after the last."""
        problem = self.missing()
        if problem or self.step == _AGAIN:
            super().check()
            return
        self.go_to(self.step + 1)

    def missing(self) -> str:
        """What the present step still needs."""
        return (self._unread, self._unkept, self._different)[self.step]()

    def _unread(self) -> str:
        return "" if self.understood.is_checked() else _("Please read this page and tick the box below it first.")

    def _unkept(self) -> str:
        chosen = self.chosen()
        if not chosen.is_long_enough:
            return sentence(PassphraseTooShort(chosen.length, LENGTH_FLOOR))
        if self._kept == chosen or self.written_down.is_checked():
            return ""
        return _("Please print or save the recovery sheet first, or say below that you wrote the passphrase down.")

    def _different(self) -> str:
        if self.again.passphrase() == self.chosen():
            return ""
        return _("This is not the passphrase you chose. Please type it again, or go back to look at it.")

    def chosen(self) -> Passphrase:
        """The passphrase as it is chosen now."""
        return Passphrase(self.suggestion.text()) if self.drawn.isChecked() else self.field.passphrase()

    def _draw(self) -> None:
        self.suggestion.setText(self._suggest())
        self.drawn.setChecked(True)
        self._forget_sheet()

    def _forget_sheet(self) -> None:
        # A sheet with other words opens nothing.
        self.sheet_state.hide()
        self.written_down.set_checked(False)

    def _print(self) -> None:
        self._make_sheet(None)

    def _save(self) -> None:
        suggestion = Path.home() / _("Recovery sheet.pdf")
        found = self._messages.choose_to_save(_("Where to save the recovery sheet"), suggestion, "PDF (*.pdf)")
        if found is not None:
            self._make_sheet(found if found.suffix.lower() == ".pdf" else found.with_name(found.name + ".pdf"))

    def _make_sheet(self, target: Path | None) -> None:
        chosen, name, today = self.chosen(), self._file_name, date.today()
        if not chosen.is_long_enough:
            self._say_problem(sentence(PassphraseTooShort(chosen.length, LENGTH_FLOOR)))
            return
        self.problem.hide()
        self._sheet_target = target

        def work(_progress: object) -> tuple[Passphrase, recovery.SheetRendered]:
            sheet = recovery.render(chosen, name, today)
            if target is not None:
                recovery.write(sheet, chosen, target)
            return chosen, sheet

        if self._jobs.start(work):
            self._say_state(_("The sheet is being made…"))

    def _sheet_made(self, result: object) -> None:
        if not isinstance(result, tuple):
            return
        made_for, sheet = result
        if self._sheet_target is not None:
            words = _("Saved and read back: “{name}”.").format(name=self._sheet_target.name)
        elif self._print_out(sheet):
            words = _("The sheet was sent to the printer. Please look whether every word can be read.")
        else:
            self.sheet_state.hide()
            return
        if sheet.missing:
            words += " " + _(
                "Some characters can only be printed as a code; please write the passphrase on the sheet by hand as "
                "well."
            )
        # Whoever typed on while it was made needs another one.
        self._kept = made_for
        self._say_state(words)

    def _print_out(self, sheet: recovery.SheetRendered) -> bool:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        accepted = QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted
        return accepted and print_pdf(sheet.data, printer)

    def _say_state(self, words: str) -> None:
        self.sheet_state.setText(words)
        self.sheet_state.show()
        announce(self, words)

    def _say_problem(self, words: str) -> None:
        self.sheet_state.hide()
        self.problem.setText(words)
        self.problem.show()
        announce(self, words)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Never leave work behind."""
        self._jobs.wait()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Wait for the sheet that is being made."""
        self._jobs.wait()
        super().done(result)


def unavailable_words(error: RoadmapError) -> str:
    """Why no passphrase can be set here, and what protects the file instead."""
    return " ".join(
        (
            sentence(error),
            _(
                "What can protect it here is disk encryption, such as BitLocker or FileVault; ask your IT whether it "
                "is on."
            ),
        )
    )
