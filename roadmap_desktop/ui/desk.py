"""Everything the pages of one open file are given."""

from functools import cached_property
from typing import TYPE_CHECKING

from roadmap_desktop.services.answering import AnsweringService
from roadmap_desktop.services.documents import Document
from roadmap_desktop.services.reading import ReadingService

if TYPE_CHECKING:
    from roadmap_desktop.services.assessments import AssessmentsService
    from roadmap_desktop.services.history import HistoryService
    from roadmap_desktop.services.identifying import IdentifyingService
    from roadmap_desktop.services.partners import PartnersService
    from roadmap_desktop.services.planning import PlanningService
    from roadmap_desktop.services.search import SearchService
    from roadmap_desktop.services.shelf import ShelfService


class Desk:
    """The services of one open document; those that the first paint does without are made when they are wanted."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.reading = ReadingService(document)
        self.answering = AnsweringService(document)

    @cached_property
    def planning(self) -> "PlanningService":
        """Action items, notes, evidence, prompts of our own."""
        from roadmap_desktop.services.planning import PlanningService

        return PlanningService(self.document)

    @cached_property
    def partners(self) -> "PartnersService":
        """Agencies and their respondents."""
        from roadmap_desktop.services.partners import PartnersService

        return PartnersService(self.document)

    @cached_property
    def assessments(self) -> "AssessmentsService":
        """Rounds: start, rename, scope, close."""
        from roadmap_desktop.services.assessments import AssessmentsService

        return AssessmentsService(self.document)

    @cached_property
    def history(self) -> "HistoryService":
        """Undo, redo, versions, erasing."""
        from roadmap_desktop.services.history import HistoryService

        return HistoryService(self.document)

    @cached_property
    def identifying(self) -> "IdentifyingService":
        """What looks as if it could point at a person."""
        from roadmap_desktop.services.identifying import IdentifyingService

        return IdentifyingService(self.document)

    @cached_property
    def search(self) -> "SearchService":
        """Words in prompts, answers, notes and resources."""
        from roadmap_desktop.services.search import SearchService

        return SearchService(self.document)

    @cached_property
    def shelf(self) -> "ShelfService":
        """What is no longer asked."""
        from roadmap_desktop.services.shelf import ShelfService

        return ShelfService(self.document)
