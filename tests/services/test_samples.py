from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from roadmap_desktop import paths
from roadmap_desktop.content.schema import ContentPack
from roadmap_desktop.model.actions import ActionItem
from roadmap_desktop.model.answers import Answer, AnswerKey, AnswerState, Visibility
from roadmap_desktop.model.assessment import TASK_FORCE
from roadmap_desktop.model.notes import NoteKind
from roadmap_desktop.services import sample_words
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import Document, DocumentService
from roadmap_desktop.services.reading import ReadingService
from roadmap_desktop.services.sample_story import load
from roadmap_desktop.services.samples import SampleService, month_ahead
from roadmap_desktop.storage import action_items, answers, assessments, notes, placements
from roadmap_desktop.ui.window_files import original_pack
from tests.documents import a_small_pack


def made(path: Path, pack: ContentPack) -> Document:
    return SampleService(DocumentService(ChangeFeed()), pack).new_sample(path)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    document = made(tmp_path_factory.mktemp("sample") / "sample.roadmap", original_pack())
    yield document
    document.close()


def said(document: Document, number: int) -> dict[str, Answer]:
    """What the task force says in one round, by prompt."""
    chosen = assessments.load_assessments(document.connection)[number].id
    return {one.key.prompt: one for one in answers.load_all(document.connection, chosen, TASK_FORCE)}


def test_every_answer_is_the_one_written_for_its_prompt(sample: Document) -> None:
    story = load(paths.sample_story())
    first, second = said(sample, 0), said(sample, 1)
    told = [one for told in story.values() for one in told.answers]
    assert {prompt: one.text for prompt, one in first.items()} == {
        one.prompt: one.baseline for one in told if one.baseline
    }
    assert {prompt: one.text for prompt, one in second.items()} == {
        one.prompt: (one.review or one.baseline).strip("\n") for one in told
    }
    partners = {
        (one.key.prompt, one.text) for one in answers.load_all(sample.connection) if one.key.respondent != TASK_FORCE
    }
    assert partners == {
        (one.prompt, one.text) for told in story.values() for view in told.partners for one in view.answers
    }


def test_the_second_round_is_clearly_half_filled(sample: Document) -> None:
    second = [*said(sample, 1).values()]
    assert 45 <= sum(one.is_answered for one in second) <= 55
    assert sum(one.discuss for one in second) == 2
    assert sum(one.visibility is Visibility.INTERNAL for one in second) == 1
    (other,) = (one for one in second if one.state is AnswerState.NOT_OUR_ROLE)
    assert other.reason
    assert not other.text
    ready = sum(one.state is AnswerState.READY for one in second)
    assert 20 <= ready <= len(second) - 20
    assert {one.carried_from for one in second} == {"", f"Baseline {date.today().year - 1}"}
    assert {one.wording for one in second} == {original_pack().key}
    current = assessments.load_assessments(sample.connection)[1].id
    placed = [
        one
        for one in placements.load_all(sample.connection, current)
        if one.key.respondent == TASK_FORCE and one.is_placed
    ]
    assert 12 <= len(placed) <= 16
    assert all(one.reason and one.goal and one.goal_month > f"{date.today():%Y-%m}" for one in placed)


def test_the_first_round_is_closed_and_all_ready(sample: Document) -> None:
    assert assessments.load_assessments(sample.connection)[0].is_closed
    assert {one.state for one in said(sample, 0).values()} == {AnswerState.READY}


def test_a_revised_answer_has_an_earlier_version(sample: Document) -> None:
    current = assessments.load_assessments(sample.connection)[1].id
    key = AnswerKey(current, TASK_FORCE, original_pack().elements[0].stages[1].prompts[0].id)
    assert answers.load_stored(sample.connection, [key])[key.prompt].earlier_versions == 1


def test_notes_and_actions_are_spread_over_the_elements(sample: Document) -> None:
    kept = notes.load_notes(sample.connection)
    planned: list[ActionItem] = action_items.load_all(sample.connection)
    assert len({one.element for one in kept} | {one.element for one in planned}) >= 8
    assert {one.kind for one in kept} == {*NoteKind}
    assert len({one.status for one in planned}) == 4
    assert [one.owner for one in planned if one.is_past_its_date(date.today())] == ["Coordinator"]
    rounds = [one.id for one in assessments.load_assessments(sample.connection)]
    assert {one.raised_in for one in planned} == {*rounds}
    shown = notes.load_evidence(sample.connection)
    assert len({one.element for one in shown}) >= 5
    assert all(one.reviewed < f"{date.today():%Y-%m}" for one in shown)


def test_it_opens_at_the_first_element_and_its_second_stage(sample: Document) -> None:
    place = ReadingService(sample).last_place()
    first = original_pack().elements[0]
    assert place is not None
    assert (place.element, place.stage) == (first.id, first.stages[1].id)


@pytest.mark.parametrize(
    ("today", "ahead", "month"),
    [
        (date(2026, 1, 31), -2, "2025-11"),
        (date(2026, 1, 31), 0, "2026-01"),
        (date(2026, 11, 1), 1, "2026-12"),
        (date(2026, 11, 1), 2, "2027-01"),
        (date(2026, 12, 31), 13, "2028-01"),
        (date(2026, 12, 31), None, ""),
    ],
)
def test_months_are_told_from_the_day_it_is_made(today: date, ahead: int | None, month: str) -> None:
    assert month_ahead(today, ahead) == month


def test_another_pack_gets_general_words(tmp_path: Path) -> None:
    document = made(tmp_path / "other.roadmap", a_small_pack())
    second = said(document, 1)
    assert second["roles.stage-2.p1"].text == f"{sample_words.LATER[1][0]} {sample_words.ADDED}"
    assert second["roles.stage-2.p2"].discuss
    assert {one.text for one in second.values()} <= {
        text
        for words in (*sample_words.EARLY, *sample_words.LATER)
        for text in (*words, f"{words[0]} {sample_words.ADDED}")
    }
    assert notes.load_notes(document.connection)
    assert len(action_items.load_all(document.connection)) == 4
    document.close()


def test_general_words_mark_a_prompt_as_not_our_role() -> None:
    told = sample_words.general_story(original_pack())
    first = told[original_pack().elements[0].id]
    assert [one.state for one in first.answers].count(AnswerState.NOT_OUR_ROLE) == 1
    assert len(told) == 8
    assert sum(len(one.actions) for one in told.values()) == len(sample_words.ACTIONS)
