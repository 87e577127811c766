"""The day on which a file is to be looked through again: kept in the file, and never acted on by itself."""

from datetime import date

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDateEdit, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.widgets.wrapped_box import WrappedBox

_MONTHS = 12


class ReviewDialog(Frame):
    """Asks for a day, or for none."""

    def __init__(self, on: date | None, parent: QWidget | None = None) -> None:
        super().__init__(_("Review date"), _("Keep this date"), parent)
        self.say(
            _(
                "On this day, whoever opens the file is reminded to look through it: is all of it still needed? "
                "Nothing is ever erased by itself."
            )
        )
        self.wanted = WrappedBox(_("Remind us on this day"), self)
        self.wanted.set_checked(on is not None)
        self.body.addWidget(self.wanted)
        self.day = QDateEdit(self)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(QLocale().dateFormat(QLocale.FormatType.LongFormat))
        self.day.setAccessibleName(_("The day of the review"))
        start = QDate(on.year, on.month, on.day) if on is not None else QDate.currentDate().addMonths(_MONTHS)
        self.day.setDate(start)
        self.day.setEnabled(on is not None)
        self.wanted.toggled.connect(self.day.setEnabled)
        self.body.addWidget(self.day)
        self.body.addStretch(1)
        self.resize(520, 300)

    def chosen(self) -> date | None:
        """The day; None for no reminder."""
        if not self.wanted.is_checked():
            return None
        day = self.day.date()
        return date(day.year(), day.month(), day.day())
