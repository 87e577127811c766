"""Looks into the structure of a tagged PDF with another library, and asks the checker of PDF/UA-1."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import page
import pikepdf

# The operators that put something on a page.
DRAWS = ("Tj", "TJ", "'", '"', "S", "s", "f", "f*", "B", "B*", "b", "b*", "Do", "sh")


def ua_failures(data: bytes) -> list[str]:
    """The rules of PDF/UA-1 (ISO 14289-1) that a PDF breaks."""
    report = page.validate_pdf_bytes(
        data, profile=page.ValidationProfile.PDF_UA_1, limits=page.SafetyLimits.unlimited()
    )
    return sorted({failure.rule_id for failure in report.failures})


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the structure, in reading order."""

    def walk(node: Any) -> Iterator[Any]:
        yield node
        for kid in _kids(node):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    top: Any = pdf.Root
    yield from walk(top.StructTreeRoot.K)


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def roles(data: bytes) -> list[str]:
    """The roles of all elements, in reading order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [str(node.S).removeprefix("/") for node in elements(pdf)]


def faults(data: bytes) -> list[str]:
    """What is wrong with the tags of a PDF, found by reading it back; nothing for a sound one."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [*_heading_faults(pdf), *_element_faults(pdf), *_page_faults(pdf)]
        top: Any = pdf.Root
        if str(top.get("/Lang", "")) == "":
            found.append("no language")
        if not top.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
            found.append("the title is not shown")
    return found


def _heading_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    last = 0
    for node in elements(pdf):
        level = re.fullmatch(r"/H(\d)", str(node.S))
        if level:
            if int(level[1]) > last + 1:
                yield f"H{level[1]} after H{last}"
            last = int(level[1])


def _element_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    for node in elements(pdf):
        role = str(node.S)
        if role == "/Figure" and not str(node.get("/Alt", "")):
            yield "a figure without words"
        if role == "/TH" and "/Scope" not in node.get("/A", {}):
            yield "a head cell without a scope"
        if role == "/TR":
            parent = str(node.P.S)
            if parent not in ("/THead", "/TBody"):
                yield f"a row in {parent}"


def _page_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    placed = _placed(pdf)
    for number, leaf in enumerate(pdf.pages):
        if leaf.obj.get("/Tabs") != pikepdf.Name.S:
            yield f"page {number} without an order of tabs"
        drawn, loose = _drawn(leaf)
        if loose:
            yield f"page {number}: {loose} drawn outside of every mark, or inside of two"
        if drawn != placed.get(leaf.obj.objgen, []):
            yield f"page {number} is not read in the order in which it is drawn"


def _drawn(leaf: pikepdf.Page) -> tuple[list[int], int]:
    # The numbers of the marks in the order of the page, and how often something was drawn at a wrong depth.
    loose = 0
    numbers: list[int] = []
    # Whether each open mark says to whom its content belongs; others only tell the words of what is inside.
    owners: list[bool] = []
    for instruction in pikepdf.parse_content_stream(leaf):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name in ("BDC", "BMC"):
            mark: Any = operands[1] if len(operands) > 1 else {}
            numbers += [int(mark["/MCID"])] if "/MCID" in mark else []
            owners.append("/MCID" in mark or str(operands[0]) == "/Artifact")
        if name == "EMC":
            owners.pop()
        loose += name in DRAWS and sum(owners) != 1
    return numbers, loose


def _placed(pdf: pikepdf.Pdf) -> dict[object, list[int]]:
    found: dict[object, list[int]] = {}
    for node in elements(pdf):
        for kid in _kids(node):
            if isinstance(kid, int):
                found.setdefault(node.Pg.objgen, []).append(kid)
            elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                piece: Any = kid
                found.setdefault(piece.Pg.objgen, []).append(int(piece.MCID))
    return found
