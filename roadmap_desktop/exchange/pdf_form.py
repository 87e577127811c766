"""Read a worksheet that came back, in a process of its own and within limits: whoever sent it may have made it to harm.

Started by `services.returned_forms`. It reads one line of JSON from standard input, the `path` of the file, and answers
with one line: what was `found`, or why it is `unfit`. Nothing in the file is run, drawn or written.
"""

import contextlib
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pikepdf

from roadmap_desktop.exchange.bounded_streams import StreamIsUnfit, bounded_bytes
from roadmap_desktop.exchange.pdf_outline import carries_scripts, is_scanned
from roadmap_desktop.model.text import clean_text
from roadmap_desktop.model.worksheet import MARK_FIELD, FormMark, MarkIsUnfit, Returned, Unfit, decode_mark, field_named

# Larger than a form of all elements will ever be, also when a reader appends to it a hundred times.
LARGEST = 64 << 20
LONGEST_VALUE = 2_000_000
MOST_CHARACTERS = 24_000_000
MOST_FIELDS = 20_000
DEEPEST = 16
_MEMORY = 1 << 30
_SECONDS = 30
_STREAM = 64 << 20
_HEAD = 1024
_MOST_BYTES = 4 * LONGEST_VALUE
# In UTF-16, the language of what follows may stand between two escapes (ISO 32000-1, 7.9.2.2).
_LANGUAGE = re.compile("\x1b[a-z]{2}[A-Z]{0,2}\x1b")


class FormIsUnfit(Exception):
    """The PDF is not received; `reason` says why."""

    def __init__(self, reason: Unfit) -> None:
        super().__init__(reason.value)
        self.reason = reason


class _Node(NamedTuple):
    # A field with what it takes from those above it.
    node: Any
    name: str
    kind: Any
    value: Any
    depth: int


class _Found:
    """The values that were found, by name, and what is wrong with those that are ours."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.faults: list[Unfit] = []
        self._characters = 0

    def add(self, field: _Node) -> None:
        """Take the value of a field. Raises FormIsUnfit beyond what all fields of a form can hold."""
        if _acts(field.node):
            self.faults.append(Unfit.SCRIPTS)
        try:
            text = _cleaned(field)
        except FormIsUnfit as error:
            # Fields of others may hold whatever they like, but no more than we take.
            if error.reason is Unfit.TOO_MUCH:
                raise
            text = ""
            self.faults += [error.reason] if _is_ours(field.name) else []
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise FormIsUnfit(Unfit.TOO_MUCH)
        before = self.texts.get(field.name, "")
        if before and text and before != text:
            self.faults.append(Unfit.DUPLICATES)
        self.texts[field.name] = text or before


def _acts(node: Any) -> bool:
    kids = node.get("/Kids", ())
    return any("/A" in one or "/AA" in one for one in (node, *kids))


def _is_ours(name: str) -> bool:
    return name == MARK_FIELD or field_named(name) is not None


def read(path: Path) -> Returned:
    """What a returned form holds. Raises FormIsUnfit, and OSError where the file cannot be read."""
    with path.open("rb") as file:
        return read_bytes(file.read(LARGEST + 1))


def read_bytes(data: bytes) -> Returned:
    """What the bytes of a returned form hold. Raises FormIsUnfit."""
    if len(data) > LARGEST:
        raise FormIsUnfit(Unfit.TOO_LARGE)
    if b"%PDF-" not in data[:_HEAD]:
        raise FormIsUnfit(Unfit.NOT_A_PDF)
    try:
        # Without a walk through the pages, which may be as deep as somebody likes.
        with pikepdf.open(BytesIO(data), suppress_warnings=True, inherit_page_attributes=False) as pdf:
            found = _found(pdf)
    except pikepdf.PasswordError:
        raise FormIsUnfit(Unfit.ENCRYPTED) from None
    except MemoryError:
        raise FormIsUnfit(Unfit.TOO_MUCH) from None
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError):
        # The library has its own names for what is wrong with a file, and not all of them are its own errors.
        raise FormIsUnfit(Unfit.DAMAGED) from None
    mark = _mark(found)
    ours = {name: text for name, text in found.texts.items() if field_named(name) is not None and text}
    others = {name: text for name, text in found.texts.items() if not _is_ours(name) and text}
    return Returned(mark, ours, others, hashlib.sha256(data).hexdigest())


def _mark(found: _Found) -> FormMark:
    if not any(_is_ours(name) for name in found.texts):
        raise FormIsUnfit(Unfit.FOREIGN)
    if found.faults:
        raise FormIsUnfit(found.faults[0])
    if not found.texts.get(MARK_FIELD):
        raise FormIsUnfit(Unfit.MARK_DAMAGED)
    try:
        return decode_mark(found.texts[MARK_FIELD])
    except MarkIsUnfit as error:
        raise FormIsUnfit(error.reason) from None


def _found(pdf: pikepdf.Pdf) -> _Found:
    root: Any = pdf.Root
    form = root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        raise FormIsUnfit(Unfit.XFA)
    if not isinstance(fields, pikepdf.Array) or not len(fields):
        raise FormIsUnfit(Unfit.SCANNED if is_scanned(root) else Unfit.NO_FIELDS)
    found = _Found()
    if carries_scripts(root):
        found.faults.append(Unfit.SCRIPTS)
    for field in _fields(fields):
        found.add(field)
    return found


def _fields(top: pikepdf.Array) -> Iterator[_Node]:
    """Every field that has a value or could have one; a tree that turns back on itself is no form."""
    seen: set[tuple[int, int]] = set()
    waiting = [_Node(node, "", None, None, 0) for node in reversed(_members(top))]
    count = 0
    while waiting:
        above = waiting.pop()
        count += 1
        if count > MOST_FIELDS or above.depth > DEEPEST:
            raise FormIsUnfit(Unfit.TOO_MUCH)
        _require_new(above.node, seen)
        field = _joined(above)
        below = _below(field)
        waiting += reversed(below)
        if not below:
            yield field


def _members(held: Any) -> list[Any]:
    if not isinstance(held, pikepdf.Array):
        raise FormIsUnfit(Unfit.CHANGED)
    if len(held) > MOST_FIELDS:
        raise FormIsUnfit(Unfit.TOO_MUCH)
    return list(held)


def _require_new(node: Any, seen: set[tuple[int, int]]) -> None:
    if node is None:
        # What is listed and not there was cut off.
        raise FormIsUnfit(Unfit.DAMAGED)
    if not isinstance(node, pikepdf.Dictionary):
        raise FormIsUnfit(Unfit.CHANGED)
    if node.is_indirect:
        if node.objgen in seen:
            raise FormIsUnfit(Unfit.CHANGED)
        seen.add(node.objgen)


def _joined(above: _Node) -> _Node:
    node = above.node
    name = above.name
    if "/T" in node:
        if not isinstance(node.T, pikepdf.String):
            raise FormIsUnfit(Unfit.CHANGED)
        name = ".".join(filter(None, (above.name, str(node.T))))
    return _Node(node, name, node.get("/FT", above.kind), node.get("/V", above.value), above.depth)


def _below(field: _Node) -> list[_Node]:
    # Kids with a name are fields; those without are only the places where this one is shown.
    if "/Kids" not in field.node:
        return []
    kids = _members(field.node.Kids)
    if any(not isinstance(kid, pikepdf.Dictionary) for kid in kids):
        raise FormIsUnfit(Unfit.DAMAGED if None in kids else Unfit.CHANGED)
    return [
        _Node(kid, field.name, field.kind, field.value, field.depth + 1)
        for kid in kids
        if "/T" in kid or "/Kids" in kid
    ]


def _cleaned(field: _Node) -> str:
    value = field.value
    if value is None or field.kind == pikepdf.Name.Sig:
        return ""
    if isinstance(value, (pikepdf.Stream, pikepdf.String)):
        text = _spelled(_bytes_of(value))
    elif isinstance(value, pikepdf.Name) and field.kind != pikepdf.Name.Tx:
        text = "" if value == pikepdf.Name.Off else str(value)[1:]
    else:
        raise FormIsUnfit(Unfit.CHANGED)
    if len(text) > LONGEST_VALUE:
        raise FormIsUnfit(Unfit.TOO_MUCH)
    return clean_text(_LANGUAGE.sub("", text))


def _bytes_of(value: Any) -> bytes:
    try:
        if isinstance(value, pikepdf.Stream):
            return bounded_bytes(value, _MOST_BYTES)
    except StreamIsUnfit as error:
        raise FormIsUnfit(Unfit.TOO_MUCH if error.is_too_long else Unfit.CHANGED) from None
    raw = bytes(value)
    if len(raw) > _MOST_BYTES:
        raise FormIsUnfit(Unfit.TOO_MUCH)
    return raw


def _spelled(raw: bytes) -> str:
    """A text string of a PDF (ISO 32000-2, 7.9.2.2): UTF-16 of either order, UTF-8, or PDFDocEncoding."""
    for start, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if raw.startswith(start):
            return raw[len(start) :].decode(encoding, "replace")
    return str(pikepdf.String(raw)) if not raw.isascii() else raw.decode("ascii")


def bound_process() -> None:
    """Limit what this process may take of memory and time, and let it write nothing."""
    pikepdf.settings.set_qpdf_limits(
        parser_max_nesting=100,
        parser_max_container_size=2_000_000,
        max_stream_filters=4,
        flate_max_memory=_STREAM,
        png_max_memory=_STREAM,
        run_length_max_memory=_STREAM,
        tiff_max_memory=_STREAM,
        dct_max_memory=_STREAM,
    )
    # What a limit of the library does not hold, the system does; on Windows the parent's time limit stands alone.
    try:
        import resource
    except ImportError:
        return
    for name, value in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (value, value))


def main() -> int:
    """Read one question, answer it in one line."""
    bound_process()
    asked = json.loads(sys.stdin.readline())
    try:
        answer = msgspec.json.encode({"found": read(Path(asked["path"]))})
    except FormIsUnfit as error:
        answer = msgspec.json.encode({"unfit": error.reason})
    except MemoryError:
        answer = msgspec.json.encode({"unfit": Unfit.TOO_MUCH})
    except OSError:
        answer = msgspec.json.encode({"unfit": ""})
    sys.stdout.buffer.write(answer + b"\n")
    return 0
