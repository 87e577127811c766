"""Where the task force stands on every element, where it wants to be, and what comes next."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from roadmap_desktop.content.schema import ContentPack
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.overview import Overview, Place
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.models.matrix import Matrix
from roadmap_desktop.ui.moments import due_words, moment_words
from roadmap_desktop.ui.pages.page import Page, Sides, clear, column
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.count_card import CountCard
from roadmap_desktop.ui.widgets.even_layout import EvenLayout
from roadmap_desktop.ui.widgets.matrix_view import MatrixView
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.side_card import SideCard
from roadmap_desktop.ui.words import stage_words

_SIDE_WIDTH = 300
_MOST = 5
_AFTER_PAINT_MS = 20


class OverviewPage(Page):
    """Counts, the matrix, and what to go on with."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._matrix = Matrix(self)
        self._counts = [CountCard(self) for _place in range(5)]
        self._about = PlainLabel(role="muted")
        self._start = QFrame(self)
        self._shelf = QVBoxLayout()
        scroll, layout = column(self)
        layout.addWidget(PlainLabel(_("Overview"), self, role="title"))
        layout.addWidget(self._about)
        counts = EvenLayout(theme.px(118))
        for card in self._counts:
            counts.addWidget(card)
        layout.addLayout(counts)
        self._fill_start(layout)
        frame = QFrame(self)
        frame.setObjectName("card")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(16, 8, 16, 12)
        self.matrix_view = MatrixView(theme, self._matrix, frame)
        self.matrix_view.element_opened.connect(self.element_opened)
        inner.addWidget(self.matrix_view)
        inner.addWidget(
            PlainLabel(
                _("A stage describes one element at one moment; moving back is ordinary. Enter opens an element."),
                frame,
                role="small",
            )
        )
        layout.addWidget(frame)
        layout.addStretch(1)
        side = QWidget(self)
        side.setObjectName("surface")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side_layout = QVBoxLayout(side)
        side_layout.setContentsMargins(0, 0, 0, 0)
        side_scroll, self._side = column(side, margin=16, name="surface")
        side_layout.addWidget(side_scroll)
        self._side_widget = side
        self._sides = Sides(self, scroll, layout, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page has its side column below."""
        super().resizeEvent(event)
        self._sides.fit()

    def _fill_start(self, layout: QVBoxLayout) -> None:
        self._start.setObjectName("hint")
        inner = QVBoxLayout(self._start)
        inner.setContentsMargins(16, 12, 16, 12)
        inner.addWidget(PlainLabel(_("Start here"), self._start, role="strong"))
        inner.addWidget(
            PlainLabel(
                _(
                    "Choose an element in the matrix or the tree. Place its stage together first, then answer the "
                    "prompts of that stage and the next. Nothing has to be complete, and everything is saved as "
                    "you type. What you write may one day be read by others, so describe how the group works and "
                    "never a person."
                ),
                self._start,
            )
        )
        layout.addWidget(self._start)

    def refresh(self) -> None:
        """Read the counts again."""
        if self.place is None:
            return
        try:
            overview = self._desk.reading.overview(self.place, date.today())
            pack = self._desk.reading.pack(self.place.assessment)
            respondent = self._desk.reading.respondent(self.place.respondent)
        except RoadmapError as error:
            self.failed.emit(error)
            return
        self._about.setText(
            _("Where {who} stands on every element, where it wants to be, and what comes next.").format(
                who=_("the task force") if respondent.is_task_force else respondent.label
            )
        )
        self._show_counts(overview)
        self._start.setVisible(overview.answered == 0 and overview.placed == 0)
        self._matrix.set_overview(overview, pack)
        self._show_side(overview, pack)

    def _show_counts(self, overview: Overview) -> None:
        past = overview.actions_past_their_date
        actions = ngettext("action item", "action items", overview.actions)
        late = ngettext("{count} past its date", "{count} past their date", past).format(count=past)
        shown = (
            (overview.answered, ngettext("prompt answered", "prompts answered", overview.answered)),
            (overview.placed, ngettext("element placed on a stage", "elements placed on a stage", overview.placed)),
            (overview.to_discuss, ngettext("prompt to discuss", "prompts to discuss", overview.to_discuss)),
            (overview.actions, f"{actions}, {late}" if past else actions),
            (
                overview.partners_with_answers,
                ngettext(
                    "partner has its own record", "partners have their own record", overview.partners_with_answers
                ),
            ),
        )
        for card, (count, words) in zip(self._counts, shown, strict=True):
            card.show_count(count, words)

    def _show_side(self, overview: Overview, pack: ContentPack) -> None:
        self._side_widget.setFixedWidth(round(_SIDE_WIDTH * max(1.0, self.fontMetrics().lineSpacing() / 19)))
        clear(self._side)
        self._section(_("Continue where you left off"))
        self._show_continue(overview, pack)
        self._section(_("Where partners see it differently"))
        for difference in overview.differences[:_MOST]:
            words = _("Partners see it between {first} and {last}").format(
                first=pack.stage(difference.first).title, last=pack.stage(difference.last).title
            )
            card = SideCard(difference.title, words, self)
            card.clicked.connect(lambda _on=False, name=difference.element: self.element_opened.emit(name))
            self._side.addWidget(card)
        if not overview.differences:
            self._nothing(_("Nothing yet. When two records place an element at different stages, it stands here."))
        self._section(_("Next actions"))
        for item in overview.next_actions:
            due = due_words(item.due)
            when = _("due {when}").format(when=due) if due else ""
            past = _("past its date") if item.is_past_its_date(date.today()) else ""
            card = SideCard(item.what, " · ".join(filter(None, (item.owner, when, past))), self)
            card.clicked.connect(lambda _on=False: self.command_wanted.emit("actions"))
            self._side.addWidget(card)
        if not overview.next_actions:
            self._nothing(_("No action is open. Add one beside any element."))
        self._shelf = QVBoxLayout()
        self._side.addLayout(self._shelf)
        self._side.addStretch(1)
        # As a rule nothing is on the shelf, and the first paint need not wait for looking.
        QTimer.singleShot(_AFTER_PAINT_MS, self, self._show_shelf)

    def _show_shelf(self) -> None:
        if self.place is None or not self._desk.document.is_open:
            return
        try:
            shelf = self._desk.shelf.shelf(self.place.assessment, self.place.respondent)
        except RoadmapError as error:
            self.failed.emit(error)
            return
        clear(self._shelf)
        if shelf.is_empty:
            return
        self._shelf.addWidget(PlainLabel(_("No longer asked"), self, role="section"))
        answers, gone = len(shelf.answers), len(shelf.gone)
        kept = ngettext("{count} answer is kept", "{count} answers are kept", answers).format(count=answers)
        elements = ngettext("{count} element is gone", "{count} elements are gone", gone).format(count=gone)
        card = SideCard(kept, elements if gone else "", self)
        card.clicked.connect(lambda _on=False: self.command_wanted.emit("shelf"))
        self._shelf.addWidget(card)

    def _show_continue(self, overview: Overview, pack: ContentPack) -> None:
        place = overview.continue_at
        if place is None or place.element is None:
            self._nothing(_("You have not opened an element yet."))
            return
        try:
            element = pack.element(place.element)
        except KeyError:
            self._nothing(_("You have not opened an element yet."))
            return
        stage = f" · {stage_words(pack, place.stage)}" if place.stage else ""
        since = moment_words(overview.continue_since) if overview.continue_since else ""
        card = SideCard(f"{element.title}{stage}", since, self)
        card.clicked.connect(lambda _on=False, place=place: self._open(place))
        self._side.addWidget(card)

    def _open(self, place: Place) -> None:
        self.place_opened.emit(place)

    def _section(self, words: str) -> None:
        self._side.addWidget(PlainLabel(words, self, role="section"))

    def _nothing(self, words: str) -> None:
        self._side.addWidget(PlainLabel(words, self, role="small"))
