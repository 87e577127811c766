import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from roadmap_desktop import paths
from roadmap_desktop.content.schema import PromptId
from roadmap_desktop.model.answers import AnswerKey
from roadmap_desktop.model.assessment import TASK_FORCE
from roadmap_desktop.model.notes import LocalPrompt, LocalPromptId
from roadmap_desktop.model.placements import PlacementKey, StagePlacement
from roadmap_desktop.services.pack_upgrades import PackUpgradeService
from roadmap_desktop.ui.dialogs.refusal_dialog import RefusalDialog
from roadmap_desktop.ui.dialogs.upgrade_dialog import UpgradeDialog
from roadmap_desktop.ui.pages import shelf_page
from roadmap_desktop.ui.pages.overview_page import OverviewPage
from roadmap_desktop.ui.pages.shelf_page import ShelfPage
from roadmap_desktop.ui.widgets.plain_label import PlainLabel
from roadmap_desktop.ui.widgets.side_card import SideCard
from tests.documents import ROLES, STAGES, TRUST
from tests.pack_fates import PROMPTS, Fate, Fates, the_next
from tests.windows import TestWindow

RETIRED = Fates(
    {PROMPTS[0]: Fate.RETIRED, PROMPTS[1]: Fate.REWORDED, PROMPTS[2]: Fate.MOVED},
    {PROMPTS[2]: (TRUST, STAGES[0])},
    new=1,
)


def key(opened: TestWindow, prompt: str) -> AnswerKey:
    return AnswerKey(opened.view.place.assessment, TASK_FORCE, PromptId(prompt))


def answer(opened: TestWindow, prompt: str, text: str) -> None:
    opened.view.desk.answering.answer(key(opened, prompt), text)
    opened.view.desk.answering.leave_field()


def upgrade(opened: TestWindow, wanted: Fates) -> None:
    PackUpgradeService(opened.view.desk.document).upgrade(the_next(wanted), datetime.now(UTC))


def a_pack_file(folder: Path, version: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pack.toml").write_text(
        f'id = "small"\ntitle = "Small pack"\nversion = "{version}"\npublisher = "x"\nprovenance = "original"\n'
    )
    return folder


def buttons(opened: TestWindow) -> dict[str, QPushButton]:
    return {button.text(): button for button in opened.built.window.notice.buttons}


def test_newer_prompts_are_offered_once_and_not_now_lasts(
    opened: TestWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened.built.window
    assert not window.notice.isVisible()
    monkeypatch.setattr(paths, "original_pack", lambda: a_pack_file(tmp_path / "pack", "2"))
    window.file_ready.emit()
    assert window.notice.isVisible()
    assert "Version 2 of “Small pack”" in window.notice.words()
    buttons(opened)["Not now"].click()
    assert not window.notice.isVisible()
    window.file_ready.emit()
    assert not window.notice.isVisible()
    monkeypatch.setattr(paths, "original_pack", lambda: a_pack_file(tmp_path / "pack", "3"))
    window.file_ready.emit()
    assert window.notice.isVisible()
    window.close_document()
    assert not window.notice.isVisible()
    window.file_ready.emit()
    assert not window.notice.isVisible()


def test_the_whole_way_from_a_folder_to_other_prompts(
    opened: TestWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(opened, PROMPTS[0], "Before.")
    opened.messages.paths = [paths.original_pack()]
    seen: list[UpgradeDialog] = []

    def run(dialog: UpgradeDialog) -> int:
        seen.append(dialog)
        dialog.buttons.accepted.emit()
        return dialog.result()

    monkeypatch.setattr(UpgradeDialog, "exec", run)
    opened.command("load-prompts")
    (dialog,) = seen
    assert dialog.backup is not None
    assert dialog.backup.exists()
    assert opened.view.desk.reading.pack(opened.view.place.assessment).id == "original"
    window = opened.built.window
    assert dialog.backup.name in window.notice.words()
    buttons(opened)["What is no longer asked"].click()
    assert isinstance(opened.view.pages.currentWidget(), ShelfPage)
    opened.command("undo")
    assert opened.view.desk.reading.pack(opened.view.place.assessment).id == "original"
    opened.messages.paths = [paths.original_pack()]
    opened.command("load-prompts")
    assert "already asks with" in opened.messages.told[-1]


def test_a_folder_that_is_refused_is_told_with_every_reason(
    opened: TestWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(paths.original_pack(), tmp_path / "prompts"))
    (folder / "glossary.toml").unlink()
    (folder / "resources.toml").write_text("x = 1")
    opened.messages.paths = [folder]
    seen: list[list[str]] = []

    def run(dialog: RefusalDialog) -> int:
        seen.append([dialog.list.item(row).text() for row in range(dialog.list.count())])
        next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy the list").click()
        return 0

    monkeypatch.setattr(RefusalDialog, "exec", run)
    opened.command("load-prompts")
    (reasons,) = seen
    assert reasons[0] == "glossary.toml: the file is missing"
    assert any(reason.startswith("resources.toml: x") for reason in reasons)
    assert QGuiApplication.clipboard().text() == "\n".join(reasons)
    assert opened.view.desk.reading.pack(opened.view.place.assessment).id == "small"


def a_dialog(opened: TestWindow, wanted: Fates) -> UpgradeDialog:
    service = PackUpgradeService(opened.view.desk.document)
    pack = the_next(wanted)
    return UpgradeDialog(
        service.preview(pack),
        lambda place: service.upgrade(pack, datetime.now(UTC), place),
        opened.messages,
        opened.built.window,
    )


def lines(dialog: UpgradeDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_the_preview_lists_every_change_and_can_show_one_kind(opened: TestWindow) -> None:
    answer(opened, PROMPTS[0], "Before.")
    answer(opened, PROMPTS[1], "Before.")
    dialog = a_dialog(opened, RETIRED)
    reworded = (
        "Roles · 1 Exploring\nWas: What does our MOU say about roles (2)?\n"
        "Now: Asked anew: What does our MOU say about roles (2)?\n1 answer keeps the words it answered."
    )
    assert lines(dialog) == [
        "Reworded prompts (1)",
        reworded,
        "Moved prompts (1)",
        "What does our MOU say about roles (1)?\nFrom: Roles · 2 Establishing\nTo: Trust · 1 Exploring",
        "Retired prompts (1)",
        "Roles · 1 Exploring\nWhat does our MOU say about roles (1)?\n1 answer goes to the shelf.",
        "New prompts (1)",
        "Roles · 1 Exploring\nNew 0?",
    ]
    dialog.which.setCurrentIndex(3)
    assert lines(dialog)[0] == "Retired prompts (1)"
    assert dialog.list.count() == 2
    dialog.close()


def test_a_pack_without_changed_prompts_says_so(opened: TestWindow) -> None:
    dialog = a_dialog(opened, Fates())
    assert lines(dialog) == ["No prompt changes: only guidance, terms or resources do."]
    dialog.close()


def test_two_packs_at_once_are_told_apart(opened: TestWindow) -> None:
    desk = opened.view.desk
    other = replace(the_next(RETIRED), id="other")
    PackUpgradeService(desk.document).upgrade(other, datetime.now(UTC))
    desk.assessments.start("Second")
    with desk.document.writing("Back") as pen:
        from roadmap_desktop.storage import assessments

        found = desk.reading.assessments()[-1]
        assessments.save_assessment(pen, replace(found, pack=desk.document.pack(found.pack).key))
        first = desk.reading.assessments()[0]
        assessments.save_assessment(pen, replace(first, pack=type(first.pack)("small@1")))
    third = replace(the_next(RETIRED, "3"), id="third")
    service = PackUpgradeService(desk.document)
    dialog = UpgradeDialog(service.preview(third), lambda _place: Path(), opened.messages, opened.built.window)
    assert any("· “Small pack”, version 1 (Baseline 2026)" in line for line in lines(dialog))
    dialog.close()


def test_a_backup_that_fails_is_told_and_may_go_elsewhere(opened: TestWindow, tmp_path: Path) -> None:
    answer(opened, PROMPTS[0], "Before.")
    document = opened.view.desk.document
    document.path.with_name(f"{document.path.stem}.backups").write_text("in the way")
    dialog = a_dialog(opened, RETIRED)
    dialog.show()
    dialog.check()
    assert not dialog.elsewhere.isHidden()
    assert "nothing was changed" in dialog.problem.text()
    assert dialog.backup is None
    opened.messages.paths = [tmp_path / "before"]
    dialog.elsewhere.click()
    assert dialog.problem.isHidden()
    dialog.check()
    assert dialog.backup == tmp_path / "before.roadmap"
    assert dialog.backup.exists()


def test_a_failure_of_the_change_itself_is_told(opened: TestWindow) -> None:
    dialog = a_dialog(opened, RETIRED)
    opened.view.desk.assessments.close(opened.view.place.assessment)
    dialog.check()
    assert dialog.problem.text().startswith("Nothing was changed. Every assessment in this file is closed")
    dialog.close()


def test_the_element_page_follows_an_upgrade_and_has_a_shelf(opened: TestWindow) -> None:
    answer(opened, PROMPTS[0], "Before.")
    answer(opened, PROMPTS[1], "Kept.")
    opened.view.open_element(ROLES)
    page = opened.page
    page.complete()
    page.view_stage(STAGES[0])
    upgrade(opened, RETIRED)
    shown = {card.prompt_id: card for card in page.cards}
    assert shown[PROMPTS[1]].editor.accessibleName() == "Answer to: Asked anew: What does our MOU say about roles (2)?"
    words = [label.text() for label in shown[PROMPTS[1]].findChildren(type(page._title)) if label.isVisible()]
    assert "Answered when the prompt read: What does our MOU say about roles (2)?" in words
    shelved = shown[PROMPTS[0]]
    assert shelved.editor.text() == "Before."
    page.focus_prompt(PROMPTS[0])
    shelved.editor.set_text("")
    shelved.answer_edited.emit(PROMPTS[0], "Without a name.")
    stored = opened.view.desk.reading.element_answer(key(opened, PROMPTS[0])).answer
    assert (stored.text, stored.wording) == ("Without a name.", "small@1")
    opened.command("undo")
    assert shelved.editor.text() == "Before."
    assert page._shelf is not None
    assert [card.prompt_id for card in page._shelf.cards] == [PROMPTS[0]]


def test_an_element_that_goes_stays_open_and_says_so(opened: TestWindow) -> None:
    answer(opened, "trust.stage-3.p1", "We trust.")
    opened.view.open_element(TRUST)
    opened.page.complete()
    upgrade(opened, Fates(lost=frozenset({TRUST})))
    assert "no longer asked" in opened.page._closed.text()
    opened.view.open_element(ROLES)
    opened.view.open_element(TRUST)
    page = opened.page
    assert page.stage == STAGES[2]
    assert [card.editor.text() for card in page.cards] == ["We trust."]
    assert not page._own.isEnabled()


def test_own_prompts_are_marked_reworded_retired_and_asked_again(opened: TestWindow) -> None:
    desk = opened.view.desk
    opened.view.open_element(ROLES)
    page = opened.page
    page.complete()
    page.view_stage(STAGES[0])
    opened.messages.texts = ["Who holds the keys?", "Who keeps the keys?"]
    page._own.click()
    card = next(card for card in page.cards if card.prompt_id.startswith("local-"))
    own = card.prompt_id
    assert card.mark is not None
    assert card.mark.words() == "Our own prompt"
    answer(opened, own, "The night shift.")
    assert [one.text() for one in card.mark.offers.actions()] == ["Change the wording…", "No longer ask this"]
    card.mark.offers.actions()[0].trigger()
    assert card.editor.accessibleName() == "Answer to: Who keeps the keys?"
    card.mark.offers.actions()[1].trigger()
    (shelved,) = [card for card in page.cards if card.prompt_id == own]
    assert shelved.mark is not None
    assert shelved.mark.words() == "Our own prompt · no longer asked"
    assert shelved.editor.text() == "The night shift."
    shelved.mark.offers.actions()[0].trigger()
    assert [one.id for one in desk.reading.element(opened.view.place).local_prompts] == [own]
    assert page._shelf is not None
    assert page._shelf.isHidden()
    others = [card for card in page.cards if card.prompt_id and not card.prompt_id.startswith("local-")]
    assert all(card.mark is None or card.mark.isHidden() for card in others)


def test_a_long_shelf_says_how_much_more_there_is(opened: TestWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_page, "_MOST_SHOWN", 1)
    for prompt in PROMPTS[:3]:
        answer(opened, prompt, "Before.")
    upgrade(opened, Fates(dict.fromkeys(PROMPTS[:3], Fate.RETIRED)))
    opened.view.open_page("shelf")
    page = opened.view.pages.page("shelf")
    labels = [label.text() for label in page.findChildren(PlainLabel)]
    assert "2 more are copied with the others, and stand at their elements." in labels
    assert len(page.findChildren(SideCard)) == 1


def test_the_shelf_page_shows_everything_and_leads_there(opened: TestWindow, qtbot: QtBot) -> None:
    desk = opened.view.desk
    page = opened.view.pages.page("shelf")
    opened.view.open_page("shelf")
    assert isinstance(page, ShelfPage)
    assert page._copy.isHidden()
    answer(opened, PROMPTS[0], "Before.")
    answer(opened, "trust.stage-3.p1", "We trust.")
    answer(opened, "gone.stage-1.p1", "From elsewhere.")
    assessment = opened.view.place.assessment
    desk.answering.place(StagePlacement(PlacementKey(assessment, TASK_FORCE, TRUST), now=STAGES[1]))
    own = desk.planning.save_local_prompt(LocalPrompt(LocalPromptId(""), ROLES, STAGES[0], "Whose keys?")).id
    answer(opened, own, "Ours.")
    desk.planning.remove_local_prompt(own)
    upgrade(opened, Fates({PROMPTS[0]: Fate.RETIRED}, lost=frozenset({TRUST})))
    wanted = [
        "Our own prompt: Whose keys?, Ours.",
        "What does our MOU say about roles (1)?, Before.",
        "Open “Trust” as it was, Also kept there: stage and reason.",
        "What does our MOU say about trust (1)?, We trust.",
        "The words of this prompt are not in this file., From elsewhere.",
    ]

    def cards() -> list[SideCard]:
        return [card for card in page.findChildren(SideCard) if card.isVisible()]

    qtbot.waitUntil(lambda: [card.accessibleName() for card in cards()] == wanted)
    page._copy.click()
    assert "Trust\nWhat does our MOU say about trust (1)?\nWe trust." in QGuiApplication.clipboard().text()
    cards()[4].click()
    assert QGuiApplication.clipboard().text().endswith("From elsewhere.")
    cards()[1].click()
    assert opened.view.place.element == ROLES
    assert PROMPTS[0] in [card.prompt_id for card in opened.page.cards]
    opened.view.open_page("overview")
    overview = opened.view.pages.currentWidget()
    assert isinstance(overview, OverviewPage)
    kept = "4 answers are kept, 1 element is gone"
    qtbot.waitUntil(lambda: kept in [card.accessibleName() for card in overview.findChildren(SideCard)])
    next(card for card in overview.findChildren(SideCard) if card.accessibleName() == kept).click()
    assert opened.view.pages.currentWidget() is page
