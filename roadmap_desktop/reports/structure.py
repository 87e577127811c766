"""The structure tree of a tagged PDF (ISO 32000-1, 14.7): elements, what they hold, and how they are written."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from roadmap_desktop.reports.rl import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString

_TEXTS = ("Alt", "Lang")


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

    __slots__ = ("attributes", "kids", "name", "parent", "role")

    def __init__(self, role: str, parent: "Element | None", attributes: Mapping[str, Any]) -> None:
        self.role = role
        self.parent = parent
        self.attributes = attributes
        self.kids: list[Element | Content | Annotation] = []
        self.name = ""
        if parent is not None:
            parent.kids.append(self)


class Tree:
    """Writes the elements below a root into a document; names count from 1, so that the same tree is the same bytes."""

    def __init__(self, document: Any, root: Element) -> None:
        self._document = document
        self._root = root
        self._count = 0

    def write(self, parents: Mapping[int, Element | Sequence[Element]]) -> None:
        """Make the tree the document's. `parents` says to whom each page's pieces and each annotation belong."""
        self._name(self._root)
        top = PDFObjectReference("StructTreeRoot")
        self._element(self._root, top)
        numbers: list[Any] = []
        for key in sorted(parents):
            owner = parents[key]
            value = self._of(owner) if isinstance(owner, Element) else PDFArray([self._of(one) for one in owner])
            numbers += [key, value]
        tree = self._document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}), "ParentTree")
        entries = {
            "Type": PDFName("StructTreeRoot"),
            "K": self._of(self._root),
            "ParentTree": tree,
            "ParentTreeNextKey": max(parents, default=-1) + 1,
        }
        self._document.Catalog.StructTreeRoot = self._document.Reference(PDFDictionary(entries), "StructTreeRoot")

    def _name(self, element: Element) -> None:
        self._count += 1
        element.name = f"Element{self._count}"
        for kid in element.kids:
            if isinstance(kid, Element):
                self._name(kid)

    @staticmethod
    def _of(element: Element) -> Any:
        return PDFObjectReference(element.name)

    def _element(self, element: Element, parent: Any) -> None:
        entries: dict[str, Any] = {"Type": PDFName("StructElem"), "S": PDFName(element.role), "P": parent}
        for name, value in element.attributes.items():
            entries[name] = PDFString(value) if name in _TEXTS else PDFDictionary(value)
        pages = {kid.page.name for kid in element.kids if isinstance(kid, Content)}
        if len(pages) == 1:
            entries["Pg"] = next(kid.page for kid in element.kids if isinstance(kid, Content))
        own = self._of(element)
        kids = [self._kid(kid, whole_page=len(pages) == 1) for kid in element.kids]
        entries["K"] = kids[0] if len(kids) == 1 else PDFArray(kids)
        self._document.Reference(PDFDictionary(entries), element.name)
        for kid in element.kids:
            if isinstance(kid, Element):
                self._element(kid, own)

    def _kid(self, kid: "Element | Content | Annotation", *, whole_page: bool) -> Any:
        if isinstance(kid, Element):
            return self._of(kid)
        if isinstance(kid, Annotation):
            return PDFDictionary({"Type": PDFName("OBJR"), "Obj": kid.reference, "Pg": kid.page})
        if whole_page:
            return kid.number
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": kid.page, "MCID": kid.number})
