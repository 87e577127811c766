from pathlib import Path

import pypdfium2
import pytest
from pytestqt.qtbot import QtBot

from roadmap_desktop.reports.text import Typesetter
from roadmap_desktop.services.reporting import ReportKind
from roadmap_desktop.ui.dialogs.export_dialog import ExportDialog
from tests.windows import TestWindow


def test_it_says_done_only_after_every_passage_was_found_again(
    opened: TestWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = opened.view.desk.reading.pack(opened.view.place.assessment)
    desk, place = opened.view.desk, opened.view.place
    opened.view.open_element(pack.elements[0].id)
    opened.page.cards[0].editor.insertPlainText("We meet weekly.")
    opened.page.cards[0].flush()
    target = tmp_path / "report.pdf"
    target.write_text("the old one")
    dialog = ExportDialog(desk, place, opened.messages, opened.built.window)
    dialog.show()
    # A fault of ours: the words of answers are not set.
    monkeypatch.setattr(Typesetter, "paragraphs", lambda _self, _text, _style, _lead="": [])
    opened.messages.paths = [target]
    dialog.check()
    qtbot.waitUntil(dialog.problem.isVisible, timeout=10_000)
    assert "“report.pdf” was not made" in dialog.problem.text()
    assert not dialog.summary.isVisible()
    assert target.read_text() == "the old one"
    monkeypatch.undo()
    opened.messages.paths = [target]
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    assert "1 answer" in dialog.summary.text()
    assert not dialog.problem.isVisible()
    assert target.read_bytes().startswith(b"%PDF")
    dialog.close()


def test_each_kind_offers_only_what_changes_something_about_it(opened: TestWindow) -> None:
    dialog = ExportDialog(opened.view.desk, opened.view.place, opened.messages, opened.built.window)
    dialog.show()
    seen: dict[ReportKind, list[str]] = {}
    for place in range(dialog.kind.count()):
        dialog.kind.setCurrentIndex(place)
        dialog.kind.activated.emit(place)
        boxes = (dialog.by_owner, dialog.unanswered, dialog.notes, dialog.roles, dialog.internal)
        seen[dialog.request().kind] = [box.text() for box in boxes if box.isVisible()]
    assert set(seen) == set(ReportKind)
    assert seen[ReportKind.ACTION_PLAN] == ["A sheet for each owner"]
    assert len(seen[ReportKind.SUMMARY]) == 2
    assert len(seen[ReportKind.ASSESSMENT]) == len(seen[ReportKind.ELEMENT]) == 4
    dialog.close()


def test_a_pdf_with_a_password(opened: TestWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(opened.view.desk, opened.view.place, opened.messages, opened.built.window)
    dialog.show()
    dialog.password.setText("short")
    dialog.check()
    assert "A password for a PDF has 8 to 127 characters." in dialog.problem.text()
    dialog.password.setText("long enough words")
    opened.messages.paths = [tmp_path / "report.pdf"]
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    data = (tmp_path / "report.pdf").read_bytes()
    assert len(pypdfium2.PdfDocument(data, password="long enough words")) > 0
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(data)
    dialog.close()


def test_what_is_printed_has_no_password(opened: TestWindow) -> None:
    dialog = ExportDialog(opened.view.desk, opened.view.place, opened.messages, opened.built.window, prints=True)
    dialog.show()
    assert not dialog.password.isVisible()
    dialog.close()


def test_a_sheet_for_each_owner_is_asked_for_only_in_an_action_plan(opened: TestWindow) -> None:
    dialog = ExportDialog(opened.view.desk, opened.view.place, opened.messages, opened.built.window)
    dialog.kind.setCurrentIndex(dialog.kind.findData(ReportKind.ACTION_PLAN.value))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    dialog.by_owner.setChecked(True)
    assert dialog.request().by_owner
    dialog.kind.setCurrentIndex(0)
    dialog.kind.activated.emit(0)
    assert not dialog.request().by_owner
    dialog.close()


def test_what_no_font_has_is_told_before_anything_is_written(opened: TestWindow, qtbot: QtBot, tmp_path: Path) -> None:
    desk, place = opened.view.desk, opened.view.place
    opened.view.open_element(desk.reading.pack(place.assessment).elements[0].id)
    opened.page.cards[0].editor.insertPlainText("We meet \U000f0101 weekly.")
    opened.page.cards[0].flush()
    dialog = ExportDialog(desk, place, opened.messages, opened.built.window)
    dialog.show()
    target = tmp_path / "report.pdf"
    opened.messages.agrees = False
    opened.messages.paths = [target]
    dialog.check()
    assert "U+F0101" in opened.messages.questions[-1]
    assert opened.messages.paths == [target]
    opened.messages.agrees = True
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    assert "printed as their code" in dialog.summary.text()
    dialog.close()


def test_a_file_is_not_replaced_unasked_where_the_ending_was_left_out(
    opened: TestWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ExportDialog(opened.view.desk, opened.view.place, opened.messages, opened.built.window)
    dialog.show()
    target = tmp_path / "plan.pdf"
    target.write_text("the old one")
    opened.messages.agrees = False
    opened.messages.paths = [tmp_path / "plan"]
    dialog.check()
    assert "“plan.pdf” is there already" in opened.messages.questions[-1]
    assert target.read_text() == "the old one"
    opened.messages.agrees = True
    opened.messages.paths = [tmp_path / "plan"]
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    assert target.read_bytes().startswith(b"%PDF")
    dialog.close()
