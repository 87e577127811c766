from collections import Counter
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.reports.data import ActionRow, Kind, Paper, PrintedPrompt, PrintedStage, Report
from roadmap_desktop.reports.rendering import Renderer
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import DocumentService
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.recovery import render as recovery_sheet
from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest
from roadmap_desktop.services.samples import SampleService
from roadmap_desktop.ui.window_files import original_pack
from tests.documents import ROLES, Desk
from tests.reports.pdf_rules import faults, roles, ua_failures
from tests.reports.test_rendering import a_report

TODAY = date(2026, 11, 25)


def rendered(report: Report, *, tagged: bool = True) -> bytes:
    return Renderer().render(report, lambda _done, _total: None, tagged=tagged).data


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The sample task force: two rounds, partners, notes, actions."""
    documents = DocumentService(feed := ChangeFeed())
    path = tmp_path_factory.mktemp("sample") / "sample.roadmap"
    return Desk(SampleService(documents, original_pack()).new_sample(path), documents, feed)


def requests(desk: Desk) -> list[ReportRequest]:
    """Every kind of PDF, as large as it gets."""
    element = ("agreements-and-protocols",)
    return [
        ReportRequest(ReportKind.ASSESSMENT, desk.round, unanswered=True, roles=True, internal=True),
        ReportRequest(ReportKind.SUMMARY, desk.round, paper="a4", roles=True),
        ReportRequest(ReportKind.ELEMENT, desk.round, elements=element, unanswered=True),
        ReportRequest(ReportKind.ACTION_PLAN, desk.round),
        ReportRequest(ReportKind.ACTION_PLAN, desk.round, by_owner=True),
    ]


def test_every_kind_keeps_every_rule(sample: Desk) -> None:
    service = ReportingService(sample.document)
    wanted = requests(sample)
    assert {request.kind for request in wanted} == set(ReportKind)
    for request in wanted:
        data = service.render(service.gather(request, TODAY), Progress())
        assert ua_failures(data) == [], request.kind
        assert faults(data) == [], request.kind


def test_the_recovery_sheet_keeps_every_rule(tmp_path: Path) -> None:
    data = recovery_sheet(Passphrase("one two three four five"), "river.roadmap", TODAY).data
    assert ua_failures(data) == []
    assert faults(data) == []


def test_the_tree_of_the_assessment_report_in_words(sample: Desk) -> None:
    service = ReportingService(sample.document)
    report = service.gather(ReportRequest(ReportKind.ASSESSMENT, sample.round), TODAY)
    found = Counter(roles(service.render(report, Progress())))
    elements = sum(len(area.elements) for area in report.areas)
    assert found["TOC"] == 1
    assert found["TOCI"] == found["Link"] == 1 + 4 + elements + 4
    # One drawing for the stages of each element, one for the overview of each area at least.
    assert found["Figure"] >= elements + 4
    assert found["H2"] >= elements
    stages = [stage for area in report.areas for one in area.elements for stage in one.stages]
    assert found["H4"] >= sum(len(stage.prompts) for stage in stages) > 20
    assert found["TH"] > 4
    assert found["Table"] == found["THead"] == found["TBody"]


def test_tags_change_nothing_that_is_seen(sample: Desk) -> None:
    service = ReportingService(sample.document)
    report = service.gather(ReportRequest(ReportKind.SUMMARY, sample.round), TODAY)
    tagged, plain = (pypdfium2.PdfDocument(rendered(report, tagged=tagged)) for tagged in (True, False))
    assert len(tagged) == len(plain)
    for one, other in zip(tagged, plain, strict=True):
        assert one.render(scale=1).to_pil().tobytes() == other.render(scale=1).to_pil().tobytes()


def test_the_same_report_is_the_same_bytes(sample: Desk) -> None:
    service = ReportingService(sample.document)
    report = service.gather(ReportRequest(ReportKind.SUMMARY, sample.round), TODAY)
    assert rendered(report) == rendered(report)


TEXT = st.text(alphabet=st.sampled_from("abc XYZ.,\n\tñé<&>(\\)“”"), min_size=1, max_size=400)


@settings(max_examples=15)
@given(st.lists(TEXT, min_size=1, max_size=6), st.lists(TEXT, max_size=5), st.sampled_from(list(Kind)), st.booleans())
def test_random_words_keep_every_rule(answers: list[str], actions: list[str], kind: Kind, by_owner: bool) -> None:
    report = a_report("Nothing.")
    area = report.areas[0]
    prompts = tuple(PrintedPrompt(f"1.{place}", f"{text}?", text) for place, text in enumerate(answers, start=1))
    rows = tuple(ActionRow(text, f"Owner {len(text) % 3}", "January 2027", "Open", told=text) for text in actions)
    element = replace(area.elements[0], stages=(PrintedStage("1 Exploring", prompts),), actions=rows)
    paper = Paper.A4 if by_owner else Paper.LETTER
    changed = replace(
        report,
        kind=kind,
        paper=paper,
        areas=(replace(area, elements=(element,)),),
        actions=tuple(sorted(rows, key=lambda row: row.owner)),
        by_owner=by_owner,
    )
    data = rendered(changed)
    assert ua_failures(data) == []
    assert faults(data) == []


def test_a_cell_higher_than_a_page_is_one_cell(desk: Desk) -> None:
    for number in range(3):
        what = "\n".join(f"Line {line} of step {number}." for line in range(90 if number == 1 else 2))
        desk.planning.save_action(ActionItem(ActionId(""), what[:1900], "Coordinator", element=ROLES))
    service = ReportingService(desk.document)
    data = service.render(service.gather(ReportRequest(ReportKind.ACTION_PLAN, desk.round), TODAY), Progress())
    assert len(pypdfium2.PdfDocument(data)) >= 3
    assert Counter(roles(data))["TR"] == 1 + 3
    assert Counter(roles(data))["TH"] == 5
    assert ua_failures(data) == []
    assert faults(data) == []


Damage = Callable[[Any], object]


def first(pdf: Any, role: str) -> Any:
    def walk(node: Any) -> Any:
        if isinstance(node, pikepdf.Array):
            return next((found for one in node if (found := walk(one)) is not None), None)
        if not isinstance(node, pikepdf.Dictionary) or "/S" not in node:
            return None
        return node if str(node.S) == role else walk(node.get("/K", pikepdf.Array()))

    found = walk(pdf.Root.StructTreeRoot.K)
    assert found is not None
    return found


def no_language(pdf: Any) -> None:
    del pdf.Root["/Lang"]


def no_words_for_a_picture(pdf: Any) -> None:
    del first(pdf, "/Figure")["/Alt"]


def a_level_left_out(pdf: Any) -> None:
    first(pdf, "/H2").S = pikepdf.Name("/H3")


def no_scope(pdf: Any) -> None:
    del first(pdf, "/TH")["/A"]


def no_order_of_tabs(pdf: Any) -> None:
    del pdf.pages[0].obj["/Tabs"]


def no_marks(pdf: Any) -> None:
    pdf.pages[1].Contents = pdf.make_stream(
        pikepdf.unparse_content_stream(
            [one for one in pikepdf.parse_content_stream(pdf.pages[1]) if str(one.operator) not in ("BDC", "EMC")]
        )
    )


def no_tree(pdf: Any) -> None:
    del pdf.Root["/MarkInfo"]


def no_title(pdf: Any) -> None:
    del pdf.Root["/Metadata"]


@pytest.mark.parametrize(
    "damage",
    [
        no_language,
        no_words_for_a_picture,
        a_level_left_out,
        no_scope,
        no_order_of_tabs,
        no_marks,
        no_tree,
        no_title,
    ],
)
def test_what_is_missing_is_noticed(sample: Desk, damage: Damage) -> None:
    service = ReportingService(sample.document)
    request = ReportRequest(ReportKind.ELEMENT, sample.round, elements=("agreements-and-protocols",))
    data = service.render(service.gather(request, TODAY), Progress())
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        damage(pdf)
        pdf.save(target)
    assert ua_failures(target.getvalue()) or faults(target.getvalue())
    assert ua_failures(data) == []


def test_untagged_pdfs_have_no_tree(sample: Desk) -> None:
    service = ReportingService(sample.document)
    report = service.gather(ReportRequest(ReportKind.SUMMARY, sample.round), TODAY)
    with pikepdf.open(BytesIO(rendered(report, tagged=False))) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
