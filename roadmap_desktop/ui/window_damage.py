"""A file is damaged: its newest whole backup, or all that can still be read, in a new file. It is never written to."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from roadmap_desktop.errors import FileIsDamaged, RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from roadmap_desktop.services.salvaging import SalvageReport


class DamageCommands(QObject):
    """What can be done about a damaged file, over an open file as on the page without one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def offer(self, error: FileIsDamaged) -> None:
        """Say what is damaged, what backup there is, and what can be done."""
        from roadmap_desktop.sentences import sentence
        from roadmap_desktop.services.backups import newest_backup_of
        from roadmap_desktop.ui.moments import moment_words

        newest = newest_backup_of(error.path)
        words = sentence(error)
        if newest is not None:
            answers = ngettext("{count} answer", "{count} answers", newest.answers or 0).format(count=newest.answers)
            found = _("Its newest whole backup is of {when}, with {answers}.")
            words = " ".join((words, found.format(when=moment_words(newest.at), answers=answers)))
        if self._window.view is None:
            self._window.show_welcome()
            backup = newest.path if newest is not None else None
            self._window.welcome.set_problem(words, backup, damaged=error.path, is_backup=True)
            return
        choices = [_("Put everything that can be read into a new file")]
        if newest is not None:
            choices.append(_("Open the newest backup as a new file"))
        chosen = self._window.messages.ask_choice(_("This file is damaged"), words, choices, _("Go on…"))
        if chosen == 0:
            self.salvage(error.path)
        elif chosen == 1 and newest is not None:
            self._window.copy_wanted.emit(newest.path)

    def salvage(self, path: Path) -> None:
        """Make a new file of what can be read, say what came from where, and open it."""
        from roadmap_desktop.services.salvaging import SalvageReport, salvage
        from roadmap_desktop.ui.dialogs.salvage_dialog import SalvageDialog
        from roadmap_desktop.ui.dialogs.waiting_dialog import wait_for

        suggestion = path.with_name(f"{path.stem} salvaged.roadmap")
        chosen = self._window.messages.choose_to_save(
            _("Where to put what can be read"), suggestion, "Roadmap (*.roadmap)"
        )
        if chosen is None:
            return
        target = chosen if chosen.suffix == ".roadmap" else chosen.with_name(f"{chosen.name}.roadmap")
        try:
            made = wait_for(
                lambda progress: salvage(path, target, progress), _("Reading what can still be read…"), self._window
            )
        except RoadmapError as error:
            self._window.show_problem(error)
            return
        if isinstance(made, SalvageReport):
            self._window.file_dropped.emit(target)
            shown = SalvageDialog(salvage_lines(made), self._window)
            shown.exec()
            shown.deleteLater()


def salvage_lines(report: "SalvageReport") -> list[str]:
    """What came from where, as sentences."""
    count = report.whole
    whole = ngettext("{count} entry was whole.", "{count} entries were whole and are as they were.", count)
    lines = [whole.format(count=count)]
    for name, count in report.from_backups.items():
        words = ngettext("{count} entry came from “{name}”.", "{count} entries came from the backup “{name}”.", count)
        lines.append(words.format(count=count, name=name))
    lines += [_("Looks damaged and was left out: “{text}”").format(text=one.text) for one in report.damaged]
    words = _("The new file holds {count} answers. The damaged one was not changed.")
    return [*lines, words.format(count=report.answers)]
