"""What is about to leave the house and looks identifying: listed, and masked in the output before it is written."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from roadmap_desktop.i18n import _
from roadmap_desktop.model.identifying import Passage, masked
from roadmap_desktop.model.identifying_rules import Detail
from roadmap_desktop.reports.data import (
    ActionRow,
    DifferenceRow,
    PartnerRow,
    PrintedArea,
    PrintedElement,
    PrintedPrompt,
    PrintedStage,
    Report,
    Track,
)
from roadmap_desktop.services.identifying import Looking, mask_for

# The fields whose words somebody typed; a test holds that every field of a report stands here or below.
TYPED: Mapping[type[Struct], frozenset[str]] = {
    Report: frozenset({"assessment", "areas", "actions", "shelf"}),
    PrintedArea: frozenset({"elements"}),
    PrintedElement: frozenset(
        {"why", "dissent", "stages", "closing", "notes", "actions", "evidence", "partners", "shelved", "track"}
    ),
    PrintedStage: frozenset({"prompts"}),
    PrintedPrompt: frozenset({"text", "answer", "state", "wording"}),
    Track: frozenset({"note"}),
    ActionRow: frozenset({"what", "owner", "resources", "told", "status"}),
    PartnerRow: frozenset({"reason"}),
    DifferenceRow: frozenset(),
}
# Words of the prompts, of this application, or labels that the file allows by their nature.
OURS: Mapping[type[Struct], frozenset[str]] = {
    Report: frozenset({"kind", "paper", "title", "task_force", "audience", "exported", "attribution", "review_note"})
    | frozenset(
        {"pack", "counts", "differences", "glossary", "stage_definitions", "language", "claim", "more", "by_owner"}
    ),
    PrintedArea: frozenset({"number", "title", "summary"}),
    PrintedElement: frozenset({"number", "title", "purpose", "agreement"}),
    PrintedStage: frozenset({"title"}),
    PrintedPrompt: frozenset({"number", "mark"}),
    Track: frozenset({"stages", "now", "goal", "goal_month"}),
    ActionRow: frozenset({"due", "element"}),
    PartnerRow: frozenset({"who", "stage"}),
    DifferenceRow: frozenset({"number", "title", "between", "views"}),
}


class Leaving(Struct, frozen=True):
    """Words that would leave, what they look like, and where they stand; `was_kept` when someone kept them before."""

    kind: Detail
    text: str
    places: tuple[str, ...]
    was_kept: bool = False


def leaving(report: Report, looking: Looking) -> tuple[Leaving, ...]:
    """Everything in a report that looks identifying, each wording once, in the order in which it is printed."""
    return listed(typed_texts(report), looking)


def without(report: Report, wanted: Collection[Leaving], looking: Looking) -> Report:
    """The report with these wordings masked wherever they stand; the file itself is not touched."""
    return _mapped(report, masker(wanted, looking)) if wanted else report


def listed(texts: Iterable[tuple[str, str]], looking: Looking) -> tuple[Leaving, ...]:
    """What looks identifying in texts, each with the place where it stands; each wording once, in their order."""
    places: dict[Passage, list[str]] = {}
    for place, text in texts:
        for passage in looking.everything(text):
            found = places.setdefault(_wording(passage), [])
            if place not in found:
                found.append(place)
    return tuple(Leaving(one.kind, one.said, tuple(found), looking.was_kept(one)) for one, found in places.items())


def masker(wanted: Collection[Leaving], looking: Looking) -> Callable[[str], str]:
    """What masks these wordings wherever they stand in a text."""
    chosen = {(one.kind, one.text) for one in wanted}

    def mask(text: str) -> str:
        passages = [one for one in looking.everything(text) if (one.kind, one.said) in chosen]
        return masked(text, mask_for, passages)

    return mask


def _wording(passage: Passage) -> Passage:
    # The same words at another place of another text are the same wording.
    return replace(passage, start=0, end=len(passage.text))


def typed_texts(report: Report) -> Iterator[tuple[str, str]]:
    """Every text of a report that somebody typed, with the place where it is printed, in words."""
    return _typed_texts(report, "")


def _typed_texts(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _typed_texts(one, place)
    elif isinstance(value, Struct):
        here, parts = _place_of(value, place), _parts() if isinstance(value, PrintedElement) else {}
        for name in sorted(TYPED[type(value)], key=value.__struct_fields__.index):
            part = " · ".join((here, parts[name])) if name in parts else here
            yield from _typed_texts(getattr(value, name), part)


def _parts() -> dict[str, str]:
    return {
        "why": _("Why this stage"),
        "dissent": _("Who sees it differently, and how"),
        "notes": _("Notes"),
        "evidence": _("Evidence"),
        "partners": _("Partner answers"),
    }


def _place_of(value: Struct, place: str) -> str:
    if isinstance(value, PrintedElement):
        return f"{value.number} {value.title}"
    if isinstance(value, PrintedPrompt):
        return " · ".join(filter(None, (place, value.text)))
    if isinstance(value, ActionRow):
        return " · ".join(filter(None, (place or value.element, _("Action plan"))))
    return place


def _mapped(value: Report, mask: Callable[[str], str]) -> Report:
    return replace(value, **{name: _masked(getattr(value, name), mask) for name in TYPED[Report]})


def _masked(value: object, mask: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, tuple):
        return tuple(_masked(one, mask) for one in value)
    if isinstance(value, Struct):
        return replace(value, **{name: _masked(getattr(value, name), mask) for name in TYPED[type(value)]})
    return value
