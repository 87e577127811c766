"""The library and the word list of a pack: what each entry needs, and which of them no prompt uses."""

from collections.abc import Collection, Iterator
from datetime import date

from roadmap_desktop.content.problems import GLOSSARY_FILE, RESOURCES_FILE, Problem
from roadmap_desktop.content.schema import ContentPack, Provenance, Resource

# What the pack that ships promises, and each translation of it.
LEAST_TERMS = 41
LEAST_RESOURCES = 60


def library_problems(pack: ContentPack) -> Iterator[Problem]:
    """Entries that are too few or lack a fact, and resources that wrongly carry or lack the mark `reference_only`."""
    if pack.provenance is Provenance.ORIGINAL:
        if len(pack.glossary) < LEAST_TERMS:
            yield Problem(GLOSSARY_FILE, "terms", f"at least {LEAST_TERMS} are needed, {len(pack.glossary)} found")
        if len(pack.resources) < LEAST_RESOURCES:
            yield Problem(
                RESOURCES_FILE, "resources", f"at least {LEAST_RESOURCES} are needed, {len(pack.resources)} found"
            )
    for resource in pack.resources:
        yield from _facts(resource)
    used = {name for element in pack.elements for stage in element.stages for name in stage.resources}
    for resource in pack.resources:
        yield from _mark(RESOURCES_FILE, resource.id, resource.title, resource.id in used, resource.reference_only)


def term_problems(pack: ContentPack, used: Collection[str]) -> Iterator[Problem]:
    """Terms that wrongly carry or lack the mark `reference_only`, given the ids of those that occur in the pack."""
    for term in pack.glossary:
        yield from _mark(GLOSSARY_FILE, term.id, term.term, term.id in used, term.reference_only)


def _facts(resource: Resource) -> Iterator[Problem]:
    for name in ("title", "publisher", "year", "address", "checked"):
        if not getattr(resource, name).strip():
            hint = " (“n.d.” when the source gives none)" if name == "year" else ""
            yield Problem(RESOURCES_FILE, resource.id, f"the {name} is missing{hint}", resource.title)
    if resource.checked and not _is_date(resource.checked):
        yield Problem(RESOURCES_FILE, resource.id, f"there is no day {resource.checked}", resource.title)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _mark(file: str, place: str, text: str, is_used: bool, is_marked: bool) -> Iterator[Problem]:
    if not is_used and not is_marked:
        yield Problem(file, place, "nothing in the pack uses it; mark it `reference_only = true`", text)
    if is_used and is_marked:
        yield Problem(file, place, "it is in use; take `reference_only` away", text)
