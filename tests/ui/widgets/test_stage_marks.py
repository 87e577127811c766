from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from roadmap_desktop.ui.theme import LIGHT
from roadmap_desktop.ui.widgets.stage_marks import marks_width, paint_marks

SIDE = 20.0
STAGES = ("a", "b", "c", "d", "e")


def test_now_is_filled_the_goal_only_outlined_and_nothing_leads_up_to_them() -> None:
    picture = QImage(int(marks_width(5, SIDE)) + 2, 22, QImage.Format.Format_ARGB32)
    picture.fill(QColor(LIGHT.surface))
    painter = QPainter(picture)
    paint_marks(painter, QPointF(0, 0), SIDE, STAGES, "b", "d", LIGHT.area(1), LIGHT)
    painter.end()
    centers = [picture.pixelColor(int(place * SIDE * 1.45 + SIDE / 2), 10).name() for place in range(5)]
    assert centers == [LIGHT.track, LIGHT.area(1), LIGHT.track, LIGHT.surface, LIGHT.track]
    edge = picture.pixelColor(int(3 * SIDE * 1.45 + SIDE / 2), 1)
    assert edge.lightness() < QColor(LIGHT.surface).lightness() - 60
