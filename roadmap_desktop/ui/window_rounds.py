"""What the Assessment menu does, and undo and redo."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from roadmap_desktop.model.answers import AnswerKey
    from roadmap_desktop.services.history import Step
    from roadmap_desktop.ui.desk import Desk
    from roadmap_desktop.ui.file_view import FileView
    from roadmap_desktop.ui.window_prompts import PromptCommands


class RoundCommands(QObject):
    """Commands that change rounds, or take changes back."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.versions_wanted.connect(self.show_versions)
        window.file_ready.connect(self._offer_prompts)

    def run(self, name: str) -> bool:
        """Do a command of this module; False when it is not one or no file is open."""
        table: dict[str, Callable[[FileView, Desk], object]] = {
            "undo": lambda view, desk: self._take_back(view, desk.history.undo, _("Undone: {step}")),
            "redo": lambda view, desk: self._take_back(view, desk.history.redo, _("Redone: {step}")),
            "start-round": self._start,
            "rename-round": self._rename,
            "scope": self._choose_scope,
            "close-round": self._close,
            "reopen-round": lambda view, desk: desk.assessments.reopen(view.place.assessment),
            "rename-task-force": self._rename_task_force,
            "update-prompts": lambda _view, _desk: self._prompts.update(),
            "load-prompts": lambda _view, _desk: self._prompts.load(),
        }
        view = self._window.view
        if name not in table or view is None:
            return False
        view.flush()
        try:
            table[name](view, view.desk)
        except RoadmapError as error:
            self._window.show_problem(error)
        return True

    @cached_property
    def _prompts(self) -> "PromptCommands":
        # Made once a file is on the screen: the first paint does without it.
        from roadmap_desktop.ui.window_prompts import PromptCommands

        return PromptCommands(self._window)

    def _offer_prompts(self) -> None:
        self._prompts.offer()

    def _take_back(self, view: "FileView", step: "Callable[[], Step]", words: str) -> None:
        taken = step()
        if taken.place is not None:
            view.open_place(taken.place)
        announce(view, words.format(step=taken.label))

    def _start(self, view: "FileView", desk: "Desk") -> None:
        from roadmap_desktop.ui.dialogs.round_dialogs import StartRoundDialog

        pack = desk.reading.pack(desk.reading.assessments()[-1].id)
        dialog = StartRoundDialog(pack, desk.reading.assessments(), self._window)
        if dialog.exec():
            started = desk.assessments.start(dialog.title(), dialog.scope(), dialog.carry_from())
            view.choose_assessment(started.id)

    def _rename(self, view: "FileView", desk: "Desk") -> None:
        found = desk.reading.assessment(view.place.assessment)
        question = _("What is the assessment called?")
        title = self._window.messages.ask_text(_("Rename assessment"), question, found.title)
        if title is not None:
            desk.assessments.rename(found.id, title)

    def _choose_scope(self, view: "FileView", desk: "Desk") -> None:
        from roadmap_desktop.ui.dialogs.round_dialogs import ScopeDialog

        found = desk.reading.assessment(view.place.assessment)
        dialog = ScopeDialog(desk.reading.pack(found.id), found.scope, self._window)
        if dialog.exec():
            desk.assessments.set_scope(found.id, dialog.scope())
            view.open_place(view.place)

    def _close(self, view: "FileView", desk: "Desk") -> None:
        found = desk.reading.assessment(view.place.assessment)
        question = _("“{title}” becomes read-only. Everything stays readable, and Reopen undoes this.")
        if self._window.messages.confirm(question.format(title=found.title), _("Close it")):
            desk.assessments.close(found.id)

    def _rename_task_force(self, _view: "FileView", desk: "Desk") -> None:
        name = self._window.messages.ask_text(
            _("Rename task force"), _("What is the task force called?"), desk.reading.task_force().name
        )
        if name is not None:
            desk.assessments.rename_task_force(name)

    def show_versions(self, key: "AnswerKey") -> None:
        """Show the earlier versions of an answer."""
        from roadmap_desktop.ui.dialogs.versions_dialog import VersionsDialog

        view = self._window.view
        if view is None:
            return
        view.flush()
        VersionsDialog(view.desk, key, self._window.messages, self._window).exec()
        view.pages.refresh()
