from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap_desktop import errors
from roadmap_desktop.reports.data import ActionRow, PrintedPrompt, Report
from roadmap_desktop.reports.document import Layout
from roadmap_desktop.reports.reading_back import count_lost, read_back
from roadmap_desktop.reports.rl import TTFont, pdfmetrics
from roadmap_desktop.reports.style import REGULAR, install
from roadmap_desktop.reports.text import Typesetter
from roadmap_desktop.sentences import sentence
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.reporting import ReportingService
from tests.reports.test_passages import a_full_report
from tests.reports.test_rendering import a_report, rendered


def with_answers(*answers: str) -> Report:
    report = a_report()
    element = report.areas[0].elements[0]
    prompts = tuple(PrintedPrompt(f"1.{place}", f"Prompt {place}?", text) for place, text in enumerate(answers))
    stage = replace(element.stages[0], prompts=prompts)
    return replace(report, areas=(replace(report.areas[0], elements=(replace(element, stages=(stage,)),)),))


def with_action(action: ActionRow) -> Report:
    report = a_report()
    element = replace(report.areas[0].elements[0], actions=(action,))
    return replace(report, areas=(replace(report.areas[0], elements=(element,)),), actions=(action,))


def test_a_whole_report_is_found_again() -> None:
    report = a_full_report()
    seen = read_back(rendered(report), report)
    assert seen.pages > 5
    assert seen.lost == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda report: with_answers("We meet weekly, and on call."),
        lambda report: with_answers("We meet weekly.", "We meet weekly."),
        lambda report: with_action(ActionRow("Print the sheets", "", "", "")),
        lambda report: with_action(ActionRow("", "", "", "", told="All members")),
    ],
)
def test_a_passage_that_was_not_printed_is_missed(change: Callable[[Report], Report]) -> None:
    report = a_report()
    assert read_back(rendered(report), report).lost == 0
    assert read_back(rendered(report), change(report)).lost > 0


def test_answers_in_another_order_are_missed() -> None:
    data = rendered(with_answers("The first one.", "The second one."))
    assert read_back(data, with_answers("The second one.", "The first one.")).lost > 0


@pytest.mark.parametrize("dropped", ["last", "middle"])
def test_one_lost_word_of_a_long_answer_is_missed(dropped: str) -> None:
    many = [f"word{number}" for number in range(2500)]
    whole = " ".join(many)
    assert read_back(rendered(with_answers(whole)), with_answers(whole)).lost == 0
    del many[-1 if dropped == "last" else 1200]
    assert read_back(rendered(with_answers(" ".join(many))), with_answers(whole)).lost == 1


def test_a_cell_that_runs_over_pages_is_found_in_pieces() -> None:
    many = [f"step{number}" for number in range(2000)]
    action = ActionRow(" ".join(many), "Coordinator", "June 2027", "Open", "Roles", "A room " * 80, "All members")
    data = rendered(with_action(action))
    assert read_back(data, with_action(action)).lost == 0
    assert read_back(data, with_action(replace(action, told="Two members"))).lost == 2
    assert read_back(data, with_action(replace(action, what=action.what + " more"))).lost == 2


@settings(max_examples=25)
@given(st.data())
def test_every_character_that_can_be_printed_is_found(data: st.DataObject) -> None:
    install()
    font = pdfmetrics.getFont(REGULAR)
    assert isinstance(font, TTFont)
    known = [chr(code) for code in sorted(font.face.charToGlyph) if code >= 32]
    spaces = [" ", "\t", "\n", "\n\n", "\xa0", "\u202f", "\u2009", "\xad", "🙂", "م"]
    answers = [
        "".join(data.draw(st.lists(st.sampled_from(known + spaces * 9), min_size=1, max_size=300)))
        for _place in range(3)
    ]
    report = with_answers(*answers)
    assert read_back(rendered(report), report).lost == 0


def test_each_character_of_the_fonts_is_found_by_itself() -> None:
    install()
    font = pdfmetrics.getFont(REGULAR)
    assert isinstance(font, TTFont)
    report = with_answers(*(f"{code:x} {chr(code)} ." for code in sorted(font.face.charToGlyph) if code >= 32))
    assert read_back(rendered(report), report).lost == 0


def test_what_stands_on_every_page_is_what_the_layout_says() -> None:
    report = with_answers("word " * 3000)
    data = rendered(report)
    layout = Layout(report.standing, Typesetter())
    pdf = pypdfium2.PdfDocument(data)
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    pdf.close()
    for number, text in enumerate(texts[1:], start=2):
        assert text.startswith("".join("".join(layout.furniture(number, len(texts))).split()))


def test_pieces_must_follow_each_other() -> None:
    pages = ["headabc", "headdef", "headghi"]
    assert count_lost(pages, [("abcheaddef",)]) == 0
    assert count_lost(pages, [("abcdef",)]) == 0
    assert count_lost(pages, [("abcghi",)]) == 1
    # In between, a page would have to be full of it.
    assert count_lost(pages, [("abcdefghi",)]) == 1
    assert count_lost(["abc", "x" * 100, "ghi"], [("abc" + "x" * 100 + "ghi",)]) == 0
    assert count_lost([], [("abc",), ("",)]) == 1


def test_a_report_that_lacks_a_passage_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.pdf"
    target.write_text("the old one")
    # A typesetter that swallows what it should print, as a fault of ours would.
    monkeypatch.setattr(Typesetter, "paragraphs", lambda self, text, style, lead="": [])
    with pytest.raises(errors.PassagesMissing) as caught:
        ReportingService.write(a_report(), target, Progress())
    assert caught.value.count == 1
    assert "“out.pdf” was not made" in sentence(caught.value)
    assert target.read_text() == "the old one"
    assert [one.name for one in tmp_path.iterdir()] == ["out.pdf"]
    monkeypatch.undo()
    written = ReportingService.write(a_report(), target, Progress())
    assert written.pages == read_back(target.read_bytes(), a_report()).pages
