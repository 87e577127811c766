"""Which elements the navigation shows."""

from msgspec import Struct
from msgspec.structs import replace

from roadmap_desktop.model.overview import ElementSummary


class Filters(Struct, frozen=True):
    """Chosen filters; an element must fit all of them. The default shows everything."""

    discipline: str = ""
    lens: str = ""
    unanswered: bool = False
    draft: bool = False
    discuss: bool = False
    with_actions: bool = False

    @property
    def is_active(self) -> bool:
        """True when anything is filtered."""
        return self != Filters()

    def without(self, name: str) -> "Filters":
        """The same filters with one taken away."""
        return replace(self, **{name: getattr(Filters(), name)})


def matches(summary: ElementSummary, filters: Filters) -> bool:
    """True when an element fits every chosen filter."""
    wanted = (
        (not filters.discipline or filters.discipline in summary.disciplines),
        (not filters.lens or filters.lens in summary.lenses),
        (not filters.unanswered or summary.answered + summary.not_our_role < summary.total),
        (not filters.draft or summary.drafts > 0),
        (not filters.discuss or summary.to_discuss > 0),
        (not filters.with_actions or summary.actions > 0),
    )
    return all(wanted)
