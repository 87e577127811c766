"""The only label of the window: text is text, never markup."""

from PySide6 import QtWidgets
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSizePolicy, QWidget

from roadmap_desktop.ui.qt_numbers import PLAIN_TEXT


class PlainLabel(QLabel):
    """Shows text as it was typed. `role` chooses its look: title, heading, prompt, section, muted, small, area ..."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "body", wrap: bool = True) -> None:
        super().__init__(parent)
        # Qt would otherwise guess, and an <img> in an answer would make it open a file.
        self.setProperty("textFormat", PLAIN_TEXT)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        if wrap:
            # Never "at most": that is the height at the width Qt guesses, and cuts the words in a narrower column.
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def set_role(self, role: str, **properties: str) -> None:
        """Change the look, and any property the style sheet asks for."""
        restyled(self, role=role, **properties)


def on_a_button(text: str) -> str:
    """Text for a button or a menu, where Qt would take a single "&" for the mark of a shortcut key."""
    return text.replace("&", "&&")


def text_button(words: str, parent: QWidget | None) -> QPushButton:
    """A button with words that are text.

    Words given to the constructor would be compared with an icon, whose names take long to make at a start.
    """
    button = QPushButton(parent)
    button.setText(on_a_button(words))
    return button


def restyled(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet asks for, and let it look again where there is one yet."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again, where there is one yet.

    The first time in a process PySide makes some hundred classes for it. Nobody waits for a color, least of all what
    was just typed and is to be saved, so that one time is left to the next turn of the event loop.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication) or not application.styleSheet():
        return
    if "QStyle" in vars(QtWidgets):
        _repolish(widget)
    else:
        QTimer.singleShot(0, widget, lambda: _repolish(widget))


def _repolish(widget: QWidget) -> None:
    widget.style().unpolish(widget)
    widget.style().polish(widget)
