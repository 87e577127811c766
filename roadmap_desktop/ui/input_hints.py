"""On a shared computer keyboards and input methods are asked to learn nothing from what is typed."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from roadmap_desktop.ui.qt_numbers import LEARNS_NOTHING


class InputHints(QObject):
    """Marks every field when it gets the cursor, whichever box or table it stands in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_on = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._mark)

    def set_on(self, on: bool) -> None:
        """Mark fields from now on, beginning with the one that has the cursor; or leave the others alone."""
        self._is_on = on
        self._mark(None, QApplication.focusWidget())

    def _mark(self, _old: QWidget | None, now: QWidget | None) -> None:
        if not self._is_on or now is None:
            return
        # What shows a date or a choice has a field of its own inside.
        inside = now.findChildren(QLineEdit) if isinstance(now, QAbstractSpinBox | QComboBox) else ()
        for field in (now, *inside):
            if not isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
                continue
            wanted = field.inputMethodHints().value | LEARNS_NOTHING
            if wanted != field.inputMethodHints().value:
                # By number: the name would make all of Qt's enumerations for the first field of a session.
                field.setProperty("inputMethodHints", wanted)
