from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.reports.data import Report
from roadmap_desktop.reports.packing import packed
from roadmap_desktop.reports.reading_back import read_back
from roadmap_desktop.reports.rendering import Renderer
from tests.reports.test_rendering import a_report, rendered

WORDS = "Mật khẩu 日本 with spaces"
ANSWER = "The night line rings at the shelter."


def locked(report: Report, words: str = WORDS) -> bytes:
    return Renderer().render(report, lambda _done, _total: None, Passphrase(words)).data


def test_it_is_smaller_and_the_same() -> None:
    data = rendered(a_report(ANSWER))
    again = packed(data)
    assert packed(again) == again
    with pikepdf.open(BytesIO(data)) as pdf:
        assert any(
            obj.get("/Type") == pikepdf.Name.StructElem for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary)
        )
        assert "/Producer" not in pdf.docinfo
    assert b"/ObjStm" in data


def test_a_password_is_aes_256_and_screen_readers_may_read() -> None:
    data = locked(a_report(ANSWER))
    with pikepdf.open(BytesIO(data), password=WORDS) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.encryption.stream_method == pikepdf.models.EncryptionMethod.aesv3
        assert pdf.allow.accessibility


@pytest.mark.parametrize("wrong", [None, "", "wrong words", WORDS.upper()])
def test_without_the_password_it_does_not_open(wrong: str | None) -> None:
    data = locked(a_report(ANSWER))
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(data, password=wrong)
    assert ANSWER.encode() not in data


def test_it_is_read_back_with_its_password_only() -> None:
    report = a_report(ANSWER)
    data = locked(report)
    assert read_back(data, report, Passphrase(WORDS)).lost == 0
    assert read_back(data, report, Passphrase(WORDS)).pages > 0
    assert read_back(data, report, Passphrase("wrong words")).pages == 0
    # One that was to have a password and has none is no success.
    assert read_back(rendered(report), report, Passphrase(WORDS)).pages == 0
