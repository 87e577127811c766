"""What no font of this computer can print: told before a PDF is written, with where it stands."""

import unicodedata

from msgspec import Struct

from roadmap_desktop.i18n import _, ngettext
from roadmap_desktop.reports.data import Report
from roadmap_desktop.reports.style import install
from roadmap_desktop.reports.text import Typesetter
from roadmap_desktop.services.leaving import typed_texts

_MOST_PLACES = 3
_MOST_CHARACTERS = 12


class Unprintable(Struct, frozen=True):
    """A character that is printed as its code, such as "[U+1F642]", and where it stands, each place once."""

    character: str
    places: tuple[str, ...]

    @property
    def words(self) -> str:
        """The character, what Unicode calls it, and the first places."""
        name = unicodedata.name(self.character, "").lower()
        shown = " ".join(filter(None, (self.character, f"(U+{ord(self.character):04X} {name}".rstrip() + ")")))
        more = len(self.places) - _MOST_PLACES
        places = "; ".join(self.places[:_MOST_PLACES])
        if more > 0:
            others = ngettext("{count} more place", "{count} more places", more).format(count=more)
            places = _("{places}; {others}").format(places=places, others=others)
        return _("{character} in {places}").format(character=shown, places=places)


def unprintable(report: Report) -> tuple[Unprintable, ...]:
    """Every typed character of a report that no font has, in the order in which it is printed first."""
    install()
    words = Typesetter()
    places: dict[str, list[str]] = {}
    for place, text in typed_texts(report):
        if text.isascii():
            continue
        words.missing.clear()
        words.words(text)
        # In the order of the text, where each character stands for the first time.
        for character in dict.fromkeys(char for char in text if char in words.missing):
            found = places.setdefault(character, [])
            if place not in found:
                found.append(place)
    return tuple(Unprintable(character, tuple(found)) for character, found in places.items())


def told(found: tuple[Unprintable, ...]) -> str:
    """One sentence and a line for each of the first characters; empty when everything can be printed."""
    if not found:
        return ""
    lines = [one.words for one in found[:_MOST_CHARACTERS]]
    more = len(found) - _MOST_CHARACTERS
    if more > 0:
        lines.append(ngettext("and {count} more character", "and {count} more characters", more).format(count=more))
    first = ngettext(
        "No font on this computer has this character. It will be printed as its code, such as [U+1F642].",
        "No font on this computer has these characters. They will be printed as their codes, such as [U+1F642].",
        len(found),
    )
    return "\n".join((first, "", *(f"• {line}" for line in lines)))
