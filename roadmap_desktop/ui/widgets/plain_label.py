"""The only label of the window: text is text, never markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class PlainLabel(QLabel):
    """Shows text as it was typed. `role` chooses its look: title, heading, prompt, section, muted, small, area ..."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "body", wrap: bool = True) -> None:
        super().__init__(parent)
        # Qt would otherwise guess, and an <img> in an answer would make it open a file.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def set_role(self, role: str, **properties: str) -> None:
        """Change the look, and any property the style sheet asks for."""
        self.setProperty("role", role)
        for name, value in properties.items():
            self.setProperty(name, value)
        self.style().unpolish(self)
        self.style().polish(self)


def on_a_button(text: str) -> str:
    """Text for a button or a menu, where Qt would take a single "&" for the mark of a shortcut key."""
    return text.replace("&", "&&")


def restyled(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet asks for, and let it look again."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
