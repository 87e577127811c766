from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from roadmap_desktop.content.schema import ContentPack, TraffickingForm
from roadmap_desktop.errors import DamagedRow
from roadmap_desktop.model.answers import AnswerKey
from roadmap_desktop.services.reading import ReadingService
from roadmap_desktop.ui.pages.workshop_page import WorkshopPage
from roadmap_desktop.ui.window_files import original_pack
from roadmap_desktop.ui.workshop.deck import scenario_deck
from roadmap_desktop.ui.workshop.present_window import PresentWindow
from tests.documents import a_small_pack
from tests.windows import TestWindow, texts_in, widgets_in


def the_page(opened: TestWindow) -> WorkshopPage:
    opened.command("workshop")
    page = opened.view.pages.page("workshop")
    assert isinstance(page, WorkshopPage)
    return page


def open_with(opened: TestWindow, pack: ContentPack, name: str = "other.roadmap") -> WorkshopPage:
    document = opened.built.documents.new(opened.folder / name, "Sample River Task Force", pack, "Baseline 2026")
    opened.built.window.show_document(document)
    opened.built.warm_up()
    return the_page(opened)


def words(page: WorkshopPage) -> list[str]:
    return texts_in(page.text)


def buttons(page: WorkshopPage) -> list[QPushButton]:
    return [widget for widget in widgets_in(page.text) if isinstance(widget, QPushButton)]


def test_the_list_offers_rules_plans_and_scenarios(opened: TestWindow) -> None:
    page = the_page(opened)
    assert page.contents.keys() == ["rules", "hour", "year", "kitchen"]
    assert {"Ground rules", "Anyone may skip.", "1."} <= set(words(page))
    page.contents.choose("hour")
    assert {"An hour", "Minutes 10 to 60", "60 minutes in all. Change it as your group needs."} <= set(words(page))
    page.contents.choose("year")
    assert {"A year", "Months 2 to 12", "Change it as your group needs."} <= set(words(page))
    page.contents.choose("kitchen")
    assert {
        "An invented scenario",
        "Labor trafficking · Restaurant · In a city",
        "Lenses: Labor trafficking",
        "What does he decide?",
    } <= set(words(page))


def test_the_page_is_reached_by_its_key_and_from_the_tree(opened: TestWindow) -> None:
    QTest.keyClick(opened.built.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert opened.built.window.commands.action("workshop").shortcut().toString() == "Ctrl+5"
    opened.view.open_page("library")
    opened.view.navigation.page_opened.emit("workshop")
    assert opened.view.pages.shown == "workshop"
    assert opened.view.navigation.view.currentIndex().data() == "Workshop"


def test_the_arrow_keys_pass_over_the_headings(opened: TestWindow) -> None:
    page = the_page(opened)
    page.contents.setFocus()
    seen = [page.contents.chosen]
    for _turn in range(3):
        QTest.keyClick(page.contents, Qt.Key.Key_Down)
        seen.append(page.contents.chosen)
    assert seen == ["rules", "hour", "year", "kitchen"]


def test_scenarios_are_filtered_by_form_and_lens_in_words(opened: TestWindow, qtbot: QtBot) -> None:
    page = open_with(opened, original_pack())
    everything = len(page.scenarios())
    assert page.found.text() == f"{everything} scenarios"
    with qtbot.waitSignal(page.announced) as announced:
        page.form.chosen.emit("sex")
    assert page.form.text().startswith("Sex trafficking")
    sex = [one.id for one in page.scenarios()]
    assert announced.args == [f"{len(sex)} scenarios"]
    assert all(one.is_about(TraffickingForm.SEX) for one in page.scenarios())
    page.form.chosen.emit("labor")
    labor = [one.id for one in page.scenarios()]
    assert len(sex) < everything
    assert set(sex) | set(labor) == {one.id for one in original_pack().scenarios}
    assert set(page.contents.keys()) >= set(labor)
    page.form.chosen.emit("")
    page.lens.chosen.emit("tribal")
    assert [one.id for one in page.scenarios()] == ["close-to-home"]
    assert page.found.text() == "1 scenario"
    page.form.chosen.emit("sex")
    page.lens.chosen.emit("lgbtq")
    assert page.scenarios() == []
    assert page.found.text() == "No scenario fits. Choose another form or lens."
    assert page.contents.keys()[0] == "rules"


def test_what_was_chosen_stays_chosen_while_a_filter_lists_it(opened: TestWindow) -> None:
    page = open_with(opened, original_pack())
    page.contents.choose("traffic-stop")
    page.form.chosen.emit("sex")
    assert page.contents.chosen == "traffic-stop"
    page.form.chosen.emit("labor")
    assert page.contents.chosen == "rules"
    assert "Ground rules" in words(page)


def test_a_pack_without_these_parts_says_so_and_leads_to_help(opened: TestWindow) -> None:
    page = open_with(opened, replace(a_small_pack("2"), scenarios=(), ground_rules=(), plans=()))
    assert not page.contents.isVisible()
    assert any("no ground rules, plans or scenarios" in text for text in words(page))
    (button,) = buttons(page)
    button.click()
    assert opened.view.pages.shown == "help"


def test_a_pack_that_cannot_be_read_is_told(opened: TestWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page = the_page(opened)

    def damaged(_self: ReadingService, _assessment: str) -> ContentPack:
        raise DamagedRow("pack", "small@1")

    monkeypatch.setattr(ReadingService, "pack", damaged)
    with qtbot.waitSignal(page.failed):
        page.refresh()


def test_presenting_fills_the_screen_with_pack_words_alone_and_comes_back(opened: TestWindow) -> None:
    place = opened.view.place
    prompt = a_small_pack().elements[0].prompts[0].id
    canary = "CANARY of an answer"
    opened.view.desk.answering.answer(AnswerKey(place.assessment, place.respondent, prompt), canary)
    page = the_page(opened)
    page.contents.choose("kitchen")
    (button,) = buttons(page)
    assert button.accessibleName() == "Present “Work in a kitchen” on the full screen"
    button.click()
    (shown,) = page.findChildren(PresentWindow)
    assert shown.isFullScreen()
    assert shown.windowTitle() == "Workshop"
    deck = scenario_deck(a_small_pack().scenarios[0])
    allowed = {deck.caption, deck.title, deck.opening, deck.points_title, *deck.points}
    for slide in range(len(shown.slides)):
        shown.go_to(slide)
        texts = {label.text() for label in shown.sheet.findChildren(QLabel) if not label.isHidden()}
        assert {text for text in texts if not text.rstrip(".").isdigit()} <= allowed
    everything = " ".join(label.text() for label in shown.findChildren(QLabel))
    for hidden in (canary, "Sample River Task Force", "Baseline 2026", str(Path(opened.folder))):
        assert hidden not in everything
    QTest.keyClick(shown.sheet, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_closing_the_file_takes_the_presentation_away(opened: TestWindow, qtbot: QtBot) -> None:
    page = the_page(opened)
    shown = page.present(scenario_deck(a_small_pack().scenarios[0]))
    with qtbot.waitSignal(shown.destroyed):
        opened.command("close")


def test_a_narrow_page_puts_the_list_above_the_text(opened: TestWindow) -> None:
    page = the_page(opened)
    assert not page.is_stacked
    page.resize(360, 700)
    assert page.is_stacked
    page.resize(1000, 700)
    assert not page.is_stacked
