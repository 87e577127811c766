"""A page with a list of contents and the text of what was chosen."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from roadmap_desktop.ui.pages.page import Page, clear, column
from roadmap_desktop.ui.widgets.contents_list import ContentsList


class ContentsPage(Page):
    """The list stands at the left of the text, or above it where both do not fit side by side."""

    _LIST = (22, 32)  # average characters: the narrowest and the widest list
    _TEXT = (34, 88)  # average characters: the narrowest text beside a list, and the widest text

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = QWidget(self)
        self._side.setObjectName("surface")
        self.above = QVBoxLayout()  # what stands above the list
        self.above.setSpacing(8)
        self.contents = ContentsList(name, self._side)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(8, 12, 4, 0)
        side.setSpacing(8)
        side.addLayout(self.above)
        side.addWidget(self.contents, 1)
        self._scroll, self.text = column(self)
        self.sheet = self._scroll.widget() or self  # where the widgets of the text are made
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._side)
        self._layout.addWidget(self._scroll, 1)
        self.contents.entry_chosen.connect(self._show_from_the_top)

    def show_entry(self, key: str) -> None:
        """Fill the column of text, which is empty, with what a key stands for."""

    def _show_from_the_top(self, key: str) -> None:
        clear(self.text)
        self.show_entry(key)
        self.text.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    @property
    def is_stacked(self) -> bool:
        """True while the list stands above the text."""
        return self._layout.direction() == QBoxLayout.Direction.TopToBottom

    def _fit(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        narrowest, widest = self._LIST
        stacked = self.width() < (narrowest + self._TEXT[0]) * letter
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)
        if stacked:
            self._side.setFixedWidth(self.width())
            self._side.setFixedHeight(round(self.height() * 0.42))
        else:
            self._side.setFixedWidth(min(max(round(self.width() * 0.3), narrowest * letter), widest * letter))
            self._side.setFixedHeight(self.height())
        self.sheet.setMaximumWidth(self._TEXT[1] * letter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may want another layout."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
