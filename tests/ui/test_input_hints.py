"""On a shared computer every field of every page and box asks keyboards to learn nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from roadmap_desktop.services.samples import SampleService
from roadmap_desktop.ui.input_hints import InputHints
from roadmap_desktop.ui.qt_numbers import LEARNS_NOTHING
from roadmap_desktop.ui.tour import tour
from roadmap_desktop.ui.window_files import original_pack
from tests.windows import TestWindow, open_window


@pytest.fixture
def hints(qtbot: QtBot) -> Iterator[InputHints]:
    made = InputHints()
    yield made
    made.set_on(False)
    made.deleteLater()


def fields(root: QWidget) -> list[QWidget]:
    found = [*root.findChildren(QLineEdit), *root.findChildren(QPlainTextEdit), *root.findChildren(QTextEdit)]
    return [one for one in found if one.isVisible() and one.isEnabled() and one.focusPolicy() != Qt.FocusPolicy.NoFocus]


def test_the_number_is_the_two_hints_together() -> None:
    wanted = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    assert wanted.value == LEARNS_NOTHING


def test_every_field_of_every_page_and_box_learns_nothing(hints: InputHints, tmp_path: Path) -> None:
    hints.set_on(True)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window: TestWindow = open_window(tmp_path)
    document = SampleService(window.built.documents, original_pack()).new_sample(tmp_path / "harbor.roadmap")
    seen, learning = 0, []
    for name, root in tour(window.built.window, document):
        root.activateWindow()
        for field in fields(root):
            # What the window does when somebody goes there, whether or not the offscreen system hands out the focus.
            application.focusChanged.emit(None, field.focusProxy() or field)
            seen += 1
            if field.inputMethodHints().value & LEARNS_NOTHING != LEARNS_NOTHING:
                learning.append((name, type(field).__name__))
    window.built.close()
    assert learning == []
    assert seen > 50


def test_a_hint_that_a_field_has_already_stays(hints: InputHints, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    hints.set_on(True)
    hints._mark(None, field)
    assert field.inputMethodHints() & Qt.InputMethodHint.ImhDigitsOnly
    assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData


def test_the_field_with_the_cursor_is_marked_at_once_and_none_on_ones_own_computer(
    hints: InputHints, qtbot: QtBot
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    hints.set_on(False)
    hints._mark(None, field)
    assert field.inputMethodHints() == Qt.InputMethodHint.ImhNone
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    hints.set_on(True)
    assert field.inputMethodHints().value & LEARNS_NOTHING == LEARNS_NOTHING
