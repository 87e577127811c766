from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.exchange.calendar import Calendar, CalendarEntry, ReadEntry, read_ics, to_ics
from tests.exchange.hostile import texts

NOW = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
entries = st.builds(
    CalendarEntry,
    st.text("0123456789abcdef", min_size=32, max_size=32),
    texts,
    st.dates(max_value=date(9999, 12, 30)),
    st.lists(texts, max_size=4).map(tuple),
)
ONE = CalendarEntry("ab12", "Meet; talk, and \\ think", date(2027, 6, 30), ("Owner: Co-leads", "two\nlines"))


@given(st.lists(entries, max_size=4).map(tuple))
def test_every_entry_is_read_back_as_it_was_typed(found: tuple[CalendarEntry, ...]) -> None:
    data = to_ics(Calendar(found), NOW)
    assert read_ics(data) == tuple(ReadEntry(one.id, one.title, one.day, one.description) for one in found)
    assert data == to_ics(Calendar(found), NOW)
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    # Folding never divides a character, and nothing typed becomes a line of its own.
    assert [line.decode() for line in lines]
    assert lines.count(b"BEGIN:VEVENT") == lines.count(b"END:VEVENT") == len(found)


def test_an_entry_is_a_whole_day_to_which_nobody_is_invited() -> None:
    text = to_ics(Calendar((ONE,), "es-MX"), NOW).decode()
    assert "DTSTART;VALUE=DATE:20270630\r\nDTEND;VALUE=DATE:20270701\r\n" in text
    assert "SUMMARY;LANGUAGE=es-MX:Meet\\; talk\\, and \\\\ think\r\n" in text
    assert "DESCRIPTION;LANGUAGE=es-MX:Owner: Co-leads\\ntwo\\nlines\r\n" in text
    assert "UID:ab12\r\nDTSTAMP:20261125T123000Z\r\n" in text
    for word in ("ORGANIZER", "ATTENDEE", "VALARM", "METHOD", "URL", "mailto"):
        assert word not in text


def test_the_stamp_is_told_in_universal_time() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=-5)))
    assert to_ics(Calendar((ONE,)), there) == to_ics(Calendar((ONE,)), NOW)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"END:VCALENDAR\r\n", b""),
        (b"UID:ab12\r\n", b""),
        (b"VERSION:2.0", b"METHOD:REQUEST"),
        (b"PRODID:-//Roadmap Desktop//EN", b"PRODID:-//Someone//EN"),
        (b"TRANSP:TRANSPARENT\r\n", b"ATTENDEE:mailto:a@example.org\r\n"),
        (b"TRANSP:TRANSPARENT\r\n", b"UID:ab12\r\nTRANSP:TRANSPARENT\r\n"),
        (b"DTSTAMP:20261125T123000Z\r\n", b""),
        (b"END:VEVENT\r\n", b""),
        (b"BEGIN:VEVENT\r\n", b""),
        (b"END:VEVENT\r\n", b"END:VEVENT\r\nSUMMARY:more\r\n"),
        (b"DTEND;VALUE=DATE:20270701", b"DTEND;VALUE=DATE:20270705"),
        (b"SUMMARY", b"SUMMARY;X=" + b"a" * 80),
    ],
)
def test_a_calendar_that_was_cut_or_added_to_is_refused(old: bytes, new: bytes) -> None:
    data = to_ics(Calendar((ONE,)), NOW)
    assert old in data
    with pytest.raises(ValueError):  # noqa: PT011 - the reader speaks to developers only
        read_ics(data.replace(old, new))


def test_a_word_that_was_changed_is_noticed() -> None:
    data = to_ics(Calendar((ONE,)), NOW)
    assert read_ics(data.replace(b"think", b"drink")) != read_ics(data)
