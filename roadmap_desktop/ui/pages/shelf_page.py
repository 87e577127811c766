"""Everything of a round that is no longer asked, in one place."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from roadmap_desktop.content.schema import ElementId
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.overview import Place
from roadmap_desktop.model.shelf import GoneElement, Shelf, Shelved
from roadmap_desktop.ui.clipboard import copy_text
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.pages.page import Page, clear, column
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.side_card import SideCard

_MOST_SHOWN = 200


class ShelfPage(Page):
    """Answers by element; each opens where it can be changed, and all of them can be copied."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shelf = Shelf()
        self._room = _MOST_SHOWN
        scroll, layout = column(self)
        layout.addWidget(PlainLabel(_("No longer asked"), self, role="title"))
        self._about = PlainLabel("", self, role="muted")
        layout.addWidget(self._about)
        self._copy = QPushButton(_("Copy everything here"), self)
        self._copy.clicked.connect(self._copy_all)
        copy_row = QHBoxLayout()
        copy_row.addWidget(self._copy)
        copy_row.addStretch(1)
        layout.addLayout(copy_row)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        layout.addLayout(self._list)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def refresh(self) -> None:
        """Read the shelf again."""
        if self.place is None:
            return
        try:
            self._shelf = self._desk.shelf.shelf(self.place.assessment, self.place.respondent)
        except RoadmapError as error:
            self.failed.emit(error)
            return
        clear(self._list)
        self._room = _MOST_SHOWN
        empty = _(
            "Everything that was written is still asked. When prompts are updated, answers to those that go stand here."
        )
        full = _(
            "What was written stays here when prompts or elements go. It can be read, changed and copied, it is in the "
            "report, and it counts nowhere."
        )
        self._about.setText(empty if self._shelf.is_empty else full)
        self._copy.setVisible(bool(self._shelf.answers))
        self._fill()

    def _fill(self) -> None:
        for name in dict.fromkeys(one.home.element for one in self._shelf.kept):
            found = [one for one in self._shelf.kept if one.home.element == name]
            self._heading(found[0].element_title)
            for one in found:
                self._add(one)
        for gone in self._shelf.gone:
            self._add_gone(gone)
        if self._shelf.homeless:
            self._heading(_("Other prompts"))
        for one in self._shelf.homeless:
            self._add(one)
        more = len(self._shelf.answers) - _MOST_SHOWN
        if more > 0:
            words = ngettext(
                "{count} more is copied with the others, and stands at its element.",
                "{count} more are copied with the others, and stand at their elements.",
                more,
            )
            self._list.addWidget(PlainLabel(words.format(count=more), self, role="muted"))

    def _heading(self, words: str) -> None:
        self._list.addWidget(PlainLabel(words, self, role="heading"))

    def _add(self, one: Shelved) -> None:
        if self._room == 0:
            return
        card = SideCard(*_lines(one), self)
        self._room -= 1
        key = one.answer.key
        place = Place(key.assessment, key.respondent, one.home.element, one.home.stage, key.prompt)
        if one.home.element is None:
            # There is no page to open; the words can be copied from here.
            words = "\n".join(_lines(one))
            card.clicked.connect(lambda _on=False, words=words: self._copy_words(words))
        else:
            card.clicked.connect(lambda _on=False, place=place: self.place_opened.emit(place))
        self._list.addWidget(card)

    def _add_gone(self, gone: GoneElement) -> None:
        self._heading(gone.title)
        card = SideCard(_("Open “{title}” as it was").format(title=gone.title), self._also(gone.id), self)
        card.clicked.connect(lambda _on=False, name=gone.id: self.element_opened.emit(name))
        self._list.addWidget(card)
        for one in gone.answers:
            self._add(one)

    def _also(self, element: ElementId) -> str:
        if self.place is None:
            return ""
        place = Place(self.place.assessment, self.place.respondent, element)
        if not self._desk.reading.is_shown(place):
            return ""
        view = self._desk.reading.element(place)
        notes, actions, evidence = len(view.notes), len(view.actions), len(view.evidence)
        parts = [
            _("stage and reason") if view.placement.now or view.placement.goal or view.placement.reason else "",
            ngettext("{count} note", "{count} notes", notes).format(count=notes) if notes else "",
            ngettext("{count} action item", "{count} action items", actions).format(count=actions) if actions else "",
            ngettext("{count} piece of evidence", "{count} pieces of evidence", evidence).format(count=evidence)
            if evidence
            else "",
        ]
        also = ", ".join(filter(None, parts))
        return _("Also kept there: {also}.").format(also=also) if also else ""

    def _copy_all(self) -> None:
        parts = ["\n".join((one.element_title, *_lines(one))) for one in self._shelf.answers]
        self._copy_words("\n\n".join(parts))

    def _copy_words(self, words: str) -> None:
        copy_text(words)
        self.announced.emit(_("Copied."))


def _lines(one: Shelved) -> tuple[str, str]:
    words = one.home.text or _("The words of this prompt are not in this file.")
    if one.home.is_own:
        words = _("Our own prompt: {prompt}").format(prompt=words)
    discuss = _("Marked for discussion.") if one.answer.discuss else ""
    reason = _("Not our role. {reason}").format(reason=one.answer.reason) if one.answer.reason else ""
    return words, "\n".join(filter(None, (one.answer.text, reason, discuss)))
