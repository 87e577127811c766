"""Five small marks for the five stages: the one it is at filled, the goal outlined, no bar up to it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from roadmap_desktop.ui.theme import Tokens


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
        if stage == now:
            painter.setPen(QPen(QColor(color), 1.5))
            painter.setBrush(QColor(color))
        elif stage == goal:
            painter.setPen(QPen(QColor(color), 1.8))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setPen(QPen(QColor(tokens.border), 1))
            painter.setBrush(QColor(tokens.track))
        painter.drawRoundedRect(square, 2, 2)
        x += side * 1.45
    painter.restore()
