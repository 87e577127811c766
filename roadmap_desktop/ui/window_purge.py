"""Review date, purge, and erasing a whole file: each asks first and says afterwards what it reached."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from roadmap_desktop.ui.file_view import FileView


class PurgeCommands(QObject):
    """What ends the life of answers."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._reminded: set[str] = set()
        window.file_ready.connect(self._remind)

    def run(self, name: str) -> bool:
        """Do a command of this module; False when it is not one or no file is open."""
        table: dict[str, Callable[[FileView], object]] = {
            "review": self._review,
            "purge": self._purge,
            "destroy": self._destroy,
        }
        view = self._window.view
        if name not in table or view is None:
            return False
        view.flush()
        try:
            table[name](view)
        except RoadmapError as error:
            self._window.show_problem(error)
        return True

    def _review(self, view: "FileView") -> None:
        from roadmap_desktop.services.file_settings import REVIEW_ON, FileSettingService
        from roadmap_desktop.ui.dialogs.review_dialog import ReviewDialog

        dialog = ReviewDialog(self._review_date(view), self._window)
        if dialog.exec():
            chosen = dialog.chosen()
            value = chosen.isoformat() if chosen is not None else None
            FileSettingService(view.desk.document).set(REVIEW_ON, value, _("Review date"))
        dialog.deleteLater()

    @staticmethod
    def _review_date(view: "FileView") -> date | None:
        from roadmap_desktop.services.file_settings import REVIEW_ON, FileSettingService

        try:
            return date.fromisoformat(FileSettingService(view.desk.document).get(REVIEW_ON) or "")
        except ValueError:
            return None

    def _remind(self) -> None:
        view = self._window.view
        if view is None or view.desk.document.document_id in self._reminded:
            return
        try:
            day = self._review_date(view)
        except RoadmapError:
            return
        if day is None or day > date.today():
            return
        from roadmap_desktop.ui.announcing import announce
        from roadmap_desktop.ui.moments import date_words

        self._reminded.add(view.desk.document.document_id)
        words = _("This file was to be looked through on {day}. Is all of it still needed?").format(day=date_words(day))
        announce(view, words)
        offers = [
            (_("Change the date…"), lambda: self.run("review")),
            (_("Purge answers…"), lambda: self.run("purge")),
            (_("Not now"), lambda: None),
        ]
        self._window.notice.show_notice(words, offers)

    def _purge(self, view: "FileView") -> None:
        from roadmap_desktop.services.purging import PurgeService
        from roadmap_desktop.ui.dialogs.purge_dialog import PurgeDialog, report_lines

        dialog = PurgeDialog(view.desk, self._window.messages, self._window)
        accepted = dialog.exec()
        dialog.deleteLater()
        if not accepted:
            return
        document = view.desk.document
        report = PurgeService(document).purge(dialog.scope(), dialog.chosen_exports())
        # The pages hold what was purged in their editors: they are all made anew.
        self._window.close_document()
        self._window.file_dropped.emit(document.path)
        title = _("Purged") if report.is_complete else _("Purged, but not everywhere")
        self._tell(report_lines(report), title)

    def _tell(self, lines: Sequence[str], title: str) -> None:
        from roadmap_desktop.ui.dialogs.purge_dialog import PurgeReportDialog

        shown = PurgeReportDialog(lines, title, self._window)
        shown.exec()
        shown.deleteLater()

    def _destroy(self, view: "FileView") -> None:
        from roadmap_desktop.services.purging import PurgeScope, PurgeService, destroy
        from roadmap_desktop.ui.dialogs.purge_dialog import beyond_reach, place_words, questions

        path = view.desk.document.path
        backups = PurgeService(view.desk.document).counts(PurgeScope(())).backups
        words = "\n\n".join(
            (
                _(
                    "The whole file “{name}” and its {count} backups are overwritten and removed, for good. Nobody can "
                    "undo it."
                ).format(name=path.name, count=backups),
                "\n".join(questions()),
                beyond_reach(),
            )
        )
        if not self._window.messages.confirm(words, _("Go on…")) or not self._is_named(path):
            return
        self._window.close_document()
        reports = destroy(path)
        complete = all(one.error is None for one in reports)
        self._tell([place_words(one) for one in reports], _("Erased") if complete else _("Not everything was erased"))

    def _is_named(self, path: Path) -> bool:
        question = _("To erase it, type its name: {name}").format(name=path.stem)
        typed = self._window.messages.ask_text(_("Erase this whole file"), question)
        if typed is None:
            return False
        if typed.strip() != path.stem:
            self._window.messages.tell(_("That is not its name, so nothing was erased."))
            return False
        return True
