"""What looks identifying in something that is about to leave: keep or mask each, and go on in any case."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.services.identifying import looks_like
from roadmap_desktop.services.leaving import Leaving
from roadmap_desktop.ui.dialogs.scrolling_frame import ScrollingFrame
from roadmap_desktop.ui.widgets.plain_label import PlainLabel


class LeavingDialog(ScrollingFrame):
    """One line for each wording, with where it stands; what was kept before stays kept unless somebody changes it."""

    def __init__(self, found: Sequence[Leaving], parent: QWidget | None = None) -> None:
        super().__init__(_("Before this leaves the house"), _("Go on"), parent)
        self._found = tuple(found)
        count = len(self._found)
        words = ngettext(
            "{count} passage looks as if it could point at a person.",
            "{count} passages look as if they could point at a person.",
            count,
        )
        self.say(words.format(count=count), "strong")
        self.say(
            _(
                "Masking changes only what leaves, never your file. This check misses things: plain names and rare "
                "details are not found. Read all of it before you send it."
            ),
            "muted",
        )
        both = QHBoxLayout()
        for words, masks in ((_("Mask all"), True), (_("Keep all"), False)):
            button = QPushButton(self)
            button.setText(words)
            button.clicked.connect(lambda _on=False, masks=masks: self.choose_all(masks=masks))
            both.addWidget(button)
        both.addStretch(1)
        self.body.addLayout(both)
        self.choices = [self._line(one) for one in self._found]
        self.body.addStretch(1)
        self.resize(760, 560)

    def _line(self, one: Leaving) -> QComboBox:
        box = QFrame(self)
        box.setObjectName("card")
        choice = QComboBox(box)
        choice.addItem(_("Mask"), True)
        choice.addItem(_("Keep"), False)
        choice.setCurrentIndex(1 if one.was_kept else 0)
        choice.setAccessibleName(_("Mask or keep “{passage}”").format(passage=one.text))
        texts = QVBoxLayout()
        looks = _("“{passage}” looks like {what}.").format(passage=one.text, what=looks_like(one.kind))
        texts.addWidget(PlainLabel(looks, box))
        texts.addWidget(PlainLabel("\n".join(one.places), box, role="small"))
        row = QHBoxLayout(box)
        row.addLayout(texts, 1)
        row.addWidget(choice)
        self.body.addWidget(box)
        return choice

    def choose_all(self, *, masks: bool) -> None:
        """Mask everything, or keep everything."""
        for choice in self.choices:
            choice.setCurrentIndex(0 if masks else 1)

    def to_mask(self) -> tuple[Leaving, ...]:
        """What is to be masked."""
        return tuple(one for one, choice in zip(self._found, self.choices, strict=True) if choice.currentData() is True)
