"""Dates of actions as an iCalendar file (RFC 5545): whole days, no organizer, nobody invited, no alarm.

Texts are as `model.text.clean_text` makes them. The bytes depend on the calendar and the time it is given alone.
"""

import re
from datetime import date, datetime, timedelta

from msgspec import Struct

_LONGEST_LINE = 75  # bytes, without the line end; RFC 5545, 3.1
_HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Roadmap Desktop//EN", "CALSCALE:GREGORIAN")
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
_WRITTEN = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


class CalendarEntry(Struct, frozen=True):
    """Something that is due on a day. `id` stays the same in every file, so that a calendar updates and never doubles.

    `title` is one line; `lines` say more, each as it was typed.
    """

    id: str
    title: str
    day: date
    lines: tuple[str, ...] = ()

    @property
    def description(self) -> str:
        """Everything that is said below the title."""
        return "\n".join(self.lines)


class Calendar(Struct, frozen=True):
    """What is due, in the order in which it is written."""

    entries: tuple[CalendarEntry, ...]
    language: str = "en-US"


class ReadEntry(Struct, frozen=True):
    """What a calendar program finds of an entry."""

    id: str
    title: str
    day: date
    description: str


def to_ics(calendar: Calendar, stamp: datetime) -> bytes:
    """The file; `stamp` is the moment, with its offset from UTC, that every entry names as when it was written."""
    lines = [*_HEAD]
    for entry in calendar.entries:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_escaped(entry.id)}",
            f"DTSTAMP:{(stamp - (stamp.utcoffset() or timedelta())).strftime('%Y%m%dT%H%M%SZ')}",
            f"DTSTART;VALUE=DATE:{_day(entry.day)}",
            f"DTEND;VALUE=DATE:{_day(entry.day + timedelta(days=1))}",
            f"SUMMARY;LANGUAGE={calendar.language}:{_escaped(entry.title)}",
        ]
        if entry.description:
            lines.append(f"DESCRIPTION;LANGUAGE={calendar.language}:{_escaped(entry.description)}")
        # Whoever has something to do by a day is not away on it.
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _day(day: date) -> str:
    # A year below 1000 is written with four digits, which strftime does not do everywhere.
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in text)


def _folded(line: str) -> list[str]:
    """A line in pieces of at most 75 bytes, none of which ends within a character; a space begins each further one."""
    pieces, piece, length = [], "", 0
    for char in line:
        size = len(char.encode())
        if length + size > _LONGEST_LINE:
            pieces.append(piece)
            piece, length = " ", 1
        piece += char
        length += size
    return [*pieces, piece]


def read_ics(data: bytes) -> tuple[ReadEntry, ...]:
    """The entries of a file that `to_ics` wrote. Raises ValueError for one that is cut short or holds more."""
    if not data.endswith(b"END:VCALENDAR\r\n") or max(map(len, data.split(b"\r\n"))) > _LONGEST_LINE:
        raise ValueError("not whole")
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    if tuple(lines[: len(_HEAD)]) != _HEAD:
        raise ValueError("another calendar")
    entries: list[ReadEntry] = []
    facts: dict[str, str] = {}
    for line in lines[len(_HEAD) : -2]:
        head, _colon, value = line.partition(":")
        name = head.partition(";")[0]
        if (name, value) == ("BEGIN", "VEVENT") and not facts:
            facts["BEGIN"] = value
        elif (name, value) == ("END", "VEVENT"):
            entries.append(_entry(facts))
            facts = {}
        elif name in facts or name not in _NAMES:
            raise ValueError(f"an unexpected line: {name}")
        else:
            facts[name] = value
    if facts:
        raise ValueError("an entry without an end")
    return tuple(entries)


_NAMES = frozenset({"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"})


def _entry(facts: dict[str, str]) -> ReadEntry:
    if set(facts) - {"DESCRIPTION"} != (_NAMES - {"DESCRIPTION"}) | {"BEGIN"}:
        raise ValueError("a line is missing")
    day, end = (datetime.strptime(facts[name], "%Y%m%d").date() for name in ("DTSTART", "DTEND"))  # noqa: DTZ007
    found = ReadEntry(_plain(facts["UID"]), _plain(facts["SUMMARY"]), day, _plain(facts.get("DESCRIPTION", "")))
    if end - day != timedelta(days=1):
        raise ValueError("not one day")
    return found


def _plain(text: str) -> str:
    return re.sub(r"\\[\\;,nN]", lambda found: _WRITTEN[found[0]], text)
