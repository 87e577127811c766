import email
import email.policy
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote

import pytest

from roadmap_desktop.exchange.mail import Draft
from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.services.exporting import Outgoing, write, write_draft
from roadmap_desktop.services.identifying import IdentifyingService
from roadmap_desktop.services.leaving_tables import leaving, without
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.tables import TablesService
from tests.documents import TRUST, Desk, a_desk
from tests.leaks import spellings

PHONE, NAME = "(312) 555-0142", "Marisol"
NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A file in which identifying detail stands in an answer, twice, and in an action with a date."""
    found = a_desk(tmp_path / "river.roadmap")
    found.answering.answer(found.key(), f"Call {PHONE}, again {PHONE}.")
    found.answering.leave_field()
    found.planning.save_action(
        ActionItem(ActionId(""), f"Ask our client {NAME}", "Co-leads", "2027-02", told=f"By {PHONE}", element=TRUST)
    )
    return found


def outgoing(desk: Desk) -> dict[str, Outgoing]:
    tables = TablesService(desk.document)
    plan, answers = tables.action_plan(desk.round, date(2027, 1, 1)), tables.answers(desk.round)
    return {
        "plan.xlsx": plan,
        "plan.csv": plan,
        "answers.xlsx": answers,
        "answers.csv": answers,
        "plan.ics": tables.calendar(desk.round),
    }


def test_everything_that_would_leave_is_listed_once_with_its_places(desk: Desk) -> None:
    looking = IdentifyingService(desk.document).looking()
    found = {name: {one.text: one.places for one in leaving(what, looking)} for name, what in outgoing(desk).items()}
    assert found["answers.csv"] == {PHONE: ("Roles · What does our MOU say about roles (1)?",)}
    assert found["plan.csv"] == {f"client {NAME}": ("Trust",), PHONE: ("Trust",)}
    assert set(found["plan.ics"]) == {f"client {NAME}", PHONE}
    desk.document.close()


def test_what_is_masked_is_in_no_byte_of_what_leaves(desk: Desk, tmp_path: Path) -> None:
    looking = IdentifyingService(desk.document).looking()
    for name, what in outgoing(desk).items():
        kept = write(what, tmp_path / f"kept-{name}", NOW, Progress())
        written = write(without(what, leaving(what, looking), looking), tmp_path / name, NOW, Progress())
        # The control: without masking the words are found in the same way.
        assert has_canary(kept.path)
        assert not has_canary(written.path)
        assert written.count == kept.count
    assert PHONE in desk.reading.element_answer(desk.key()).answer.text
    desk.document.close()


def has_canary(path: Path) -> bool:
    """True when the canary is in a file, also when it is packed, folded or encoded."""
    import zipfile

    data = path.read_bytes().replace(b"\r\n ", b"")
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            data += b"".join(book.read(name) for name in book.namelist())
    return any(spelling in data for word in (PHONE, NAME) for spelling in spellings(word) if len(spelling) > 4)


def test_only_what_is_chosen_is_masked_and_kept_words_are_told(desk: Desk) -> None:
    service = IdentifyingService(desk.document)
    service.keep(service.look(PHONE)[0])
    looking = service.looking()
    plan = TablesService(desk.document).action_plan(desk.round, date(2027, 1, 1))
    found = leaving(plan, looking)
    assert {one.text: one.was_kept for one in found} == {f"client {NAME}": False, PHONE: True}
    clean = without(plan, [one for one in found if not one.was_kept], looking)
    assert NAME not in repr(clean)
    assert PHONE in repr(clean)
    assert without(plan, (), looking) is plan
    desk.document.close()


def test_the_words_of_a_mail_are_looked_through_and_its_pdf_stays(desk: Desk) -> None:
    looking = IdentifyingService(desk.document).looking()
    draft = Draft("About our client Marisol", f"Call {PHONE}.", "a.pdf", b"%PDF-1")
    found = leaving(draft, looking)
    assert [(one.text, one.places) for one in found] == [(f"client {NAME}", ("Subject",)), (PHONE, ("Text",))]
    clean = without(draft, found, looking)
    assert clean == Draft("About our client [name removed]", "Call [phone number removed].", "a.pdf", b"%PDF-1")
    desk.document.close()


def test_the_name_of_what_is_attached_is_looked_through_and_keeps_its_ending(desk: Desk, tmp_path: Path) -> None:
    looking = IdentifyingService(desk.document).looking()
    draft = Draft("For you to read", "Hello", f"Letter of our client {NAME}.pdf", b"%PDF-1")
    found = leaving(draft, looking)
    assert [(one.text, one.places) for one in found] == [(f"client {NAME}", ("Name of the attached file",))]
    clean = without(draft, found, looking)
    assert clean.file_name == "Letter of our client [name removed].pdf"
    assert leaving(Draft("a", "b", "report@example.pdf", b"%PDF-1"), looking) == ()
    desk.document.close()


def test_what_is_masked_in_a_mail_is_in_no_byte_of_it(desk: Desk, tmp_path: Path) -> None:
    looking = IdentifyingService(desk.document).looking()
    said = f"Our client {NAME}, {PHONE}"
    draft = Draft(f"{said} – año", f"{said}.\n" * 3, f"{said} – año.pdf", b"%PDF-1")
    kept = write_draft(draft, tmp_path / "kept.eml", Progress())
    written = write_draft(without(draft, leaving(draft, looking), looking), tmp_path / "mail.eml", Progress())
    assert in_mail(kept.path) == {"subject", "text", "name", "raw"}
    assert in_mail(written.path) == set()
    desk.document.close()


def in_mail(path: Path) -> set[str]:
    """Where the canary is found when everything that is coded is decoded by another reader."""
    found = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    text, pdf = found.iter_parts()
    said = {"subject": str(found["subject"]), "text": text.get_content(), "name": pdf.get_filename() or ""}
    said["raw"] = unquote(path.read_text("ascii"))
    return {place for place, words in said.items() if NAME in words or PHONE in words}
