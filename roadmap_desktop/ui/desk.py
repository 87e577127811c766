"""Everything the pages of one open file are given."""

from msgspec import Struct

from roadmap_desktop.services.answering import AnsweringService
from roadmap_desktop.services.assessments import AssessmentsService
from roadmap_desktop.services.documents import Document
from roadmap_desktop.services.history import HistoryService
from roadmap_desktop.services.partners import PartnersService
from roadmap_desktop.services.planning import PlanningService
from roadmap_desktop.services.reading import ReadingService
from roadmap_desktop.services.search import SearchService


class Desk(Struct, frozen=True):
    """The services of one open document."""

    document: Document
    reading: ReadingService
    answering: AnsweringService
    planning: PlanningService
    partners: PartnersService
    assessments: AssessmentsService
    history: HistoryService
    search: SearchService

    @classmethod
    def of(cls, document: Document) -> "Desk":
        """The services of a document that was just opened."""
        return cls(
            document,
            ReadingService(document),
            AnsweringService(document),
            PlanningService(document),
            PartnersService(document),
            AssessmentsService(document),
            HistoryService(document),
            SearchService(document),
        )
