import pytest

from roadmap_desktop.services.calendar_words import due_words


@pytest.mark.parametrize(
    ("due", "words"),
    [("", ""), ("2027-06", "June 2027"), ("2027-01-15", "January 15, 2027"), ("2027-02-31", "2027-02-31")],
)
def test_a_month_and_a_day_are_said_as_people_write_them(due: str, words: str) -> None:
    assert due_words(due) == words
