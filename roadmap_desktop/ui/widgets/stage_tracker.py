"""The card with the five stages: look into one, place the element now, set a goal, say why."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from roadmap_desktop.content.schema import ContentPack, StageId
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.model.overview import ElementView
from roadmap_desktop.ui.moments import due_words
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.flow_layout import FlowRow
from roadmap_desktop.ui.widgets.late_menu import LateMenu
from roadmap_desktop.ui.widgets.plain_label import PlainLabel, on_a_button, text_button
from roadmap_desktop.ui.widgets.stage_track import StageTrack, TrackView
from roadmap_desktop.ui.words import stage_words

_MONTHS_AHEAD = 36


class StageTracker(QFrame):
    """Shows where an element stands and says what the user chose; saves nothing itself."""

    stage_viewed = Signal(str)  # stage id
    now_chosen = Signal(str)  # stage id, or "" for "not discussed"
    not_our_role_chosen = Signal()
    goal_chosen = Signal(str, str)  # stage id or "", month as YYYY-MM or ""
    why_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._goal_id = ""
        self._month = ""
        self._track = StageTrack(theme, self)
        row = FlowRow(self)
        self._now = QToolButton(row)
        self._goal = QToolButton(row)
        self._when = QToolButton(row)
        self._why = text_button(_("Why this stage…"), row)
        self._shown: tuple[ContentPack, ElementView] | None = None
        for button, fill in (
            (self._now, self._fill_now),
            (self._goal, self._fill_goal),
            (self._when, self._fill_months),
        ):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setMenu(LateMenu(fill, button))
            row.add(button)
        row.add(self._why)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 4)
        layout.addWidget(PlainLabel(_("Stage of development"), self, role="strong"))
        layout.addWidget(row)
        layout.addWidget(self._track)
        self._track.stage_viewed.connect(self.stage_viewed)
        self._why.clicked.connect(self.why_wanted)

    @property
    def track(self) -> StageTrack:
        """The five steps, for the focus."""
        return self._track

    @property
    def last_control(self) -> QWidget:
        """The control after which the keyboard goes on."""
        return self._track

    def set_view(self, view: ElementView, pack: ContentPack, viewed: StageId) -> None:
        """Show an element's placement; announces nothing."""
        placement = view.placement
        counts = []
        for stage in pack.stage_order:
            answered, asked = view.answered_by_stage.get(stage, (0, 0))
            if stage == viewed:
                counts.append(_("{answered} of {asked} answered").format(answered=answered, asked=asked))
            else:
                counts.append(ngettext("{count} answered", "{count} answered", answered).format(count=answered))
        self._track.set_view(
            TrackView(
                tuple((stage.id, stage.title) for stage in pack.stages),
                tuple(counts),
                placement.now,
                placement.goal,
                viewed,
                Counter(partner.stage for partner in view.partners),
                view.area.number,
            )
        )
        now = _("Not our role") if placement.is_not_our_role else stage_words(pack, placement.now)
        goal = stage_words(pack, placement.goal) if placement.goal else _("none yet")
        self._goal_id, self._month = placement.goal or "", placement.goal_month
        self._name(self._now, _("Now: {stage}").format(stage=now))
        self._name(self._goal, _("Goal: {stage}").format(stage=goal))
        self._name(self._when, _("By {month}").format(month=due_words(placement.goal_month) or _("…")))
        self._when.setVisible(placement.goal is not None)
        self._shown = (pack, view)
        for button in (self._now, self._goal, self._when):
            button.setEnabled(not view.is_read_only)

    @staticmethod
    def _name(button: QToolButton, words: str) -> None:
        button.setText(f"{on_a_button(words)} ▾")
        button.setAccessibleName(words)

    def _fill_now(self, menu: QMenu) -> None:
        if self._shown is None:
            return
        pack, view = self._shown
        self._add(menu, _("Not discussed"), lambda: self.now_chosen.emit(""), not view.placement.is_placed)
        for stage in pack.stage_order:
            choose = partial(self.now_chosen.emit, stage)
            self._add(menu, stage_words(pack, stage), choose, stage == view.placement.now)
        menu.addSeparator()
        self._add(menu, _("Not our role…"), self.not_our_role_chosen.emit, view.placement.is_not_our_role)

    def _fill_goal(self, menu: QMenu) -> None:
        if self._shown is None:
            return
        pack, view = self._shown
        for stage in pack.stage_order:
            choose = partial(self.goal_chosen.emit, stage, self._month)
            self._add(menu, stage_words(pack, stage), choose, stage == view.placement.goal)
        menu.addSeparator()
        self._add(menu, _("No goal"), lambda: self.goal_chosen.emit("", ""), view.placement.goal is None)

    def _fill_months(self, menu: QMenu) -> None:
        self._add(menu, _("No month"), lambda: self.goal_chosen.emit(self._goal_id, ""), not self._month)
        today = date.today()
        years: dict[int, QMenu] = {}
        for ahead in range(_MONTHS_AHEAD):
            year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
            if year not in years:
                years[year] = menu.addMenu(str(year))
            stored = f"{year}-{month + 1:02}"
            self._add(
                years[year],
                QLocale().standaloneMonthName(month + 1),
                partial(self.goal_chosen.emit, self._goal_id, stored),
                stored == self._month,
            )

    @staticmethod
    def _add(menu: QMenu, words: str, choose: Callable[[], object], checked: bool) -> None:
        action = menu.addAction(on_a_button(words))
        action.setCheckable(True)
        action.setChecked(checked)
        # Qt sends whether the action is checked; it must not arrive as the stage that was chosen.
        action.triggered.connect(lambda _checked=False: choose())
