"""Put a PDF that was written before into a mail draft, and open it in the mail program; nothing is sent from here."""

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from roadmap_desktop import paths
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.sentences import shown_name
from roadmap_desktop.services.exporting import DRAFT_ENDING, ExportWritten, write_draft
from roadmap_desktop.services.identifying import NOWHERE
from roadmap_desktop.services.leaving_tables import leaving, without
from roadmap_desktop.services.mailing import languages, read_pdf, suggested, worded
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.dialogs.leaving_dialog import LeavingDialog
from roadmap_desktop.ui.dialogs.writing_frame import WritingFrame
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class MailDialog(WritingFrame):
    """Asks for the PDF, the language and the words; `desk` is what is open, for the check of words, or None."""

    def __init__(self, desk: Desk | None, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(_("Prepare an e-mail"), _("Save the draft and open it…"), messages, parent)
        self._desk = desk
        self._path: Path | None = None
        self._data = b""
        self._suggested = ("", "")
        self.say(
            _(
                "Your mail program may upload the draft to its server as soon as it opens. Add the address yourself "
                "and look at it before you send it."
            ),
            "strong",
        )
        self.body.addLayout(self._chooser())
        rows = QFormLayout()
        rows.setHorizontalSpacing(12)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.language = QComboBox(self)
        self._languages = languages()
        # With one language alone there is nothing to choose.
        for name in self._languages if len(self._languages) > 1 else ():
            self.language.addItem(QLocale(name).nativeLanguageName() or name, name)
        rows.addRow(_("Language"), self.language)
        rows.setRowVisible(self.language, self.language.count() > 1)
        self.subject = QLineEdit(self)
        rows.addRow(_("Subject"), self.subject)
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(180)
        rows.addRow(_("Text"), self.text)
        self.body.addLayout(rows, 1)
        self.add_results()
        self.language.currentIndexChanged.connect(self._suggest)
        self.resize(680, 560)

    def _chooser(self) -> QHBoxLayout:
        # Not in the form, which would give a long name no second line.
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(PlainLabel(_("PDF to attach"), self, wrap=False))
        self.name = PlainLabel(_("None yet"), self)
        self.choose = QPushButton(_("Choose…"), self)
        self.choose.setAccessibleName(_("Choose the PDF to attach"))
        self.choose.clicked.connect(self.choose_pdf)
        row.addWidget(self.name, 1)
        row.addWidget(self.choose)
        return row

    @property
    def _folder(self) -> Path:
        return paths.documents() if self._desk is None else self._desk.document.path.parent

    def choose_pdf(self) -> None:
        """Ask for a PDF and suggest words for it."""
        path = self.messages.choose_to_open(_("Choose the PDF to attach"), str(self._folder), "PDF (*.pdf)")
        if path is None:
            return
        try:
            self._data = read_pdf(path)
        except RoadmapError as error:
            self.fail(error)
            return
        self._path = path
        self.problem.hide()
        # A long name in one piece may go on in another line.
        self.name.setText(shown_name(path).replace("_", "_\u200b"))
        self._suggest()
        self.make_room()

    def _suggest(self) -> None:
        """Words in the chosen language, unless somebody changed them."""
        if self._path is None or (self.subject.text(), self.text.toPlainText()) not in (("", ""), self._suggested):
            return
        draft = suggested(self._path, self._data, self.language.currentData() or self._languages[0])
        self._suggested = (draft.subject, draft.text)
        self.subject.setText(draft.subject)
        # A long one is shown from its beginning.
        self.subject.setCursorPosition(0)
        self.text.setPlainText(draft.text)

    def missing(self) -> str:
        """The PDF comes first."""
        return "" if self._path is not None else _("Please choose the PDF to attach first.")

    def accept(self) -> None:
        """Show what looks identifying in the words, ask where to keep the draft, and write it."""
        if self.jobs.is_busy or self._path is None:
            return
        draft = worded(self._path, self._data, self.subject.text(), self.text.toPlainText())
        looking = NOWHERE if self._desk is None else self._desk.identifying.looking()
        found = leaving(draft, looking)
        if found:
            asked = LeavingDialog(found, self)
            goes_on, to_mask = asked.exec(), asked.to_mask()
            asked.deleteLater()
            if not goes_on:
                return
            draft = without(draft, to_mask, looking)
        suggestion = self._path.with_suffix(DRAFT_ENDING)
        path = self.choose_target(_("Where to keep the draft"), suggestion, f"E-mail (*{DRAFT_ENDING})")
        if path is None:
            return
        self.begin()
        self.jobs.start(lambda progress: write_draft(draft, path, progress))

    def summary_of(self, written: ExportWritten) -> str:
        """What is in the file."""
        words = _("Checked: “{name}” holds the text and the whole PDF, and no address.")
        return words.format(name=shown_name(written.path))

    def after_writing(self) -> None:
        """Hand it to the mail program; where none takes it, say so."""
        if self.open_written():
            return
        words = _(
            "No program on this computer opened it. Open your mail yourself and attach the PDF there, or drag the "
            "draft into it from its folder."
        )
        self.tell(f"{self.summary.text()} {words}")
