"""Help, offline."""

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.pages.help_texts import topics
from roadmap_desktop.ui.pages.page import Page, clear, column
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class HelpPage(Page):
    """Topics at the left, their text at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topics = topics()
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Help topics"))
        self.list.setMinimumWidth(200)
        self.list.setWordWrap(True)
        self.list.addItems([topic.title for topic in self._topics])
        self.list.currentRowChanged.connect(self._show)
        scroll, self._column = column(self, widest=820)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addWidget(scroll, 3)
        self.list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        clear(self._column)
        if not 0 <= row < len(self._topics):
            return
        topic = self._topics[row]
        self._column.addWidget(PlainLabel(topic.title, self, role="title"))
        for paragraph in topic.paragraphs:
            self._column.addWidget(PlainLabel(paragraph, self))
        self._column.addStretch(1)
