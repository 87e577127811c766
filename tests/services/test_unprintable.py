from datetime import date
from pathlib import Path

from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest
from roadmap_desktop.services.unprintable import Unprintable, told, unprintable
from tests.documents import a_desk

# Characters of private use: no font has them, or none should.
STRANGE, OTHER = "\U000f0101", "\U000f0102"


def test_what_cannot_be_printed_is_told_with_its_places(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "river.roadmap")
    desk.answering.answer(desk.key(), f"We meet {STRANGE} weekly {OTHER} and {STRANGE}.")
    desk.answering.answer(desk.key("trust.stage-1.p1"), f"On Mondays {STRANGE}, not in otoño.")
    desk.answering.leave_field()
    service = ReportingService(desk.document)
    report = service.gather(ReportRequest(ReportKind.ASSESSMENT, desk.round, internal=True), date(2027, 1, 1))
    found = unprintable(report)
    assert [one.character for one in found] == [STRANGE, OTHER]
    assert [place.split(" · ")[0] for place in found[0].places] == ["1.1 Roles", "2.1 Trust"]
    assert [place.split(" · ")[0] for place in found[1].places] == ["1.1 Roles"]
    words = service.unprintable(report)
    assert words == told(found)
    assert "U+F0101" in words
    assert "2.1 Trust" in words
    plan = ReportRequest(ReportKind.ACTION_PLAN, desk.round)
    assert service.unprintable(service.gather(plan, date(2027, 1, 1))) == ""
    desk.document.close()


def test_a_long_list_is_cut_and_says_so() -> None:
    found = tuple(Unprintable(chr(0xF0000 + place), tuple("ABCDE")) for place in range(20))
    assert told(found).count("\n• ") == 13
    assert "and 8 more characters" in told(found)
    assert "A; B; C; 2 more places" in told(found)
    assert told(()) == ""
