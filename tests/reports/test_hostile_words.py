"""Words that look like markup, code or paths, through every kind of PDF: printed as typed, and nothing else happens."""

import random
import struct
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from msgspec.structs import replace
from pypdf.generic import ArrayObject, DictionaryObject

from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.notes import EvidenceId, EvidenceItem, Note, NoteId, NoteKind
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.reports.data import PrintedPrompt, PrintedStage
from roadmap_desktop.reports.rl import Canvas, Paragraph
from roadmap_desktop.reports.style import install
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.recovery import render as recovery_sheet
from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest
from tests.documents import ROLES, STAGES, Desk
from tests.reports.test_rendering import a_report, rendered, text_of

SEED = 20261125
TODAY = date(2026, 11, 24)
BAIT = "bait-7c2e.png"
# What a reader could follow, start or take out of a PDF; ours holds none but jumps inside it.
ACTS = ("/URI", "/Launch", "/JavaScript", "/JS", "/EmbeddedFile", "/EF", "/GoToR", "/SubmitForm", "/RichMedia", "/AA")
PIECES = (
    '<img src="{bait}"/>',
    "<img src='file://{bait}' width=10 height=10>",
    '<a href="file://{bait}">here</a>',
    '<a href="https://example.org/">link</a>',
    "<link destination='x'>",
    "</para>",
    "<para>",
    "<b>unclosed",
    "</b></i></u>",
    "<font color=[[[1 for x in [2]]]]>x</font>",
    "<onDraw name='x' label='y'/>",
    "<seq id='x'/>",
    "<bullet>&bull;</bullet>",
    "<br/><br>",
    "<super>2</super>",
    "<!-- hidden -->",
    "<![CDATA[x]]>",
    "<?xml version='1.0'?>",
    "<script>app.alert(1)</script>",
    "&amp;&lt;&#65;&#x41;&nbsp;",
    "&#x110000; &#0; &bogus;",
    "AT&T",
    "(unbalanced ) ( \\( \\\\",
    "<< /S /URI /URI (x) >>",
    "endstream endobj",
    "%PDF-1.7 %%EOF",
    "=HYPERLINK(1)",
    "{{ 7*7 }} ${x} %(title)s %s {0}",
    "\\n \\0 \\u202e",
    "$HOME `id` $(id)",
    "../../etc/passwd",
    "C:\\run.exe",
    "\\\\host\\share\\x",
    "javascript:alert(1)",
    "' OR 1=1 --",
    "[U+0041]",
    "x" * 150,
    "Señora",
)

_HEARD: list[str] = []
_LISTENS: list[bool] = [False]
_HOOKED: list[bool] = [False]


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _LISTENS[0] and event in {"open", "urllib.Request", "socket.connect"} and BAIT in str(arguments[0]):
        _HEARD.append(str(arguments[0]))


@contextmanager
def listening() -> Iterator[list[str]]:
    """What is opened in the meantime that has the name of the bait."""
    if not _HOOKED[0]:
        sys.addaudithook(_hook)
        _HOOKED[0] = True
    _HEARD.clear()
    _LISTENS[0] = True
    try:
        yield _HEARD
    finally:
        _LISTENS[0] = False


@pytest.fixture
def bait(tmp_path: Path) -> Path:
    """A picture that stands where the words say."""
    path = tmp_path / BAIT
    # A whole picture of one pixel, so that it would be taken if anything looked.
    parts = [
        (b"IHDR", bytes((0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0))),
        (b"IDAT", zlib.compress(bytes(4))),
        (b"IEND", b""),
    ]
    chunks = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    ]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    return path


def acts(data: bytes) -> set[str]:
    """The names of what a reader could do with a PDF, and every picture in it."""
    reader = pypdf.PdfReader(BytesIO(data))
    found: set[str] = set()

    def walk(one: object) -> None:
        if isinstance(one, DictionaryObject):
            found.update(name for name in ACTS if name in one or one.get("/S") == name)
            if one.get("/Subtype") == "/Image":
                found.add("/Image")
            for value in one.values():
                walk(value)
        elif isinstance(one, ArrayObject):
            for value in one:
                walk(value)

    for number in range(1, int(str(reader.trailer["/Size"]))):
        walk(reader.get_object(number))
    return found


def words_of(count: int, bait: Path) -> list[str]:
    """Pieces in any order; the first are each of them alone."""
    choose = random.Random(SEED)
    made = [piece.replace("{bait}", str(bait)) for piece in PIECES]
    return made + [
        choose.choice((" ", "", "\n")).join(choose.choice(made) for _piece in range(choose.randrange(2, 6)))
        for _turn in range(count - len(made))
    ]


def squeezed(text: str) -> str:
    """Without white space: a line may end anywhere."""
    return "".join(text.split())


def print_and_compare(count: int, bait: Path) -> None:
    """Every text as an answer, a hundred in a report."""
    texts = words_of(count, bait)
    for start in range(0, count, 100):
        part = texts[start : start + 100]
        report = a_report("Nothing.")
        area = report.areas[0]
        prompts = tuple(
            PrintedPrompt(f"1.{number}", f"Prompt {number}?", text) for number, text in enumerate(part, start=1)
        )
        element = replace(area.elements[0], stages=(PrintedStage("1 Exploring", prompts),))
        with listening() as heard:
            data = rendered(replace(report, areas=(replace(area, elements=(element,)),)))
        printed = squeezed(text_of(data))
        # Where a page ends within a text, its foot stands in between; alone it stands on one page.
        cut = [text for text in part if squeezed(text) not in printed]
        assert len(cut) < 10
        assert [text for text in cut if squeezed(text) not in squeezed(text_of(rendered(a_report(text))))] == []
        assert acts(data) == set()
        assert heard == []


def test_five_hundred_hostile_texts_are_printed_as_typed(bait: Path) -> None:
    print_and_compare(500, bait)


@pytest.mark.campaign
def test_a_hundred_thousand_hostile_texts_are_printed_as_typed(bait: Path) -> None:
    print_and_compare(100_000, bait)


def fill(desk: Desk, words: str) -> None:
    """The same words wherever a user can write any."""
    name = words[:200]
    agency = desk.partners.add(name)
    assert agency.agency is not None
    desk.partners.allow_name(agency.agency, True)
    desk.rounds.rename_task_force(name)
    desk.answering.answer(desk.key(), words)
    desk.answering.answer(desk.key("roles.wrap.p1"), words)
    placed = StagePlacement(desk.placement_key(), now=STAGES[1], reason=words[:1500], dissent=words[:1500])
    desk.answering.place(placed)
    desk.answering.place(replace(placed, key=desk.placement_key(ROLES, agency.id), dissent=""))
    note = Note(NoteId(""), desk.round, desk.key().respondent, ROLES, NoteKind.GAP, words[:1500])
    desk.planning.save_note(note)
    desk.planning.save_evidence(EvidenceItem(EvidenceId(""), ROLES, words[:1500], name, words[:1500]))
    desk.planning.save_action(ActionItem(ActionId(""), words[:1500], name, "2027-01", words[:1500], element=ROLES))


@pytest.mark.parametrize("kind", list(ReportKind))
@pytest.mark.parametrize("start", [0, 10, 20, 30])
def test_no_field_of_any_kind_of_report_is_markup(desk: Desk, bait: Path, kind: ReportKind, start: int) -> None:
    pieces = [piece.replace("{bait}", str(bait)) for piece in PIECES[start : start + 10]]
    fill(desk, " ".join(pieces))
    service = ReportingService(desk.document)
    elements = (ROLES,) if kind is ReportKind.ELEMENT else ()
    request = ReportRequest(kind, desk.round, elements=elements, internal=True, roles=True, unanswered=True)
    with listening() as heard:
        data = service.render(service.gather(request, TODAY), Progress())
    printed = squeezed(text_of(data))
    # A plan holds only what an action says; a summary leaves long actions to it.
    least = {ReportKind.ACTION_PLAN: 1, ReportKind.SUMMARY: 0}.get(kind, 3)
    assert [piece for piece in pieces if printed.count(squeezed(piece)) < least] == []
    assert acts(data) == set()
    assert heard == []


@pytest.mark.parametrize("start", range(0, len(PIECES), 8))
def test_the_recovery_sheet_prints_signs_of_markup(bait: Path, start: int) -> None:
    pieces = [piece.replace("{bait}", str(bait)) for piece in PIECES[start : start + 8]]
    with listening() as heard:
        data = recovery_sheet(Passphrase(" ".join(pieces)), f"{pieces[0][:80]}.roadmap", TODAY).data
    assert [piece for piece in pieces if squeezed(piece) not in squeezed(text_of(data))] == []
    assert acts(data) == set()
    assert heard == []


def test_markup_that_is_read_would_be_noticed(bait: Path) -> None:
    """The control: the same words handed to ReportLab as markup open the picture and make a link."""
    out = BytesIO()
    canvas = Canvas(out)
    with listening() as heard:
        made = Paragraph(f'<a href="https://example.org/">x</a> <img src="{bait}"/>', install().body)
        made.wrapOn(canvas, 400, 400)
        made.drawOn(canvas, 72, 72)
        canvas.save()
    assert heard != []
    assert acts(out.getvalue()) == {"/URI", "/Image"}
