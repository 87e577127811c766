"""PDFs that are no returned worksheet, or one that somebody broke or made to do harm; each with its reason."""

import warnings
import zlib
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image

from roadmap_desktop.model.worksheet import MARK_FIELD, Unfit, encode_mark
from tests.worksheets import FIRST, MARK, SECOND, a_form, a_sheet

Build = Callable[[], bytes]


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    """The bytes of an open PDF."""
    target = BytesIO()
    with warnings.catch_warnings():
        # That some fields cannot be reached any more is what is wanted.
        warnings.simplefilter("ignore")
        pdf.save(target, **options)
    return target.getvalue()


def changed(change: Callable[[pikepdf.Pdf, Any], None]) -> Build:
    """A worksheet with something changed: gets the document and the dictionary of its form."""

    def build() -> bytes:
        with pikepdf.open(BytesIO(a_form())) as pdf:
            top: Any = pdf.Root
            change(pdf, top.AcroForm)
            return saved(pdf)

    return build


def field(form: Any, name: str) -> Any:
    """A field by its name."""
    return next(one for one in form.Fields if str(one.T) == name)


def with_value(value: Callable[[pikepdf.Pdf], Any], name: str = FIRST.name) -> Build:
    """A worksheet in which one field holds something that no reader writes there."""

    def change(pdf: pikepdf.Pdf, form: Any) -> None:
        field(form, name).V = value(pdf)

    return changed(change)


def with_mark(text: str) -> Build:
    """A worksheet that says something else of itself."""
    return with_value(lambda _pdf: pikepdf.String(text), MARK_FIELD)


def from_objects(objects: Sequence[bytes]) -> bytes:
    """A PDF put together by hand; the first object is the root."""
    parts, places = [b"%PDF-1.7\n"], []
    start = len(parts[0])
    for number, body in enumerate(objects, start=1):
        places.append(start)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        start += len(parts[-1])
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size %d>>\n" % (count, rows, count))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(parts)


def bomb(size: int) -> bytes:
    """Many zeros, packed small."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    return b"".join([*(packer.compress(block) for _turn in range(size >> 20)), packer.flush()])


def a_scan() -> bytes:
    target = BytesIO()
    Image.new("RGB", (200, 260), "white").save(target, "PDF")
    return target.getvalue()


def flattened() -> bytes:
    with pikepdf.open(BytesIO(a_form())) as pdf:
        for page in pdf.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
        del pdf.Root["/AcroForm"]
        return saved(pdf)


def a_foreign_form(*, scripts: bool = False) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        one = pdf.make_indirect(
            pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="last name", V=pikepdf.Array([1]), Subtype=pikepdf.Name.Widget)
        )
        if scripts:
            one.AA = pikepdf.Dictionary(K=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([one]))
        return saved(pdf)


def half() -> bytes:
    whole = a_form()
    return whole[: len(whole) // 2]


def holed() -> bytes:
    whole = a_form()
    third = len(whole) // 3
    return whole[:third] + bytes(third) + whole[2 * third :]


def locked() -> bytes:
    with pikepdf.open(BytesIO(a_form())) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(owner="o", user="u", R=6))


def script() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="this.submitForm('x')")


def on_opening(pdf: pikepdf.Pdf, _form: Any) -> None:
    pdf.Root.OpenAction = script()


def by_name(pdf: pikepdf.Pdf, _form: Any) -> None:
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["x", script()])))


def on_typing(_pdf: pikepdf.Pdf, form: Any) -> None:
    field(form, FIRST.name).AA = pikepdf.Dictionary(K=script())


def on_closing(pdf: pikepdf.Pdf, _form: Any) -> None:
    pdf.Root.AA = pikepdf.Dictionary(WC=script())


def on_choosing(_pdf: pikepdf.Pdf, form: Any) -> None:
    choice = next(one for one in form.Fields if "/Kids" in one)
    choice.Kids[0].A = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")


def launching(pdf: pikepdf.Pdf, _form: Any) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")


def with_xfa(pdf: pikepdf.Pdf, form: Any) -> None:
    form.XFA = pdf.make_stream(b"<xdp/>")


def without_mark(_pdf: pikepdf.Pdf, form: Any) -> None:
    form.Fields = pikepdf.Array([one for one in form.Fields if str(one.T) != MARK_FIELD])


def twice(pdf: pikepdf.Pdf, form: Any) -> None:
    first = field(form, FIRST.name)
    first.V = "One text"
    other = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=first.T, V="Another text"))
    form.Fields.append(other)


def without_name(_pdf: pikepdf.Pdf, form: Any) -> None:
    field(form, FIRST.name).T = 7


def with_holes(_pdf: pikepdf.Pdf, form: Any) -> None:
    form.Fields[3] = None


def of_numbers(_pdf: pikepdf.Pdf, form: Any) -> None:
    form.Fields[3] = 17


def going_in_circles(pdf: pikepdf.Pdf, form: Any) -> None:
    one = pdf.make_indirect(pikepdf.Dictionary(T="a"))
    other = pdf.make_indirect(pikepdf.Dictionary(T="b", Kids=pikepdf.Array([one])))
    one.Kids = pikepdf.Array([other])
    form.Fields.append(one)


def listed_twice(_pdf: pikepdf.Pdf, form: Any) -> None:
    form.Fields.append(form.Fields[2])


def deep(pdf: pikepdf.Pdf, form: Any) -> None:
    node = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="end", V="x"))
    for _turn in range(1000):
        node = pdf.make_indirect(pikepdf.Dictionary(T="a", Kids=pikepdf.Array([node])))
    form.Fields.append(node)


def many(_pdf: pikepdf.Pdf, form: Any) -> None:
    form.Fields = pikepdf.Array([pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=f"f{n}") for n in range(100_000)])


def many_below(pdf: pikepdf.Pdf, form: Any) -> None:
    for part in range(30):
        kids = [pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=f"f{n}") for n in range(1000)]
        form.Fields.append(pdf.make_indirect(pikepdf.Dictionary(T=f"p{part}", Kids=pikepdf.Array(kids))))


def kids_of_another_type(_pdf: pikepdf.Pdf, form: Any) -> None:
    field(form, FIRST.name).Kids = 5


def full_to_the_brim(pdf: pikepdf.Pdf, form: Any) -> None:
    text = pdf.make_stream(b"x" * 1_900_000)
    for one in form.Fields:
        if str(one.T) != MARK_FIELD:
            one.FT, one.V = pikepdf.Name.Tx, text


def an_array(pdf: pikepdf.Pdf, _form: Any) -> None:
    pdf.Root.AcroForm = pikepdf.Array([1, 2])


def packed_value(pdf: pikepdf.Pdf) -> Any:
    return pikepdf.Stream(pdf, bomb(1 << 30), Filter=pikepdf.Name.FlateDecode)


def strangely_packed_value(pdf: pikepdf.Pdf) -> Any:
    return pikepdf.Stream(pdf, b"41>", Filter=pikepdf.Name.JPXDecode)


def broken_value(pdf: pikepdf.Pdf) -> Any:
    return pikepdf.Stream(pdf, b"no deflate", Filter=pikepdf.Name.FlateDecode)


def a_deep_tree_of_pages() -> bytes:
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 3) for number in range(50_000)]
    return from_objects([b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page>>"])


def a_tree_of_pages_in_a_circle() -> bytes:
    return from_objects([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R 2 0 R 2 0 R]>>"])


def nested(opening: bytes) -> Build:
    return lambda: from_objects([b"<</Type/Catalog/AcroForm<</Fields " + opening * 200_000 + b">>>>"])


def a_packed_object_stream() -> bytes:
    packed = bomb(1 << 30)
    head = b"%PDF-1.7\n"
    first = b"2 0 obj\n<</Type/ObjStm/N 1/First 8/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    body = head + first + packed + b"\nendstream\nendobj\n"
    # Type, where it is (or in which object), and which one of it: the root is the first one in the stream.
    rows = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + last.to_bytes(2, "big")
        for kind, place, last in ((0, 0, 65535), (2, 2, 0), (1, len(head), 0), (1, len(body), 0))
    )
    facts = b"<</Type/XRef/W[1 4 2]/Size 4/Root 1 0 R/Length %d>>" % len(rows)
    index = b"3 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (facts, rows)
    return body + index + b"startxref\n%d\n%%%%EOF\n" % len(body)


def an_index_in_a_circle() -> bytes:
    whole = from_objects([b"<</Type/Catalog>>"])
    start = whole.index(b"xref\n")
    return whole.replace(b"/Size", b"/Prev %d/Size" % start)


HOSTILE: Mapping[str, tuple[Build, Unfit]] = {
    "nothing": (lambda: b"", Unfit.NOT_A_PDF),
    "words": (lambda: b"Dear partner, see attached.", Unfit.NOT_A_PDF),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000), Unfit.NOT_A_PDF),
    "a word processor's file": (lambda: b"PK\x03\x04" + bytes(2000), Unfit.NOT_A_PDF),
    "larger than is taken": (lambda: a_form() + bytes(64 << 20), Unfit.TOO_LARGE),
    "only a head": (lambda: b"%PDF-1.7\n", Unfit.DAMAGED),
    "half of it": (half, Unfit.DAMAGED),
    "zeros in the middle": (holed, Unfit.DAMAGED),
    "no root": (lambda: from_objects([b"17"]), Unfit.DAMAGED),
    "an index in a circle": (an_index_in_a_circle, Unfit.DAMAGED),
    "arrays 200,000 deep": (nested(b"["), Unfit.DAMAGED),
    "dictionaries 200,000 deep": (nested(b"<</Kids"), Unfit.DAMAGED),
    "a field that was cut off": (changed(with_holes), Unfit.DAMAGED),
    "a password": (locked, Unfit.ENCRYPTED),
    "a scan": (a_scan, Unfit.SCANNED),
    "flattened": (flattened, Unfit.NO_FIELDS),
    "the one for paper": (lambda: a_form(a_sheet(is_fillable=False)), Unfit.NO_FIELDS),
    "a form that is an array": (changed(an_array), Unfit.NO_FIELDS),
    "pages 50,000 deep": (a_deep_tree_of_pages, Unfit.NO_FIELDS),
    "pages in a circle": (a_tree_of_pages_in_a_circle, Unfit.NO_FIELDS),
    "somebody else's form": (a_foreign_form, Unfit.FOREIGN),
    "somebody else's form with scripts": (lambda: a_foreign_form(scripts=True), Unfit.FOREIGN),
    "a mark of another kind": (
        with_mark(encode_mark(MARK).replace("roadmap-worksheet", "roadmap-receipt")),
        Unfit.FOREIGN,
    ),
    "a form of another kind": (changed(with_xfa), Unfit.XFA),
    "a script on opening": (changed(on_opening), Unfit.SCRIPTS),
    "a program on opening": (changed(launching), Unfit.SCRIPTS),
    "a script by name": (changed(by_name), Unfit.SCRIPTS),
    "a script on typing": (changed(on_typing), Unfit.SCRIPTS),
    "a script on closing": (changed(on_closing), Unfit.SCRIPTS),
    "a program on choosing": (changed(on_choosing), Unfit.SCRIPTS),
    "no mark": (changed(without_mark), Unfit.MARK_DAMAGED),
    "an empty mark": (with_mark(""), Unfit.MARK_DAMAGED),
    "a cut mark": (with_mark(encode_mark(MARK)[:60]), Unfit.MARK_DAMAGED),
    "a newer mark": (with_mark(encode_mark(MARK).replace('"format":1', '"format":2')), Unfit.NEWER),
    "two texts for one field": (changed(twice), Unfit.DUPLICATES),
    "a number for a text": (with_value(lambda _pdf: 7), Unfit.CHANGED),
    "an array for a text": (with_value(lambda _pdf: pikepdf.Array(["x"])), Unfit.CHANGED),
    "a dictionary for a text": (with_value(lambda _pdf: pikepdf.Dictionary(A=1)), Unfit.CHANGED),
    "a name for a text": (with_value(lambda _pdf: pikepdf.Name.x), Unfit.CHANGED),
    "a number for the mark": (with_value(lambda _pdf: 7, MARK_FIELD), Unfit.CHANGED),
    "a text packed strangely": (with_value(strangely_packed_value), Unfit.CHANGED),
    "a text packed wrongly": (with_value(broken_value), Unfit.CHANGED),
    "a number for a name": (changed(without_name), Unfit.CHANGED),
    "numbers for fields": (changed(of_numbers), Unfit.CHANGED),
    "fields in a circle": (changed(going_in_circles), Unfit.CHANGED),
    "a field listed twice": (changed(listed_twice), Unfit.CHANGED),
    "a number for what is below": (changed(kids_of_another_type), Unfit.CHANGED),
    "fields 1,000 deep": (changed(deep), Unfit.TOO_MUCH),
    "100,000 fields": (changed(many), Unfit.TOO_MUCH),
    "30,000 fields below others": (changed(many_below), Unfit.TOO_MUCH),
    "a text of a gigabyte, packed": (with_value(packed_value), Unfit.TOO_MUCH),
    "a text of ten million": (with_value(lambda _pdf: pikepdf.String("x" * 10_000_000), SECOND.name), Unfit.TOO_MUCH),
    "every field full of two million": (changed(full_to_the_brim), Unfit.TOO_MUCH),
    "a gigabyte of objects, packed": (a_packed_object_stream, Unfit.DAMAGED),
}
