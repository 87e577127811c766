"""Help, offline."""

from PySide6.QtWidgets import QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.ui.pages.contents_page import ContentsPage
from roadmap_desktop.ui.pages.help_blocks import Block
from roadmap_desktop.ui.pages.help_texts import topics
from roadmap_desktop.ui.widgets.contents_list import Entry
from roadmap_desktop.ui.widgets.flowing_label import FlowingLabel
from roadmap_desktop.ui.widgets.listed_line import BULLET, ListedLine


class HelpPage(ContentsPage):
    """Topics at the left, their text at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Help topics"), parent)
        self._topics = {topic.id: topic for topic in topics()}
        self.contents.set_entries([("", [Entry(topic.id, topic.title) for topic in self._topics.values()])])

    def show_entry(self, key: str) -> None:
        """One topic: its paragraphs, headings and lists."""
        topic = self._topics[key]
        self.text.addWidget(FlowingLabel(topic.title, self.sheet, role="title"))
        number = 0
        for block in topic.blocks:
            number = number + 1 if block.kind == "step" else 0
            self.text.addWidget(self._widget(block, number))

    def _widget(self, block: Block, number: int) -> QWidget:
        if block.kind == "step":
            return ListedLine(f"{number}.", block.text, self.sheet)
        if block.kind == "point":
            return ListedLine(BULLET, block.text, self.sheet)
        roles = {"heading": "heading", "note": "muted"}
        return FlowingLabel(block.text, self.sheet, role=roles.get(block.kind, "body"))
