"""A language of our own for tests: every letter has an accent and every text is about 40 % longer."""

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGE = "en_XA"
TEMPLATE = Path(__file__).parents[1] / "resources" / "translations" / "roadmap_desktop.pot"

_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒĝĥíĵķĺɱñóþɋŕšŧúṽŵẋýžÅƁÇĐÉƑĜĤÍĴĶĹṀÑÓÞɊŔŠŦÚṼŴẊÝŽ",
)
# What stands for a value must stay as it is.
_PLACEHOLDER = re.compile(r"(\{[^}]*\})")


def accented(text: str) -> str:
    """A text in this language; places for values and the marks of shortcut keys stay."""
    parts = _PLACEHOLDER.split(text)
    longer = "".join(part if place % 2 else part.translate(_LETTERS) for place, part in enumerate(parts))
    letters = len(_PLACEHOLDER.sub("", text))
    # Padding in words of its own, so that long texts wrap as those of another language would.
    return f"{longer} {'~~~~ ' * (letters * 4 // 50)}~".rstrip() if letters > 1 else longer


def template() -> Catalog:
    """Every message of the template."""
    with TEMPLATE.open("rb") as file:
        return read_po(file)


def install_catalog(folder: Path) -> Path:
    """Translate the whole template and compile it as a translator's catalog would be; returns its folder."""
    made = Catalog(locale="en", domain="roadmap_desktop")
    for message in template():
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            words = tuple(accented(one) for one in ids)
            made.add(message.id, words if len(ids) > 1 else words[0], flags=message.flags)
    target = folder / LANGUAGE / "LC_MESSAGES" / "roadmap_desktop.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    compiled = BytesIO()
    write_mo(compiled, made)
    target.write_bytes(compiled.getvalue())
    return folder
