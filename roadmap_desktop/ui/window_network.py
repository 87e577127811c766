"""Working copies of files on a network drive: said when one is opened, and put back when it is wanted or closed."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _
from roadmap_desktop.sentences import sentence, shown_name
from roadmap_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from roadmap_desktop.services.borrowed_files import Borrowed, Borrowings
    from roadmap_desktop.services.borrowing import PutBack
    from roadmap_desktop.services.documents import Document


class NetworkCommands(QObject):
    """Puts the open working copy back where it came from."""

    def __init__(self, window: MainWindow, borrowings: "Borrowings") -> None:
        super().__init__(window)
        self._window = window
        self._borrowings = borrowings
        window.file_ready.connect(self._begin)
        window.leaving_file.connect(self._leave)

    def run(self, name: str) -> bool:
        """Do the command of this module; False when it is not its own or no working copy is open."""
        if name != "put-back" or self._borrowed() is None:
            return False
        self.put_back()
        return True

    def _borrowed(self) -> "Borrowed | None":
        view = self._window.view
        return self._borrowings.of(view.desk.document.path) if view is not None else None

    def _begin(self) -> None:
        borrowed, view = self._borrowed(), self._window.view
        self._window.refresh_state()
        if borrowed is None or view is None:
            return
        words = _(
            "You are working in a copy of “{name}” on this computer. Nobody else sees your changes until you put it "
            "back on the network drive: File > Put back on the network drive."
        )
        offers = [(_("Put back now"), self.put_back), (_("OK"), lambda: None)]
        self._window.notice.show_notice(words.format(name=shown_name(borrowed.original)), offers)

    def _leave(self) -> None:
        borrowed, view = self._borrowed(), self._window.view
        if borrowed is None or view is None:
            return
        from roadmap_desktop.services.borrowing import last_change

        if last_change(view.desk.document) == borrowed.saved:
            return
        question = _(
            "Put your changes back on the network drive, as “{name}”? If you do not, they stay in the copy on this "
            "computer, and you can put them back the next time you open it."
        )
        if self._window.messages.confirm(question.format(name=shown_name(borrowed.original)), _("Put back")):
            self.put_back()

    def put_back(self) -> None:
        """Write the working copy to the network drive, check it, and say where it is."""
        borrowed, view = self._borrowed(), self._window.view
        if borrowed is None or view is None:
            return
        view.flush()
        try:
            done = self._put_back(view.desk.document, borrowed)
        except RoadmapError as error:
            kept = _("Your changes are safe in the copy on this computer, “{name}”. You can put them back later.")
            self._window.messages.tell(f"{sentence(error)}\n\n{kept.format(name=shown_name(borrowed.copy))}")
            return
        self._borrowings.remember(done.borrowed)
        words = _("“{name}” is on the network drive with your changes. It was checked by reading it back.")
        if done.beside:
            words = _(
                "Somebody changed “{original}” on the network drive since you took your copy, so it was left as it "
                "is. Your changes are beside it, as “{name}”, checked by reading it back. Talk to each other about "
                "which one to go on with."
            )
        names = {"name": shown_name(done.path), "original": shown_name(borrowed.original)}
        self._window.messages.tell(words.format(**names))

    def _put_back(self, document: "Document", borrowed: "Borrowed") -> "PutBack":
        from roadmap_desktop.services.borrowing import PuttingBack
        from roadmap_desktop.ui.dialogs.waiting_dialog import wait_for

        way = PuttingBack(document, borrowed, datetime.now().astimezone())
        way.begin()
        return wait_for(lambda _progress: way.finish(), _("Putting the file back…"), self._window)
