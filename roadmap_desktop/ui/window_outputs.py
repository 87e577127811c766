"""PDF, print and links: what leaves the window."""

import re

from PySide6.QtCore import QObject

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.main_window import MainWindow

_LONGEST_ADDRESS = 2000
_HOST = r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
# What a browser, a shell or Windows reads in its own way.
_NEVER = frozenset(" \"'<>\\^`{|}")


class OutputCommands(QObject):
    """Writes PDFs, prints them, and opens links after asking."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.link_wanted.connect(self.open_link)

    def run(self, name: str) -> bool:
        """Do a command of this module; False when it is not one or no file is open."""
        if name not in {"export", "print"} or self._window.view is None:
            return False
        from roadmap_desktop.ui.dialogs.export_dialog import ExportDialog

        self._window.view.flush()
        view = self._window.view
        dialog = ExportDialog(view.desk, view.place, self._window.messages, self._window, prints=name == "print")
        dialog.exec()
        return True

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
