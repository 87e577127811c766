"""Boxes that ask for one line of text, or for one of several things; what was typed elsewhere is only text in them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.dialogs.noted_line import Check, NotedLine


class TextDialog(Frame):
    """Asks for one line of text; `check` looks at it for identifying detail while it is typed, and blocks nothing."""

    def __init__(
        self, title: str, question: str, text: str = "", parent: QWidget | None = None, check: Check | None = None
    ) -> None:
        super().__init__(title, _("OK"), parent)
        self.say(question)
        self._field = QLineEdit(text, self)
        self._field.setAccessibleName(question)
        self._field.selectAll()
        self.body.addWidget(self._field)
        self.noted = NotedLine(self._field, self.body, check) if check is not None else None
        self.resize(max(420, self.sizeHint().width()), self.sizeHint().height())
        if self.noted is not None:
            self.noted.shown.connect(self._show_note)
        self._field.setFocus()

    def _show_note(self) -> None:
        # A line of about sixty letters is read at a glance; the note wraps in it.
        self.resize(max(self.width(), 60 * self.fontMetrics().averageCharWidth()), self.height())
        self.make_room()

    def text(self) -> str:
        """What was typed."""
        return self._field.text()


class ChoiceDialog(Frame):
    """Asks for one of several things in a list; arrows and first letters move in it, Enter chooses."""

    def __init__(
        self, title: str, question: str, choices: Sequence[str], accept_words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, accept_words, parent)
        self.say(question)
        self._list = QListWidget(self)
        self._list.setAccessibleName(question)
        self._list.addItems(list(choices))
        self._list.setCurrentRow(0)
        self._list.setWordWrap(True)
        self._list.itemDoubleClicked.connect(lambda _item: self.check())
        self.body.addWidget(self._list, 1)
        self.resize(460, 360)
        self._list.setFocus()

    def missing(self) -> str:
        """One of them has to be chosen."""
        return "" if self.chosen() is not None else _("Please choose one of the list.")

    def chosen(self) -> int | None:
        """The place of the chosen one among the choices."""
        row = self._list.currentRow()
        return row if row >= 0 else None
