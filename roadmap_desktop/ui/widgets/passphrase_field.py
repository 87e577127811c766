"""A field for a passphrase: hidden until asked to be shown; pasting is welcome, and nothing learns what is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.model.passphrase import Passphrase


class PassphraseField(QWidget):
    """One line with a button that shows or hides what is typed in it."""

    edited = Signal()
    entered = Signal()  # Enter was pressed

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(name)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.returnPressed.connect(self.entered)
        self.shown = QPushButton(self)
        self.shown.setCheckable(True)
        self.shown.setAutoDefault(False)
        self.shown.setText(_("Show"))
        self.shown.setAccessibleName(_("Show what is typed"))
        self.shown.toggled.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.shown)
        self.setFocusProxy(self.line)

    def passphrase(self) -> Passphrase:
        """What is typed now."""
        return Passphrase(self.line.text())

    def clear(self) -> None:
        """Forget what was typed, and hide what is typed next."""
        self.line.clear()
        self.shown.setChecked(False)

    def _show(self, on: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)
        self.shown.setText(_("Hide") if on else _("Show"))
