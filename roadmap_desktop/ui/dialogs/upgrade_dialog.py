"""Other prompts for the open assessments: what changes, and the backup that is made first."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from roadmap_desktop.content.schema import Provenance
from roadmap_desktop.errors import BackupFailed, RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.pack_difference import Asking, PromptChange
from roadmap_desktop.sentences import sentence
from roadmap_desktop.services.pack_upgrades import PackSwitch, UpgradePreview
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.pages.page import column
from roadmap_desktop.ui.widgets.plain_label import PlainLabel

_Group = tuple[str, list[str]]


class UpgradeDialog(Frame):
    """A preview; the main button makes the backup and the change, or says why it could not."""

    def __init__(
        self,
        preview: UpgradePreview,
        upgrade: Callable[[Path | None], Path],
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        same = preview.is_same_pack
        title = _("Update the prompts") if same else _("Ask with other prompts")
        super().__init__(title, _("Back up and update") if same else _("Back up and use these"), parent)
        self._preview = preview
        self._upgrade = upgrade
        self._messages = messages
        self._place: Path | None = None
        self.backup: Path | None = None
        not_now = self.buttons.buttons()[-1]
        not_now.setText(_("Not now"))
        # At the largest text the whole preview scrolls, rather than cutting a line.
        scroll, self._inner = column(self, margin=0)
        self.body.addWidget(scroll, 1)
        self._say_facts(preview)
        self._paragraph(_summary(preview.switches), "strong")
        self._groups = [group for switch in preview.switches for group in self._groups_of(switch)]
        self.which = QComboBox(self)
        self.which.setAccessibleName(_("Which changes are listed"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("What changes"))
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.which.addItem(_("All changes"))
        for words, items in self._groups:
            self.which.addItem(f"{words} ({len(items)})")
        self.which.currentIndexChanged.connect(self._fill)
        self.list.setMinimumHeight(9 * self.fontMetrics().lineSpacing())
        self._inner.addWidget(self.which)
        self._inner.addWidget(self.list, 1)
        self._fill()
        self._say_promise(preview)
        self.elsewhere = QPushButton(_("Choose another place for the backup…"), self)
        self.elsewhere.clicked.connect(self._choose_place)
        self.elsewhere.hide()
        row = QHBoxLayout()
        row.addWidget(self.elsewhere)
        row.addStretch(1)
        self._inner.addLayout(row)
        scale = max(1.0, self.fontMetrics().lineSpacing() / 19)
        width, height = round(760 * scale), round(700 * scale)
        if parent is not None:
            width, height = min(width, parent.width() - 40), min(height, parent.height() - 40)
        self.resize(width, height)

    def _paragraph(self, words: str, role: str) -> PlainLabel:
        label = PlainLabel(words, self, role=role)
        self._inner.addWidget(label)
        return label

    def _say_facts(self, preview: UpgradePreview) -> None:
        pack = preview.pack
        before = ", ".join(dict.fromkeys(_named(switch) for switch in preview.switches))
        for name, words in (
            (_("Now"), before),
            (_("Then"), _("“{title}”, version {version}").format(title=pack.title, version=pack.version)),
            (_("Publisher"), pack.publisher),
            (_("Where it comes from"), _claim(pack.provenance)),
        ):
            self._paragraph(f"{name}: {words}", "body")

    def _say_promise(self, preview: UpgradePreview) -> None:
        closed = ""
        if preview.closed:
            closed = _("Closed assessments keep their prompts: {titles}.").format(titles=", ".join(preview.closed))
        words = _(
            "Every answer is kept. Reworded prompts show the words that were answered; answers to retired prompts "
            "stay on a shelf and in the report."
        )
        self._paragraph(
            " ".join(filter(None, (words, closed, _("Undo cannot take this back; the backup is the way back.")))),
            "small",
        )
        self._backup_words = self._paragraph("", "small")
        self._say_backup()

    def _say_backup(self) -> None:
        if self._place is None:
            words = _("First a checked backup is made in the folder “{name}” beside the file.")
            self._backup_words.setText(words.format(name=self._preview.backups.name))
        else:
            words = _("First a checked backup is made as “{name}”. Erasing earlier versions does not reach it there.")
            self._backup_words.setText(words.format(name=self._place.name))

    def _groups_of(self, switch: PackSwitch) -> list[_Group]:
        found = switch.difference
        groups = [
            (_("New elements"), [title for _name, title in found.new_elements]),
            (_("Elements no longer asked"), [title for _name, title in found.retired_elements]),
            (
                _("Elements with another name"),
                [
                    _("{before}\nbecomes: {after}").format(before=one.before, after=one.after)
                    for one in found.renamed_elements
                ],
            ),
            (_("Reworded prompts"), [self._reworded(one, switch) for one in found.reworded]),
            (_("Moved prompts"), [self._moved(one, switch) for one in found.moved]),
            (_("Retired prompts"), [self._retired(one, switch) for one in found.retired]),
            (_("New prompts"), [f"{self._where(one)}\n{one.text}" for one in found.new]),
        ]
        if len(self._preview.switches) > 1:
            groups = [(f"{words} · {_named(switch)}", items) for words, items in groups]
        return [(words, items) for words, items in groups if items]

    def _reworded(self, change: PromptChange, switch: PackSwitch) -> str:
        words = _("{where}\nWas: {before}\nNow: {after}").format(
            where=self._where(change.after), before=change.before.text, after=change.after.text
        )
        count = switch.answers.get(change.before.id, 0)
        kept = ngettext(
            "{count} answer keeps the words it answered.", "{count} answers keep the words they answered.", count
        )
        return f"{words}\n{kept.format(count=count)}" if count else words

    def _moved(self, change: PromptChange, switch: PackSwitch) -> str:
        words = _("{text}\nFrom: {before}\nTo: {after}").format(
            text=change.after.text, before=self._where(change.before), after=self._where(change.after)
        )
        count = switch.answers.get(change.before.id, 0)
        along = ngettext("{count} answer moves along.", "{count} answers move along.", count)
        return f"{words}\n{along.format(count=count)}" if count else words

    def _retired(self, one: Asking, switch: PackSwitch) -> str:
        count = switch.answers.get(one.id, 0)
        shelf = ngettext("{count} answer goes to the shelf.", "{count} answers go to the shelf.", count)
        kept = shelf.format(count=count) if count else _("Nobody answered it.")
        return f"{self._where(one)}\n{one.text}\n{kept}"

    def _where(self, one: Asking) -> str:
        if one.element is None:
            return _("At the end of every element")
        return f"{one.element_title} · {self._preview.stages.get(one.stage or '', '')}"

    def _fill(self, chosen: int = 0) -> None:
        self.list.clear()
        for words, items in self._groups if chosen == 0 else self._groups[chosen - 1 : chosen]:
            heading = QListWidgetItem(f"{words} ({len(items)})")
            font = heading.font()
            font.setWeight(QFont.Weight.DemiBold)
            heading.setFont(font)
            self.list.addItem(heading)
            self.list.addItems(items)
        if not self.list.count():
            self.list.addItem(_("No prompt changes: only guidance, terms or resources do."))
        self.list.setCurrentRow(0)

    def _choose_place(self) -> None:
        suggestion = self._preview.backups.parent / _("Backup before new prompts.roadmap")
        path = self._messages.choose_to_save(_("Where to put the backup"), suggestion, "Roadmap (*.roadmap)")
        if path is not None:
            self._place = path if path.suffix == ".roadmap" else path.with_name(path.name + ".roadmap")
            self._say_backup()
            self.problem.hide()

    def missing(self) -> str:
        """Do it; a sentence when it could not be done, and then nothing was changed."""
        try:
            self.backup = self._upgrade(self._place)
        except BackupFailed as error:
            self.elsewhere.show()
            return sentence(error)
        except RoadmapError as error:
            return _("Nothing was changed. {sentence}").format(sentence=sentence(error))
        return ""


def _named(switch: PackSwitch) -> str:
    words = _("“{title}”, version {version}").format(title=switch.replaced.title, version=switch.replaced.version)
    return f"{words} ({', '.join(switch.rounds)})"


def _claim(provenance: Provenance) -> str:
    words = {
        Provenance.ORIGINAL: _("It says it is original content of its publisher; not verified."),
        Provenance.OFFICIAL: _("It says it is the official wording; not verified."),
        Provenance.LOCAL: _("It says it was made locally; not verified."),
    }
    return words[provenance]


def _summary(switches: Sequence[PackSwitch]) -> str:
    new = sum(len(one.difference.new) for one in switches)
    reworded = sum(len(one.difference.reworded) for one in switches)
    moved = sum(len(one.difference.moved) for one in switches)
    retired = sum(len(one.difference.retired) for one in switches)
    unchanged = sum(one.difference.unchanged for one in switches)
    return _(
        "{new} new, {reworded} reworded, {moved} moved, {retired} retired; {unchanged} prompts stay as they are."
    ).format(new=new, reworded=reworded, moved=moved, retired=retired, unchanged=unchanged)
