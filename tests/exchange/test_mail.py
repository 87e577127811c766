import email
import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.exchange.mail import Draft, read_eml, to_eml
from roadmap_desktop.model.text import clean_name
from tests.exchange.hostile import texts

names = texts.map(lambda text: f"{clean_name(text.replace('/', ' '))[:60]}.pdf")
drafts = st.builds(
    Draft, texts.map(clean_name), texts, names, st.binary(max_size=300).map(lambda data: b"%PDF-" + data)
)
ONE = Draft("Para leer: Año nuevo", "Hello,\n\n–\n", "Año.pdf", b"%PDF-1.7 \x00\xff")


def parsed(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


@given(drafts)
def test_every_word_and_every_byte_of_the_pdf_is_read_back(draft: Draft) -> None:
    data = to_eml(draft)
    assert read_eml(data) == draft
    assert data == to_eml(draft)
    assert max(map(len, data.split(b"\r\n"))) < 998
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data.isascii()


@given(drafts)
def test_another_reader_finds_the_same(draft: Draft) -> None:
    found = parsed(to_eml(draft))
    assert not found.defects
    text, pdf = found.iter_parts()
    assert text.get_content().replace("\r\n", "\n").rstrip("\n") == draft.text.rstrip("\n")
    assert pdf.get_content() == draft.attachment
    assert pdf.get_content_type() == "application/pdf"
    assert pdf.is_attachment()
    assert str(found["subject"]) == draft.subject


def test_a_draft_names_nobody_and_no_moment() -> None:
    found = parsed(to_eml(ONE))
    assert found.keys() == ["X-Unsent", "Subject", "MIME-Version", "Content-Type"]
    assert found["X-Unsent"] == "1"
    assert b"filename*=UTF-8''A%C3%B1o.pdf" in to_eml(ONE)


def test_the_boundary_comes_from_what_is_said() -> None:
    other = Draft(ONE.subject, ONE.text, ONE.file_name, ONE.attachment + b"!")
    assert parsed(to_eml(ONE)).get_boundary() != parsed(to_eml(other)).get_boundary()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"X-Unsent: 1\r\n", b"X-Unsent: 1\r\nTo: a@example.org\r\n"),
        (b"X-Unsent: 1\r\n", b""),
        (b"--\r\n", b""),
        (b"boundary=", b"limit="),
        (b"Content-Transfer-Encoding: base64\r\n\r\n", b""),
        (b"JVBERi0xLjc", b"JVBERi0!Ljc"),
        (b"X-Unsent: 1", b"X-Unsent: 0"),
        (b"Content-Type: application/pdf\r\n", b"Content-Type: application/pdf\r\nContent-Description: Marisol\r\n"),
        (b"Content-Type: application/pdf\r\n", b"Content-Type: application/x-msdownload\r\n"),
        (b'filename="A_o.pdf"', b'filename="Ana.exe"'),
        (b"\r\n\r\n--=_", b"\r\n\r\nHello\r\n--=_"),
    ],
)
def test_a_draft_that_was_cut_or_added_to_is_refused(old: bytes, new: bytes) -> None:
    assert old in to_eml(ONE)
    with pytest.raises(ValueError):  # noqa: PT011 - the reader speaks to developers only
        read_eml(to_eml(ONE).replace(old, new))


def test_a_byte_that_was_changed_is_noticed() -> None:
    data = to_eml(ONE)
    for old, new in ((b"JVBERi0xLjc", b"JVBERi0xLjd"), (b"SGVsbG8s", b"SGVsbG8u")):
        assert old in data
        with pytest.raises(ValueError, match="more than a draft"):
            read_eml(data.replace(old, new))
