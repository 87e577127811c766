"""Names with "&" on every button and in every menu: Qt would take a single one for the mark of a shortcut key."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QGroupBox, QLabel, QMenu, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from roadmap_desktop.content.schema import ContentPack
from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.model.answers import AnswerKey
from roadmap_desktop.model.assessment import TASK_FORCE
from roadmap_desktop.model.notes import EvidenceId, EvidenceItem
from roadmap_desktop.model.placements import PlacementKey, StagePlacement
from roadmap_desktop.services.history import HistoryService
from roadmap_desktop.ui.tour import tour
from roadmap_desktop.ui.widgets.late_menu import LateMenu
from tests.documents import ROLES, STAGES, Desk, a_small_pack
from tests.windows import open_window

MARK = "Q&A"


def marked(text: str) -> str:
    return f"{text} {MARK}"


def a_marked_pack() -> ContentPack:
    """Every short text of the pack holds an ampersand."""
    pack = a_small_pack()
    areas = tuple(
        replace(
            area,
            title=marked(area.title),
            elements=tuple(replace(one, title=marked(one.title)) for one in area.elements),
        )
        for area in pack.areas
    )
    return replace(
        pack,
        title=marked(pack.title),
        areas=areas,
        stages=tuple(replace(stage, title=marked(stage.title)) for stage in pack.stages),
        disciplines=tuple(replace(one, title=marked(one.title)) for one in pack.disciplines),
        lenses=tuple(replace(one, title=marked(one.title)) for one in pack.lenses),
        resources=tuple(replace(one, title=marked(one.title)) for one in pack.resources),
        glossary=tuple(replace(one, term=marked(one.term)) for one in pack.glossary),
    )


def texts_with_keys(root: QWidget) -> list[str]:
    """The texts of which Qt takes a single ampersand away."""
    for menu in root.findChildren(LateMenu):
        menu.aboutToShow.emit()
    found = [one.text() for one in root.findChildren(QAbstractButton)]
    found += [one.text() for one in root.findChildren(QAction)]
    found += [menu.title() for menu in root.findChildren(QMenu)]
    found += [box.title() for box in root.findChildren(QGroupBox)]
    found += [bar.tabText(place) for bar in root.findChildren(QTabBar) for place in range(bar.count())]
    return found + [one.text() for one in root.findChildren(QLabel) if one.buddy() is not None]


def lost(texts: list[str]) -> list[str]:
    return [text for text in texts if MARK in text.replace("&&", "")]


def test_no_ampersand_of_a_name_is_lost(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(tmp_path)
    built = window.built
    document = built.documents.new(tmp_path / "a.roadmap", marked("River"), a_marked_pack(), marked("Baseline"))
    desk = Desk(document, built.documents, built.feed)
    agency = desk.partners.add(marked("Smith"))
    assert agency.agency is not None
    desk.partners.allow_name(agency.agency, True)
    desk.answering.answer(AnswerKey(desk.round, TASK_FORCE, desk.key().prompt), marked("We meet."))
    for who, stage in ((TASK_FORCE, 0), (agency.id, 2)):
        placement = StagePlacement(PlacementKey(desk.round, who, ROLES), now=STAGES[stage], goal=STAGES[3])
        desk.answering.place(replace(placement, goal_month="2027-06"))
    desk.planning.save_action(ActionItem(ActionId(""), marked("Ask"), marked("Owner"), element=ROLES))
    desk.planning.save_evidence(EvidenceItem(EvidenceId(""), ROLES, marked("A page")))
    seen: dict[str, list[str]] = {}
    for name, widget in tour(built.window, document):
        seen[name] = texts_with_keys(widget)
    window.view.choose_respondent(agency.id)
    seen["as an agency"] = texts_with_keys(built.window)
    built.close()
    assert {name: found for name, texts in seen.items() if (found := lost(texts))} == {}
    # The round, who answers, stages, the discipline and the lens are all on buttons or in menus.
    shown = {text.replace("&&", "&") for texts in seen.values() for text in texts}
    for text in ("Baseline", "Smith", "Exploring", "Prosecution", "Labor trafficking"):
        assert any(marked(text) in one for one in shown), text
    assert f"Answering as: {marked('Smith')} ▾" in shown


def test_undo_keeps_the_ampersand_of_its_step(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(tmp_path)
    window.new_file()
    step = HistoryService(window.view.desk.document)
    window.view.desk.answering.answer(
        AnswerKey(window.view.place.assessment, TASK_FORCE, a_small_pack().elements[0].prompts[0].id), "Words."
    )
    found = step.next_undo()
    assert found is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HistoryService, "next_undo", lambda _self: replace(found, label=marked("Edit")))
        window.built.window.name_undo()
    assert window.built.window.commands.action("undo").text() == "&Undo: Edit Q&&A"
    window.built.close()


def test_the_sweep_would_find_one(qapp: QApplication) -> None:
    root = QWidget()
    QMenu(root).addAction(marked("Smith"))
    assert lost([one.text() for one in root.findChildren(QAction)]) == [marked("Smith")]
    assert lost([marked("Smith").replace("&", "&&")]) == []
