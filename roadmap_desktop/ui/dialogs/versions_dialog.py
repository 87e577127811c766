"""The earlier versions of an answer: read, bring back, erase."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit, QPushButton, QWidget

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.answers import AnswerKey, AnswerVersion
from roadmap_desktop.model.notes import NoteId
from roadmap_desktop.model.placements import PlacementKey
from roadmap_desktop.sentences import sentence
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.moments import moment_words
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


def ask_a_lawyer_first() -> str:
    """Said beside the button and asked again before anything is erased."""
    return _("Before erasing, ask a lawyer if a subpoena, court order or records request has come or may come.")


def erase_masked_too(desk: Desk, messages: Messages, key: AnswerKey | PlacementKey | NoteId) -> bool:
    """Words were masked: ask whether to erase where they stood before, and do. Raises the faults of drives."""
    if isinstance(key, AnswerKey) and not desk.history.versions(key):
        return False
    question = _(
        "The words are masked. They still stand in the earlier versions of this text and in the backups beside "
        "this file. Erase those too? This cannot be undone."
    )
    if not messages.confirm(f"{question}\n\n{ask_a_lawyer_first()}", _("Erase earlier versions")):
        return False
    if isinstance(key, AnswerKey):
        desk.history.erase_answer(key)
    elif isinstance(key, PlacementKey):
        desk.history.erase_reason(key)
    else:
        desk.history.erase_note(key)
    return True


class VersionsDialog(Frame):
    """A list with times, the words of the chosen one, and two commands."""

    def __init__(self, desk: Desk, key: AnswerKey, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(_("Earlier versions of this answer"), "", parent)
        self._desk = desk
        self._key = key
        self._messages = messages
        self._versions: tuple[AnswerVersion, ...] = ()
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Earlier versions, newest first"))
        self._text = QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(_("Words of the chosen version"))
        self._back = QPushButton(_("Bring this version back"), self)
        self._erase = QPushButton(_("Erase earlier versions…"), self)
        self._back.clicked.connect(self._bring_back)
        self._erase.clicked.connect(self._erase_all)
        self.list.currentRowChanged.connect(self._show)
        row = QHBoxLayout()
        row.addWidget(self.list, 1)
        row.addWidget(self._text, 2)
        self.body.addLayout(row, 1)
        commands = QHBoxLayout()
        commands.addWidget(self._back)
        commands.addWidget(self._erase)
        commands.addStretch(1)
        self.body.addLayout(commands)
        self.body.addWidget(PlainLabel(ask_a_lawyer_first(), self, role="muted"))
        self.resize(760, 480)
        self._read()

    def _read(self) -> None:
        self._versions = self._desk.history.versions(self._key)
        self.list.clear()
        for version in self._versions:
            moment = moment_words(version.at)
            words = _("Erased on {moment}").format(moment=moment) if version.is_erased else moment
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, version.revision)
            self.list.addItem(item)
        self._erase.setEnabled(any(not version.is_erased for version in self._versions))
        self.list.setCurrentRow(0)
        self._show(self.list.currentRow())

    def _show(self, row: int) -> None:
        version = self._versions[row] if 0 <= row < len(self._versions) else None
        self._text.setPlainText(version.text if version is not None else _("There is no earlier version."))
        closed = self._desk.reading.assessment(self._key.assessment).is_closed
        self._back.setEnabled(version is not None and not version.is_erased and not closed)

    def _bring_back(self) -> None:
        version = self._versions[self.list.currentRow()]
        try:
            self._desk.history.bring_back(self._key, version.revision)
        except RoadmapError as error:
            self._messages.tell(sentence(error))
            return
        self.accept()

    def _erase_all(self) -> None:
        question = _(
            "The earlier wordings of this answer are erased from this file and from the backups beside it, for good. "
            "What it says now stays. Copies that were e-mailed, printed or kept elsewhere are not reached, and on "
            "flash drives old traces can remain."
        )
        if not self._messages.confirm(f"{question}\n\n{ask_a_lawyer_first()}", _("Erase")):
            return
        try:
            erased = self._desk.history.erase_answer(self._key)
        except RoadmapError as error:
            self._messages.tell(sentence(error))
            return
        backups = ngettext("{count} older backup was replaced.", "{count} older backups were replaced.", erased.backups)
        self._messages.tell(" ".join([_("Erased."), backups.format(count=erased.backups) if erased.backups else ""]))
        self._read()
