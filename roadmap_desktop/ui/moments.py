"""Days, months and moments as people write them."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime


def due_words(due: str) -> str:
    """A stored month or day as people write it: "June 2027" or "January 15, 2027"."""
    if not due:
        return ""
    if len(due) == len("2027-06"):
        year, month = (int(part) for part in due.split("-"))
        return f"{QLocale().standaloneMonthName(month)} {year}"
    try:
        day = date.fromisoformat(due)
    except ValueError:
        return due
    words = QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
    return words.partition(", ")[2] or due


def date_words(day: date) -> str:
    """A day as people write it."""
    return due_words(day.isoformat())


def moment_words(moment: datetime, *, seconds: bool = False) -> str:
    """A moment as its time when it was today, otherwise with its day."""
    local = moment.astimezone()
    time = QLocale().toString(QTime(local.hour, local.minute, local.second), QLocale.FormatType.ShortFormat)
    if seconds:
        time = QLocale().toString(QTime(local.hour, local.minute, local.second), "h:mm:ss AP")
    if local.date() == datetime.now().astimezone().date():
        return time
    day = QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.ShortFormat)
    return f"{day}, {time}"
