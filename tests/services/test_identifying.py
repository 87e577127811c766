from pathlib import Path

import pytest

from roadmap_desktop.model.identifying import Detail
from roadmap_desktop.services.identifying import IdentifyingService, advice, looks_like, mask_for
from roadmap_desktop.storage import kept_passages
from tests.documents import Desk, a_desk

TEXT = "Ask for Ms. Nguyen at (312) 555-0142."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path / "river.roadmap")


def test_what_was_kept_is_not_asked_about_again_in_this_file_only(desk: Desk, tmp_path: Path) -> None:
    service = IdentifyingService(desk.document)
    name, phone = service.look(TEXT)
    assert (name.kind, phone.kind) == (Detail.TITLED_NAME, Detail.PHONE)
    service.keep(phone)
    assert service.look(TEXT) == (name,)
    assert service.look("or 312-555-0142")[0].kind is Detail.PHONE
    assert service.look_everywhere(TEXT) == (name, phone)
    again = desk.reopened()
    assert IdentifyingService(again.document).look(TEXT) == (name,)
    again.document.close()
    other = a_desk(tmp_path / "other.roadmap")
    assert len(IdentifyingService(other.document).look(TEXT)) == 2
    other.document.close()


def test_a_fingerprint_goes_with_the_words(desk: Desk) -> None:
    service = IdentifyingService(desk.document)
    _name, phone = service.look(TEXT)
    service.keep(phone)
    service.forget(phone)
    assert kept_passages.load(desk.document.connection) == frozenset()
    service.keep(phone)
    desk.answering.answer(desk.key(), TEXT)
    desk.answering.leave_field()
    desk.answering.answer(desk.key(), "Ask at the desk.")
    desk.answering.leave_field()
    desk.history.erase_answer(desk.key())
    assert kept_passages.load(desk.document.connection) == frozenset()
    desk.document.close()


def test_a_fingerprint_of_words_that_stay_is_kept(desk: Desk) -> None:
    service = IdentifyingService(desk.document)
    service.keep(service.look(TEXT)[1])
    desk.answering.answer(desk.key(), TEXT)
    desk.answering.leave_field()
    service.forget_what_is_gone()
    assert len(kept_passages.load(desk.document.connection)) == 1
    desk.document.close()


def test_the_names_of_the_files_own_agencies_are_allowed(desk: Desk) -> None:
    assert IdentifyingService(desk.document).look("The client, Verdeluz, calls.")
    desk.partners.add("Verdeluz", "")
    assert IdentifyingService(desk.document).look("The client, Verdeluz, calls.") == ()
    desk.document.close()


@pytest.mark.parametrize("kind", list(Detail))
def test_every_kind_has_words_of_its_own(desk: Desk, kind: Detail) -> None:
    passage = IdentifyingService(desk.document).look("x@example.org")[0]
    assert looks_like(kind)
    assert mask_for(passage).startswith("[")
    assert advice(passage).startswith("This looks like an e-mail address: “x@example.org”.")
    assert "PII" not in advice(passage)
    desk.document.close()
