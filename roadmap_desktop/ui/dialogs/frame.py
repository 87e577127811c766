"""What every dialog has in common: a title, a column, and two buttons."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, restyled


class Frame(QDialog):
    """A dialog with a heading; `body` takes the contents, `accept_words` names what the main button does."""

    def __init__(self, title: str, accept_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setSizeGripEnabled(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 18)
        outer.setSpacing(10)
        outer.addWidget(PlainLabel(title, self, role="heading"))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)
        self.problem = PlainLabel("", self, role="warning")
        self.problem.hide()
        outer.addWidget(self.problem)
        self.buttons = QDialogButtonBox(self)
        if accept_words:
            accept = self.buttons.addButton(accept_words, QDialogButtonBox.ButtonRole.AcceptRole)
            restyled(accept, kind="primary")
            self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        else:
            self.buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.check)
        self.buttons.rejected.connect(self.reject)
        outer.addWidget(self.buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Appear high enough for every word, where the screen is."""
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        needed = self.heightForWidth(self.width()) if self.hasHeightForWidth() else 0
        if needed > self.height():
            self.resize(self.width(), min(needed, self.screen().availableGeometry().height()))

    def check(self) -> None:
        """Accept when nothing is missing; otherwise say what is."""
        words = self.missing()
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        if words and (layout := self.layout()) is not None:
            # What is missing is said below everything else, which must not be squeezed for it.
            layout.activate()
            self._grow()
        if not words:
            self.accept()

    def missing(self) -> str:
        """What is missing, in one sentence; empty when nothing is."""
        return ""

    def say(self, words: str, role: str = "body") -> PlainLabel:
        """Add a paragraph."""
        label = PlainLabel(words, self, role=role)
        self.body.addWidget(label)
        return label
