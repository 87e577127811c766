from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from tests.windows import TestWindow

# What stands closer to an edge looks as if it were cut off.
LEAST = 8


def room(widget: QWidget, inside: QWidget) -> tuple[int, int]:
    """How far a widget stands from the left and the right edge of another."""
    left = widget.mapTo(inside, QPoint(0, 0)).x()
    return left, inside.width() - left - widget.width()


def test_the_status_line_keeps_off_the_edges(opened: TestWindow, qtbot: QtBot) -> None:
    status = opened.built.window.status
    labels = [label for label in status.findChildren(PlainLabel) if label.text()]
    qtbot.waitUntil(lambda: all(label.width() > 0 for label in labels))
    assert min(room(label, status)[0] for label in labels) >= LEAST
    assert min(room(label, status)[1] for label in labels) >= LEAST


def test_the_search_field_keeps_off_the_edges(opened: TestWindow) -> None:
    panel = opened.view.navigation
    assert min(room(panel.search, panel)) >= LEAST
