from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from roadmap_desktop import errors
from roadmap_desktop.content.schema import ContentPack, ElementId, PromptId, StageId
from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.answers import Answer, AnswerKey, AnswerState, Visibility
from roadmap_desktop.model.assessment import TASK_FORCE, AssessmentId, RespondentId
from roadmap_desktop.model.notes import EvidenceId, EvidenceItem, LocalPrompt, LocalPromptId, Note, NoteId, NoteKind
from roadmap_desktop.model.overview import Place
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.reports.data import Report
from roadmap_desktop.services.checking import check
from roadmap_desktop.services.dumping import current, dump
from roadmap_desktop.services.homes import text_in
from roadmap_desktop.services.pack_upgrades import PackUpgradeService
from roadmap_desktop.services.reading import prompt_ids
from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest
from roadmap_desktop.services.shelf import ShelfService
from roadmap_desktop.storage import answers, copies
from tests.documents import ROLES, STAGES, TRUST, Desk, a_desk, a_small_pack
from tests.pack_fates import PROMPTS, Deed, Fate, Fates, deeds, fates, the_next

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
CLOSING = PromptId("roles.wrap.p1")


def upgrade(desk: Desk, pack: ContentPack) -> Path:
    return PackUpgradeService(desk.document).upgrade(pack, AT)


def do(desk: Desk, key: AnswerKey, deed: Deed) -> None:
    text = f"Words on {key.prompt} by {key.respondent}."
    if deed in (Deed.ANSWERED, Deed.CHANGED, Deed.UNDONE, Deed.REDONE):
        desk.answering.answer(key, text)
        desk.answering.leave_field()
    if deed is Deed.CHANGED:
        desk.answering.answer(key, f"{text} Changed.")
        desk.answering.leave_field()
    if deed in (Deed.UNDONE, Deed.REDONE):
        desk.history.undo()
    if deed is Deed.REDONE:
        desk.history.redo()
    if deed is Deed.DISCUSS:
        desk.answering.set_discuss(key, discuss=True)
    if deed is Deed.NOT_OUR_ROLE:
        desk.answering.set_state(key, AnswerState.NOT_OUR_ROLE, f"Reason for {key.prompt}.")


def written(desk: Desk, assessment: AssessmentId) -> dict[AnswerKey, Answer]:
    found = answers.load_all(desk.document.connection, assessment)
    return {one.key: one for one in found if one.has_content}


def reached(desk: Desk, assessment: AssessmentId, respondent: RespondentId) -> dict[AnswerKey, Answer]:
    """What a person can get to: the pages of the elements covered, and the shelf."""
    reading = desk.reading
    found: dict[AnswerKey, Answer] = {}
    for element in reading.assessment(assessment).scope:
        place = Place(assessment, respondent, element)
        assert reading.is_shown(place)
        view = reading.element(place)
        asked = prompt_ids(reading.pack_at(place), view.element, view.local_prompts)
        found |= {view.answers[name].answer.key: view.answers[name].answer for name in asked}
        on_page = ShelfService(desk.document).of_element(place)
        assert not {one.answer.key.prompt for one in on_page} & set(asked)
        found |= {one.answer.key: one.answer for one in on_page}
    shelf = ShelfService(desk.document).shelf(assessment, respondent)
    for gone in shelf.gone:
        place = Place(assessment, respondent, gone.id)
        view = reading.element(place)
        assert view.is_gone
        shown = {name for name, one in view.answers.items() if one.answer.has_content}
        shown |= {one.answer.key.prompt for one in ShelfService(desk.document).of_element(place)}
        assert shown == {one.answer.key.prompt for one in gone.answers}
    found |= {one.answer.key: one.answer for one in shelf.answers}
    return found


def printed(desk: Desk, assessment: AssessmentId) -> Report:
    request = ReportRequest(ReportKind.ASSESSMENT, assessment, internal=True)
    return ReportingService(desk.document).gather(request, date(2026, 11, 25))


def words_in(report: Report) -> str:
    return repr(report)


@settings(max_examples=40)
@given(wanted=fates(), done=deeds())
def test_every_answer_stays_reachable_whatever_the_pack_and_whatever_was_done(
    tmp_path_factory: pytest.TempPathFactory, wanted: Fates, done: dict[PromptId, Deed]
) -> None:
    desk = a_desk(tmp_path_factory.mktemp("file") / "sample.roadmap")
    agency = desk.partners.add("Example Shelter A").id
    for prompt, deed in done.items():
        do(desk, desk.key(prompt), deed)
    do(desk, desk.key(PROMPTS[0], agency), Deed.ANSWERED)
    do(desk, desk.key(CLOSING), Deed.ANSWERED)
    before = written(desk, desk.round)
    state = current(desk.document.connection)
    old, new = a_small_pack(), the_next(wanted)

    kept = upgrade(desk, new)

    assert check(kept).problems == ()
    assert desk.reading.pack(desk.round) == new
    assert written(desk, desk.round) == before
    found = reached(desk, desk.round, TASK_FORCE) | reached(desk, desk.round, agency)
    assert {key: answer for key, answer in found.items() if key in before} == before
    shelved = {one.answer.key.prompt: one for one in ShelfService(desk.document).everywhere()}
    for key, answer in before.items():
        now = text_in(new, key.prompt)
        asked = text_in(old, key.prompt)
        if not now:
            assert shelved[key.prompt].home.text == asked
        else:
            assert key.prompt not in shelved
            expected = asked if answer.text and now != asked else ""
            assert desk.reading.earlier_wording(answer, now) == expected
    words = words_in(printed(desk, desk.round))
    for key, answer in before.items():
        if key.respondent == TASK_FORCE:
            assert answer.text in words
            assert answer.reason in words

    # Undo does not reach back over it, also after a restart; what came later can be undone, and the backup is the
    # way back.
    after = current(desk.document.connection)
    shelf = dump(desk.document)["no_longer_asked"]
    desk = desk.reopened()
    assert desk.history.next_undo() is None
    assert desk.history.next_redo() is None
    desk.answering.answer(desk.key(CLOSING, agency), "Later.")
    desk.history.undo()
    assert current(desk.document.connection) == after
    assert dump(desk.document)["no_longer_asked"] == shelf
    desk.document.close()
    assert check(desk.document.path).problems == ()
    back = Desk(desk.documents.open(kept), desk.documents, desk.feed)
    assert current(back.document.connection) == state
    assert back.reading.pack(back.round) == old
    assert dump(back.document)["no_longer_asked"] == []
    back.document.close()


@settings(max_examples=12)
@given(first=fates(), second=fates(), done=deeds())
def test_nothing_is_lost_over_two_upgrades_either(
    tmp_path_factory: pytest.TempPathFactory, first: Fates, second: Fates, done: dict[PromptId, Deed]
) -> None:
    desk = a_desk(tmp_path_factory.mktemp("file") / "sample.roadmap")
    for prompt, deed in done.items():
        do(desk, desk.key(prompt), deed)
    before = written(desk, desk.round)
    newer = the_next(first)
    upgrade(desk, newer)
    upgrade(desk, the_next(second, "3", newer))
    assert written(desk, desk.round) == before
    found = reached(desk, desk.round, TASK_FORCE)
    assert {key: answer for key, answer in found.items() if key in before} == before
    words = words_in(printed(desk, desk.round))
    assert all(answer.text in words for answer in before.values())
    desk.document.close()


def test_a_closed_assessment_keeps_its_prompts(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "Before.")
    first = desk.round
    desk.rounds.close(first)
    second = desk.rounds.start("Review 2027", carry_from=first)
    before = desk.reading.element(Place(first, TASK_FORCE, ROLES))
    closed_report = printed(desk, first)
    preview = PackUpgradeService(desk.document).preview(the_next(Fates({PROMPTS[0]: Fate.RETIRED})))
    assert (preview.closed, preview.switches[0].rounds) == (("Baseline 2026",), ("Review 2027",))
    upgrade(desk, the_next(Fates({PROMPTS[0]: Fate.RETIRED}, lost=frozenset({TRUST}))))
    assert desk.reading.assessment(first).pack == "small@1"
    assert desk.reading.element(Place(first, TASK_FORCE, ROLES)) == before
    assert printed(desk, first) == closed_report
    assert ShelfService(desk.document).shelf(first).is_empty
    assert [one.answer.text for one in ShelfService(desk.document).shelf(second.id).kept] == ["Before."]


def test_what_was_written_about_an_element_that_goes_is_kept_and_reached(desk: Desk) -> None:
    place = Place(desk.round, TASK_FORCE, TRUST)
    desk.answering.place(StagePlacement(desk.placement_key(TRUST), now=STAGES[1], reason="Trust grew."))
    desk.planning.save_note(Note(NoteId(""), desk.round, TASK_FORCE, TRUST, NoteKind.GAP, "No shared room."))
    desk.planning.save_evidence(EvidenceItem(EvidenceId(""), TRUST, "Signed letter"))
    desk.planning.save_action(ActionItem(ActionId(""), "Find a room", element=TRUST))
    own = desk.planning.save_local_prompt(LocalPrompt(LocalPromptId(""), TRUST, STAGES[0], "Who has keys?"))
    desk.answering.answer(desk.key(own.id), "The night shift.")
    before = desk.reading.element(place)
    upgrade(desk, the_next(Fates(lost=frozenset({TRUST}))))
    view = desk.reading.element(place)
    assert view.is_gone
    assert (view.placement, view.notes, view.evidence, view.actions, view.local_prompts) == (
        before.placement,
        before.notes,
        before.evidence,
        before.actions,
        before.local_prompts,
    )
    assert [gone.title for gone in ShelfService(desk.document).shelf(desk.round).gone] == ["Trust"]
    words = words_in(printed(desk, desk.round))
    for text in ("Trust grew.", "No shared room.", "Signed letter", "Find a room", "Who has keys?", "The night shift."):
        assert text in words
    assert all(
        element.element != TRUST
        for area in desk.reading.overview(place, date.today()).areas
        for element in area.elements
    )


def test_a_shelved_answer_may_be_changed_and_keeps_the_words_it_answered(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "Before.")
    upgrade(desk, the_next(Fates({PROMPTS[0]: Fate.RETIRED})))
    desk.answering.answer(desk.key(), "Without a name.")
    (one,) = ShelfService(desk.document).of_element(Place(desk.round, TASK_FORCE, ROLES))
    assert (one.answer.text, one.answer.wording) == ("Without a name.", "small@1")
    assert one.home.text == "What does our MOU say about roles (1)?"
    assert [version.text for version in desk.history.versions(desk.key())] == ["Before."]
    assert desk.reading.overview(Place(desk.round, TASK_FORCE), date.today()).answered == 0


def test_an_answer_changed_after_the_upgrade_answers_the_new_words(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "Before.")
    upgrade(desk, the_next(Fates({PROMPTS[0]: Fate.REWORDED})))
    now = "Asked anew: What does our MOU say about roles (1)?"
    answer = desk.reading.element_answer(desk.key()).answer
    assert desk.reading.earlier_wording(answer, now) == "What does our MOU say about roles (1)?"
    answer = desk.answering.answer(desk.key(), "After.").answer
    assert desk.reading.earlier_wording(answer, now) == ""


def test_an_answer_to_a_closing_prompt_remembers_its_words_too(desk: Desk) -> None:
    desk.answering.answer(desk.key(CLOSING), "Calls at night.")
    upgrade(desk, the_next(Fates(closing=Fate.REWORDED)))
    answer = desk.reading.element_answer(desk.key(CLOSING)).answer
    found = desk.reading.earlier_wording(answer, "Asked anew: What is working here?")
    assert found == "What is working here?"


def test_internal_answers_on_the_shelf_leave_only_with_what_is_internal(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "Between us.")
    desk.answering.set_visibility(desk.key(), Visibility.INTERNAL)
    upgrade(desk, the_next(Fates({PROMPTS[0]: Fate.RETIRED})))
    assert "Between us." in words_in(printed(desk, desk.round))
    partners = ReportingService(desk.document).gather(ReportRequest(ReportKind.ASSESSMENT, desk.round), date.today())
    assert "Between us." not in words_in(partners)


def test_scope_follows_what_is_covered(desk: Desk) -> None:
    desk.rounds.set_scope(desk.round, [ROLES])
    desk.answering.answer(desk.key(), "Moves.")
    moved = Fates({PROMPTS[0]: Fate.MOVED}, {PROMPTS[0]: (TRUST, STAGES[2])}, new_element=True)
    upgrade(desk, the_next(moved))
    # An answer must not move to where nobody looks.
    assert desk.reading.assessment(desk.round).scope == (ROLES, TRUST)


def test_a_new_element_joins_a_round_that_covers_all(desk: Desk) -> None:
    upgrade(desk, the_next(Fates({}, new_element=True)))
    assert desk.reading.assessment(desk.round).scope == (ROLES, TRUST, ElementId("calendar"))


def test_a_round_whose_only_element_goes_covers_what_there_is(desk: Desk) -> None:
    desk.rounds.set_scope(desk.round, [TRUST])
    upgrade(desk, the_next(Fates(lost=frozenset({TRUST}))))
    assert desk.reading.assessment(desk.round).scope == (ROLES,)


def test_the_preview_says_what_happens_and_changes_nothing(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.answering.answer(desk.key(CLOSING), "Last.")
    state = dump(desk.document)
    wanted = Fates(
        {PROMPTS[0]: Fate.REWORDED, PROMPTS[1]: Fate.RETIRED, PROMPTS[2]: Fate.MOVED}, new=1, closing=Fate.RETIRED
    )
    preview = PackUpgradeService(desk.document).preview(the_next(wanted))
    (switch,) = preview.switches
    found = switch.difference
    assert [change.before.id for change in found.reworded] == [PROMPTS[0]]
    assert [change.before.id for change in found.moved] == [PROMPTS[2]]
    assert [one.id for one in found.retired] == [PROMPTS[1], "wrap.p1"]
    assert [one.id for one in found.new] == ["roles.stage-1.p200"]
    assert found.unchanged == 17
    assert switch.answers == {PROMPTS[0]: 1, "wrap.p1": 1}
    assert (preview.pack.version, switch.replaced.version, preview.is_same_pack) == ("2", "1", True)
    assert dump(desk.document) == state


def test_another_pack_replaces_every_open_one_and_a_newer_version_its_own(desk: Desk) -> None:
    service = PackUpgradeService(desk.document)
    other = replace(the_next(Fates(), "1"), id="other")
    assert not service.preview(other).is_same_pack
    upgrade(desk, other)
    second = desk.rounds.start("Second")
    upgrade(desk, the_next(Fates(), "2"))
    assert {one.pack for one in desk.reading.assessments()} == {"small@2"}
    assert desk.reading.assessment(second.id).pack == "small@2"


def test_nothing_is_done_where_there_is_nothing_to_do(desk: Desk) -> None:
    service = PackUpgradeService(desk.document)
    with pytest.raises(errors.NothingToUpdate):
        service.preview(a_small_pack())
    with pytest.raises(errors.PackDiffers):
        service.preview(the_next(Fates({PROMPTS[0]: Fate.REWORDED}), "1"))
    others = tuple(replace(stage, id=StageId(f"step-{stage.id}")) for stage in a_small_pack().stages)
    with pytest.raises(errors.PackHasOtherStages):
        service.preview(replace(a_small_pack("2"), stages=others))
    desk.rounds.close(desk.round)
    with pytest.raises(errors.NoOpenAssessment):
        service.upgrade(the_next(Fates()), AT)
    assert copies.list_backups(desk.document.path) == ()


def test_a_backup_that_cannot_be_made_stops_everything(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.answering.leave_field()
    state = dump(desk.document)
    folder = copies.backups_folder(desk.document.path)
    folder.write_text("not a folder")
    with pytest.raises(errors.BackupFailed) as caught:
        upgrade(desk, the_next(Fates({PROMPTS[0]: Fate.RETIRED})))
    assert caught.value.path == folder
    assert dump(desk.document) == state
    elsewhere = desk.document.path.with_name("before.roadmap")
    assert PackUpgradeService(desk.document).upgrade(the_next(Fates()), AT, elsewhere) == elsewhere
    assert check(elsewhere).answers == 1


def test_a_backup_that_does_not_verify_stops_everything(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.answering.leave_field()
    desk.document.connection.execute("UPDATE answer SET text = 'Girst.'")
    with pytest.raises(errors.RoadmapError):
        upgrade(desk, the_next(Fates()))
    assert desk.reading.assessments()[0].pack == "small@1"
    assert copies.list_backups(desk.document.path) == ()


def test_a_full_disk_changes_nothing_and_leaves_no_backup_whenever_it_fills(desk: Desk) -> None:
    desk.answering.answer(desk.key(), "First.")
    desk.answering.leave_field()
    state = dump(desk.document)
    connection = desk.document.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    failed = 0
    for room in range(40):
        connection.execute(f"PRAGMA max_page_count={pages + room}").fetchall()
        try:
            kept = upgrade(desk, the_next(Fates({PROMPTS[0]: Fate.RETIRED}, new=4)))
        except errors.DiskIsFull:
            failed += 1
            assert dump(desk.document) == state
            assert copies.list_backups(desk.document.path) == ()
        else:
            break
    assert failed > 1
    assert desk.reading.assessments()[0].pack == "small@2"
    assert check(kept).answers == 1
    connection.execute("PRAGMA max_page_count=1000000").fetchall()
    desk.answering.answer(desk.key(), "Still works.")


def test_a_change_that_does_not_read_back_is_rolled_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from roadmap_desktop.storage import assessments

    state = dump(desk.document)

    def fail(*_: object) -> None:
        raise errors.WriteNotVerified("assessment")

    monkeypatch.setattr(assessments, "save_assessment", fail)
    with pytest.raises(errors.WriteNotVerified):
        upgrade(desk, the_next(Fates()))
    assert dump(desk.document) == state
    assert not desk.document.holds(the_next(Fates()).key)


@pytest.mark.parametrize(
    ("content", "offered"),
    [
        ('version = "2.0"', True),
        ('version = "1"', False),
        ('version = "0.9"', False),
        ('version = "2.0"\n[', False),
    ],
)
def test_only_a_newer_version_of_the_same_pack_is_offered(
    desk: Desk, tmp_path: Path, content: str, offered: bool
) -> None:
    facts = 'id = "small"\ntitle = "Small"\npublisher = "Example"\nprovenance = "original"\n'
    (tmp_path / "pack.toml").write_text(facts + content)
    service = PackUpgradeService(desk.document)
    assert (service.offer(tmp_path) is not None) is offered
    assert service.offer(tmp_path / "nowhere") is None
    desk.rounds.close(desk.round)
    assert service.offer(tmp_path) is None
