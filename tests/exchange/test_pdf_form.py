import random
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_desktop.exchange.bounded_streams import StreamIsUnfit, bounded_bytes
from roadmap_desktop.exchange.pdf_form import FormIsUnfit, read, read_bytes
from roadmap_desktop.model.text import clean_text
from roadmap_desktop.model.worksheet import Returned, Unfit
from tests.exchange.hostile_forms import HOSTILE, changed, field, saved, with_value
from tests.worksheets import FIRST, MARK, NOW, REASON, SECOND, STATE, a_form, filled

WORDS = {FIRST: "Cộng hòa\nдва\n🙂", REASON: "Because.", NOW: "stage-3", STATE: "not-our-role"}


@pytest.fixture(scope="module")
def returned() -> bytes:
    """A form that was filled in and saved by PDFium."""
    return filled(a_form(), WORDS)


def rewritten(data: bytes, **options: Any) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        return saved(pdf, **options)


@pytest.mark.parametrize(
    "options",
    [
        {"linearize": True},
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "compress_streams": False},
        {"qdf": True},
        {"encryption": pikepdf.Encryption(owner="kept by somebody", user="", R=6)},
    ],
)
def test_a_form_that_another_program_wrote_anew_still_reads(returned: bytes, options: dict[str, Any]) -> None:
    found = read_bytes(rewritten(returned, **options))
    assert found.fields == WORDS
    assert found.mark == MARK


def test_a_form_that_was_filled_twice_holds_what_was_written_last(returned: bytes) -> None:
    again = filled(returned, {SECOND: "Second round."})
    assert read_bytes(again).fields == WORDS | {SECOND: "Second round."}


def test_what_somebody_put_before_and_after_the_file_is_no_harm(returned: bytes) -> None:
    assert read_bytes(b"\n\n" + returned + b"\n" * 200).fields == WORDS


def test_the_digest_names_the_file(returned: bytes, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(returned)
    assert read(path) == read_bytes(returned)
    assert read_bytes(returned).digest != read_bytes(returned + b"\n").digest


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"plain", "plain"),
        (b"one\rtwo\r\nthree\nfour", "one\ntwo\nthree\nfour"),
        (b"\x93bullet \x80 and caf\xe9", "ﬁbullet • and café"),
        (b"\xfe\xff" + "Cộng 🙂".encode("utf-16-be"), "Cộng 🙂"),
        (b"\xff\xfe" + "Cộng 🙂".encode("utf-16-le"), "Cộng 🙂"),
        (b"\xef\xbb\xbf" + "Cộng 🙂".encode(), "Cộng 🙂"),
        (b"\xfe\xff" + "e\u0301".encode("utf-16-be"), "é"),
        (b"\xfe\xff" + "\x1ben\x1bLinks \x1bdeDE\x1brechts".encode("utf-16-be"), "Links rechts"),
        (b"\xfe\xff\xd8\x00\x00a", "�a"),
        (b"\xfe\xff\x00a\x00", "a�"),
        (b"\xef\xbb\xbf\xff", "�"),
        (b"a\x00b\x07c\td", "abc\td"),
        (b"", ""),
    ],
)
def test_every_spelling_of_a_text_is_read_and_cleaned(raw: bytes, text: str) -> None:
    data = with_value(lambda _pdf: pikepdf.String(raw))()
    found = read_bytes(data).values.get(FIRST.name, "")
    assert found == text == clean_text(found)


def test_a_text_may_stand_in_a_stream() -> None:
    data = with_value(lambda pdf: pdf.make_stream("\ufeffLong: ộ".encode("utf-16-be")))()
    assert read_bytes(data).fields == {FIRST: "Long: ộ"}


def test_fields_of_others_are_told_and_never_ours() -> None:
    def add(pdf: pikepdf.Pdf, form: Any) -> None:
        for name, value in (("Signed by", "A"), ("answer.b", "B"), ("weird", pikepdf.Array([1]))):
            form.Fields.append(pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=name, V=value)))
        signature = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="Signature1", V=pikepdf.Dictionary(Type=pikepdf.Name.Sig))
        form.Fields.append(pdf.make_indirect(signature))

    found = read_bytes(changed(add)())
    assert found.values == {}
    assert found.others == {"Signed by": "A", "answer.b": "B"}


def test_a_tree_of_fields_is_read_by_its_whole_names() -> None:
    def add(pdf: pikepdf.Pdf, form: Any) -> None:
        leaf = pdf.make_indirect(pikepdf.Dictionary(T="last", V="x"))
        top = pikepdf.Dictionary(T="first", FT=pikepdf.Name.Tx, Kids=pikepdf.Array([leaf]))
        form.Fields.append(pdf.make_indirect(top))

    assert read_bytes(changed(add)()).others == {"first.last": "x"}


def test_the_same_text_twice_is_no_contradiction() -> None:
    def add(pdf: pikepdf.Pdf, form: Any) -> None:
        first = field(form, FIRST.name)
        first.V = "Same"
        for text in ("Same", ""):
            form.Fields.append(pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=first.T, V=text)))

    assert read_bytes(changed(add)()).fields == {FIRST: "Same"}


def test_going_to_a_page_on_opening_is_no_script() -> None:
    def add(pdf: pikepdf.Pdf, _form: Any) -> None:
        place = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=place)

    assert read_bytes(changed(add)()).mark == MARK


def test_a_stream_is_never_unpacked_beyond_what_is_taken() -> None:
    with pikepdf.new() as pdf:
        plain = pdf.make_stream(b"x" * 10)
        assert bounded_bytes(plain, 10) == b"x" * 10
        with pytest.raises(StreamIsUnfit) as caught:
            bounded_bytes(plain, 9)
        assert caught.value.is_too_long


# Without the limits of the worker, these take the memory and time that they ask for.
ONLY_IN_A_WORKER = {"a gigabyte of objects, packed", "arrays 200,000 deep", "dictionaries 200,000 deep"}


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - ONLY_IN_A_WORKER))
def test_the_reason_does_not_depend_on_the_limits_of_the_process(name: str) -> None:
    build, reason = HOSTILE[name]
    assert outcome(build()) is reason


def outcome(data: bytes) -> Returned | Unfit:
    try:
        return read_bytes(data)
    except FormIsUnfit as error:
        return error.reason


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40))
def test_whatever_is_broken_it_is_read_or_refused_with_a_reason(returned: bytes, seed: int, count: int) -> None:
    chance = random.Random(seed)
    data = bytearray(returned)
    for _turn in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    found = outcome(bytes(data))
    assert isinstance(found, (Returned, Unfit))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_form_that_was_cut_gives_nothing_rather_than_a_part(returned: bytes, seed: int) -> None:
    found = outcome(returned[: random.Random(seed).randrange(len(returned) - 1024)])
    # PDFium appends what was written to the end: before that the form is whole, and empty.
    assert isinstance(found, Unfit) or found.fields in ({}, WORDS)
