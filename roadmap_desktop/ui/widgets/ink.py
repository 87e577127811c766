"""Colored shapes and words for what is painted before anything else.

`QPainter.setPen` and `setBrush`, and a `QPen` made from a color, compare with values of the `Qt` namespace and so make
all of it (see `qt_numbers`). Paths and text layouts carry their own color and need none of it.
"""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QTextCharFormat, QTextLayout

from roadmap_desktop.ui.qt_numbers import ALIGN_HCENTER, ALIGN_RIGHT, ALIGN_VCENTER

_UNBOUNDED = 1_000_000.0  # pixels


def pen_of(color: QColor | str, width: float = 1.0) -> QPen:
    """A pen of a color; `width` in pixels."""
    pen = QPen()
    # A color made from another one would compare with the Qt namespace again.
    pen.setColor(color if isinstance(color, QColor) else QColor(color))
    pen.setWidthF(width)
    return pen


def brush_of(color: QColor | str) -> QBrush:
    """A brush of a color."""
    return pen_of(color).brush()


def mixed(color: str, ground: str, part: float) -> str:
    """A color laid thinly over another, `part` from 0.0 to 1.0; both as `#rrggbb`.

    Opaque, since the first see-through stroke of a process takes longer than all others of a page together.
    """
    over, under = bytes.fromhex(color[1:]), bytes.fromhex(ground[1:])
    return "#" + bytes(round(one * part + other * (1 - part)) for one, other in zip(over, under, strict=True)).hex()


def line(start: QPointF, end: QPointF) -> QPainterPath:
    """The path from one point to another."""
    path = QPainterPath(start)
    path.lineTo(end)
    return path


def circle(center: QPointF, radius: float) -> QPainterPath:
    """The path around a point."""
    path = QPainterPath()
    path.addEllipse(center, radius, radius)
    return path


def rounded(rect: QRectF, radius: float) -> QPainterPath:
    """The path around a rectangle with round corners."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def fill(painter: QPainter, path: QPainterPath, color: QColor | str) -> None:
    """Fill a path."""
    painter.fillPath(path, brush_of(color))


def outline(
    painter: QPainter, path: QPainterPath, color: QColor | str, width: float = 1.0, *, dashed: bool = False
) -> None:
    """Draw a path; `width` in pixels."""
    pen = pen_of(color, width)
    if dashed:
        pen.setDashPattern([4, 2])
    painter.strokePath(path, pen)


def write(painter: QPainter, rect: QRectF, words: str, font: QFont, color: QColor | str, align: int = 0) -> None:
    """Draw words, wrapped to the rectangle's width; `align` is a sum of the alignments in `qt_numbers`.

    Words that stand at the right are never wrapped.
    """
    ink = QTextCharFormat()
    ink.setForeground(brush_of(color))
    colored = QTextLayout.FormatRange()
    colored.start, colored.length, colored.format = 0, len(words.encode("utf-16-le")) // 2, ink
    layout = QTextLayout(words, font)
    layout.setFormats([colored])
    layout.beginLayout()
    width = _UNBOUNDED if align & ALIGN_RIGHT else rect.width()
    y = 0.0
    lines = []
    while (one := layout.createLine()).isValid():
        one.setLineWidth(width)
        lines.append((one, y))
        y += one.height()
    layout.endLayout()
    for one, top in lines:
        free = rect.width() - one.naturalTextWidth()
        left = free if align & ALIGN_RIGHT else free / 2 if align & ALIGN_HCENTER else 0
        one.setPosition(QPointF(left, top))
    top = rect.y() + ((rect.height() - y) / 2 if align & ALIGN_VCENTER else 0)
    layout.draw(painter, QPointF(rect.x(), top))
