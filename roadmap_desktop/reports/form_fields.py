"""The fields of a fillable PDF (ISO 32000-1, 12.7), each with its words for a screen reader and in the structure."""

from typing import Any, NamedTuple

from msgspec import Struct

from roadmap_desktop.model.worksheet import MARK_FIELD
from roadmap_desktop.reports.form_font import NAME, embed
from roadmap_desktop.reports.rl import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
)
from roadmap_desktop.reports.tagging import TaggingCanvas

_READ_ONLY = 1 << 0
_MULTILINE = 1 << 12
_ONLY_ONE_OR_NONE = 1 << 15
_HIDDEN = 1 << 1
_PRINTS = 1 << 2
_SIZE = 10.5
# A circle of four curves: how far their handles are from the ends, as a part of the radius.
_HANDLE = 0.5523


class Box(NamedTuple):
    """Where a field stands on its page, in points: its lower left corner and its size."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def rectangle(self) -> PDFArray:
        """As an annotation says it."""
        corners = (self.left, self.bottom, self.left + self.width, self.bottom + self.height)
        return PDFArray([round(value, 1) for value in corners])


class TextField(Struct, frozen=True):
    """Something to type: its name, its words, how many characters it takes, and what it begins with."""

    name: str
    label: str
    limit: int
    value: str = ""


class ChoiceField(Struct, frozen=True):
    """Something to choose: its name, its words, each option with its value and its words, and the one at first."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    value: str = ""


class _Form(PDFObject):
    # Written last, when every field is there.
    def __init__(self, font: PDFObjectReference) -> None:
        self.fields: list[Any] = []
        self._font = font

    def format(self, document: Any) -> bytes:
        """ReportLab: the dictionary as bytes."""
        made: bytes = PDFDictionary(
            {
                "Fields": PDFArray(self.fields),
                "NeedAppearances": "true",
                "DA": PDFString(f"/{NAME} {_SIZE} Tf 0 g"),
                "DR": PDFDictionary({"Font": PDFDictionary({NAME: self._font})}),
            }
        ).format(document)
        return made


class FormFields:
    """Puts fields on the pages of one document, in the order in which they are drawn."""

    def __init__(self) -> None:
        self._form: _Form | None = None
        self._drawn: dict[object, Any] = {}
        self._groups = 0

    def add_mark(self, canvas: TaggingCanvas, text: str) -> None:
        """A hidden field that nobody can change, on this page."""
        hidden = {"T": PDFString(MARK_FIELD), "V": PDFString(text), "Ff": _READ_ONLY, "F": _HIDDEN}
        self._add(canvas, {"FT": PDFName("Tx"), **hidden, **_widget(Box(0, 0, 0, 0))})

    def add_text(self, canvas: TaggingCanvas, field: TextField, box: Box) -> None:
        """A field of several lines; `box` is on the page."""
        facts = {
            "FT": PDFName("Tx"),
            "T": PDFString(field.name),
            "TU": PDFString(field.label),
            "Ff": _MULTILINE,
            "F": _PRINTS,
            "MaxLen": field.limit,
            **_widget(box),
        }
        if field.value:
            facts["V"] = PDFString(field.value)
        else:
            facts["AP"] = PDFDictionary({"N": self._empty(canvas, box.width, box.height)})
        with canvas.inside(canvas.element((field.name, "field"), "Form")):
            self._add(canvas, facts)

    def add_choice(self, canvas: TaggingCanvas, field: ChoiceField) -> "Options":
        """A choice of one; its options are put on the page one by one."""
        self._groups += 1
        name = f"worksheet-group-{self._groups}"
        group = PDFDictionary(
            {
                "FT": PDFName("Btn"),
                "T": PDFString(field.name),
                "TU": PDFString(field.label),
                "Ff": _ONLY_ONE_OR_NONE,
                "V": PDFName(field.value or "Off"),
                "Kids": (kids := PDFArray([])),
            }
        )
        self._on(canvas).fields.append(canvas.document.Reference(group, name))
        return Options(self, field, PDFObjectReference(name), kids)

    def _add(self, canvas: TaggingCanvas, facts: dict[str, Any]) -> None:
        self._on(canvas).fields.append(canvas.annotate(PDFDictionary(facts)))

    def _on(self, canvas: TaggingCanvas) -> _Form:
        if self._form is None:
            self._form = _Form(embed(canvas.document))
            canvas.document.Catalog.AcroForm = canvas.document.Reference(self._form, "worksheet-form")
        return self._form

    def _empty(self, canvas: TaggingCanvas, width: float, height: float) -> Any:
        return self.drawing(canvas, (round(width, 1), round(height, 1)), b"")

    def drawing(self, canvas: TaggingCanvas, size: tuple[float, float], content: bytes) -> Any:
        """The reference to a drawing of a size, which is written once."""
        key = (size, content)
        if key not in self._drawn:
            named = {"Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": PDFArray([0, 0, *size])}
            stream = PDFStream(PDFDictionary(named), content)
            self._drawn[key] = canvas.document.Reference(stream, f"worksheet-drawing-{len(self._drawn) + 1}")
        return self._drawn[key]


class Options:
    """The options of one choice."""

    def __init__(self, fields: FormFields, field: ChoiceField, group: PDFObjectReference, kids: PDFArray) -> None:
        self._fields, self._field, self._group, self._kids = fields, field, group, kids

    def add(self, canvas: TaggingCanvas, option: tuple[str, str], box: Box) -> None:
        """A circle to choose one; `box` is on the page and square."""
        value, words = option
        is_on = value == self._field.value
        size = (box.width, box.height)
        looks = {
            value: self._fields.drawing(canvas, size, dot(box.width)),
            "Off": self._fields.drawing(canvas, size, b""),
        }
        facts = {
            **_widget(box),
            "Parent": self._group,
            "TU": PDFString(f"{words}. {self._field.label}"),
            "F": _PRINTS,
            "AS": PDFName(value if is_on else "Off"),
            "AP": PDFDictionary({"N": PDFDictionary(looks)}),
            "MK": PDFDictionary({"BC": PDFArray([0.3, 0.36, 0.42])}),
        }
        with canvas.inside(canvas.element((self._field.name, value), "Form")):
            self._kids.sequence.append(canvas.annotate(PDFDictionary(facts)))


def _widget(box: Box) -> dict[str, Any]:
    return {"Type": PDFName("Annot"), "Subtype": PDFName("Widget"), "Rect": box.rectangle}


def dot(size: float) -> bytes:
    """The drawing of a dot in the middle of a square."""
    return f"0.08 0.34 0.48 rg {_round(size / 2, size / 4)} f".encode("ascii")


def _round(middle: float, radius: float) -> str:
    handle = radius * _HANDLE
    low, high = middle - radius, middle + radius
    numbers = [
        (high, middle),
        (high, middle + handle, middle + handle, high, middle, high),
        (middle - handle, high, low, middle + handle, low, middle),
        (low, middle - handle, middle - handle, low, middle, low),
        (middle + handle, low, high, middle - handle, high, middle),
    ]
    first, *curves = [" ".join(f"{number:.2f}" for number in row) for row in numbers]
    return " ".join([f"{first} m", *(f"{curve} c" for curve in curves), "h"])
