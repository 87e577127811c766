from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap_desktop import errors
from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.answers import AnswerState, Visibility
from roadmap_desktop.model.notes import EvidenceId, EvidenceItem, Note, NoteId, NoteKind
from roadmap_desktop.model.placements import Agreement, StagePlacement
from roadmap_desktop.reports import document
from roadmap_desktop.reports.data import (
    ActionRow,
    Kind,
    Paper,
    PrintedArea,
    PrintedElement,
    PrintedPrompt,
    PrintedStage,
    Report,
    Track,
)
from roadmap_desktop.reports.flowables import Matrix, StageTrack
from roadmap_desktop.reports.reading_back import ReadBack, count_pages, pictures
from roadmap_desktop.reports.rendering import Renderer
from roadmap_desktop.reports.style import ACCENT, install
from roadmap_desktop.reports.text import Typesetter
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest
from tests.documents import ROLES, STAGES, Desk

STAGE_TITLES = ("Exploring", "Establishing", "Putting into practice", "Working as one", "Sustaining and renewing")
TODAY = date(2026, 11, 24)


def a_report(answer: str = "We meet weekly.", **facts: object) -> Report:
    prompt = PrintedPrompt("1.1", "What does our MOU say?", answer)
    element = PrintedElement(
        "1.1",
        "Roles",
        "Roles are clear.",
        Track(STAGE_TITLES, 1, 3, "June 2027"),
        stages=(PrintedStage("1 Exploring", (prompt,)),),
    )
    report = Report(
        Kind.ASSESSMENT,
        Paper.LETTER,
        "Assessment report",
        "Sample River Task Force",
        "Baseline 2026",
        "For partners only",
        "Exported November 24, 2026",
        "Independent tool with original content.",
        "Not yet reviewed.",
        "Small pack",
        (("1", "key element"),),
        (PrintedArea(1, "Foundations", "How we work.", (element,)),),
        stage_definitions=tuple((title, f"{title} means this.") for title in STAGE_TITLES),
    )
    return replace(report, **facts)


def rendered(report: Report) -> bytes:
    return Renderer().render(report, lambda _done, _total: None).data


def text_of(data: bytes) -> str:
    """What PDFium reads, with white space folded."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    finally:
        pdf.close()


def test_the_report_says_what_it_is_and_prints_the_answer() -> None:
    data = rendered(a_report())
    text = text_of(data)
    for words in (
        "Assessment report",
        "Sample River Task Force · Baseline 2026",
        "Independent tool with original content.",
        "We meet weekly.",
        "1.1 Roles",
        "goal, June 2027",
        "not an evaluation of any person or agency",
        "1-888-373-7888",
        f"Page 2 of {count_pages(data)}",
    ):
        assert words in text


def test_contents_lead_to_the_pages_they_name() -> None:
    data = rendered(a_report())
    reader = pypdf.PdfReader(BytesIO(data))
    pages = {title.title: reader.get_destination_page_number(title) or 0 for title in _flat(reader.outline)}
    contents = " ".join(reader.pages[1].extract_text().split())
    assert f"Overview {pages['Overview'] + 1}" in contents
    assert f"1.1 Roles {pages['1.1 Roles'] + 1}" in contents


def _flat(outline: object) -> list[pypdf.generic.Destination]:
    found: list[pypdf.generic.Destination] = []
    for item in outline if isinstance(outline, list) else []:
        found += _flat(item) if isinstance(item, list) else [item]
    return found


def test_the_file_names_nobody_and_is_the_same_every_time() -> None:
    data = rendered(a_report())
    assert data == rendered(a_report())
    reader = pypdf.PdfReader(BytesIO(data))
    assert reader.metadata is not None
    assert reader.metadata.title == "Assessment report"
    assert set(reader.metadata) == {"/Title"}
    assert b"reportlab" not in data.lower()
    assert str(reader.root_object["/Lang"]) == "en-US"
    for active in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/URI"):
        assert active not in data


def test_every_font_is_embedded() -> None:
    reader = pypdf.PdfReader(BytesIO(rendered(a_report())))
    fonts: dict[str, pypdf.generic.DictionaryObject] = {}
    for page in reader.pages:
        listed = _inner(_inner(page, "/Resources"), "/Font")
        fonts |= {name: _inner(listed, name) for name in listed}
    assert fonts
    for font in fonts.values():
        assert "/FontFile2" in _inner(font, "/FontDescriptor")
        assert "/ToUnicode" in font


def _inner(holder: pypdf.generic.DictionaryObject, name: str) -> pypdf.generic.DictionaryObject:
    found = holder[name].get_object()
    assert isinstance(found, pypdf.generic.DictionaryObject)
    return found


@pytest.mark.parametrize(("paper", "width"), [(Paper.LETTER, 612.0), (Paper.A4, 595.3)])
def test_both_papers(paper: Paper, width: float) -> None:
    reader = pypdf.PdfReader(BytesIO(rendered(a_report(paper=paper))))
    assert float(reader.pages[0].mediabox.width) == pytest.approx(width, abs=0.5)


@pytest.mark.parametrize(
    "answer",
    [
        '<img src="/etc/passwd"/> and <b>bold',
        "</para> AT&T &#x110000; &amp; <font color=[[1]]>x</font>",
        "<onDraw name='x'/> <a href='http://example.org'>link</a> <seq/>",
        "{{ 7*7 }} %(title)s \\n \\0 $HOME",
    ],
)
def test_text_is_printed_as_typed_and_never_markup(answer: str) -> None:
    data = rendered(a_report(answer))
    assert " ".join(answer.split()) in text_of(data)
    assert b"/URI" not in data
    assert data.count(b"/Subtype /Image") == 0


@settings(max_examples=25)
@given(
    st.text(
        alphabet=st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters="\xad\xa0"),
        min_size=1,
        max_size=80,
    )
)
def test_every_latin_text_comes_back(answer: str) -> None:
    words = Typesetter().words(answer) if install() else ""
    assert "".join(words.split()) in "".join(text_of(rendered(a_report(answer))).split())


def test_a_character_without_a_glyph_is_printed_as_its_code_and_told() -> None:
    result = Renderer().render(a_report("one \U000f0101\U000f0102 ok"), lambda _done, _total: None)
    assert "one [U+F0101 U+F0102] ok" in text_of(result.data)
    assert result.missing == ("\U000f0101", "\U000f0102")


def test_long_words_long_answers_and_huge_cells_are_whole() -> None:
    long = "word " * 3990 + "end-of-answer"
    assert "end-of-answer" in text_of(rendered(a_report(long)))
    unbroken = "x" * 3000
    assert text_of(rendered(a_report(unbroken))).replace(" ", "").count("x") >= 3000
    report = a_report()
    element = report.areas[0].elements[0]
    rows = (ActionRow("act " * 4000 + "the-end", "Coordinator", "June 2027", "Open"),)
    area = replace(report.areas[0], elements=(replace(element, actions=rows),))
    assert "the-end" in text_of(rendered(replace(report, areas=(area,), actions=rows)))


def test_progress_is_told_and_stops_the_work() -> None:
    heard: list[tuple[int, int]] = []
    Renderer().render(a_report(), lambda done, total: heard.append((done, total)))
    assert heard[-1][0] == heard[-1][1]
    assert all(done <= total for done, total in heard)
    progress = Progress()
    progress.cancel()
    with pytest.raises(errors.Cancelled):
        Renderer().render(a_report(), progress.report)


def test_drawings_say_in_words_what_they_show() -> None:
    install()
    words = Typesetter()
    assert StageTrack(Track(STAGE_TITLES, 1, 3, "June 2027"), words, ACCENT).alternative_text == (
        "Stage now: Establishing. Goal: Working as one June 2027."
    )
    assert "not discussed" in StageTrack(Track(STAGE_TITLES), words, ACCENT).alternative_text
    assert (
        "Roles: now Establishing, goal Working as one."
        in Matrix(a_report().areas[0], STAGE_TITLES, words).alternative_text
    )


def test_what_the_late_canvas_leans_on_is_there() -> None:
    canvas = document.LateCanvas(BytesIO())
    assert isinstance(canvas._code, list)
    assert callable(canvas._doc.addPage)
    assert callable(canvas._doc.SaveToFile)


def test_pages_are_rendered_from_the_bytes() -> None:
    data = rendered(a_report())
    pages = list(pictures(data, 300))
    assert len(pages) == count_pages(data)
    assert all(len(page.pixels) == page.width * page.height * 3 for page in pages)
    assert pages[0].pixels[:3] == bytes((0x14, 0x56, 0x7A))
    assert list(pictures(b"hello", 300)) == []


def test_bytes_that_are_no_pdf_have_no_pages() -> None:
    assert count_pages(b"garbage %%EOF") == 0
    assert count_pages(b"hello") == count_pages(rendered(a_report())[:-40]) == 0


def filled(desk: Desk) -> None:
    agency = desk.partners.add("Example Shelter A")
    assert agency.agency is not None
    desk.partners.allow_name(agency.agency, True)
    desk.answering.answer(desk.key(), "Shareable words.")
    desk.answering.answer(desk.key("roles.stage-1.p2"), "CANARY answer")
    desk.answering.set_visibility(desk.key("roles.stage-1.p2"), Visibility.INTERNAL)
    desk.answering.set_state(desk.key("roles.stage-2.p1"), AnswerState.NOT_OUR_ROLE, "The county does this.")
    desk.answering.answer(desk.key("roles.wrap.p1"), "The closing words.")
    placement = StagePlacement(desk.placement_key(), now=STAGES[1], reason="CANARY reason", agreement=Agreement.MOST)
    desk.answering.place(replace(placement, reason_visibility=Visibility.INTERNAL, dissent="CANARY dissent"))
    desk.answering.place(
        StagePlacement(
            desk.placement_key(ROLES, agency.id),
            now=STAGES[0],
            reason="CANARY pre-work",
            reason_visibility=Visibility.INTERNAL,
        )
    )
    note = Note(NoteId(""), desk.round, desk.reading.last_place().respondent, ROLES, NoteKind.GAP, "CANARY note")
    desk.planning.save_note(replace(note, visibility=Visibility.INTERNAL))
    desk.planning.save_note(replace(note, text="Shareable note."))
    evidence = EvidenceItem(EvidenceId(""), ROLES, "CANARY evidence", visibility=Visibility.INTERNAL)
    desk.planning.save_evidence(evidence)
    desk.planning.save_evidence(
        EvidenceItem(EvidenceId(""), ROLES, "Signed page", "Document", "Shared folder", "2026-03")
    )
    desk.planning.save_action(ActionItem(ActionId(""), "Print the sheets", "Coordinator", "2026-01", element=ROLES))
    desk.planning.save_action(ActionItem(ActionId(""), "Ask once more", due="2027-01-15"))


def test_what_is_internal_stays_inside(desk: Desk, tmp_path: Path) -> None:
    filled(desk)
    service = ReportingService(desk.document)
    request = ReportRequest(ReportKind.ASSESSMENT, desk.round)
    written = service.write(service.gather(request, TODAY), tmp_path / "out.pdf", Progress())
    text = text_of(written.path.read_bytes())
    assert "CANARY" not in text
    for words in (
        "Shareable words.",
        "Not our role. The county does this.",
        "The closing words.",
        "Most agree.",
        "Shareable note.",
        "Signed page.",
        "January 2026 (past its date)",
        "January 15, 2027",
        "A partner",
    ):
        assert words in text
    assert "Example Shelter A" not in text
    inside = service.gather(replace(request, internal=True, roles=True, unanswered=True), TODAY)
    text = text_of(service.render(inside, Progress()))
    assert text.count("CANARY") == 5
    assert "Example Shelter A" in text
    assert "Internal: for the task force only" in text
    assert "Not answered yet." in text
    assert "CANARY" not in text_of(service.render(service.gather(replace(request, notes=False), TODAY), Progress()))


def test_a_sheet_holds_only_its_element(desk: Desk) -> None:
    filled(desk)
    service = ReportingService(desk.document)
    report = service.gather(ReportRequest(ReportKind.ELEMENT, desk.round, elements=(ROLES,)), TODAY)
    assert [element.title for area in report.areas for element in area.elements] == ["Roles"]
    assert report.actions == ()
    text = text_of(service.render(report, Progress()))
    assert "Trust" not in text
    whole = service.gather(ReportRequest(ReportKind.ELEMENT, desk.round, areas=("operations",)), TODAY)
    assert [element.title for area in whole.areas for element in area.elements] == ["Trust"]


def test_a_pdf_that_cannot_be_written_leaves_the_old_one(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = ReportingService(desk.document)
    report = service.gather(ReportRequest(ReportKind.ASSESSMENT, desk.round), TODAY)
    target = tmp_path / "out.pdf"
    target.write_text("the old one")
    progress = Progress()
    progress.cancel()
    with pytest.raises(errors.Cancelled):
        service.write(report, target, progress)
    monkeypatch.setattr("roadmap_desktop.reports.reading_back.read_back", lambda _data, _report, _password: ReadBack(0))
    with pytest.raises(errors.ExportFailed):
        service.write(report, target, Progress())
    assert target.read_text() == "the old one"
    with pytest.raises(errors.RoadmapError):
        service.write(report, tmp_path / "nowhere" / "out.pdf", Progress())
    link = tmp_path / "link.pdf"
    link.symlink_to(target)
    with pytest.raises(errors.PlaceIsALink):
        service.write(report, link, Progress())
    assert target.read_text() == "the old one"
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part"))
