from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from roadmap_desktop.errors import PasswordUnfit
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest, require_fit
from tests.documents import Desk


@pytest.mark.parametrize("words", ["", "short", "seven77", "x" * 128, "ờ" * 43])
def test_a_password_that_does_not_help_is_refused(desk: Desk, tmp_path: Path, words: str) -> None:
    service = ReportingService(desk.document)
    report = service.gather(ReportRequest(ReportKind.SUMMARY, desk.round), date(2026, 11, 25))
    with pytest.raises(PasswordUnfit):
        service.write(report, tmp_path / "out.pdf", Progress(), Passphrase(words))
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("words", ["eight888", "x" * 127, "ờ" * 42])
def test_a_password_within_the_bounds_is_used(desk: Desk, tmp_path: Path, words: str) -> None:
    service = ReportingService(desk.document)
    report = service.gather(ReportRequest(ReportKind.SUMMARY, desk.round), date(2026, 11, 25))
    written = service.write(report, tmp_path / "out.pdf", Progress(), Passphrase(words))
    assert written.pages > 0
    assert len(pypdfium2.PdfDocument(written.path.read_bytes(), password=words)) == written.pages
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(written.path.read_bytes())


def test_no_password_is_fit() -> None:
    require_fit(None)
