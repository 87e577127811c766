from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from roadmap_desktop.services.file_settings import REVIEW_ON, FileSettingService
from roadmap_desktop.services.purging import PurgeScope, PurgeService
from roadmap_desktop.ui.dialogs.purge_dialog import PurgeDialog, PurgeReportDialog
from roadmap_desktop.ui.dialogs.review_dialog import ReviewDialog
from tests.windows import TestWindow, meanwhile, texts_in

CANARY = "CANARY-9c2d"


def with_an_answer(opened: TestWindow) -> Path:
    path = opened.view.desk.document.path
    view = opened.view
    view.open_element("roles")
    opened.page.cards[0].editor.setPlainText(CANARY)
    view.flush()
    assert view.desk.reading.overview(view.place, date.today()).answered == 1
    return path


def choose_all(dialog: QDialog) -> None:
    assert isinstance(dialog, PurgeDialog)
    dialog.rounds.item(0).setCheckState(Qt.CheckState.Checked)
    for box in dialog.settled:
        box.set_checked(True)
    dialog.check()


def test_a_purge_asks_erases_and_reports(opened: TestWindow) -> None:
    path = with_an_answer(opened)
    lines: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, PurgeReportDialog)
        lines.extend(dialog.list.item(place).text() for place in range(dialog.list.count()))
        dialog.reject()

    meanwhile(choose_all, read)
    opened.command("purge")
    assert "1 answer" in opened.messages.questions[-1]
    assert "cannot be undone" in opened.messages.questions[-1]
    assert lines[0].startswith("Erased from the file: 1 answer")
    assert opened.view.desk.document.path == path
    assert opened.view.desk.reading.overview(opened.view.place, date.today()).answered == 0
    opened.built.window.close_document()
    assert CANARY.encode() not in path.read_bytes()


@pytest.mark.parametrize("leave_out", ["the assessment", "a question", "the last yes"])
def test_nothing_is_purged_unless_everything_was_answered(opened: TestWindow, leave_out: str) -> None:
    with_an_answer(opened)
    opened.messages.agrees = leave_out != "the last yes"

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, PurgeDialog)
        if leave_out != "the assessment":
            dialog.rounds.item(0).setCheckState(Qt.CheckState.Checked)
        for box in dialog.settled[: 2 if leave_out == "a question" else 3]:
            box.set_checked(True)
        dialog.check()
        assert dialog.isVisible()
        assert dialog.problem.text()
        dialog.reject()

    meanwhile(act)
    opened.command("purge")
    assert opened.page.cards[0].editor.toPlainText() == CANARY


def test_the_dialog_counts_what_is_chosen_and_erases_named_files(opened: TestWindow, tmp_path: Path) -> None:
    with_an_answer(opened)
    pdf = tmp_path / "old.pdf"
    pdf.write_text(CANARY)
    opened.messages.paths = [pdf, pdf]
    dialog = PurgeDialog(opened.view.desk, opened.messages, opened.built.window)
    assert "0 answers" in dialog.counted.text()
    dialog.rounds.item(0).setCheckState(Qt.CheckState.Checked)
    assert "1 answer," in dialog.counted.text()
    dialog._add_export()
    dialog._add_export()
    assert dialog.chosen_exports() == (pdf,)
    dialog.plan.set_checked(True)
    assert dialog.scope().with_plan
    dialog.deleteLater()


def test_a_file_that_was_purged_says_so(opened: TestWindow) -> None:
    with_an_answer(opened)
    PurgeService(opened.view.desk.document).purge(PurgeScope((opened.view.place.assessment,)), ())
    dialog = PurgeDialog(opened.view.desk, opened.messages, opened.built.window)
    assert any("purged before" in words for words in texts_in(dialog.body))
    dialog.deleteLater()


def test_a_whole_file_goes_only_when_its_name_is_typed(opened: TestWindow, tmp_path: Path) -> None:
    path = with_an_answer(opened)
    opened.messages.texts = ["another"]
    opened.command("destroy")
    assert opened.messages.told == ["That is not its name, so nothing was erased."]
    assert path.exists()
    opened.messages.texts = ["sample"]
    meanwhile(lambda dialog: dialog.reject())
    opened.command("destroy")
    assert opened.built.window.view is None
    assert not path.exists()


def test_a_review_date_is_kept_in_the_file_and_undone(opened: TestWindow) -> None:

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, ReviewDialog)
        assert dialog.chosen() is None
        dialog.wanted.set_checked(True)
        dialog.check()

    meanwhile(choose)
    opened.command("review")
    kept = FileSettingService(opened.view.desk.document).get(REVIEW_ON)
    assert kept is not None
    assert date.fromisoformat(kept) > date.today() + timedelta(days=300)
    meanwhile(lambda dialog: dialog.reject())
    opened.command("review")
    assert FileSettingService(opened.view.desk.document).get(REVIEW_ON) == kept
    opened.command("undo")
    assert FileSettingService(opened.view.desk.document).get(REVIEW_ON) is None


@pytest.mark.parametrize(("days", "reminds"), [(-1, True), (0, True), (1, False)])
def test_the_day_of_the_review_is_told_once(opened: TestWindow, days: int, reminds: bool) -> None:
    day = date.today() + timedelta(days=days)
    FileSettingService(opened.view.desk.document).set(REVIEW_ON, day.isoformat(), "Review date")
    opened.built.window.file_ready.emit()
    notice = opened.built.window.notice
    assert notice.isVisible() == reminds
    if reminds:
        assert "looked through" in notice.words()
        notice.buttons[-1].click()
        opened.built.window.file_ready.emit()
        assert not notice.isVisible()


def test_a_garbled_review_date_is_no_date(opened: TestWindow) -> None:
    FileSettingService(opened.view.desk.document).set(REVIEW_ON, "soon", "Review date")
    opened.built.window.file_ready.emit()
    assert not opened.built.window.notice.isVisible()
