"""One broken rule of a content pack, and the files its parts stand in."""

from msgspec import Struct

from roadmap_desktop.content.schema import FunctionArea, KeyElement

PACK_FILE = "pack.toml"
GLOSSARY_FILE = "glossary.toml"
RESOURCES_FILE = "resources.toml"
WORKSHOP_FILE = "workshop.toml"


class Problem(Struct, frozen=True):
    """File, place in it, the reason, and the text it is about; the text is empty when there is none to show."""

    file: str
    place: str
    reason: str
    text: str = ""

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.file, self.place, self.reason, self.text)))


def element_file(area: FunctionArea, element: KeyElement) -> str:
    """The file of one element, from the pack's folder."""
    return f"elements/{area.id}/{element.id}.toml"
