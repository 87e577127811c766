"""How to talk about an element, and at a stage: folded, and one key away."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from roadmap_desktop.i18n import _
from roadmap_desktop.model.terms import Occurrence
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.term_label import TermLabel


class GuidanceFold(QFrame):
    """A link that opens two paragraphs; stays as it was left from element to element."""

    explained = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = QToolButton(self)
        self._button.setProperty("kind", "link")
        self._button.setCheckable(True)
        self._button.toggled.connect(self._fold)
        self._element = TermLabel("", self, role="muted")
        self._stage_title = PlainLabel("", self, role="section")
        self._stage = TermLabel("", self, role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self._button, self._element, self._stage_title, self._stage):
            layout.addWidget(part)
        for label in (self._element, self._stage):
            label.explained.connect(self.explained)
        self._fold(False)

    def set_element(self, guidance: str) -> None:
        """The guidance of an element."""
        if guidance != self._element.text():
            self._element.set_terms(())
            self._element.setText(guidance)

    def set_stage(self, title: str, guidance: str) -> None:
        """The guidance of the stage in view."""
        self._stage_title.setText(_("At this stage: {stage}").format(stage=title))
        if guidance != self._stage.text():
            self._stage.set_terms(())
            self._stage.setText(guidance)

    def set_terms(self, find: Callable[[str], Sequence[Occurrence]]) -> None:
        """Underline the terms in both."""
        for label in (self._element, self._stage):
            label.set_terms(find(label.text()))

    def toggle(self) -> None:
        """Open what is folded and fold what is open."""
        self._button.toggle()

    def _fold(self, opened: bool) -> None:
        for part in (self._element, self._stage_title, self._stage):
            part.setVisible(opened)
        self._button.setText(_("Hide how to talk about this") if opened else _("How to talk about this"))
