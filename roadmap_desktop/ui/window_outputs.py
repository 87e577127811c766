"""PDF, print, tables, mail drafts and links: what leaves the window."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from roadmap_desktop.ui.dialogs.frame import Frame
    from roadmap_desktop.ui.file_view import FileView

_LONGEST_ADDRESS = 2000
_HOST = r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
# What a browser, a shell or Windows reads in its own way.
_NEVER = frozenset(" \"'<>\\^`{|}")


class OutputCommands(QObject):
    """Writes PDFs, tables and mail drafts, prints, and opens links after asking."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.link_wanted.connect(self.open_link)

    def run(self, name: str) -> bool:
        """Do a command of this module; False when it is not one or no file is open."""
        if name == "mail":
            self.prepare_mail()
            return True
        if name not in {"export", "print", "table"} or self._window.view is None:
            return False
        self._window.view.flush()
        dialog = self._dialog(name, self._window.view)
        dialog.exec()
        dialog.deleteLater()
        return True

    def _dialog(self, name: str, view: "FileView") -> "Frame":
        window = self._window
        if name == "table":
            from roadmap_desktop.ui.dialogs.table_dialog import TableDialog

            return TableDialog(view.desk, view.place, window.messages, window)
        from roadmap_desktop.ui.dialogs.export_dialog import ExportDialog

        return ExportDialog(view.desk, view.place, window.messages, window, prints=name == "print")

    def prepare_mail(self) -> None:
        """Put a PDF into a mail draft; works without an open file, too."""
        from roadmap_desktop.ui.dialogs.mail_dialog import MailDialog

        view = self._window.view
        if view is not None:
            view.flush()
        dialog = MailDialog(view.desk if view is not None else None, self._window.messages, self._window)
        dialog.exec()
        dialog.deleteLater()

    def open_link(self, address: str) -> None:
        """Show the whole address and open it only when the user says so."""
        if not is_safe_link(address):
            return
        question = _("This opens your browser at:\n{address}\n\nThe browser keeps it in its history.")
        if self._window.messages.confirm(question.format(address=address), _("Open browser")):
            from PySide6.QtCore import QUrl
            from PySide6.QtGui import QDesktopServices

            QDesktopServices.openUrl(QUrl(address))


def is_safe_link(address: str) -> bool:
    """True for an ordinary web address, spelled as it is shown; never for a file, a script, a program or a share.

    Only printable ASCII: letters of other alphabets can spell a host that looks like another one.
    """
    from PySide6.QtCore import QUrl

    if len(address) > _LONGEST_ADDRESS or not address.isascii() or not address.isprintable() or set(address) & _NEVER:
        return False
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    is_web = url.isValid() and url.scheme() in {"http", "https"} and address.startswith(f"{url.scheme()}://")
    # A name in the world: not the router, not this computer, not a number.
    return is_web and not url.userInfo() and re.fullmatch(_HOST, url.host()) is not None
