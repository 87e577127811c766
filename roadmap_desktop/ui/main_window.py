"""The window: the welcome page or one open file, the menus, and closing without losing a word."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from roadmap_desktop.errors import FileIsReadOnly, FileWasReplaced, RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.sentences import sentence, shown_name
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.ui.commands import Commands
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.status_line import StatusLine
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.unsaved_banner import UnsavedBanner
from roadmap_desktop.ui.widgets.plain_label import on_a_button

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QPaintEvent

    from roadmap_desktop.model.answers import AnswerKey
    from roadmap_desktop.services.documents import Document
    from roadmap_desktop.ui.desk import Desk
    from roadmap_desktop.ui.file_view import FileView
    from roadmap_desktop.ui.notice_banner import NoticeBanner
    from roadmap_desktop.ui.pages.welcome_page import WelcomePage


class MainWindow(QMainWindow):
    """Shows one file at a time; what the commands do stands in the command modules."""

    command_wanted = Signal(str)  # name of a command
    file_dropped = Signal(object)  # Path
    copy_wanted = Signal(object)  # Path of a file that may not be written where it is
    link_wanted = Signal(str)
    versions_wanted = Signal(object)  # AnswerKey
    hide_wanted = Signal()
    file_damaged = Signal(object)  # FileIsDamaged
    salvage_wanted = Signal(object)  # Path of a damaged file
    file_lost = Signal(object)  # FileWasReplaced: the path names another file now
    closing = Signal()
    leaving_file = Signal()  # the open file is about to be closed, with every word written
    painted = Signal()  # once, after the first paint
    file_coming = Signal()  # before `file_ready`: whoever wants to hear of it is made now
    file_ready = Signal()  # a file is on the screen and can be written

    def __init__(self, theme: Theme, feed: ChangeFeed, messages: Callable[[QWidget], Messages]) -> None:
        super().__init__()
        self.theme = theme
        self._feed = feed
        self.messages = messages(self)
        self.view: FileView | None = None
        # Whoever knows of working copies puts its answer here.
        self.is_borrowed: Callable[[Path], bool] = lambda _path: False
        self._is_painted = False
        self.commands = Commands(self)
        self.commands.wanted.connect(self.command_wanted)
        self._welcome: WelcomePage | None = None
        self._recent: Sequence[str] = ()
        self._notice: NoticeBanner | None = None
        middle = QWidget(self)
        self.banner = UnsavedBanner(middle)
        self.banner.copy_wanted.connect(lambda: self.command_wanted.emit("copy"))
        self.banner.text_wanted.connect(self._copy_unsaved)
        self.banner.retry_wanted.connect(self.retry)
        self.status = StatusLine(self)
        self.setStatusBar(self.status)
        self.status.hide_wanted.connect(self.hide_wanted)
        # The key must work while the menus are hidden as well.
        self.addAction(self.commands.action("hide"))
        self._is_covered = False
        self._held: Document | None = None
        self._held_words: Sequence[str] = ()
        self._stack = QStackedWidget(middle)
        layout = self._layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self.setAcceptDrops(True)
        self.setWindowTitle(_("Roadmap Desktop"))
        self._allow()

    @property
    def welcome(self) -> "WelcomePage":
        """The page without a file; built when it is first wanted, for a start with a file shows that alone."""
        if self._welcome is None:
            from roadmap_desktop.ui.pages.welcome_page import WelcomePage

            self._welcome = WelcomePage(self._stack)
            self._welcome.command_wanted.connect(self.command_wanted)
            self._welcome.file_chosen.connect(self.file_dropped)
            self._welcome.copy_wanted.connect(self.copy_wanted)
            self._welcome.salvage_wanted.connect(self.salvage_wanted)
            self._welcome.set_recent(self._recent)
            self._stack.addWidget(self._welcome)
        return self._welcome

    @property
    def notice(self) -> "NoticeBanner":
        """The line for calm offers; built when the first one is made."""
        if self._notice is None:
            from roadmap_desktop.ui.notice_banner import NoticeBanner

            self._notice = NoticeBanner(self.centralWidget())
            self._layout.insertWidget(1, self._notice)
        return self._notice

    def set_recent(self, paths: Sequence[str]) -> None:
        """The files that the page without a file offers."""
        self._recent = tuple(paths)
        if self._welcome is not None:
            self._welcome.set_recent(self._recent)

    def show_welcome(self, problem: str = "") -> None:
        """Show the page without a file, and why one was not opened."""
        self.welcome.set_problem(problem)
        self._stack.setCurrentWidget(self.welcome)

    @property
    def desk(self) -> "Desk | None":
        """The services of the open file."""
        return self.view.desk if self.view is not None else None

    def show_document(self, document: "Document") -> None:
        """Show an open file where work on it stopped."""
        # The pages of a file are wanted only once there is one: the empty window is shown without them.
        from roadmap_desktop.ui.desk import Desk
        from roadmap_desktop.ui.file_view import FileView

        self.close_document()
        self.view = FileView(self.theme, Desk(document), self._feed, self.messages, self._stack)
        self.view.command_wanted.connect(self.command_wanted)
        self.view.failed.connect(self.show_failure)
        self.view.saved.connect(self.show_saved)
        self.view.link_wanted.connect(self.link_wanted)
        self.view.versions_wanted.connect(self.versions_wanted)
        self.view.counted.connect(self.status.show_counts)
        self.view.moved.connect(self._allow)
        self._stack.addWidget(self.view)
        self._stack.setCurrentWidget(self.view)
        self.status.show_opened()
        self.view.tell_counts()
        self.setWindowTitle(_("{name} - Roadmap Desktop").format(name=shown_name(document.path.with_suffix(""))))
        self._allow()

    def abandon_document(self) -> None:
        """Close the file without writing to it any more: what was typed is safe elsewhere."""
        self._take_down(writes=False)

    def close_document(self) -> None:
        """Write what was typed, remember the place, close the file, and show the welcome page."""
        self._take_down(writes=True)

    def _take_down(self, *, writes: bool) -> None:
        if self._held is not None:
            held, self._held, self._held_words = self._held, None, ()
            held.close()
        if self.view is None:
            return
        if writes:
            self.view.flush()
            self.leaving_file.emit()
        view, self.view = self.view, None
        if writes:
            view.remember()
        else:
            view.let_go()
        view.stop()
        view.desk.document.close()
        self.show_welcome()
        self._stack.removeWidget(view)
        view.deleteLater()
        self.banner.hide()
        if self._notice is not None:
            self._notice.hide()
        self.status.show_idle()
        self.setWindowTitle(_("Roadmap Desktop"))
        self._allow()

    def cover(self, page: QWidget, title: str, icon: "QIcon") -> None:
        """Show nothing but this page, under a title and an icon of its own; what else speaks of files is emptied."""
        self._is_covered = True
        for part in (self.menuBar(), self.status, self.banner):
            part.hide()
        self.banner.set_sentence("")
        if self._notice is not None:
            self._notice.put_aside()
        if self._welcome is not None:
            self._welcome.set_recent(())
            self._welcome.set_problem("")
        self.setAcceptDrops(False)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.setWindowTitle(title)
        self.setWindowIcon(icon)
        self.repaint()

    def hold_document(self, unsaved: Sequence[str]) -> None:
        """Take the pages of the open file away and leave it open, until `uncover` shows it again.

        Closing meanwhile asks first when there are unsaved words.
        """
        if self.view is None:
            return
        view, self.view = self.view, None
        view.stop()
        view.hide()
        self._stack.removeWidget(view)
        view.deleteLater()
        self._held, self._held_words = view.desk.document, tuple(unsaved)
        self.status.show_idle()
        self._allow()
        self.name_undo()

    @property
    def held(self) -> "Document | None":
        """The file that stays open behind the page that hides the window."""
        return self._held

    def uncover(self, icon: "QIcon") -> None:
        """Show again what `cover` and `hold_document` took away."""
        self._is_covered = False
        for part in (self.menuBar(), self.status):
            part.show()
        self.setAcceptDrops(True)
        self.setWindowTitle(_("Roadmap Desktop"))
        self.setWindowIcon(icon)
        held, self._held, self._held_words = self._held, None, ()
        if held is not None:
            self.show_document(held)
        else:
            self.show_welcome()
            self.welcome.set_recent(self._recent)
        if self._notice is not None:
            self._notice.put_back()

    @property
    def has_unsaved_words(self) -> bool:
        """True while words on the screen, or behind the page that hides them, could not be written."""
        return bool(self._held_words or self.unsaved)

    @property
    def unsaved(self) -> "list[tuple[AnswerKey, str]]":
        """Those words, by the answer they belong to."""
        page = self.view.element_page if self.view is not None else None
        return page.unsaved if page is not None else []

    def tell_ready(self) -> None:
        """A file is on the screen and can be written."""
        self.file_coming.emit()
        self.file_ready.emit()

    def show_saved(self, at: "datetime") -> None:
        """A commit returned."""
        self.status.show_saved(at)
        if not self.has_unsaved_words:
            self.banner.hide()

    def show_failure(self, error: RoadmapError) -> None:
        """Something was not written or read: say so, keep the words, offer the ways out."""
        if self._is_covered:
            # Its sentence names the file; it is told when the words come back.
            return
        if isinstance(error, FileWasReplaced):
            QTimer.singleShot(0, self, lambda: self.file_lost.emit(error))
        self.status.show_not_saved()
        self.banner.show_sentence(sentence(error))

    def show_problem(self, error: RoadmapError) -> None:
        """A command failed: a box over an open file, a line on the welcome page."""
        if self.view is None:
            self.welcome.set_problem(sentence(error))
        else:
            self.messages.tell(sentence(error))

    def show_read_only(self, error: FileIsReadOnly) -> None:
        """A file may not be written where it is: say so, and offer to go on with a copy of it."""
        if self.view is None:
            self.show_welcome()
            self.welcome.set_problem(sentence(error), error.path)
        elif self.messages.confirm(sentence(error), _("Save a copy…")):
            self.copy_wanted.emit(error.path)

    def retry(self) -> None:
        """Write again what was not written."""
        self.banner.hide()
        if self.view is not None:
            self.view.flush()

    def _copy_unsaved(self) -> None:
        from roadmap_desktop.ui.clipboard import copy_text

        copy_text("\n\n".join(text for _key, text in self.unsaved))

    def refresh_state(self) -> None:
        """Enable the commands that work now, once what is happening has happened."""
        self._allow()

    def _allow(self) -> None:
        state = {"file": self.view is not None}
        if self.view is not None:
            try:
                closed = self.view.desk.reading.assessment(self.view.place.assessment).is_closed
            except RoadmapError:
                closed = True
            state["borrowed"] = self.is_borrowed(self.view.desk.document.path)
            state |= {"open round": not closed, "closed round": closed}
            state["element"] = self.view.element_page is not None
        self.commands.allow(state)
        # Asking the log costs the database library, which the first paint must not wait for.
        QTimer.singleShot(0, self, self.name_undo)

    def name_undo(self) -> None:
        """Let Undo and Redo name what they would do."""
        for name, words, named in (
            ("undo", _("&Undo"), _("&Undo: {step}")),
            ("redo", _("&Redo"), _("&Redo: {step}")),
        ):
            action = self.commands.action(name)
            step = None
            if self.view is not None and self.view.desk.document.is_warm:
                history = self.view.desk.history
                step = history.next_undo() if name == "undo" else history.next_redo()
            action.setText(named.format(step=on_a_button(step.label)) if step is not None else words)
            action.setEnabled(step is not None)

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Say once that the window is on the screen; what it can do without until then is loaded after it."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Write first. When that fails, ask: closing would lose what is on the screen."""
        if self.view is not None:
            self.view.flush()
        question = _("Some words on this screen could not be saved and would be lost.")
        if self.has_unsaved_words and not self.messages.confirm(question, _("Close anyway")):
            event.ignore()
            return
        self.closing.emit()
        self.close_document()
        event.accept()

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:
        """Take a file that is dragged onto the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:
        """Open the file that was dropped, as File > Open would; of several none."""
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if len(dropped) == 1:
            self.file_dropped.emit(dropped[0])
        elif dropped:
            self.messages.tell(_("Please drop one file at a time. Nothing was opened."))
