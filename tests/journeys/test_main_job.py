from pathlib import Path

import pypdf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from roadmap_desktop.content.schema import PromptId
from roadmap_desktop.model.answers import AnswerKey
from roadmap_desktop.services.checking import check
from roadmap_desktop.ui.dialogs.export_dialog import ExportDialog
from roadmap_desktop.ui.dialogs.new_file_dialog import NewFileDialog
from roadmap_desktop.ui.widgets.prompt_card import PromptCard
from roadmap_desktop.ui.window_files import original_pack
from tests.windows import TestWindow, open_window

ANSWERS = ("We meet weekly.", "The coordinator keeps the sheet.", "Nights are open.")


def wait_until_saved(card: PromptCard, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not card.editor.has_unsaved_words, timeout=4000)


def type_answers(window: TestWindow, qtbot: QtBot) -> list[AnswerKey]:
    keys = []
    for card, text in zip(window.page.cards, ANSWERS, strict=False):
        card.editor.setFocus()
        QTest.keyClicks(card.editor, text)
        wait_until_saved(card, qtbot)
        keys.append(AnswerKey(window.view.place.assessment, window.view.place.respondent, PromptId(card.prompt_id)))
    return keys


def test_from_a_new_file_to_the_pdf_and_back_after_a_restart(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    first = open_window(tmp_path)
    path = tmp_path / "river.roadmap"
    pack = original_pack()
    dialog = NewFileDialog(pack, tmp_path, first.messages, first.built.window)
    QTest.keyClicks(dialog.name, "Sample River Task Force")
    dialog.set_path(path)
    wanted = dialog.wanted()
    assert wanted is not None
    dialog.deleteLater()
    document = first.built.documents.new(wanted.path, wanted.name, pack, wanted.title, wanted.scope)
    first.built.window.show_document(document)
    first.built.warm_up()
    first.view.open_element(pack.elements[0].id)
    keys = type_answers(first, qtbot)
    assert "saved" in first.built.window.status.saved_words()
    first.page.tracker.now_chosen.emit("stage-2")
    first.messages.texts = ["Add the labor office to the role sheets"]
    first.page.panel.command_wanted.emit("overview")
    first.view.open_element(pack.elements[0].id)
    first.page.panel._add_action()
    first.built.close()
    assert check(path).problems == ()

    again = open_window(tmp_path)
    again.built.open_first(path)
    again.built.warm_up()
    reading = again.view.desk.reading
    assert [reading.element_answer(key).answer.text for key in keys] == list(ANSWERS)
    again.view.open_element(pack.elements[0].id)
    assert reading.element(again.view.place).placement.now == "stage-2"
    assert [item.what for item in reading.actions()] == ["Add the labor office to the role sheets"]
    again.command("undo")
    assert reading.actions() == ()
    again.command("undo")
    assert reading.element(again.view.place).placement.now is None
    again.command("redo")
    again.command("redo")
    assert len(reading.actions()) == 1

    target = tmp_path / "report.pdf"
    again.messages.paths = [target]
    export = ExportDialog(again.view.desk, again.view.place, again.messages, again.built.window)
    export.check()
    qtbot.waitUntil(lambda: export.summary.isVisibleTo(export), timeout=20000)
    assert "Checked" in export.summary.text()
    export.close()
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
    for words in (*ANSWERS, "Add the labor office to the role sheets", "Sample River Task Force"):
        assert words in text
    again.built.close()
    assert [found.name for found in tmp_path.iterdir() if found.suffix == ".part"] == []


def test_leaving_the_field_and_the_page_saves_at_once(opened: TestWindow, qtbot: QtBot) -> None:
    opened.view.open_element("roles")
    card = opened.page.cards[0]
    card.editor.setFocus()
    QTest.keyClicks(card.editor, "Half a word")
    key = AnswerKey(opened.view.place.assessment, opened.view.place.respondent, PromptId(card.prompt_id))
    opened.view.open_page("overview")
    assert opened.view.desk.reading.element_answer(key).answer.text == "Half a word"


def test_undo_in_a_field_is_the_fields_own_first_and_then_the_documents(opened: TestWindow, qtbot: QtBot) -> None:
    opened.view.open_element("roles")
    card = opened.page.cards[0]
    card.editor.setFocus()
    QTest.keyClicks(card.editor, "Words")
    wait_until_saved(card, qtbot)
    QTest.keyClick(card.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert card.editor.text() == ""
    card.flush()
    QTest.keyClick(card.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.view.desk.answering.leave_field()
    key = AnswerKey(opened.view.place.assessment, opened.view.place.respondent, PromptId(card.prompt_id))
    assert opened.view.desk.reading.element_answer(key).answer.text == ""
