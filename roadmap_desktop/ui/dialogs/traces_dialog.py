"""What this computer remembers: every trace with its place, Clear all, and Forget this computer."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.sentences import sentence
from roadmap_desktop.services.disk_encryption import DiskEncryption
from roadmap_desktop.services.purging import PlaceReport
from roadmap_desktop.services.traces import Trace, TracesService
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.pages.page import clear, column
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


def out_of_reach() -> str:
    """What no button here reaches."""
    return _(
        "Not reached: e-mail, versions in a cloud folder, printed pages, other people's computers, USB sticks, what "
        "the system itself wrote when memory ran short or the computer slept, and its own lists of recent files. On "
        "solid-state drives old traces can remain in spare areas that no program reaches."
    )


def encryption_words(found: DiskEncryption) -> str:
    """What is known of the disk, and where to look when nothing is."""
    where = _(
        "Windows: Settings > Privacy & security > Device encryption. macOS: System Settings > Privacy & Security > "
        "FileVault. Or ask your IT."
    )
    if found is DiskEncryption.ON:
        return _("Disk encryption: on.")
    if found is DiskEncryption.OFF:
        off = _(
            "Disk encryption: off, as far as this program can see. A lost computer can be read by whoever finds it."
        )
        return f"{off} {where}"
    return " ".join((_("Disk encryption: unknown. This program cannot see it here; look yourself."), where))


class TracesDialog(Frame):
    """Lists traces; what was removed is reported place by place."""

    clearing = Signal()  # before anything goes: the holder of the settings lets its traces go
    forgetting = Signal()  # before everything goes: settings are not written any more

    def __init__(
        self,
        service: TracesService,
        open_file: Path | None,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("What this computer remembers"), "", parent)
        self._service = service
        self._open_file = open_file
        self._messages = messages
        self.say(_("Roadmap Desktop keeps this here, outside of your files. Your files are not touched by Clear all."))
        scroll, self.rows = column(self, margin=4)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(_("What is remembered, and where"))
        self._inner: QWidget = scroll.widget() or self
        self.body.addWidget(scroll, 1)
        self.clear_all = QPushButton(self)
        self.clear_all.setText(_("Clear all"))
        self.clear_all.clicked.connect(self._clear)
        self.forget = QPushButton(self)
        self.forget.setText(_("Forget this computer…"))
        self.forget.clicked.connect(self._forget)
        row = QHBoxLayout()
        for button in (self.clear_all, self.forget):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.show_traces(service.listed(open_file))
        self.resize(760, 640)

    def show_traces(self, traces: Sequence[Trace]) -> None:
        """Show what is remembered now."""
        clear(self.rows)
        for trace in traces:
            self.rows.addWidget(_card(trace, self._inner))
        self.rows.addWidget(PlainLabel(out_of_reach(), self._inner, role="muted"))
        self.rows.addStretch(1)

    def _clear(self) -> None:
        question = _(
            "This forgets recent files, the last folder, the place of the window, the logs and temporary files. Your "
            "files, their backups and your choices stay."
        )
        if not self._messages.confirm(question, _("Clear all")):
            return
        self.clearing.emit()
        reports = self._service.clear()
        self.show_traces(self._service.listed(self._open_file))
        self._report(
            _("Cleared"), [_("Recent files, last folder and place of the window: forgotten."), *_told(reports)]
        )

    def _forget(self) -> None:
        question = _(
            "This removes everything that Roadmap Desktop keeps for itself on this computer: settings, logs and "
            "temporary files. Your files stay. The next start asks the first questions again."
        )
        if not self._messages.confirm(question, _("Forget this computer")):
            return
        known = self._service.known_files(self._open_file)
        chosen = self._which_backups(known)
        self.forgetting.emit()
        reports = self._service.forget(chosen)
        self.forget.setEnabled(False)
        self.clear_all.setEnabled(False)
        lines = [_("Nothing is remembered any more, also not what you do until you close the window."), *_told(reports)]
        lines += [_("Left where it is: {path}").format(path=path) for path in known]
        self._report(_("Forgotten"), [*lines, out_of_reach()])

    def _which_backups(self, files: Sequence[Path]) -> tuple[Path, ...]:
        # Asked file by file and by name: they hold answers, and may be the only good copy.
        traces = {trace.path: trace for trace in self._service.listed(self._open_file) if not trace.is_cleared}
        chosen = []
        for path in files:
            trace = traces.get(self._service.backups_of(path))
            if trace is None:
                continue
            question = _(
                "Also erase the backups of “{name}”?\n{folder}: {holds}.\nThey may be the only good copy if the file "
                "is ever damaged."
            ).format(name=path.name, folder=trace.path, holds=trace.holds)
            if self._messages.confirm(question, _("Erase these backups")):
                chosen.append(path)
        return tuple(chosen)

    def _report(self, title: str, lines: Sequence[str]) -> None:
        clear(self.rows)
        self.rows.addWidget(PlainLabel(title, self._inner, role="strong"))
        for line in lines:
            self.rows.addWidget(PlainLabel(line, self._inner))
        self.rows.addStretch(1)
        announce(self, " ".join((title, *lines[:1])))

    def lines(self) -> tuple[str, ...]:
        """What is shown, for tests and reading aloud."""
        items = [self.rows.itemAt(place) for place in range(self.rows.count())]
        widgets = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        found: list[str] = []
        for widget in widgets:
            labels = [widget] if isinstance(widget, PlainLabel) else widget.findChildren(PlainLabel)
            found += [label.text() for label in labels]
        return tuple(found)


def _card(trace: Trace, parent: QWidget) -> QFrame:
    card = QFrame(parent)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(0, 4, 0, 4)
    layout.setSpacing(2)
    name = trace.name if trace.is_cleared else _("{name} (not touched by Clear all)").format(name=trace.name)
    layout.addWidget(PlainLabel(name, card, role="strong"))
    layout.addWidget(PlainLabel(trace.holds, card))
    if trace.path is not None:
        layout.addWidget(PlainLabel(str(trace.path), card, role="small"))
    return card


def _told(reports: Sequence[PlaceReport]) -> list[str]:
    """What became of each place, as sentences."""
    gone = [report for report in reports if report.error is None]
    lines = [_("Removed: {path}").format(path=report.path) for report in gone]
    lines += [
        _("NOT removed: {path}. {reason}").format(path=report.path, reason=sentence(report.error))
        for report in reports
        if report.error is not None
    ]
    count = ngettext("{count} place removed.", "{count} places removed.", len(gone)).format(count=len(gone))
    return [count, *lines]
