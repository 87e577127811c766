"""Ground rules, plans and invented scenarios for a session, to read and to present."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from roadmap_desktop.content.schema import ContentPack, Scenario, TraffickingForm, WorkshopPlan
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.pages.contents_page import ContentsPage
from roadmap_desktop.ui.pages.page import clear
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.chips import ChoiceChip
from roadmap_desktop.ui.widgets.contents_list import Entry
from roadmap_desktop.ui.widgets.flow_layout import FlowLayout
from roadmap_desktop.ui.widgets.flowing_label import FlowingLabel
from roadmap_desktop.ui.widgets.listed_line import ListedLine
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.words import form_words, land_words, step_time
from roadmap_desktop.ui.workshop.deck import Deck, plan_deck, rules_deck, scenario_deck
from roadmap_desktop.ui.workshop.present_window import PresentWindow

_RULES = "rules"


class WorkshopPage(ContentsPage):
    """What the round's content pack offers for a session; nothing here is written to the file."""

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Ground rules, plans and scenarios"), parent)
        self._theme = theme
        self._desk = desk
        self._pack: ContentPack | None = None
        self._form = ""
        self._lens = ""
        self._filters = FlowLayout(spacing=6)
        self.above.addLayout(self._filters)
        self.found = PlainLabel("", self._side, role="small")
        self.above.addWidget(self.found)

    def refresh(self) -> None:
        """Show the parts of the round's pack; they never change while the pack stays."""
        if self.place is None:
            return
        try:
            pack = self._desk.reading.pack(self.place.assessment)
        except RoadmapError as error:
            self.failed.emit(error)
            return
        if self._pack is not None and self._pack.key == pack.key:
            return
        self._pack = pack
        self._form = self._lens = ""
        self._offer_filters(pack)
        self._fill()

    def _offer_filters(self, pack: ContentPack) -> None:
        clear(self._filters)
        used = {lens for scenario in pack.scenarios for lens in scenario.lenses}
        forms = [(form.value, form_words(form)) for form in (TraffickingForm.LABOR, TraffickingForm.SEX)]
        lenses = [(label.id, label.title) for label in pack.lenses if label.id in used]
        self.form = ChoiceChip(_("Form of trafficking"), [("", _("Every form")), *forms], self._side)
        self.lens = ChoiceChip(_("Lens"), [("", _("Every lens")), *lenses], self._side)
        for chip in (self.form, self.lens):
            chip.set_choice("")
            chip.chosen.connect(self._filter)
            self._filters.addWidget(chip)

    def _filter(self, key: str) -> None:
        if self.sender() is self.form:
            self._form = key
            self.form.set_choice(key)
        else:
            self._lens = key
            self.lens.set_choice(key)
        self._fill()
        self.announced.emit(self.found.text())

    def scenarios(self) -> list[Scenario]:
        """The scenarios that fit the filters."""
        return [
            scenario
            for scenario in (self._pack.scenarios if self._pack is not None else ())
            if (not self._form or scenario.is_about(TraffickingForm(self._form)))
            and (not self._lens or self._lens in scenario.lenses)
        ]

    def _fill(self) -> None:
        if self._pack is None:
            return
        shown = self.scenarios()
        rules = [Entry(_RULES, _("Ground rules"))] if self._pack.ground_rules else []
        plans = [Entry(plan.id, plan.title) for plan in self._pack.plans]
        entries = [Entry(one.id, one.title, " · ".join((form_words(one.form), land_words(one.land)))) for one in shown]
        self.found.setText(
            ngettext("{count} scenario", "{count} scenarios", len(shown)).format(count=len(shown))
            if shown
            else _("No scenario fits. Choose another form or lens.")
        )
        self.contents.set_entries(
            [(_("For every session"), rules), (_("Plans"), plans), (_("Invented scenarios"), entries)]
        )
        self._side.setVisible(bool(self.contents.keys()) or bool(self._pack.scenarios))
        if not self.contents.keys():
            self._show_from_the_top("")

    def show_entry(self, key: str) -> None:
        """The ground rules, a plan or a scenario; without any, why there is none."""
        pack = self._pack
        if pack is None or not key:
            self._show_nothing()
        elif key == _RULES:
            self._show_rules(pack)
        elif plan := next((one for one in pack.plans if one.id == key), None):
            self._show_plan(plan)
        elif scenario := next((one for one in pack.scenarios if one.id == key), None):
            self._show_scenario(pack, scenario)

    def _show_nothing(self) -> None:
        self._say(_("Workshop"), "title")
        self._say(
            _(
                "The content of this assessment has no ground rules, plans or scenarios; it was made before there were "
                "any. Help says how to run a session without them."
            )
        )
        button = QPushButton(_("Open help"), self.sheet)
        button.clicked.connect(lambda: self.command_wanted.emit("help"))
        self.text.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_rules(self, pack: ContentPack) -> None:
        self._head(_("For this session"), _("Ground rules"), rules_deck(pack.ground_rules))
        self._say(_("Read them aloud, ask what is missing, and agree before you begin."), "muted")
        self._list([rule.text for rule in pack.ground_rules])

    def _show_plan(self, plan: WorkshopPlan) -> None:
        self._head(_("A plan"), plan.title, plan_deck(plan))
        minutes = sum(step.minutes for step in plan.steps)
        if minutes:
            self._say(_("{minutes} minutes in all. Change it as your group needs.").format(minutes=minutes), "muted")
        else:
            self._say(_("Change it as your group needs."), "muted")
        for step, time in zip(plan.steps, step_time(plan.steps), strict=True):
            card = QFrame(self.sheet)
            card.setObjectName("card")
            layout = QVBoxLayout(card)
            layout.setContentsMargins(16, 10, 16, 12)
            layout.setSpacing(3)
            layout.addWidget(PlainLabel(time, card, role="section"))
            layout.addWidget(FlowingLabel(step.text, card, role="reading"))
            self.text.addWidget(card)

    def _show_scenario(self, pack: ContentPack, scenario: Scenario) -> None:
        self._head(_("An invented scenario"), scenario.title, scenario_deck(scenario))
        facts = [form_words(scenario.form), scenario.setting, land_words(scenario.land)]
        self._say(" · ".join(facts), "muted")
        lenses = [label.title for label in pack.lenses if label.id in scenario.lenses]
        if lenses:
            self._say(_("Lenses: {lenses}").format(lenses=", ".join(lenses)), "small")
        self._say(scenario.text, "reading")
        self._say(_("Questions"), "heading")
        self._list(scenario.questions)
        self._say(
            _("Talk about your own steps and roles. Do not put a real person or a real case in the place of this one."),
            "muted",
        )

    def _head(self, caption: str, title: str, deck: Deck) -> None:
        self._say(caption, "area")
        self._say(title, "title")
        button = QPushButton(_("P&resent on the full screen"), self.sheet)
        button.setProperty("kind", "primary")
        button.setAccessibleName(_("Present “{title}” on the full screen").format(title=title))
        button.setToolTip(_("Only this text is shown, in large letters. Esc leaves."))
        button.clicked.connect(lambda: self.present(deck))
        self.text.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _say(self, words: str, role: str = "body") -> None:
        self.text.addWidget(FlowingLabel(words, self.sheet, role=role))

    def _list(self, lines: "list[str] | tuple[str, ...]") -> None:
        for number, line in enumerate(lines, 1):
            self.text.addWidget(ListedLine(f"{number}.", line, self.sheet, role="reading"))

    def present(self, deck: Deck) -> PresentWindow:
        """Fill the screen that this window is on with a deck."""
        shown = PresentWindow(self._theme, deck, self)
        shown.setScreen(self.screen())
        shown.setGeometry(self.screen().geometry())
        shown.showFullScreen()
        return shown
