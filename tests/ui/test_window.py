from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from roadmap_desktop import errors
from roadmap_desktop.app import ask_first_questions
from roadmap_desktop.content.schema import GlossaryTerm, Resource
from roadmap_desktop.model.answers import AnswerKey
from roadmap_desktop.model.notes import NoteKind
from roadmap_desktop.storage.database import Database
from roadmap_desktop.ui.dialogs.export_dialog import ExportDialog
from roadmap_desktop.ui.dialogs.settings_dialog import SettingsDialog
from roadmap_desktop.ui.dialogs.versions_dialog import VersionsDialog
from roadmap_desktop.ui.find_bar import FindBar
from roadmap_desktop.ui.pages.action_plan_page import ActionPlanPage
from roadmap_desktop.ui.pages.agencies_page import AgenciesPage
from roadmap_desktop.ui.pages.library_page import LibraryPage
from roadmap_desktop.ui.widgets.side_card import SideCard
from roadmap_desktop.ui.window_outputs import is_safe_link
from tests.windows import TestWindow, open_window


def a_key(opened: TestWindow) -> AnswerKey:
    pack = opened.view.desk.reading.pack(opened.view.place.assessment)
    return AnswerKey(opened.view.place.assessment, opened.view.place.respondent, pack.elements[0].prompts[0].id)


def test_the_undo_menu_names_its_step_and_goes_there(opened: TestWindow, qtbot: QtBot) -> None:
    opened.view.desk.answering.answer(a_key(opened), "Words.")
    action = opened.built.window.commands.action("undo")
    qtbot.waitUntil(lambda: "Edit answer" in action.text())
    opened.view.open_page("library")
    opened.command("undo")
    assert opened.view.place.element == "roles"
    qtbot.waitUntil(lambda: opened.built.window.commands.action("redo").isEnabled())
    opened.command("redo")
    assert opened.view.desk.reading.element_answer(a_key(opened)).answer.text == "Words."


def test_a_failed_save_keeps_the_words_and_offers_a_way_out(
    opened: TestWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.view.open_element("roles")
    card = opened.page.cards[0]
    card.editor.setFocus()

    def full(database: Database) -> None:
        raise errors.DiskIsFull(database.path)

    monkeypatch.setattr(Database, "require_same_file", full)
    QTest.keyClicks(card.editor, "Kept on the screen.")
    card.flush()
    window = opened.built.window
    assert window.banner.isVisible()
    assert "The disk is full" in window.banner.words()
    assert "NOT SAVED" in window.status.saved_words()
    assert card.editor.text() == "Kept on the screen."
    window.banner.text_wanted.emit()
    assert QGuiApplication.clipboard().text() == "Kept on the screen."
    opened.messages.agrees = False
    window.close()
    assert window.view is not None
    monkeypatch.undo()
    window.retry()
    assert not window.banner.isVisible()
    assert "saved" in window.status.saved_words()


def test_too_long_a_text_is_said_and_kept(opened: TestWindow) -> None:
    opened.view.open_element("roles")
    card = opened.page.cards[0]
    card.editor.insertPlainText("x" * 20_001)
    card.flush()
    assert "20,001 characters" in opened.built.window.banner.words()
    assert len(card.editor.text()) == 20_001
    card.editor.set_text("")


def test_a_file_dropped_on_the_window_is_opened_and_a_bad_one_refused(opened: TestWindow, tmp_path: Path) -> None:
    other = opened.new_file("other.roadmap")
    bad = tmp_path / "bad.roadmap"
    bad.write_text("hello")
    for path in (bad, tmp_path / "sample.roadmap", other):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        event = QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        opened.built.window.dropEvent(event)
    assert opened.messages.told == [
        "“bad.roadmap” is not a Roadmap file. Nothing was changed; please choose a file that ends in .roadmap."
    ]
    assert opened.view.desk.document.path == other


def test_files_are_copied_named_and_closed(opened: TestWindow, tmp_path: Path) -> None:
    opened.messages.paths = [tmp_path / "copy"]
    opened.command("copy")
    assert (tmp_path / "copy.roadmap").exists()
    opened.messages.paths = [tmp_path / "copy.roadmap"]
    opened.command("copy")
    assert "already a file" in opened.messages.told[-1]
    opened.messages.texts = ["Before the meeting", " "]
    opened.command("moment")
    opened.command("moment")
    assert "Please give" in opened.messages.told[-1]
    opened.command("close")
    assert opened.built.window.view is None
    assert not opened.built.window.commands.action("export").isEnabled()
    opened.messages.paths = [tmp_path / "copy.roadmap"]
    opened.command("open")
    assert opened.view.desk.document.path.name == "copy.roadmap"
    opened.messages.paths = [tmp_path / "tour"]
    opened.command("sample")
    assert opened.view.desk.reading.task_force().name == "Sample River Task Force"


def test_rounds_are_renamed_closed_and_reopened_by_commands(opened: TestWindow, qtbot: QtBot) -> None:
    opened.messages.texts = ["Spring 2026", "Sample Valley Task Force"]
    opened.command("rename-round")
    opened.command("rename-task-force")
    opened.command("close-round")
    found = opened.view.desk.reading.assessments()[0]
    assert (found.title, found.is_closed) == ("Spring 2026", True)
    opened.view.open_element("roles")
    assert opened.page.cards[0].editor.isReadOnly()
    opened.command("reopen-round")
    assert not opened.view.desk.reading.assessments()[0].is_closed


def test_pages_are_reached_by_commands_and_elements_by_steps(opened: TestWindow) -> None:
    for name in ("overview", "actions", "agencies", "library", "workshop", "show-agencies", "help"):
        opened.command(name)
    assert opened.view.pages.shown == "help"
    opened.view.open_element("roles")
    opened.command("next")
    assert opened.view.place.element == "trust"
    opened.command("next")
    opened.command("previous")
    assert opened.view.place.element == "roles"
    opened.command("stages")
    assert opened.page.tracker.track.hasFocus()
    QTest.keyClick(opened.page.tracker.track, Qt.Key.Key_Right)
    assert opened.page.stage == "stage-2"
    QTest.keyClick(opened.page.tracker.track, Qt.Key.Key_End)
    QTest.keyClick(opened.page.tracker.track, Qt.Key.Key_Home)
    assert opened.page.stage == "stage-1"
    opened.command("panel")
    assert not opened.page.panel.isVisible()


def test_placements_are_chosen_in_the_tracker(opened: TestWindow) -> None:
    opened.view.open_element("roles")
    tracker = opened.page.tracker
    tracker.now_chosen.emit("stage-2")
    tracker.goal_chosen.emit("stage-4", "2027-06")
    placed = opened.view.desk.reading.element(opened.view.place).placement
    assert (placed.now, placed.goal, placed.goal_month) == ("stage-2", "stage-4", "2027-06")
    opened.messages.texts = ["The state does this."]
    tracker.not_our_role_chosen.emit()
    placed = opened.view.desk.reading.element(opened.view.place).placement
    assert (placed.now, placed.is_not_our_role, placed.reason) == (None, True, "The state does this.")
    tracker.goal_chosen.emit("", "")
    tracker.why_wanted.emit()
    assert opened.page.details.isVisible()
    opened.page.details.reason.insertPlainText(" More.")
    opened.page.details.flush()
    assert opened.view.desk.reading.element(opened.view.place).placement.reason.count("More.") == 1


def test_finding_on_the_page_steps_through_the_hits(opened: TestWindow) -> None:
    opened.view.open_element("roles")
    opened.page.cards[0].editor.insertPlainText("The weekly sheet.")
    opened.page.flush()
    opened.command("find")
    bar = opened.view.findChild(FindBar)
    assert isinstance(bar, FindBar)
    QTest.keyClicks(bar.words, "weekly")
    assert bar.found.text() == "1 found"
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert bar.found.text() == "1 of 1"
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_searching_everywhere_opens_the_place(opened: TestWindow) -> None:
    opened.view.desk.answering.answer(a_key(opened), "An unusual word.")
    opened.command("search")
    opened.view.navigation.search.setText("unusual")
    opened.view.navigation.search.returnPressed.emit()
    card = next(
        one for one in opened.view.pages.page("search").findChildren(SideCard) if "unusual" in one.accessibleName()
    )
    card.click()
    assert opened.view.place.element == "roles"
    opened.view.search("no such words at all")
    opened.view.search("")
    assert opened.view.pages.shown == "search"


def test_the_action_plan_adds_edits_drops_and_removes(opened: TestWindow) -> None:
    opened.view.open_page("actions")
    page = opened.view.pages.page("actions")
    assert isinstance(page, ActionPlanPage)
    opened.messages.texts = ["Print the sheets", "No longer needed."]
    page._add()
    model = page.view.model()
    page.view.setCurrentIndex(model.index(0, 0))
    assert not model.setData(model.index(0, 2), "soon")
    assert "is not a date" in page._problem.text()
    assert model.setData(model.index(0, 2), "2027-06")
    assert model.setData(model.index(0, 3), "dropped")
    assert model.index(0, 3).data() == "Dropped: No longer needed."
    page.view.edit(model.index(0, 3))
    page._open_element()
    page._words.setText("nothing like it")
    page._apply_filter()
    assert model.rowCount() == 0
    page._words.clear()
    page._apply_filter()
    page.view.setCurrentIndex(model.index(0, 0))
    page._remove()
    assert opened.view.desk.reading.actions() == ()


def test_agencies_are_kept_on_their_page(opened: TestWindow) -> None:
    opened.view.open_page("agencies")
    page = opened.view.pages.page("agencies")
    assert isinstance(page, AgenciesPage)
    opened.messages.texts = ["Example Shelter A", "Example Sheriff B", "example shelter a", "Example Shelter One"]
    for _ in range(3):
        page._add()
    assert "already" in opened.messages.told[-1]
    first, second = [one for one in opened.view.desk.reading.respondents() if not one.is_task_force]
    page._rename(first)
    opened.messages.texts = ["Example Shelter One"]
    page._merge(second, [opened.view.desk.reading.respondent(first.id)])
    assert opened.messages.questions[-2] == "Into which agency does “Example Sheriff B” go?"
    assert [one.label for one in opened.view.desk.reading.respondents()][1:] == ["Example Shelter One"]
    opened.view.choose_respondent(first.id)
    opened.view.open_element("roles")
    assert not opened.page.details._group_only.isVisibleTo(opened.page.details)
    opened.command("undo")


def test_the_panel_keeps_notes_and_evidence(opened: TestWindow) -> None:
    opened.view.open_element("roles")
    panel = opened.page.panel
    opened.messages.texts = ["No night cover.", "Still none.", "A signed page", "In the shared folder", "", ""]
    panel._add_note(NoteKind.GAP)
    note = opened.view.desk.reading.element(opened.view.place).notes[0]
    panel._edit_note(note)
    panel._add_evidence("")
    panel._add_evidence("A signed agreement")
    evidence = opened.view.desk.reading.evidence()
    panel._edit_evidence(evidence[0])
    assert opened.view.desk.reading.evidence()[0].kept_where == "In the shared folder"
    panel._edit_evidence(evidence[1])
    panel._edit_note(note)
    view = opened.view.desk.reading.element(opened.view.place)
    assert (len(view.notes), len(view.evidence)) == (0, 1)
    opened.messages.texts = ["What about us?"]
    opened.page._add_own()
    assert any(card.prompt_id.startswith("local-") for card in opened.page.cards)


def test_the_library_says_what_is_there_for_reference_only(opened: TestWindow) -> None:
    opened.view.open_page("library")
    page = opened.view.pages.page("library")
    assert isinstance(page, LibraryPage)
    resource = Resource("guide", "Guide", "Publisher", "https://example.org", "n.d.", "2026-11-23")
    term = GlossaryTerm("mou", "MOU", "A signed statement.")
    for marked in (False, True):
        cards = (
            page._resource_card(replace(resource, reference_only=marked)),
            page._term_card(replace(term, reference_only=marked)),
        )
        shown = [" ".join(label.text() for label in card.findChildren(QLabel)) for card in cards]
        assert ["eference" in words for words in shown] == [marked, marked]
        assert "n.d." not in shown[0]


def test_the_library_filters_and_links_are_asked_about(opened: TestWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened.view.open_page("library")
    page = opened.view.pages.page("library")
    assert isinstance(page, LibraryPage)
    page._query.setText("consensus")
    page._filter()
    assert page._found.text() == "1 found"
    page._query.setText("zzz")
    page._filter()
    assert page._found.text().startswith("Nothing found")
    opened.messages.agrees = False
    page.link_wanted.emit("https://example.org/guide")
    assert "https://example.org/guide" in opened.messages.questions[-1]
    opened.messages.agrees = True


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://ovc.ojp.gov/x?y=1", True),
        ("http://techsafety.org", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("//host/share", False),
        ("\\\\host\\share", False),
        ("https://user:secret@example.org", False),
        ("https://", False),
        ("mailto:someone@example.org", False),
        ("C:\\run.exe", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_links(qapp: QApplication, address: str, safe: bool) -> None:
    assert is_safe_link(address) is safe


def test_versions_are_shown_brought_back_and_erased(opened: TestWindow, qtbot: QtBot) -> None:
    key = a_key(opened)
    for text in ("First.", "Second."):
        opened.view.desk.answering.answer(key, text)
        opened.view.desk.answering.leave_field()
    dialog = VersionsDialog(opened.view.desk, key, opened.messages, opened.built.window)
    assert dialog.list.count() == 1
    dialog._bring_back()
    assert opened.view.desk.reading.element_answer(key).answer.text == "First."
    again = VersionsDialog(opened.view.desk, key, opened.messages, opened.built.window)
    again._erase_all()
    assert (
        "ask a lawyer if a subpoena, court order or records request has come or may come"
        in opened.messages.questions[-1]
    )
    assert "Erased." in opened.messages.told[-1]
    assert "Erased on" in again.list.item(0).text()
    again.close()


def test_an_export_can_be_cancelled_and_leaves_nothing(opened: TestWindow, qtbot: QtBot, tmp_path: Path) -> None:
    opened.view.desk.answering.answer(a_key(opened), "Words.")
    dialog = ExportDialog(opened.view.desk, opened.view.place, opened.messages, opened.built.window)
    dialog.kind.setCurrentIndex(1)
    dialog._fill_what()
    opened.messages.paths = [tmp_path / "sheet"]
    dialog.check()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog._jobs.is_busy, timeout=10000)
    assert not list(tmp_path.glob("*.part"))
    opened.messages.paths = [tmp_path / "sheet", None]
    dialog.check()
    qtbot.waitUntil(lambda: dialog.summary.isVisibleTo(dialog), timeout=10000)
    assert (tmp_path / "sheet.pdf").exists()
    dialog.check()
    dialog.close()


def test_settings_are_kept_and_text_grows(opened: TestWindow) -> None:
    opened.command("larger")
    assert opened.built.window.theme.text_size == 110
    assert opened.built.settings.present.text_size == 110
    opened.command("smaller")
    dialog = SettingsDialog(opened.built.settings.present, opened.built.window)
    dialog.alone.setChecked(True)
    assert dialog.chosen().shared_computer is False
    dialog.close()
    opened.built.look.set_look("dark", 100)
    assert opened.built.settings.present.theme == "dark"
    opened.built.look.set_look("light", 100)


def test_the_first_questions_default_to_a_shared_computer(opened: TestWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SettingsDialog, "exec", lambda _self: 0)
    ask_first_questions(opened.built)
    assert opened.built.settings.present.shared_computer is True
    monkeypatch.setattr(SettingsDialog, "exec", lambda self: (self.alone.setChecked(True), 1)[1])
    ask_first_questions(opened.built)
    assert opened.built.settings.present.shared_computer is False


def test_the_last_file_is_opened_only_where_it_may_be_remembered(qapp: QApplication, tmp_path: Path) -> None:
    first = open_window(tmp_path)
    first.built.settings.change(lambda settings: settings.with_shared_computer(False))
    path = first.new_file()
    first.built.settings.change(lambda settings: settings.with_opened(path))
    first.built.close()
    second = open_window(tmp_path)
    second.built.open_first(None)
    assert second.view.desk.document.path == path
    second.built.settings.change(lambda settings: settings.with_shared_computer(True))
    second.built.close()
    third = open_window(tmp_path)
    third.built.open_first(None)
    assert third.built.window.view is None
    third.built.open_first(tmp_path / "none.roadmap")
    assert "is not there" in third.built.window.welcome._problem.text()
    third.built.look.restore()
    third.built.close()


def test_a_crash_is_told_without_content_and_logged(opened: TestWindow) -> None:
    guard = opened.built.guard
    guard.install()
    try:
        raise ValueError("CANARY")
    except ValueError as error:
        guard._caught(ValueError, error, error.__traceback__)
    guard.remove()
    assert "CANARY" not in opened.messages.told[-1]
    assert "ValueError" in opened.messages.told[-1]
