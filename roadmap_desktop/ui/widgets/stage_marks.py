"""Five small marks for the five stages: the one it is at filled, the goal outlined, no bar up to it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from roadmap_desktop.ui.theme import Tokens
from roadmap_desktop.ui.widgets.ink import fill, outline, rounded


def marks_width(count: int, side: float) -> float:
    """How wide the marks are together."""
    return count * side + (count - 1) * side * 0.45


def paint_marks(
    painter: QPainter,
    at: QPointF,
    side: float,
    stages: Sequence[str],
    now: str | None,
    goal: str | None,
    color: str,
    tokens: Tokens,
) -> None:
    """Draw the marks from the upper left point `at`; `side` is the edge of one mark in pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x = at.x()
    for stage in stages:
        square = QRectF(x + 0.75, at.y() + 0.75, side - 1.5, side - 1.5)
        mark = rounded(square, 2)
        if stage == now:
            fill(painter, mark, color)
            outline(painter, mark, color, 1.5)
        elif stage == goal:
            outline(painter, mark, color, 1.8)
        else:
            fill(painter, mark, tokens.track)
            outline(painter, mark, tokens.border)
        x += side * 1.45
    painter.restore()
