"""Days and months as the reader of a PDF writes them; reports know no window library to ask."""

from datetime import date

from roadmap_desktop.i18n import _


def month_names() -> tuple[str, ...]:
    """The months from January to December."""
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def day_words(day: date) -> str:
    """A day, e.g. "November 23, 2026"."""
    return _("{month} {day}, {year}").format(month=month_names()[day.month - 1], day=day.day, year=day.year)


def due_words(due: str) -> str:
    """A stored month or day: "June 2027" or "January 15, 2027"; empty for none, as it is where no calendar has it."""
    if not due:
        return ""
    year, month, *day = (int(part) for part in due.split("-"))
    if day:
        try:
            return day_words(date(year, month, day[0]))
        except ValueError:
            return due
    return _("{month} {year}").format(month=month_names()[month - 1], year=year)
