"""One open file in the window: its bar, navigation and pages."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from roadmap_desktop.content.schema import ElementId, PromptId, StageId
from roadmap_desktop.errors import RoadmapError
from roadmap_desktop.model.assessment import AssessmentId, RespondentId
from roadmap_desktop.model.overview import Overview, Place
from roadmap_desktop.services.changes import ChangeFeed, DocumentChanged
from roadmap_desktop.ui.announcing import announce
from roadmap_desktop.ui.change_signals import ChangeSignals
from roadmap_desktop.ui.desk import Desk
from roadmap_desktop.ui.messages import Messages
from roadmap_desktop.ui.navigation_panel import NavigationPanel
from roadmap_desktop.ui.page_stack import PageStack
from roadmap_desktop.ui.pages.element_page import ElementPage
from roadmap_desktop.ui.pages.page import Page
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.top_bar import TopBar


class FileView(QWidget):
    """Shows pages for a place, keeps the tree and the bar in step, and hears of every commit."""

    command_wanted = Signal(str)
    failed = Signal(object)  # RoadmapError
    saved = Signal(object)  # datetime
    link_wanted = Signal(str)
    versions_wanted = Signal(object)  # AnswerKey
    counted = Signal(object)  # Overview
    moved = Signal()  # another page, place or state

    def __init__(
        self, theme: Theme, desk: Desk, feed: ChangeFeed, messages: Messages, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._theme = theme
        self._messages = messages
        self.place = desk.reading.last_place()
        self._overview: Overview | None = None
        self.bar = TopBar(self)
        # Every widget is made where it stays: given to another parent, it and all below it would be styled again.
        self.splitter = QSplitter()
        self.splitter.setParent(self)
        self.navigation = NavigationPanel(theme, self.splitter)
        self.pages = PageStack(
            {
                "overview": self._overview_page,
                "element": self._element_page,
                "actions": self._actions_page,
                "agencies": self._agencies_page,
                "library": self._library_page,
                "workshop": self._workshop_page,
                "search": self._search_page,
                "shelf": self._shelf_page,
                "help": self._help_page,
            },
            self.splitter,
        )
        self.splitter.addWidget(self.navigation)
        self.splitter.addWidget(self.pages)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([min(theme.px(300), 440), 1100])
        self.splitter.setHandleWidth(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.splitter, 1)
        self._signals = ChangeSignals(feed, self)
        self._signals.changed.connect(self._changed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._flush_when_left)
        self._connect()
        self._show_frame()
        self.open_place(self.place)

    def _connect(self) -> None:
        self.pages.page_built.connect(self._connect_page)
        self.navigation.page_opened.connect(self.open_page)
        self.navigation.element_opened.connect(self.open_element)
        self.navigation.search_wanted.connect(self.search)
        self.bar.command_wanted.connect(self.command_wanted)
        self.bar.assessment_chosen.connect(self.choose_assessment)
        self.bar.respondent_chosen.connect(self.choose_respondent)

    def _connect_page(self, _name: str, page: Page) -> None:
        page.element_opened.connect(self.open_element)
        page.place_opened.connect(self.open_place)
        page.link_wanted.connect(self.link_wanted)
        page.failed.connect(self.failed)
        page.saved.connect(self.saved)
        page.announced.connect(lambda words: announce(self, words))
        page.command_wanted.connect(self.command_wanted)
        if isinstance(page, ElementPage):
            page.versions_wanted.connect(self.versions_wanted)
            page.undo_wanted.connect(lambda: self.command_wanted.emit("undo"))
            page.redo_wanted.connect(lambda: self.command_wanted.emit("redo"))

    # The modules of pages that are not shown first are imported when they are: the first paint must not wait for them.

    def _overview_page(self, parent: QWidget) -> Page:
        from roadmap_desktop.ui.pages.overview_page import OverviewPage

        return OverviewPage(self._theme, self.desk, parent)

    def _element_page(self, parent: QWidget) -> Page:
        return ElementPage(self._theme, self.desk, self._messages, parent)

    def _actions_page(self, parent: QWidget) -> Page:
        from roadmap_desktop.ui.pages.action_plan_page import ActionPlanPage

        return ActionPlanPage(self.desk, self._messages, parent)

    def _agencies_page(self, parent: QWidget) -> Page:
        from roadmap_desktop.ui.pages.agencies_page import AgenciesPage

        return AgenciesPage(self.desk, self._messages, parent)

    def _library_page(self, parent: QWidget) -> Page:
        from roadmap_desktop.ui.pages.library_page import LibraryPage

        return LibraryPage(self.desk, parent)

    def _workshop_page(self, parent: QWidget) -> Page:
        from roadmap_desktop.ui.pages.workshop_page import WorkshopPage

        return WorkshopPage(self._theme, self.desk, parent)

    def _search_page(self, parent: QWidget) -> Page:
        from roadmap_desktop.ui.pages.search_page import SearchPage

        return SearchPage(self.desk, parent)

    def _shelf_page(self, parent: QWidget) -> Page:
        from roadmap_desktop.ui.pages.shelf_page import ShelfPage

        return ShelfPage(self.desk, parent)

    def _help_page(self, parent: QWidget) -> Page:
        from roadmap_desktop.ui.pages.help_page import HelpPage

        return HelpPage(parent)

    def _show_frame(self) -> None:
        try:
            rounds, respondents = self.desk.reading.assessments(), self.desk.reading.respondents()
            name = self.desk.reading.task_force().name
            overview = self.desk.reading.overview(self.place, date.today())
            pack = self.desk.reading.pack(self.place.assessment)
        except RoadmapError as error:
            self.failed.emit(error)
            return
        self.bar.show_state(name, rounds, self.place.assessment, respondents, self.place.respondent)
        self.navigation.show_overview(overview, pack, len(respondents) - 1)
        self._overview = overview
        self.counted.emit(overview)

    def tell_counts(self) -> None:
        """Say again how much is answered, for whoever came later."""
        if self._overview is not None:
            self.counted.emit(self._overview)
        else:
            self._show_frame()

    def _changed(self, _change: DocumentChanged) -> None:
        known = {one.id for one in self.desk.reading.assessments()}
        if self.place.assessment not in known:
            self.place = self.desk.reading.last_place()
        elif self.place.respondent not in {one.id for one in self.desk.reading.respondents()}:
            self.place = Place(self.place.assessment, self.desk.reading.last_place().respondent, self.place.element)
        self._show_frame()
        self.pages.refresh()
        self.moved.emit()

    @property
    def element_page(self) -> ElementPage | None:
        """The element page while it is shown."""
        page = self.pages.currentWidget()
        return page if isinstance(page, ElementPage) else None

    def open_page(self, name: str) -> None:
        """Show a page by its name."""
        self.pages.show_page(name, self.place)
        self.navigation.select(name, self.place.element)
        self.moved.emit()

    def open_element(self, element: str) -> None:
        """Show an element at the stage it stands at."""
        self.open_place(Place(self.place.assessment, self.place.respondent, ElementId(element)))

    def open_place(self, place: Place) -> None:
        """Show a place: another round or respondent, an element, a prompt; the overview without an element."""
        changed = (place.assessment, place.respondent) != (self.place.assessment, self.place.respondent)
        self.pages.flush()
        self.place = place
        if changed:
            self._show_frame()
        if place.element is not None and not self._is_covered(place):
            self.place = Place(place.assessment, place.respondent)
        name = "element" if self.place.element is not None else "overview"
        page = self.pages.show_page(name, self.place)
        self.navigation.select(name, self.place.element)
        if isinstance(page, ElementPage) and page.stage is not None:
            self.place = Place(
                self.place.assessment, self.place.respondent, self.place.element, StageId(page.stage), self.place.prompt
            )
        self.moved.emit()

    def _is_covered(self, place: Place) -> bool:
        try:
            return self.desk.reading.is_shown(place)
        except RoadmapError:
            return False

    def choose_assessment(self, assessment: str) -> None:
        """Show another round, at the same element where it covers it."""
        self.open_place(Place(AssessmentId(assessment), self.place.respondent, self.place.element))

    def choose_respondent(self, respondent: str) -> None:
        """Answer as somebody else."""
        self.open_place(Place(self.place.assessment, RespondentId(respondent), self.place.element))

    def step(self, by: int) -> None:
        """Go to the next or the previous element of the tree."""
        element = self.navigation.neighbor(self.place.element, by)
        if element is not None:
            self.open_element(element)

    def search(self, words: str) -> None:
        """Search everywhere."""
        from roadmap_desktop.ui.pages.search_page import SearchPage

        page = self.pages.show_page("search", self.place)
        if isinstance(page, SearchPage):
            page.search(words)
        self.moved.emit()

    def remember(self) -> None:
        """Keep where work is, in the file."""
        page = self.element_page
        place = self.place
        if page is not None:
            place = Place(place.assessment, place.respondent, place.element, page.stage, self._focused_prompt(page))
        try:
            self.desk.reading.remember_place(place)
        except RoadmapError as error:
            self.failed.emit(error)

    @staticmethod
    def _focused_prompt(page: ElementPage) -> PromptId | None:
        focused = QApplication.focusWidget()
        return next((PromptId(card.prompt_id) for card in page.cards if card.editor is focused), None)

    def flush(self) -> None:
        """Write whatever was typed."""
        self.pages.flush()

    def let_go(self) -> None:
        """What was typed is safe elsewhere: nothing of it is written here any more."""
        page = self.element_page
        for card in page.cards if page is not None else ():
            card.editor.mark_saved(card.editor.text())

    def _flush_when_left(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            self.flush()

    def stop(self) -> None:
        """Hear no more of changes."""
        self._signals.stop()
