"""What a PDF from elsewhere is, seen from outside: whether it would run something, and whether it is only pictures."""

from collections.abc import Iterator
from typing import Any

import pikepdf

_MOST_NODES = 2_000
_MOST_PAGES = 20


def carries_scripts(root: Any) -> bool:
    """True when opening the file would start something other than going to a page."""
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        return True
    if "/AA" in root:
        return True
    action = root.get("/OpenAction")
    return isinstance(action, pikepdf.Dictionary) and action.get("/S") != pikepdf.Name.GoTo


def is_scanned(root: Any) -> bool:
    """True when the first pages hold pictures and no letters."""
    pages = list(_pages(root))
    return bool(pages) and all(_is_picture(page) for page in pages)


def _pages(root: Any) -> Iterator[Any]:
    # Not by the library, which goes through the whole tree, however deep it is.
    waiting = [root.get("/Pages")]
    found = count = 0
    while waiting and found < _MOST_PAGES and count < _MOST_NODES:
        node = waiting.pop()
        count += 1
        if not isinstance(node, pikepdf.Dictionary):
            continue
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            waiting += [kids[place] for place in reversed(range(min(len(kids), _MOST_PAGES)))]
        else:
            found += 1
            yield node


def _is_picture(page: Any) -> bool:
    resources = page.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        return False
    fonts, drawings = resources.get("/Font"), resources.get("/XObject")
    if isinstance(fonts, pikepdf.Dictionary) and len(fonts):
        return False
    if not isinstance(drawings, pikepdf.Dictionary):
        return False
    return any(
        isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image for one in drawings.values()
    )
