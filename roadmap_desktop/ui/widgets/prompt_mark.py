"""The line above a prompt that is not the pack's or not asked any more, with what can be done about it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class PromptMark(QWidget):
    """Says what sets a prompt apart; a menu offers changes where there are any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = PlainLabel("", self, role="section", wrap=False)
        self._change = QToolButton(self)
        self._change.setText(_("Change ▾"))
        self._change.setProperty("kind", "link")
        self._change.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._change.setMenu(QMenu(self._change))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._words)
        layout.addStretch(1)
        layout.addWidget(self._change)

    def show_mark(self, words: str, prompt: str, offers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show the words, and a menu entry for each offer."""
        self._words.setText(words)
        self._change.setVisible(bool(offers))
        self._change.setAccessibleName(_("Change this prompt: {prompt}").format(prompt=prompt))
        menu = self._change.menu()
        for action in menu.actions():
            # What was chosen a moment ago may be the reason for this change, so it must outlive it.
            menu.removeAction(action)
            action.deleteLater()
        for name, choose in offers:
            menu.addAction(name).triggered.connect(lambda _on=False, choose=choose: choose())

    @property
    def offers(self) -> QMenu:
        """What can be done."""
        return self._change.menu()

    def words(self) -> str:
        """What is said."""
        return self._words.text()
