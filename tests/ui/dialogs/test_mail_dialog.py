import email
import email.policy
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.dialogs import mail_dialog
from roadmap_desktop.ui.dialogs.leaving_dialog import LeavingDialog
from roadmap_desktop.ui.dialogs.mail_dialog import MailDialog
from tests.windows import TestWindow, meanwhile


@pytest.fixture
def addresses(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What is opened instead of a mail program."""
    found: list[QUrl] = []

    def take(address: QUrl) -> bool:
        found.append(address)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


@pytest.fixture
def dialog(opened: TestWindow, tmp_path: Path) -> MailDialog:
    (tmp_path / "Summary.pdf").write_bytes(b"%PDF-1.7 example")
    found = MailDialog(opened.view.desk, opened.messages, opened.built.window)
    found.show()
    return found


def choose(dialog: MailDialog, opened: TestWindow, path: Path) -> None:
    opened.messages.paths = [path]
    dialog.choose_pdf()


def test_the_draft_is_written_and_handed_to_the_mail_program(
    dialog: MailDialog, opened: TestWindow, qtbot: QtBot, tmp_path: Path, addresses: list[QUrl]
) -> None:
    choose(dialog, opened, tmp_path / "Summary.pdf")
    assert dialog.name.text() == "Summary.pdf"
    assert dialog.subject.text() == "For you to read: Summary"
    dialog.text.setPlainText("Dear all,\nplease read.")
    opened.messages.paths = [tmp_path / "mail"]
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    assert "no address" in dialog.summary.text()
    assert [address.toLocalFile() for address in addresses] == [str(tmp_path / "mail.eml")]
    found = email.message_from_bytes((tmp_path / "mail.eml").read_bytes(), policy=email.policy.default)
    text, pdf = found.iter_parts()
    assert text.get_content().splitlines() == ["Dear all,", "please read."]
    assert pdf.get_content() == b"%PDF-1.7 example"
    dialog.close()


def test_where_no_program_takes_it_the_folder_is_offered(
    dialog: MailDialog, opened: TestWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _address: False)
    choose(dialog, opened, tmp_path / "Summary.pdf")
    opened.messages.paths = [tmp_path / "mail.eml"]
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    assert "No program on this computer opened it." in dialog.summary.text()
    assert dialog.folder_button.isVisible()
    dialog.close()


def test_the_upload_is_told_before_and_a_pdf_comes_first(dialog: MailDialog, addresses: list[QUrl]) -> None:
    from roadmap_desktop.ui.widgets.plain_label import PlainLabel

    words = " ".join(label.text() for label in dialog.findChildren(PlainLabel))
    assert "Your mail program may upload the draft to its server as soon as it opens." in words
    dialog.check()
    assert dialog.problem.text() == "Please choose the PDF to attach first."
    assert addresses == []
    dialog.close()


def test_what_is_no_pdf_is_not_attached(dialog: MailDialog, opened: TestWindow, tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"hello")
    choose(dialog, opened, tmp_path / "b.pdf")
    assert "“b.pdf” is not a PDF" in dialog.problem.text()
    assert dialog.name.text() == "None yet"
    choose(dialog, opened, tmp_path / "Summary.pdf")
    assert not dialog.problem.isVisible()
    dialog.close()


@pytest.mark.parametrize("space", [" ", "_"])
def test_a_long_name_is_shown_whole_and_so_is_the_end(
    dialog: MailDialog, opened: TestWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, space: str
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _address: False)
    path = tmp_path / f"{space.join(['Summary for partners'.replace(' ', space)] * 9)}.pdf"
    path.write_bytes(b"%PDF-1.7 example")
    opened.built.look.set_look("light", 200)
    choose(dialog, opened, path)
    qtbot.waitUntil(lambda: dialog.name.height() >= dialog.name.heightForWidth(dialog.name.width()), timeout=5_000)
    view = dialog.area.viewport()
    assert dialog.name.text().replace("\u200b", "") == path.name
    assert dialog.choose.geometry().right() <= view.width()
    assert dialog.subject.cursorPosition() == 0
    opened.messages.paths = [tmp_path / "mail.eml"]
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)

    def is_in_sight() -> bool:
        return 0 < dialog.folder_button.mapTo(view, dialog.folder_button.rect().bottomLeft()).y() <= view.height()

    qtbot.waitUntil(is_in_sight, timeout=5_000)
    opened.built.look.set_look("light", 100)
    dialog.close()


def test_words_that_somebody_changed_stay_when_the_language_changes(
    opened: TestWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Summary.pdf").write_bytes(b"%PDF-1.7 example")
    monkeypatch.setattr(mail_dialog, "languages", lambda: ("en_US", "es"))
    dialog = MailDialog(opened.view.desk, opened.messages, opened.built.window)
    dialog.show()
    assert dialog.language.isVisible()
    assert dialog.language.itemText(1).startswith("español")
    choose(dialog, opened, tmp_path / "Summary.pdf")
    dialog.language.setCurrentIndex(1)
    assert dialog.subject.text() == "For you to read: Summary"
    dialog.subject.setText("Ours")
    dialog.language.setCurrentIndex(0)
    assert dialog.subject.text() == "Ours"
    dialog.close()


def test_identifying_words_are_shown_before_they_leave(
    dialog: MailDialog, opened: TestWindow, qtbot: QtBot, tmp_path: Path, addresses: list[QUrl]
) -> None:
    choose(dialog, opened, tmp_path / "Summary.pdf")
    dialog.text.setPlainText("Call (312) 555-0142.")

    def mask(asked: QDialog) -> None:
        assert isinstance(asked, LeavingDialog)
        asked.choose_all(masks=True)
        asked.accept()

    opened.messages.paths = [tmp_path / "mail.eml"]
    meanwhile(lambda asked: asked.reject())
    dialog.check()
    assert not (tmp_path / "mail.eml").exists()
    meanwhile(mask)
    dialog.check()
    qtbot.waitUntil(dialog.summary.isVisible, timeout=10_000)
    text, _pdf = email.message_from_bytes(
        (tmp_path / "mail.eml").read_bytes(), policy=email.policy.default
    ).iter_parts()
    assert text.get_content().strip() == "Call [phone number removed]."
    dialog.close()


def test_the_menu_opens_it_with_and_without_a_file(opened: TestWindow) -> None:
    seen: list[QDialog] = []

    def look(found: QDialog) -> None:
        seen.append(found)
        found.reject()

    meanwhile(look)
    opened.command("mail")
    opened.built.window.close_document()
    meanwhile(look)
    opened.command("mail")
    assert [type(one) for one in seen] == [MailDialog, MailDialog]
