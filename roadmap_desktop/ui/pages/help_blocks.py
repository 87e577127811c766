"""What a help page is made of."""

from typing import Literal

from msgspec import Struct

from roadmap_desktop.i18n import _

# Printed as it stands, in one language, wherever the tool says what it is.
ATTRIBUTION = (
    "Independent tool with original content, arranged after the structure publicly described for the IACP/BJA/OVC "
    "Roadmap. Not produced or endorsed by IACP, BJA or OVC. A planning aid, not a checklist or an evaluation."
)


class Block(Struct, frozen=True):
    """A paragraph, a heading, a point or a numbered step of a list, or a note in a quieter color."""

    text: str
    kind: Literal["paragraph", "heading", "point", "step", "note"] = "paragraph"


class Topic(Struct, frozen=True):
    """One help page; its id is never shown."""

    id: str
    title: str
    blocks: tuple[Block, ...]


def heading(text: str) -> Block:
    """A heading inside a page."""
    return Block(text, "heading")


def point(text: str) -> Block:
    """One point of a list."""
    return Block(text, "point")


def step(text: str) -> Block:
    """One step of a numbered list; the page counts them."""
    return Block(text, "step")


def note(text: str) -> Block:
    """Something to know about the page itself."""
    return Block(text, "note")


def not_legal_advice() -> Block:
    """Stands on every page that names a law."""
    return note(_("This page is not legal advice; it has not yet been checked by a lawyer."))
