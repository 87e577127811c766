"""The structure tree of a tagged PDF (ISO 32000-1, 14.7): elements, what they hold, and how they are written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from roadmap_desktop.reports.rl import PDFDictionary, PDFObject, PDFObjectReference, PDFString

_TEXTS = ("Alt", "ActualText", "Lang")


class Content(NamedTuple):
    """A marked piece of a page: the page, and its number among the pieces of that page."""

    page: Any
    number: int


class Annotation(NamedTuple):
    """An annotation, such as a link, and the page it stands on."""

    reference: Any
    page: Any


class Element:
    """One element of the structure; `kids` are in reading order."""

    __slots__ = ("attributes", "kids", "number", "parent_number", "role")

    def __init__(self, role: str, parent: "Element | None", attributes: Mapping[str, Any]) -> None:
        self.role = role
        self.attributes = attributes
        self.kids: list[Element | Content | Annotation] = []
        # Of the objects in the file, once it is written.
        self.number = self.parent_number = 0
        if parent is not None:
            parent.kids.append(self)


class _Written(PDFObject):
    # What is written as it is: ReportLab would look at each of many thousand entries.
    def __init__(self) -> None:
        self.data = b""

    def format(self, _document: Any) -> bytes:
        """ReportLab: as it stands in the file."""
        return self.data


class Tree:
    """Writes the elements below a root into a document; names count from 1, so that the same tree is the same bytes.

    Every page and annotation must be in the document already: objects are named by their numbers.
    """

    def __init__(self, document: Any, root: Element) -> None:
        self._document = document
        self._root = root
        self._objects: list[tuple[Element, _Written]] = []

    def write(self, parents: Mapping[int, Element | Sequence[Element]]) -> None:
        """Make the tree the document's. `parents` says to whom each page's pieces and each annotation belong."""
        tree = self._reserve("StructTreeRoot")
        numbers = self._reserve("ParentTree")
        self._reserve_all(self._root)
        self._root.parent_number = self._number("StructTreeRoot")
        for element, written in self._objects:
            written.data = self._element(element)
        numbers.data = f"<< /Nums [ {' '.join(map(self._owner, sorted(parents.items())))} ] >>".encode("ascii")
        tree.data = (
            f"<< /K {self._root.number} 0 R /ParentTree {self._number('ParentTree')} 0 R "
            f"/ParentTreeNextKey {max(parents, default=-1) + 1} /Type /StructTreeRoot >>"
        ).encode("ascii")
        self._document.Catalog.StructTreeRoot = PDFObjectReference("StructTreeRoot")

    @staticmethod
    def _owner(entry: tuple[int, Element | Sequence[Element]]) -> str:
        key, owner = entry
        if isinstance(owner, Element):
            return f"{key} {owner.number} 0 R"
        return f"{key} [ {' '.join([f'{one.number} 0 R' for one in owner])} ]"

    def _reserve(self, name: str) -> _Written:
        written = _Written()
        self._document.Reference(written, name)
        return written

    def _number(self, name: str) -> int:
        return int(self._document.idToObjectNumberAndVersion[name][0])

    def _reserve_all(self, element: Element) -> None:
        name = f"Element{len(self._objects) + 1}"
        self._objects.append((element, self._reserve(name)))
        element.number = self._number(name)
        for kid in element.kids:
            if isinstance(kid, Element):
                kid.parent_number = element.number
                self._reserve_all(kid)

    def _element(self, element: Element) -> bytes:
        pages = {kid.page.name for kid in element.kids if isinstance(kid, Content)}
        page = self._number(pages.pop()) if len(pages) == 1 else 0
        kids = " ".join([self._kid(kid, page) for kid in element.kids])
        at = f" /Pg {page} 0 R" if page else ""
        text = f"<< /K [ {kids} ] /P {element.parent_number} 0 R{at} /S /{element.role} /Type /StructElem"
        parts = [text.encode("ascii"), *self._attributes(element), b" >>"]
        return b"".join(parts)

    def _attributes(self, element: Element) -> Iterator[bytes]:
        for name, value in element.attributes.items():
            held = PDFString(value) if name in _TEXTS else PDFDictionary(value)
            yield f" /{name} ".encode("ascii") + held.format(self._document)

    def _kid(self, kid: "Element | Content | Annotation", page: int) -> str:
        if isinstance(kid, Element):
            return f"{kid.number} 0 R"
        if isinstance(kid, Annotation):
            place, what = self._number(kid.page.name), self._number(kid.reference.name)
            return f"<< /Obj {what} 0 R /Pg {place} 0 R /Type /OBJR >>"
        if page:
            return str(kid.number)
        return f"<< /MCID {kid.number} /Pg {self._number(kid.page.name)} 0 R /Type /MCR >>"
