"""The five steps of an element, drawn: where it is, where it should be, how partners see it."""

from collections import Counter

from msgspec import Struct, field
from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.qt_numbers import ALIGN_HCENTER, ALIGN_TOP, ALIGN_VCENTER, STRONG_FOCUS, WORD_WRAP
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.ink import circle, fill, line, mixed, outline, write

_WRAP = WORD_WRAP | ALIGN_HCENTER | ALIGN_TOP
_BELOW = 14  # pixels for the line under the stage in view


class TrackView(Struct, frozen=True):
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
        self.setProperty("focusPolicy", STRONG_FOCUS)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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
        """Wide enough for the titles; as high as they need at that width."""
        width = self._theme.px(460)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Five circles side by side."""
        return QSize(self._theme.px(200), self.fontMetrics().lineSpacing())

    def hasHeightForWidth(self) -> bool:
        """Titles wrap in narrow columns."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The circles, the highest of the wrapped words below them, and the line under the stage in view."""
        return self._words_top() + self._words_height(width) + _BELOW

    def _words_top(self) -> int:
        return self._theme.px(32) + self._theme.px(14) + 6

    def _words_height(self, width: int) -> int:
        stages = self._view.stages
        if not self._titles_fit(width):
            viewed = [index for index, (stage, _title) in enumerate(stages) if stage == self._view.viewed]
            return max((sum(self._heights(index, width - 8)) for index in viewed), default=0)
        column = width // max(1, len(stages)) - 8
        return max((sum(self._heights(index, column)) for index in range(len(stages))), default=0)

    def _heights(self, index: int, width: int) -> tuple[int, int]:
        room = QRect(0, 0, max(1, width), 10_000)
        title = QFontMetrics(self._bold()).boundingRect(room, _WRAP, self._view.stages[index][1]).height()
        return title, self.fontMetrics().boundingRect(room, _WRAP, self._view.counts[index]).height()

    def _titles_fit(self, width: int) -> bool:
        # Where one word is wider than its column, only the stage in view is named, across the whole width.
        metrics = QFontMetrics(self._bold())
        words = (word for _stage, title in self._view.stages for word in title.split())
        widest = max(map(metrics.horizontalAdvance, words), default=0)
        return widest <= width / max(1, len(self._view.stages)) - 8

    def _bold(self) -> QFont:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        return bold

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
        outline(painter, line(QPointF(first, y), QPointF(last, y)), tokens.border, 3)
        for index in range(len(self._view.stages)):
            self._paint_step(painter, index, QPointF(self._column(index).center().x(), y), radius)
        painter.end()

    def _paint_step(self, painter: QPainter, index: int, center: QPointF, radius: int) -> None:
        tokens = self._theme.tokens
        color = tokens.area(self._view.area)
        stage = self._view.stages[index][0]
        column = self._column(index)
        self._paint_partners(painter, center, radius, self._view.partners[stage])
        self._paint_circle(painter, center, radius, stage, str(index + 1))
        if self._titles_fit(self.width()):
            self._paint_words(painter, index, column)
        elif stage == self._view.viewed:
            self._paint_words(painter, index, QRectF(0, 0, self.width(), self.height()))
        if stage == self._view.viewed:
            y = self.height() - 3
            half = min(column.width() / 2 - 8, self._theme.px(54))
            below = line(QPointF(center.x() - half, y), QPointF(center.x() + half, y))
            outline(painter, below, color if self.hasFocus() else tokens.text, 4)

    def _paint_words(self, painter: QPainter, index: int, column: QRectF) -> None:
        tokens = self._theme.tokens
        title, count = self._heights(index, int(column.width()) - 8)
        room = QRectF(column.x() + 4, self._words_top(), column.width() - 8, title)
        below = room.translated(0, title).adjusted(0, 0, 0, count - title)
        write(painter, room, self._view.stages[index][1], self._bold(), tokens.text, ALIGN_HCENTER)
        write(painter, below, self._view.counts[index], self.font(), tokens.muted, ALIGN_HCENTER)

    def _paint_circle(self, painter: QPainter, center: QPointF, radius: int, stage: str, number: str) -> None:
        tokens = self._theme.tokens
        color = tokens.area(self._view.area)
        is_now, is_goal = stage == self._view.now, stage == self._view.goal
        if is_now:
            outline(painter, circle(center, radius + 2), mixed(color, tokens.surface, 0.2), 6)
        ring = circle(center, radius)
        fill(painter, ring, color if is_now else tokens.surface)
        ring_color = color if is_now or is_goal else tokens.strong_border
        outline(painter, ring, ring_color, 2.5, dashed=is_goal and not is_now)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        square = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        write(painter, square, number, bold, tokens.on_accent if is_now else tokens.text, ALIGN_HCENTER | ALIGN_VCENTER)

    def _paint_partners(self, painter: QPainter, center: QPointF, radius: int, count: int) -> None:
        shown = min(count, 5)
        dots = QPainterPath()
        for dot in range(shown):
            x = center.x() + (dot - (shown - 1) / 2) * 10
            dots.addEllipse(QPointF(x, center.y() - radius - 9), 3.2, 3.2)
        fill(painter, dots, self._theme.tokens.areas[1])

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that a click does something."""
        super().enterEvent(event)
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look into the stage that was clicked."""
        for index, (stage, _title) in enumerate(self._view.stages):
            if self._column(index).contains(event.position()):
                self.stage_viewed.emit(stage)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right, Home and End look into another stage."""
        ids = [stage for stage, _title in self._view.stages]
        here = ids.index(self._view.viewed) if self._view.viewed in ids else 0
        keys = QtCore.Qt.Key
        moves = {
            keys.Key_Left: here - 1,
            keys.Key_Right: here + 1,
            keys.Key_Home: 0,
            keys.Key_End: len(ids) - 1,
        }
        wanted = moves.get(keys(event.key()))
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
