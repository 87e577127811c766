"""The full screen for a room: large text, one slide at a time, and nothing that was typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeyEvent, QResizeEvent, QScreen, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.pages.page import clear
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.flow_layout import FlowLayout
from roadmap_desktop.ui.widgets.flowing_label import FlowingLabel
from roadmap_desktop.ui.widgets.listed_line import ListedLine
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.workshop.deck import Deck, Slide, slides

SMALLEST = 28  # pixels; what the back of a room can still read
_ZOOMS = (0.6, 0.75, 0.9, 1.0, 1.15, 1.3, 1.5)
_TITLE = 1.15  # the title and a single point are larger than text that is read at length
_WIDEST = 36  # letter heights; longer lines are hard to follow from afar
_SINGLE = (1.35, 1.2, 1.0)  # the first that leaves a single point whole on the screen, or the last


def letter_height(width: int, height: int, scale: float, zoom: float) -> int:
    """The height of letters in pixels on a screen of that size, never below 28."""
    fitting = max(SMALLEST, min(width / 40, height / 22))
    return max(SMALLEST, round(fitting * scale * zoom))


class PresentWindow(QWidget):
    """Shows a deck. It is given values of the content pack and nothing else, so nothing else can stand on it."""

    def __init__(
        self,
        theme: Theme,
        deck: Deck,
        parent: QWidget | None = None,
        screens: Callable[[], Sequence[QScreen]] = QGuiApplication.screens,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("present")
        self.setWindowTitle(_("Workshop"))
        self._theme = theme
        self._deck = deck
        self._screens = screens
        self._together = deck.is_together
        self._zoom = 1.0
        self._at = 0
        self.slides = slides(deck, together=self._together)
        self._caption = PlainLabel(deck.caption, self, role="area", wrap=False)
        self.position = PlainLabel("", self, role="muted", wrap=False)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("present")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet = QWidget(self._scroll)
        self.sheet.setObjectName("present")
        self._lines = QVBoxLayout(self.sheet)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._scroll.setWidget(self.sheet)
        self._scroll.verticalScrollBar().valueChanged.connect(self._show_more)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._show_more)
        self.sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sheet.installEventFilter(self)
        self.more = PlainLabel("", self, role="muted", wrap=False)
        top = QHBoxLayout()
        top.addWidget(self._caption)
        top.addStretch(1)
        top.addWidget(self.position)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(top)
        self._layout.addWidget(self._scroll, 1)
        self._layout.addWidget(self.more)
        self._layout.addLayout(self._buttons())
        self.go_to(0)

    def _buttons(self) -> FlowLayout:
        row = FlowLayout(spacing=10)
        self.back = self._button(row, _("← Back"), self.go_back)
        self.forward = self._button(row, _("Next →"), self.go_forward)
        self.switch = self._button(row, "", self.switch_together)
        self.smaller = self._button(row, _("Smaller −"), lambda: self.resize_text(-1))
        self.larger = self._button(row, _("Larger +"), lambda: self.resize_text(1))
        self.other_screen = self._button(row, _("Other screen"), self.move_to_other_screen)
        self.other_screen.setVisible(len(self._screens()) > 1)
        self.leave = self._button(row, _("Leave  Esc"), self.close)
        self.leave.setProperty("kind", "primary")
        return row

    def _button(self, row: FlowLayout, words: str, action: Callable[[], object]) -> QPushButton:
        button = QPushButton(words, self)
        button.clicked.connect(lambda _on=False: action())
        button.installEventFilter(self)
        row.addWidget(button)
        return button

    @property
    def slide(self) -> Slide:
        """What stands on the screen."""
        return self.slides[self._at]

    @property
    def letter_height(self) -> int:
        """The height of the letters in pixels."""
        return letter_height(self.width(), self.height(), self._theme.scale, self._zoom)

    def go_forward(self) -> None:
        """Show what comes next: the rest of a text that does not fit, or the next slide."""
        bar = self._scroll.verticalScrollBar()
        if bar.value() < bar.maximum():
            # A line stays in view, so that the eye finds where to go on.
            bar.setValue(bar.value() + self._step())
        elif self._at + 1 < len(self.slides):
            self.go_to(self._at + 1)

    def go_back(self) -> None:
        """Show what came before."""
        bar = self._scroll.verticalScrollBar()
        if bar.value() > 0:
            bar.setValue(bar.value() - self._step())
        elif self._at > 0:
            self.go_to(self._at - 1)

    def _step(self) -> int:
        return max(self.letter_height, self._scroll.viewport().height() - 2 * self.letter_height)

    def switch_together(self) -> None:
        """Show the points together, or one at a time; a point in view stays in view."""
        opening = 1 if self._deck.opening else 0
        self._together = not self._together
        self.slides = slides(self._deck, together=self._together)
        self.go_to(min(self._at, opening))

    def resize_text(self, step: int) -> None:
        """Larger or smaller letters, in a few steps."""
        place = _ZOOMS.index(self._zoom) + step
        self._zoom = _ZOOMS[max(0, min(len(_ZOOMS) - 1, place))]
        self.go_to(self._at)

    def move_to_other_screen(self) -> None:
        """Fill the next screen, for a projector beside the computer's own."""
        screens = list(self._screens())
        here = screens.index(self.screen()) if self.screen() in screens else -1
        target = screens[(here + 1) % len(screens)]
        self.showNormal()
        self.setScreen(target)
        self.setGeometry(target.geometry())
        self.showFullScreen()

    def go_to(self, place: int) -> None:
        """Show one slide from its top."""
        self._at = place
        slide = self.slide
        clear(self._lines)
        size = self.letter_height
        single = len(slide.lines) == 1 and bool(slide.first_number)
        self._lines.setSpacing(round(size * 0.6))
        title = self._font(size * _TITLE, bold=True)
        self._lines.addWidget(FlowingLabel(slide.title, self.sheet, font=title))
        font = self._largest_font(slide) if single else self._font(size)
        for number, text in enumerate(slide.lines, slide.first_number):
            if slide.first_number:
                self._lines.addWidget(ListedLine(f"{number}.", text, self.sheet, font=font))
            else:
                self._lines.addWidget(FlowingLabel(text, self.sheet, font=font))
        self._lines.addStretch(1)
        self.sheet.setMaximumWidth(size * _WIDEST)
        self._scroll.verticalScrollBar().setValue(0)
        self._tell(slide)

    def _tell(self, slide: Slide) -> None:
        number, total = self._at + 1, len(self.slides)
        self.position.setText(_("{number} of {total}").format(number=number, total=total))
        self.switch.setText(_("One at a time  T") if self._together else _("All together  T"))
        self.switch.setVisible(len(self._deck.points) > 1)
        words = ". ".join((slide.title, *slide.lines))
        self.sheet.setAccessibleName(words)
        self._show_more()
        if self.isVisible():
            announce(self, words)

    def _show_more(self) -> None:
        bar = self._scroll.verticalScrollBar()
        is_more = bar.value() < bar.maximum()
        # The line keeps its place, so that the text does not jump when its end comes into view.
        self.more.setText(_("▼ More below") if is_more else " ")
        self.back.setEnabled(self._at > 0 or bar.value() > 0)
        self.forward.setEnabled(is_more or self._at + 1 < len(self.slides))

    def _largest_font(self, slide: Slide) -> QFont:
        size = self.letter_height
        room = QRect(0, 0, min(self._scroll.viewport().width(), size * _WIDEST) - 3 * size, 1 << 16)
        below_the_title = self._scroll.viewport().height() - 3 * size
        fonts = [self._font(size * factor) for factor in _SINGLE]
        wraps = int(Qt.TextFlag.TextWordWrap)
        fitting = (
            font
            for font in fonts
            if QFontMetrics(font).boundingRect(room, wraps, slide.lines[0]).height() <= below_the_title
        )
        return next(fitting, fonts[-1])

    @staticmethod
    def _font(pixels: float, *, bold: bool = False) -> QFont:
        font = QFont(QGuiApplication.font())
        font.setPixelSize(round(pixels))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys lead through the slides wherever the focus is; Space and Enter still press a focused button."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            on_a_button = isinstance(watched, QPushButton) and event.key() == Qt.Key.Key_Space
            if not on_a_button and self._follow(event):
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same keys while nothing has the focus."""
        if not self._follow(event):
            super().keyPressEvent(event)

    def _follow(self, event: QKeyEvent) -> bool:
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Right: self.go_forward,
            Qt.Key.Key_Space: self.go_forward,
            Qt.Key.Key_PageDown: self.go_forward,
            Qt.Key.Key_Left: self.go_back,
            Qt.Key.Key_PageUp: self.go_back,
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(len(self.slides) - 1),
            Qt.Key.Key_Down: lambda: self._scroll_by(self.letter_height),
            Qt.Key.Key_Up: lambda: self._scroll_by(-self.letter_height),
            Qt.Key.Key_Plus: lambda: self.resize_text(1),
            Qt.Key.Key_Equal: lambda: self.resize_text(1),
            Qt.Key.Key_Minus: lambda: self.resize_text(-1),
            Qt.Key.Key_T: self.switch_together,
            Qt.Key.Key_Escape: self.close,
        }
        action = keys.get(event.key())
        if action is None:
            return False
        action()
        return True

    def _scroll_by(self, pixels: int) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + pixels)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the text, so that the keys lead through it and a screen reader reads it."""
        super().showEvent(event)
        self.sheet.setFocus()
        QTimer.singleShot(0, self, lambda: announce(self, self.sheet.accessibleName()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The letters follow the size of the screen."""
        super().resizeEvent(event)
        side = max(16, round(self.width() * 0.045))
        self._layout.setContentsMargins(side, side // 2, side, side // 3)
        self.go_to(self._at)
