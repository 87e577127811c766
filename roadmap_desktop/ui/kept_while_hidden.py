"""What is kept in memory while the window is hidden: where work was, and words that could not be saved."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from roadmap_desktop.content.schema import PromptId
from roadmap_desktop.model.overview import Place
from roadmap_desktop.ui.file_view import FileView
from roadmap_desktop.ui.pages.element_page import ElementPage
from roadmap_desktop.ui.widgets.answer_editor import AnswerEditor
from roadmap_desktop.ui.widgets.passphrase_field import PassphraseField
from roadmap_desktop.ui.widgets.prompt_card import PromptCard

REASON = "reason"  # the field with the reason for a stage, which is nobody's prompt


class Spot(NamedTuple):
    """Where work was: the page, the field with the cursor (a prompt or REASON), the selection, the scroll bar."""

    page: str
    place: Place
    words: str = ""
    field: str = ""
    anchor: int = 0
    position: int = 0
    scrolled: int = 0


def spot(view: FileView) -> Spot:
    """Where work is now."""
    shown = view.pages.shown
    found = Spot(shown, view.place, view.navigation.search.text())
    area = _scroll_area(view)
    if area is not None:
        found = found._replace(scrolled=area.verticalScrollBar().value())
    page = view.element_page
    if page is None:
        return found
    place = Place(view.place.assessment, view.place.respondent, view.place.element, page.stage)
    found = found._replace(place=place)
    for name, editor in _fields(page):
        if editor.hasFocus():
            cursor = editor.textCursor()
            return found._replace(field=name, anchor=cursor.anchor(), position=cursor.position())
    return found


def go_back(view: FileView, to: Spot) -> None:
    """Show the same page, with the cursor where it was."""
    if to.page == "search":
        view.search(to.words)
    elif to.page == "element":
        view.open_place(to.place)
    else:
        view.open_page(to.page)
    page = view.element_page
    if page is not None:
        page.complete()
        if to.field == REASON:
            page.details.show()
        for name, editor in _fields(page):
            if name == to.field:
                _put_cursor(editor, to)
    area = _scroll_area(view)
    if area is not None:
        # The page knows how long it is only after it was laid out.
        QTimer.singleShot(0, area, lambda: area.verticalScrollBar().setValue(to.scrolled))


def _scroll_area(view: FileView) -> QScrollArea | None:
    page = view.pages.currentWidget()
    return page.findChild(QScrollArea) if page is not None else None


def _put_cursor(editor: AnswerEditor, to: Spot) -> None:
    editor.setFocus()
    length = editor.document().characterCount() - 1
    cursor = editor.textCursor()
    cursor.setPosition(min(to.anchor, length))
    cursor.setPosition(min(to.position, length), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def _fields(page: ElementPage) -> Sequence[tuple[str, AnswerEditor]]:
    named: list[tuple[str, AnswerEditor]] = [(card.prompt_id, card.editor) for card in page.cards if card.prompt_id]
    cards = {id(editor) for _name, editor in named}
    others = [one for one in page.findChildren(AnswerEditor) if id(one) not in cards and _card_of(one) is None]
    return [*named, *((REASON, one) for one in others[:1])]


def _card_of(editor: QWidget) -> PromptCard | None:
    above = editor.parentWidget()
    while above is not None and not isinstance(above, PromptCard):
        above = above.parentWidget()
    return above


class Unsaved(NamedTuple):
    """Words that are not on disk: of prompts by their id, and any others with the name of their field."""

    answers: dict[PromptId, str]
    others: tuple[tuple[str, str], ...]

    def texts(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.answers.values(), *(text for _name, text in self.others))


def unsaved(view: FileView) -> Unsaved:
    """The words of a file's pages that a save just now did not take."""
    answers: dict[PromptId, str] = {}
    others: list[tuple[str, str]] = []
    for editor in view.findChildren(AnswerEditor):
        if not editor.has_unsaved_words:
            continue
        card = _card_of(editor)
        if card is not None and card.prompt_id:
            answers[PromptId(card.prompt_id)] = editor.text()
        else:
            others.append((editor.accessibleName(), editor.text()))
    return Unsaved(answers, tuple(others))


def put_back(view: FileView, kept: Unsaved) -> tuple[tuple[str, str], ...]:
    """Put unsaved words back into their fields; returns those whose field is not on the page."""
    page = view.element_page
    cards = {card.prompt_id: card for card in page.cards} if page is not None else {}
    left = list(kept.others)
    for prompt, text in kept.answers.items():
        card = cards.get(prompt)
        if card is None:
            left.append((_name_of(view, prompt), text))
        else:
            card.editor.setPlainText(text)
    return tuple(left)


def _name_of(view: FileView, prompt: PromptId) -> str:
    found = view.desk.reading.pack_at(view.place).find_prompt(prompt)
    return found[2].text if found is not None else prompt


def typed_in(dialog: QDialog) -> tuple[tuple[str, str], ...]:
    """What was typed in a box that is about to go; never a passphrase."""
    lines = [
        (line.accessibleName(), line.text())
        for line in dialog.findChildren(QLineEdit)
        # A passphrase that is shown for a moment is one all the same.
        if line.isModified() and not isinstance(line.parentWidget(), PassphraseField)
    ]
    fields = [
        (field.accessibleName(), field.toPlainText())
        for field in dialog.findChildren(QPlainTextEdit)
        if field.document().isModified() and not field.isReadOnly()
    ]
    return tuple((name or dialog.windowTitle(), text) for name, text in (*lines, *fields) if text.strip())
