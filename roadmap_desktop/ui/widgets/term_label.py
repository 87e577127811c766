"""Text whose glossary terms are underlined, and explained under the mouse and by the arrow keys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Signal
from PySide6.QtWidgets import QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.model.terms import Occurrence
from roadmap_desktop.ui.qt_numbers import NO_FOCUS, STRONG_FOCUS
from roadmap_desktop.ui.widgets.ink import line, outline, rounded
from roadmap_desktop.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QTextLayout

    from roadmap_desktop.ui.widgets.term_note import TermNote


class TermLabel(PlainLabel):
    """A label that takes the focus where its text holds terms: left and right go from one to the next.

    Space or Enter explains the term, Escape ends it. A text without terms is an ordinary label.
    """

    explained = Signal(str)  # the term and its definition, for screen readers

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "body") -> None:
        super().__init__(text, parent, role=role)
        self._terms: tuple[Occurrence, ...] = ()
        self._current = 0
        self._note: TermNote | None = None

    @property
    def terms(self) -> tuple[Occurrence, ...]:
        """What is underlined, from left to right."""
        return self._terms

    @property
    def note(self) -> "TermNote | None":
        """The explanation on the screen, if there is one."""
        return self._note if self._note is not None and self._note.isVisible() else None

    def set_terms(self, found: Sequence[Occurrence]) -> None:
        """Underline each term once, where it stands first; `found` are places in the text shown now."""
        first: dict[str, Occurrence] = {}
        for one in found:
            first.setdefault(one.term.id, one)
        terms = tuple(first.values())
        if terms == self._terms:
            return
        self._terms, self._current = terms, 0
        self.explain(None)
        self.setProperty("focusPolicy", STRONG_FOCUS if terms else NO_FOCUS)
        self.setMouseTracking(bool(terms))
        self.removeEventFilter(self)
        if terms:
            self.installEventFilter(self)
        names = ", ".join(one.term.term for one in terms)
        words = _("Terms explained here: {terms}. Arrow keys choose one, Space explains it.").format(terms=names)
        self.setAccessibleName(self.text() if terms else "")
        self.setAccessibleDescription(words if terms else "")
        self.update()

    def explain(self, place: Occurrence | None, at: QPoint | None = None) -> None:
        """Show what a term means, below it; nothing takes the explanation away."""
        if place is None:
            if self._note is not None:
                self._note.hide()
            return
        from roadmap_desktop.ui.widgets.term_note import TermNote

        if self._note is None:
            self._note = TermNote(self)
        boxes = self._boxes(place)
        below = at or (boxes[0].bottomLeft().toPoint() if boxes else QPoint(0, self.height()))
        self._note.show_term(place.term, self.mapToGlobal(below + QPoint(0, 4)))
        self.explained.emit(f"{place.term.term}: {place.term.definition}")

    def _laid_out(self) -> "tuple[QTextLayout, float]":
        from PySide6.QtGui import QTextLayout

        # As QLabel itself lays its text out, so that the lines break at the same words.
        layout = QTextLayout(self.text(), self.font())
        layout.beginLayout()
        high = 0.0
        while (one := layout.createLine()).isValid():
            one.setLineWidth(self.contentsRect().width())
            one.setPosition(QPointF(0, high))
            high += one.height()
        layout.endLayout()
        return layout, high

    def _boxes(self, *places: Occurrence) -> list[QRectF]:
        """Where terms stand, in pixels of this label; one that is wrapped has a box in each line."""
        layout, high = self._laid_out()
        room = QRectF(self.contentsRect())
        top = room.y() + (room.height() - high) / 2
        boxes = []
        for place in places:
            # Qt counts in halves of UTF-16, where an emoji counts twice.
            start = len(self.text()[: place.start].encode("utf-16-le")) // 2
            end = start + len(self.text()[place.start : place.start + place.length].encode("utf-16-le")) // 2
            for number in range(layout.lineCount()):
                one = layout.lineAt(number)
                first, last = max(start, one.textStart()), min(end, one.textStart() + one.textLength())
                if first < last:
                    left, right = _x(one.cursorToX(first)), _x(one.cursorToX(last))
                    boxes.append(QRectF(room.x() + left, top + one.y(), right - left, one.height()))
        return boxes

    def _term_at(self, point: QPointF) -> Occurrence | None:
        return next((one for one in self._terms if any(box.contains(point) for box in self._boxes(one))), None)

    def paintEvent(self, event: "QPaintEvent") -> None:
        """The text as every label paints it, and a line of dots below each term."""
        super().paintEvent(event)
        if not self._terms:
            return
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self.palette().link().color()
        for box in self._boxes(*self._terms):
            y = box.bottom() - 1
            outline(painter, line(QPointF(box.left(), y), QPointF(box.right(), y)), color, 1.4, dashed=True)
        if self.hasFocus():
            for box in self._boxes(self._terms[self._current]):
                outline(painter, rounded(box.adjusted(-2, -1, 2, 1), 3), color, 2)
        painter.end()

    def eventFilter(self, watched: QObject, event: "QEvent") -> bool:
        """Explain the term that the mouse rests on; a filter of its own, so that labels without terms hear nothing."""
        if event.type() == QtCore.QEvent.Type.ToolTip and isinstance(event, QtGui.QHelpEvent):
            self.explain(self._term_at(QPointF(event.pos())))
            return True
        return super().eventFilter(watched, event)

    def mouseMoveEvent(self, event: "QMouseEvent") -> None:
        """The explanation goes when the mouse goes on."""
        super().mouseMoveEvent(event)
        place = self._term_at(event.position()) if self._terms else None
        shape = QtCore.Qt.CursorShape.WhatsThisCursor if place else QtCore.Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        if place is None:
            self.explain(None)

    def mousePressEvent(self, event: "QMouseEvent") -> None:
        """A click explains as well, for a finger cannot rest."""
        place = self._term_at(event.position()) if self._terms else None
        if place is not None:
            self._current = self._terms.index(place)
            self.explain(place)
            self.update()
        else:
            super().mousePressEvent(event)

    def leaveEvent(self, event: "QEvent") -> None:
        """The explanation goes with the mouse."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.explain(None)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Left and right choose a term, Space or Enter explains it, Escape ends that."""
        keys = QtCore.Qt.Key
        steps = {keys.Key_Left: -1, keys.Key_Right: 1}
        key = keys(event.key())
        if self._terms and key in steps:
            self._current = (self._current + steps[key]) % len(self._terms)
            self.explain(self._terms[self._current])
            self.update()
        elif self._terms and key in (keys.Key_Space, keys.Key_Return, keys.Key_Enter):
            self.explain(None if self.note is not None else self._terms[self._current])
        elif key == keys.Key_Escape and self.note is not None:
            self.explain(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: "QFocusEvent") -> None:
        """Show which term the keys explain."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: "QFocusEvent") -> None:
        """The explanation goes with the focus."""
        super().focusOutEvent(event)
        self.explain(None)
        self.update()


def _x(found: object) -> float:
    # PySide returns the position together with the cursor it settled on.
    place = found[0] if isinstance(found, tuple) else found
    return place if isinstance(place, float) else 0.0
