"""While the window is hidden, no word of the file is in it; then the same page and cursor come back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
)
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QGuiApplication, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from roadmap_desktop.errors import DiskIsFull
from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.notes import Note, NoteId, NoteKind
from roadmap_desktop.model.placements import PlacementKey, StagePlacement
from roadmap_desktop.ui.dialogs.asking_dialogs import TextDialog
from roadmap_desktop.ui.dialogs.frame import Frame
from roadmap_desktop.ui.dialogs.kept_words_dialog import KeptWordsDialog
from roadmap_desktop.ui.dialogs.passphrase_dialogs import UnlockDialog
from roadmap_desktop.ui.file_view import FileView
from roadmap_desktop.ui.hiding import Hiding
from roadmap_desktop.ui.kept_while_hidden import typed_in
from roadmap_desktop.ui.messages import WindowMessages
from roadmap_desktop.ui.pages.workshop_page import WorkshopPage
from roadmap_desktop.ui.workshop.deck import rules_deck
from roadmap_desktop.ui.workshop.present_window import PresentWindow
from tests.documents import ROLES, STAGES
from tests.protected import WORDS, protect
from tests.windows import TestWindow, open_window

CANARY = "CANARY-7f3a"
SECRETS = (CANARY, "River", "harbor-4", "Example Shelter")


def settle() -> None:
    """What was thrown away is gone; what was put off has happened."""
    for _turn in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def texts_of(one: QObject) -> Iterator[str]:
    """Whatever an object could show, read out or take back."""
    yield one.objectName()
    # What Qt itself hangs on its objects begins with an underscore, and not all of it can be read from Python.
    names = [bytes(name.data()).decode() for name in one.dynamicPropertyNames()]
    yield from (str(one.property(name)) for name in names if not name.startswith("_"))
    if isinstance(one, QAction):
        yield from (one.text(), one.toolTip(), one.statusTip(), one.whatsThis())
    elif isinstance(one, QWidget):
        yield from texts_of_a_widget(one)


def texts_of_a_widget(one: QWidget) -> Iterator[str]:
    yield from (one.windowTitle(), one.accessibleName(), one.accessibleDescription(), one.toolTip(), one.statusTip())
    if isinstance(one, QLabel | QAbstractButton | QLineEdit):
        yield one.text()
    if isinstance(one, QLineEdit):
        yield one.placeholderText()
    if isinstance(one, QPlainTextEdit | QTextEdit):
        yield one.toPlainText()
    if isinstance(one, QComboBox):
        yield from (one.itemText(place) for place in range(one.count()))
    if isinstance(one, QAbstractItemView):
        yield from cells(one.model(), QModelIndex())


def cells(model: QAbstractItemModel | None, parent: QModelIndex) -> Iterator[str]:
    for row in range(model.rowCount(parent) if model is not None else 0):
        assert model is not None
        # A list does not tell how many columns it has.
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.UserRole):
                yield str(index.data(role))
        yield from cells(model, model.index(row, 0, parent))


def read_out(interface: QAccessibleInterface | None) -> Iterator[str]:
    """What a screen reader could read, from here down."""
    if interface is None or not interface.isValid():
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
        yield interface.text(kind)
    for place in range(interface.childCount()):
        yield from read_out(interface.child(place))


def said(window: QWidget) -> list[str]:
    """Everything in a window, its boxes and its models, and what a screen reader finds."""
    objects = [window, *window.findChildren(QObject)]
    texts = [text for one in objects for text in texts_of(one)]
    return [*texts, *read_out(QAccessible.queryAccessibleInterface(window))]


def secrets_in(window: QWidget) -> set[str]:
    texts = said(window)
    return {secret for secret in SECRETS if any(secret in text for text in texts)}


@pytest.fixture
def full(qtbot: QtBot, tmp_path: Path) -> Iterator[TestWindow]:
    """A window whose file says the canary wherever something can be written, and whose pages were all visited."""
    opened = open_window(tmp_path)
    opened.new_file("harbor-4.roadmap")
    window, view = opened.built.window, opened.view
    opened.built.privacy.start()
    desk, place = view.desk, view.place
    desk.partners.add("Example Shelter")
    desk.planning.save_action(ActionItem(ActionId(""), CANARY, element=ROLES, raised_in=place.assessment))
    desk.planning.save_note(Note(NoteId(""), place.assessment, place.respondent, ROLES, NoteKind.STRENGTH, CANARY))
    key = PlacementKey(place.assessment, place.respondent, ROLES)
    desk.answering.place(StagePlacement(key, now=STAGES[0], reason=CANARY))
    for page in ("overview", "actions", "agencies", "library", "workshop", "shelf", "help"):
        view.open_page(page)
    view.search(CANARY)
    view.open_element("roles")
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    opened.page.cards[0].editor.setFocus()
    QTest.keyClicks(opened.page.cards[0].editor, f"We meet. {CANARY}")
    opened.page.details.show()
    settle()
    assert secrets_in(window) == set(SECRETS), "the control: everything is there before"
    yield opened
    opened.messages.agrees = True
    opened.built.close()


def test_nothing_of_the_file_is_left_in_the_window(full: TestWindow) -> None:
    window = full.built.window
    full.command("hide")
    settle()
    assert secrets_in(window) == set()
    assert window.findChildren(FileView) == []
    assert window.findChildren(QPlainTextEdit) == [], "no editor is left, nor what it could undo"
    assert window.windowTitle() == "Notes"
    assert not window.windowIcon().isNull()
    assert not window.menuBar().isVisible()
    assert not window.status.isVisible()


def test_it_is_saved_first(full: TestWindow, tmp_path: Path) -> None:
    document = full.view.desk.document
    full.command("hide")
    stored = document.connection.execute("SELECT text FROM answer").fetchall()
    assert stored == [(f"We meet. {CANARY}",)]


def picture_of(opened: TestWindow) -> QImage:
    page = opened.built.privacy.hiding.page
    assert page is not None
    # Which of two windows has the focus is no word of a file.
    page.back.clearFocus()
    settle()
    return opened.built.window.grab().toImage()


def test_a_picture_of_it_is_that_of_any_hidden_window(full: TestWindow, tmp_path: Path) -> None:
    full.command("hide")
    picture = picture_of(full)
    other = open_window(tmp_path / "other")
    other.built.window.show_welcome()
    before = other.built.window.grab().toImage()
    other.command("hide")
    assert picture == picture_of(other) != before
    other.built.close()


def test_it_says_that_nothing_is_deleted_and_how_to_go_on(full: TestWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("roadmap_desktop.ui.hiding.announce", lambda _widget, words: heard.append(words))
    full.command("hide")
    settle()
    for words in ("Hiding does not delete anything.", "Press F12 again to go on."):
        assert any(words == text for text in said(full.built.window))
        assert words in heard[0]
    assert QApplication.focusWidget() is full.built.privacy.hiding.page.back  # type: ignore[union-attr]


def test_the_same_page_and_cursor_come_back(full: TestWindow) -> None:
    editor = full.page.cards[0].editor
    cursor = editor.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    full.command("hide")
    settle()
    full.command("hide")
    settle()
    again = full.page.cards[0].editor
    assert again.hasFocus()
    assert again.text() == f"We meet. {CANARY}"
    assert (again.textCursor().anchor(), again.textCursor().position()) == (3, 7)
    assert "harbor-4" in full.built.window.windowTitle()
    assert full.built.window.menuBar().isVisible()
    assert full.built.window.status.isVisible()
    assert full.built.window.windowIcon().isNull()
    assert full.built.window.acceptDrops()


@pytest.mark.parametrize("page", ["overview", "actions", "agencies", "library", "workshop", "shelf", "help"])
def test_every_page_comes_back(full: TestWindow, page: str) -> None:
    full.view.open_page(page)
    full.command("hide")
    settle()
    full.command("hide")
    assert full.view.pages.shown == page


def test_a_search_comes_back(full: TestWindow) -> None:
    full.view.navigation.search.setText(CANARY)
    full.view.search(CANARY)
    full.command("hide")
    settle()
    full.command("hide")
    assert full.view.pages.shown == "search"
    assert CANARY in "".join(said(full.view.pages.currentWidget() or full.view))


def test_the_field_with_the_reason_comes_back(full: TestWindow) -> None:
    full.page.details.reason.setFocus()
    full.command("hide")
    settle()
    full.command("hide")
    assert full.page.details.isVisible()
    assert full.page.details.reason.hasFocus()


def test_without_a_file_the_list_of_recent_ones_goes_and_comes_back(qapp: QApplication, tmp_path: Path) -> None:
    opened = open_window(tmp_path)
    window = opened.built.window
    window.set_recent(["/home/River/harbor-4.roadmap"])
    window.show_welcome("“harbor-4.roadmap” is not there.")
    opened.command("hide")
    settle()
    assert secrets_in(window) == set()
    opened.command("hide")
    settle()
    assert "harbor-4" in secrets_in(window)
    opened.built.close()


@pytest.fixture
def failing(full: TestWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """A drive that is full while the list is not empty."""
    is_full = [True]
    answering = full.view.desk.answering
    answer = type(answering).answer

    def refuse(self: object, *values: object) -> object:
        if is_full:
            raise DiskIsFull(full.folder / "harbor-4.roadmap")
        return answer(self, *values)  # type: ignore[arg-type]

    monkeypatch.setattr(type(answering), "answer", refuse)
    yield is_full
    is_full.clear()


def test_words_that_could_not_be_saved_are_hidden_kept_and_told(full: TestWindow, failing: list[bool]) -> None:
    window = full.built.window
    QTest.keyClicks(full.page.cards[0].editor, " More.")
    full.command("hide")
    settle()
    assert secrets_in(window) == set()
    assert window.has_unsaved_words
    full.command("hide")
    settle()
    assert full.page.cards[0].editor.text().endswith(" More.")
    assert "NOT SAVED" in window.status.saved_words()
    assert window.banner.isVisible()
    failing.clear()
    window.retry()
    assert not window.has_unsaved_words
    assert "saved" in window.status.saved_words()


def test_they_are_saved_on_return_when_the_drive_takes_them_again(full: TestWindow, failing: list[bool]) -> None:
    QTest.keyClicks(full.page.cards[0].editor, " More.")
    full.command("hide")
    settle()
    failing.clear()
    full.command("hide")
    assert not full.built.window.has_unsaved_words
    stored = full.view.desk.document.connection.execute("SELECT text FROM answer").fetchone()
    assert stored[0].endswith(" More.")


def test_closing_a_hidden_window_asks_before_words_are_lost(full: TestWindow, failing: list[bool]) -> None:
    window = full.built.window
    QTest.keyClicks(full.page.cards[0].editor, " More.")
    document = full.view.desk.document
    full.command("hide")
    settle()
    full.messages.agrees = False
    window.close()
    assert "would be lost" in full.messages.questions[-1]
    assert window.isVisible()
    assert document.is_open


def test_closing_a_hidden_window_closes_the_file(full: TestWindow) -> None:
    document = full.view.desk.document
    full.command("hide")
    settle()
    full.built.window.close()
    assert not document.is_open


def test_a_bug_while_saving_hides_all_the_same(full: TestWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_view: FileView) -> None:
        raise KeyError(CANARY)

    monkeypatch.setattr(FileView, "flush", fail)
    QTest.keyClicks(full.page.cards[0].editor, " More.")
    full.command("hide")
    settle()
    assert secrets_in(full.built.window) == set()
    monkeypatch.undo()
    full.command("hide")
    assert full.page.cards[0].editor.text().endswith(" More.")


def test_other_commands_do_nothing_while_it_is_hidden(full: TestWindow) -> None:
    full.command("hide")
    settle()
    window = full.built.window
    for name in ("new", "open", "settings", "remembered", "about", "export"):
        window.command_wanted.emit(name)
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert not window.acceptDrops()
    assert [one for one in window.findChildren(QDialog) if one.isVisible()] == []
    assert full.built.privacy.is_hidden


def test_the_key_and_the_button_hide_and_the_key_brings_back(full: TestWindow, qtbot: QtBot) -> None:
    window = full.built.window
    QTest.keyClick(full.page.cards[0].editor, Qt.Key.Key_F12)
    assert full.built.privacy.is_hidden
    settle()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F12)
    assert not full.built.privacy.is_hidden
    window.status._hide.click()
    assert full.built.privacy.is_hidden
    settle()
    page = full.built.privacy.hiding.page
    assert page is not None
    page.back.click()
    assert not full.built.privacy.is_hidden


def when_shown(act: Callable[[QDialog], None]) -> None:
    """Do something with the next box, once it stands there."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        # A person presses a key only in a box that has the focus.
        if isinstance(box, QDialog) and box.isActiveWindow() and box.focusWidget() is QApplication.focusWidget():
            act(box)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def press_f12(box: QDialog) -> None:
    QTest.keyClick(box.focusWidget() or box, Qt.Key.Key_F12)


def test_the_key_works_in_a_box_and_what_was_typed_there_is_kept(full: TestWindow, qtbot: QtBot) -> None:
    window = full.built.window

    def typing(box: QDialog) -> None:
        QTest.keyClicks(box.findChildren(QLineEdit)[0], f"Half a note {CANARY}")
        press_f12(box)

    when_shown(typing)
    assert WindowMessages(window).ask_text("Strength", "What should be remembered?") is None
    qtbot.waitUntil(lambda: full.built.privacy.is_hidden and not window.findChildren(QDialog))
    settle()
    assert secrets_in(window) == set()
    full.command("hide")
    assert "These words were not saved" in window.notice.words()
    read: list[str] = []

    def reading(box: QDialog) -> None:
        assert isinstance(box, KeptWordsDialog)
        read.append(box.words.toPlainText())
        box.reject()

    when_shown(reading)
    window.notice.buttons[0].click()
    assert read == [f"What should be remembered?\nHalf a note {CANARY}"]


@pytest.mark.parametrize("kind", ["message", "question", "file", "two boxes"])
def test_every_kind_of_box_goes_safely(full: TestWindow, qtbot: QtBot, kind: str) -> None:
    window = full.built.window
    messages = WindowMessages(window, keeps_traces=lambda: False)
    answers: list[object] = []

    def second(box: QDialog) -> None:
        when_shown(press_f12)
        answers.append(WindowMessages(box).confirm(f"{CANARY}?", "Yes"))

    when_shown(second if kind == "two boxes" else press_f12)
    if kind == "message":
        messages.tell(CANARY)
    elif kind == "question":
        answers.append(messages.confirm(CANARY, "Yes"))
    elif kind == "file":
        answers.append(messages.choose_to_save(CANARY, full.folder / f"{CANARY}.roadmap", "*"))
    else:
        answers.append(messages.ask_text(CANARY, CANARY, CANARY))
    qtbot.waitUntil(lambda: full.built.privacy.is_hidden and not window.findChildren(QDialog))
    settle()
    assert not any(answers)
    assert secrets_in(window) == set()


def test_a_box_that_comes_up_behind_it_goes_too(full: TestWindow, qtbot: QtBot) -> None:
    window = full.built.window
    full.command("hide")
    settle()
    WindowMessages(window).tell(CANARY)
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))
    assert full.built.privacy.is_hidden


def test_boxes_that_were_closed_long_ago_hold_nothing_either(full: TestWindow) -> None:
    window = full.built.window
    box = TextDialog(CANARY, CANARY, CANARY, window)
    box.show()
    box.reject()
    full.command("hide")
    settle()
    assert window.findChildren(Frame) == []


def test_a_presentation_is_hidden_too(full: TestWindow) -> None:
    view = full.view
    view.open_page("workshop")
    page = view.pages.page("workshop")
    assert isinstance(page, WorkshopPage)
    page.present(rules_deck(view.desk.reading.pack(view.place.assessment).ground_rules))
    full.command("hide")
    settle()
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, PresentWindow)] == []


def test_the_key_works_in_a_presentation(full: TestWindow, qtbot: QtBot) -> None:
    view = full.view
    view.open_page("workshop")
    page = view.pages.page("workshop")
    assert isinstance(page, WorkshopPage)
    shown = page.present(rules_deck(view.desk.reading.pack(view.place.assessment).ground_rules))
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    QTest.keyClick(shown.sheet, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: full.built.privacy.is_hidden)


def test_a_notice_is_put_aside_and_comes_back(full: TestWindow) -> None:
    window = full.built.window
    chosen: list[str] = []
    window.notice.show_notice(CANARY, [(f"Yes {CANARY}", lambda: chosen.append("yes"))])
    full.command("hide")
    settle()
    assert CANARY not in secrets_in(window)
    full.command("hide")
    assert window.notice.isVisible()
    window.notice.buttons[0].click()
    assert chosen == ["yes"]


def test_a_protected_file_asks_before_it_comes_back(full: TestWindow) -> None:
    hiding = full.built.privacy.hiding
    answers = [False, True]
    hiding.unlock = lambda: answers.pop(0)
    full.command("hide")
    settle()
    full.command("hide")
    settle()
    assert full.built.privacy.is_hidden
    assert secrets_in(full.built.window) == set()
    full.command("hide")
    assert not full.built.privacy.is_hidden


def test_the_box_that_asks_for_the_passphrase_stays_while_it_is_hidden(full: TestWindow) -> None:
    window = full.built.window
    typed: list[str | None] = []

    def answer(box: QDialog) -> None:
        QTest.keyClicks(box.findChildren(QLineEdit)[0], "five words")
        QTest.keyClick(box, Qt.Key.Key_Return)

    def ask() -> bool:
        when_shown(answer)
        typed.append(WindowMessages(window).ask_text("Passphrase", "Passphrase"))
        return True

    full.built.privacy.hiding.unlock = ask
    full.command("hide")
    settle()
    full.command("hide")
    assert typed == ["five words"]
    assert not full.built.privacy.is_hidden


def test_a_file_with_a_passphrase_comes_back_only_with_it(full: TestWindow) -> None:
    window = full.built.window
    path = full.view.desk.document.path
    window.close_document()
    protect(path)
    window.show_document(full.built.documents.open(path, WORDS))
    full.command("hide")
    settle()

    def give_up(box: QDialog) -> None:
        QTest.keyClicks(box.findChildren(QLineEdit)[0], "not these words")
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert box.isVisible()
        assert not secrets_in(window)
        box.reject()

    when_shown(give_up)
    full.command("hide")
    settle()
    assert full.built.privacy.is_hidden

    def know(box: QDialog) -> None:
        QTest.keyClicks(box.findChildren(QLineEdit)[0], WORDS.reveal())
        QTest.keyClick(box, Qt.Key.Key_Return)

    when_shown(know)
    full.command("hide")
    assert not full.built.privacy.is_hidden
    assert CANARY in secrets_in(window)


def test_a_passphrase_is_never_kept_among_typed_words(full: TestWindow) -> None:
    box = UnlockDialog("harbor", "Open", lambda _words: "", full.built.window)
    box.field.shown.setChecked(True)
    QTest.keyClicks(box.field.line, "five words")
    assert typed_in(box) == ()
    box.deleteLater()


def test_a_privacy_screen_says_what_it_is(full: TestWindow) -> None:
    Hiding.hide(full.built.privacy.hiding, is_privacy_screen=True)
    settle()
    texts = said(full.built.window)
    assert "This hides the screen. It does not lock the file." in texts
    assert any(text.startswith("Privacy screen") for text in texts)


def test_the_clipboard_is_not_searched_for_answers(full: TestWindow) -> None:
    # Hiding leaves alone what was copied: it is often copied to be used elsewhere while the window is hidden.
    QGuiApplication.clipboard().setText("kept")
    full.command("hide")
    assert QGuiApplication.clipboard().text() == "kept"
