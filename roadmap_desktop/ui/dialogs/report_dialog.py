"""Something went wrong: the whole report, to be read before it is copied."""

from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.clipboard import copy_text
from roadmap_desktop.ui.dialogs.frame import Frame


class ReportDialog(Frame):
    """Shows all of a report; what is copied is what is shown."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Something went wrong"), "", parent)
        self.say(_("This is the whole report. Read it before you send it to anyone; nothing is sent by itself."))
        self.report = QPlainTextEdit(self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(_("The whole report"))
        self.report.setPlainText(words)
        self.body.addWidget(self.report, 1)
        self.copy = QPushButton(self)
        self.copy.setText(_("Copy this report"))
        self.copy.clicked.connect(lambda: copy_text(self.report.toPlainText()))
        self.body.addWidget(self.copy)
        self.resize(640, 380)
