"""What is painted without the Qt namespace looks as it says."""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from roadmap_desktop.ui.qt_numbers import ALIGN_HCENTER, ALIGN_RIGHT, ALIGN_VCENTER
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets import ink


@pytest.fixture
def sheet() -> QImage:
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def inked(image: QImage) -> list[tuple[int, int]]:
    white = QColor("white").rgb()
    return [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) != white]


def test_a_shape_is_filled_and_a_line_has_its_color(theme: Theme, sheet: QImage) -> None:
    painter = QPainter(sheet)
    ink.fill(painter, ink.circle(QPointF(50, 50), 20), "#ff0000")
    ink.outline(painter, ink.line(QPointF(100, 50), QPointF(150, 50)), QColor("#0000ff"), 4)
    painter.end()
    assert sheet.pixelColor(50, 50) == QColor("#ff0000")
    assert sheet.pixelColor(125, 50) == QColor("#0000ff")
    assert sheet.pixelColor(50, 80) == QColor("white")


def test_a_dashed_line_has_gaps(theme: Theme, sheet: QImage) -> None:
    painter = QPainter(sheet)
    ink.outline(painter, ink.line(QPointF(0, 50), QPointF(200, 50)), "#000000", 3, dashed=True)
    painter.end()
    seen = {sheet.pixelColor(x, 50).name() for x in range(200)}
    assert {"#000000", "#ffffff"} <= seen


@pytest.mark.parametrize(("align", "side"), [(0, "left"), (ALIGN_RIGHT, "right"), (ALIGN_HCENTER, "middle")])
def test_words_stand_where_they_are_asked_to(theme: Theme, sheet: QImage, align: int, side: str) -> None:
    painter = QPainter(sheet)
    ink.write(painter, QRectF(0, 0, 200, 100), "37", QFont("Source Sans Pro", 12), "#000000", align | ALIGN_VCENTER)
    painter.end()
    found = inked(sheet)
    left, right = min(x for x, _ in found), max(x for x, _ in found)
    assert {"left": left < 5, "right": right > 194, "middle": abs(left + right - 200) < 6}[side]
    middle = sum(y for _, y in found) / len(found)
    assert 40 < middle < 60


def test_words_wrap_and_an_emoji_keeps_its_color_to_the_end(theme: Theme, sheet: QImage) -> None:
    painter = QPainter(sheet)
    ink.write(painter, QRectF(0, 0, 60, 100), "😀 one two three", QFont("Source Sans Pro", 12), "#ff0000")
    painter.end()
    # The last line is red too, although an emoji counts twice in Qt's positions.
    bottom = max(y for _, y in inked(sheet))
    row = [sheet.pixelColor(x, y) for x, y in inked(sheet) if bottom - 4 <= y <= bottom]
    assert bottom > 30
    assert all(color.red() > color.blue() for color in row)


def test_a_color_is_mixed_with_its_ground() -> None:
    assert ink.mixed("#000000", "#ffffff", 0.0) == "#ffffff"
    assert ink.mixed("#000000", "#ffffff", 1.0) == "#000000"
    assert ink.mixed("#0000ff", "#ffffff", 0.2) == "#ccccff"
