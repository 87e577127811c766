"""Words of a user are characters wherever they are shown: no label reads markup, no path in them is ever opened."""

import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QMessageBox, QTextEdit, QWidget

from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.notes import Note, NoteId, NoteKind
from roadmap_desktop.ui.tour import tour
from tests.windows import TestWindow

BAIT = "bait-5e1d.png"
LONG_AGO = 1_000_000_000
# What stands between two lists, so that a hook can be added once and listened to now and then.
_HEARD: list[str] = []
_LISTENS: list[bool] = [False]
_HOOKED: list[bool] = [False]


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _LISTENS[0] and event == "open" and BAIT in str(arguments[0]):
        _HEARD.append(str(arguments[0]))


@contextmanager
def listening() -> Iterator[list[str]]:
    """What Python opens in the meantime that has the name of the bait."""
    if not _HOOKED[0]:
        sys.addaudithook(_hook)
        _HOOKED[0] = True
    _HEARD.clear()
    _LISTENS[0] = True
    try:
        yield _HEARD
    finally:
        _LISTENS[0] = False


def set_clock(bait: Path) -> None:
    """As if nobody had read the file for long: whoever does now, in whatever language, sets that clock."""
    os.utime(bait, (LONG_AGO, bait.stat().st_mtime))


def was_read(bait: Path) -> bool:
    """True when anything at all opened the file and read of it."""
    return bait.stat().st_atime != LONG_AGO


def tips_of(view: QAbstractItemView) -> Iterator[str]:
    """What the cells of a list, a tree or a table say when the mouse rests on them."""
    model = view.model()
    waiting = [QModelIndex()] if model is not None else []
    while waiting:
        parent = waiting.pop()
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for row in range(model.rowCount(parent)):
            for column in range(columns):
                index = model.index(row, column, parent)
                yield str(model.data(index, Qt.ItemDataRole.ToolTipRole) or "")
                if column == 0:
                    waiting.append(index)


@pytest.fixture
def baited(opened: TestWindow, tmp_path: Path) -> TestWindow:
    """A window on a file whose every text is markup that names a picture beside it."""
    bait = tmp_path / BAIT
    bait.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    set_clock(bait)
    words = f'<img src="{bait}"><a href="file://{bait}">x</a></para><b>unclosed &amp; & <font color="red">'
    desk = opened.view.desk
    opened.view.open_element("roles")
    for card in opened.page.cards:
        card.editor.setPlainText(words)
        card.flush()
    place = opened.view.place
    assert place.element is not None
    desk.planning.save_note(Note(NoteId(""), place.assessment, place.respondent, place.element, NoteKind.GAP, words))
    desk.planning.save_action(ActionItem(ActionId(""), words, owner=words[:150], element=place.element))
    desk.partners.add(words[:150], "")
    desk.assessments.rename_task_force(words[:150])
    return opened


def test_no_label_of_any_page_or_dialog_reads_markup(baited: TestWindow) -> None:
    path = baited.view.desk.document.path
    bait = path.parent / BAIT
    baited.built.window.close_document()
    document = baited.built.documents.open(path)
    rich, baits = set(), 0
    with listening() as heard:
        for name, shown in tour(baited.built.window, document):
            shown.grab()
            for label in shown.findChildren(QLabel):
                # The words of a form's own labels are ours.
                if "<img" in label.text():
                    baits += 1
                    if label.textFormat() is not Qt.TextFormat.PlainText:
                        rich.add(f"{name}: {label.text()[:40]}")
            rich |= {
                f"{name}: tool tip {widget.toolTip()[:40]}"
                for widget in shown.findChildren(QWidget)
                if "<img" in widget.toolTip()
            }
            rich |= {
                f"{name}: tip of a cell {tip[:40]}"
                for view in shown.findChildren(QAbstractItemView)
                for tip in tips_of(view)
                if "<img" in tip
            }
            rich |= {f"{name}: QTextEdit" for edit in shown.findChildren(QTextEdit) if edit.acceptRichText()}
    assert rich == set()
    assert baits > 5
    assert heard == []
    assert not was_read(bait)


def test_a_label_that_reads_markup_would_be_noticed(qapp: QApplication) -> None:
    box = QMessageBox()
    assert any(label.textFormat() is not Qt.TextFormat.PlainText for label in box.findChildren(QLabel))


def test_a_picture_that_a_label_opens_would_be_noticed(qapp: QApplication, tmp_path: Path) -> None:
    """The control: Qt itself guesses that such words are markup, and opens the picture."""
    bait = tmp_path / BAIT
    bait.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    set_clock(bait)
    bait.read_bytes()
    if not was_read(bait):
        pytest.skip("this drive keeps no clock of reading")
    set_clock(bait)
    label = QLabel(f'<img src="{bait}">')
    label.grab()
    assert was_read(bait)


def test_any_words_can_be_searched_for(baited: TestWindow) -> None:
    choose = random.Random(20261125)
    pieces = [
        "it's",
        'C++"',
        "%",
        "_",
        "\\",
        "'",
        '"',
        "*",
        "(",
        "[",
        "\0",
        "\u202e",
        "é",
        "e\u0301",
        "東京",
        "<img",
        "--",
        ";",
        " ",
        "AND",
    ]
    search, place = baited.view.desk.search, baited.view.place.assessment
    for _turn in range(2000):
        words = "".join(choose.choice(pieces) for _piece in range(choose.randrange(1, 6)))
        search.find(words, place)
    assert search.find("unclosed", place)
