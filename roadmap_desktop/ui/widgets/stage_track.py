"""The five steps of an element, drawn: where it is, where it should be, how partners see it."""

from collections import Counter
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class TrackView:
    """What the track shows; stages in order as (id, title), counts as words below each."""

    stages: tuple[tuple[str, str], ...] = ()
    counts: tuple[str, ...] = ()
    now: str | None = None
    goal: str | None = None
    viewed: str = ""
    partners: Counter[str] = field(default_factory=Counter)
    area: int = 1


class StageTrack(QWidget):
    """Five steps to look into with the mouse, the arrow keys, Home and End."""

    stage_viewed = Signal(str)  # stage id

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = TrackView()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Stages of development"))

    def set_view(self, view: TrackView) -> None:
        """Show another element, stage or placement; emits nothing. A screen reader hears of another stage in view."""
        another = self._view.stages == view.stages and self._view.viewed != view.viewed
        self._view = view
        self.setAccessibleDescription(self._in_words())
        self.updateGeometry()
        self.update()
        if another and self.hasFocus():
            announce(self, self._viewed_in_words())

    def _in_words(self) -> str:
        titles = dict(self._view.stages)
        now = titles.get(self._view.now or "", _("Not discussed"))
        goal = titles.get(self._view.goal or "", _("none"))
        words = _("Now: {now}. Goal: {goal}. Prompts shown: {viewed}. Arrow keys show another stage.").format(
            now=now, goal=goal, viewed=self._viewed_in_words()
        )
        return " ".join(filter(None, (words, self._partners_in_words())))

    def _viewed_in_words(self) -> str:
        for (stage, title), count in zip(self._view.stages, self._view.counts, strict=True):
            if stage == self._view.viewed:
                return f"{title}, {count}"
        return ""

    def _partners_in_words(self) -> str:
        placed = [(title, self._view.partners[stage]) for stage, title in self._view.stages]
        parts = [
            ngettext("{count} partner at {stage}", "{count} partners at {stage}", count).format(
                count=count, stage=title
            )
            for title, count in placed
            if count
        ]
        return f"{', '.join(parts)}." if parts else ""

    def sizeHint(self) -> QSize:
        """Room for circles, two lines of title, and a count."""
        line = self.fontMetrics().lineSpacing()
        return QSize(self._theme.px(460), self._theme.px(64) + 3 * line + 10)

    def minimumSizeHint(self) -> QSize:
        """The same height at any width."""
        return QSize(self._theme.px(300), self.sizeHint().height())

    def _column(self, index: int) -> QRectF:
        width = self.width() / max(1, len(self._view.stages))
        return QRectF(index * width, 0, width, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw from values alone."""
        if not self._view.stages:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.px(14)
        y = self._theme.px(32)
        tokens = self._theme.tokens
        first, last = self._column(0).center().x(), self._column(len(self._view.stages) - 1).center().x()
        painter.setPen(QPen(QColor(tokens.border), 3))
        painter.drawLine(QPointF(first, y), QPointF(last, y))
        for index in range(len(self._view.stages)):
            self._paint_step(painter, index, QPointF(self._column(index).center().x(), y), radius)
        painter.end()

    def _paint_step(self, painter: QPainter, index: int, center: QPointF, radius: int) -> None:
        tokens = self._theme.tokens
        color = QColor(tokens.area(self._view.area))
        stage, title = self._view.stages[index]
        column = self._column(index)
        self._paint_partners(painter, center, radius, self._view.partners[stage])
        self._paint_circle(painter, center, radius, stage, str(index + 1))
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(tokens.text))
        line = self.fontMetrics().lineSpacing()
        top = center.y() + radius + 6
        area = QRectF(column.x() + 4, top, column.width() - 8, 2 * line + 2)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        bounds = painter.drawText(area, flags | Qt.TextFlag.TextWordWrap, title)
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.muted))
        below = bounds.bottom() if bounds is not None else top + line
        painter.drawText(QRectF(column.x(), below, column.width(), line), flags, self._view.counts[index])
        if stage == self._view.viewed:
            painter.setPen(QPen(color if self.hasFocus() else QColor(tokens.text), 4))
            y = self.height() - 3
            half = min(column.width() / 2 - 8, self._theme.px(54))
            painter.drawLine(QPointF(center.x() - half, y), QPointF(center.x() + half, y))

    def _paint_circle(self, painter: QPainter, center: QPointF, radius: int, stage: str, number: str) -> None:
        tokens = self._theme.tokens
        color = QColor(tokens.area(self._view.area))
        is_now, is_goal = stage == self._view.now, stage == self._view.goal
        if is_now:
            halo = QColor(color)
            halo.setAlpha(50)
            painter.setPen(QPen(halo, 6))
            painter.drawEllipse(center, radius + 2, radius + 2)
        painter.setBrush(color if is_now else QColor(tokens.surface))
        style = Qt.PenStyle.DashLine if is_goal and not is_now else Qt.PenStyle.SolidLine
        painter.setPen(QPen(color if is_now or is_goal else QColor(tokens.strong_border), 2.5, style))
        painter.drawEllipse(center, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.Bold)
        painter.setFont(bold)
        painter.setPen(QColor(tokens.on_accent if is_now else tokens.text))
        square = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, number)

    def _paint_partners(self, painter: QPainter, center: QPointF, radius: int, count: int) -> None:
        shown = min(count, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.tokens.areas[1]))
        for dot in range(shown):
            x = center.x() + (dot - (shown - 1) / 2) * 10
            painter.drawEllipse(QPointF(x, center.y() - radius - 9), 3.2, 3.2)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look into the stage that was clicked."""
        for index, (stage, _title) in enumerate(self._view.stages):
            if self._column(index).contains(event.position()):
                self.stage_viewed.emit(stage)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right, Home and End look into another stage."""
        ids = [stage for stage, _title in self._view.stages]
        here = ids.index(self._view.viewed) if self._view.viewed in ids else 0
        moves = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(ids) - 1,
        }
        wanted = moves.get(Qt.Key(event.key()))
        if wanted is None:
            super().keyPressEvent(event)
        elif 0 <= wanted < len(ids) and wanted != here:
            self.stage_viewed.emit(ids[wanted])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the focus went."""
        super().focusOutEvent(event)
        self.update()
