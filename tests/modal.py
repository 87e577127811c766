"""Do something to a modal dialog while it holds the test up."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog


def meanwhile(*actions: Callable[[QDialog], object]) -> None:
    """Do something to each of the modal dialogs that are about to open, one after the other.

    A dialog whose turn fails is closed, so that the failure is told and the test does not wait for ever.
    """
    waiting = list(actions)

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(10, act)
            return
        action = waiting.pop(0)
        try:
            action(dialog)
        except BaseException:
            dialog.reject()
            raise
        if waiting:
            QTimer.singleShot(10, act)

    QTimer.singleShot(0, act)
