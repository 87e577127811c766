from collections.abc import Callable, Iterator
from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from roadmap_desktop.content.schema import Stage
from roadmap_desktop.model.assessment import TASK_FORCE, Assessment, AssessmentId, AssessmentStatus, Respondent
from roadmap_desktop.model.overview import ElementView, PartnerView, Place
from roadmap_desktop.model.placements import PlacementKey, StagePlacement
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.stage_tracker import StageTracker
from tests.documents import ROLES, STAGES, a_small_pack

PACK = a_small_pack()
ROUND = AssessmentId("a")
PLACEMENT = StagePlacement(PlacementKey(ROUND, TASK_FORCE, ROLES), now=STAGES[1], goal=STAGES[3], goal_month="2027-06")


def a_view(placement: StagePlacement = PLACEMENT, status: AssessmentStatus = AssessmentStatus.OPEN) -> ElementView:
    return ElementView(
        Place(ROUND, TASK_FORCE, ROLES),
        Assessment(ROUND, "Baseline 2026", PACK.key, (ROLES,), status),
        Respondent(TASK_FORCE, "The task force"),
        PACK.areas[0],
        PACK.element(ROLES),
        placement,
        {},
        partners=(PartnerView("", STAGES[0]), PartnerView("", STAGES[0]), PartnerView("", STAGES[2])),
        answered_by_stage={STAGES[0]: (1, 2), STAGES[1]: (2, 4)},
    )


@pytest.fixture
def tracker(theme: Theme, qtbot: QtBot) -> StageTracker:
    made = StageTracker(theme)
    qtbot.addWidget(made)
    made.resize(700, 200)
    made.set_view(a_view(), PACK, STAGES[1])
    made.show()
    return made


def button(tracker: StageTracker, start: str) -> QToolButton:
    return next(one for one in tracker.findChildren(QToolButton) if one.accessibleName().startswith(start))


def opened(tracker: StageTracker, start: str) -> QMenu:
    menu = button(tracker, start).menu()
    menu.aboutToShow.emit()
    return menu


def actions(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from actions(inner)
        elif not action.isSeparator():
            yield action


def choice(tracker: StageTracker, start: str, words: str) -> QAction:
    return next(one for one in actions(opened(tracker, start)) if one.text() == words)


def test_it_says_in_words_what_it_draws(tracker: StageTracker) -> None:
    words = tracker.track.accessibleDescription()
    assert "Now: Establishing. Goal: Working as one." in words
    assert "Prompts shown: Establishing, 2 of 4 answered." in words
    assert "2 partners at Exploring, 1 partner at Putting into practice." in words


def test_how_many_are_asked_is_said_for_the_stage_in_view_only(tracker: StageTracker) -> None:
    tracker.set_view(a_view(), PACK, STAGES[0])
    assert tracker.track._view.counts == (
        "1 of 2 answered", "2 answered", "0 answered", "0 answered", "0 answered",
    )  # fmt: skip


def test_the_controls_name_the_placement(tracker: StageTracker) -> None:
    assert button(tracker, "Now").accessibleName() == "Now: 2 Establishing"
    assert button(tracker, "Goal").accessibleName() == "Goal: 4 Working as one"
    assert button(tracker, "By").accessibleName() == "By June 2027"
    tracker.set_view(a_view(StagePlacement(PLACEMENT.key)), PACK, STAGES[0])
    assert button(tracker, "Now").accessibleName() == "Now: Not discussed"
    assert button(tracker, "Goal").accessibleName() == "Goal: none yet"
    assert not button(tracker, "By").isVisible()
    tracker.set_view(a_view(StagePlacement(PLACEMENT.key, is_not_our_role=True)), PACK, STAGES[0])
    assert button(tracker, "Now").accessibleName() == "Now: Not our role"


@pytest.mark.parametrize(
    ("key", "stage"),
    [
        (Qt.Key.Key_Right, STAGES[2]),
        (Qt.Key.Key_Left, STAGES[0]),
        (Qt.Key.Key_Home, STAGES[0]),
        (Qt.Key.Key_End, STAGES[4]),
    ],
)
def test_keys_look_into_another_stage(tracker: StageTracker, qtbot: QtBot, key: Qt.Key, stage: str) -> None:
    with qtbot.waitSignal(tracker.stage_viewed) as viewed:
        QTest.keyClick(tracker.track, key)
    assert viewed.args == [stage]


def test_there_is_nothing_beyond_the_last_stage(tracker: StageTracker, qtbot: QtBot) -> None:
    tracker.set_view(a_view(), PACK, STAGES[4])
    with qtbot.assertNotEmitted(tracker.stage_viewed):
        QTest.keyClick(tracker.track, Qt.Key.Key_Right)


def test_a_click_looks_into_the_stage_under_it(tracker: StageTracker, qtbot: QtBot) -> None:
    at = QPoint(int(tracker.track.width() * 0.7), tracker.track.height() // 2)
    with qtbot.waitSignal(tracker.stage_viewed) as viewed:
        QTest.mouseClick(tracker.track, Qt.MouseButton.LeftButton, pos=at)
    assert viewed.args == [STAGES[3]]


@pytest.mark.parametrize(
    ("start", "words", "signal", "args"),
    [
        ("Now", "3 Putting into practice", lambda one: one.now_chosen, [STAGES[2]]),
        ("Now", "Not discussed", lambda one: one.now_chosen, [""]),
        ("Now", "Not our role…", lambda one: one.not_our_role_chosen, []),
        ("Goal", "5 Sustaining and renewing", lambda one: one.goal_chosen, [STAGES[4], "2027-06"]),
        ("Goal", "No goal", lambda one: one.goal_chosen, ["", ""]),
        ("By", "No month", lambda one: one.goal_chosen, [STAGES[3], ""]),
    ],
)
def test_menus_say_what_was_chosen(
    tracker: StageTracker,
    qtbot: QtBot,
    start: str,
    words: str,
    signal: Callable[[StageTracker], object],
    args: list[str],
) -> None:
    with qtbot.waitSignal(signal(tracker)) as chosen:
        choice(tracker, start, words).trigger()
    assert chosen.args == args


def test_a_month_is_chosen_for_the_goal(tracker: StageTracker, qtbot: QtBot) -> None:
    month = [one for one in actions(opened(tracker, "By")) if one.text() != "No month"][-1]
    year = date.today().year + 3
    with qtbot.waitSignal(tracker.goal_chosen) as chosen:
        month.trigger()
    assert chosen.args[0] == STAGES[3]
    assert chosen.args[1][:4] in {str(year - 1), str(year)}
    assert len(chosen.args[1]) == len("2027-06")


def test_the_present_choice_is_checked(tracker: StageTracker) -> None:
    assert [one.text() for one in actions(opened(tracker, "Now")) if one.isChecked()] == ["2 Establishing"]
    assert [one.text() for one in actions(opened(tracker, "Goal")) if one.isChecked()] == ["4 Working as one"]


def test_why_is_asked_for(tracker: StageTracker, qtbot: QtBot) -> None:
    why = next(one for one in tracker.findChildren(QPushButton) if "Why" in one.text())
    with qtbot.waitSignal(tracker.why_wanted):
        why.click()


def test_a_closed_round_is_looked_at_and_not_changed(tracker: StageTracker, qtbot: QtBot) -> None:
    tracker.set_view(a_view(status=AssessmentStatus.CLOSED), PACK, STAGES[1])
    assert not button(tracker, "Now").isEnabled()
    with qtbot.waitSignal(tracker.stage_viewed):
        QTest.keyClick(tracker.track, Qt.Key.Key_End)


def test_an_ampersand_in_a_title_is_shown(tracker: StageTracker) -> None:
    stages = (*PACK.stages[:1], Stage(STAGES[1], "Roles & rules", "Both."), *PACK.stages[2:])
    tracker.set_view(a_view(), replace(PACK, stages=stages), STAGES[1])
    assert button(tracker, "Now").text() == "Now: 2 Roles && rules ▾"
    assert button(tracker, "Now").accessibleName() == "Now: 2 Roles & rules"
    assert choice(tracker, "Goal", "2 Roles && rules").isEnabled()


def test_a_narrow_track_is_a_high_one_and_keeps_its_words(tracker: StageTracker) -> None:
    track = tracker.track
    assert track.heightForWidth(420) > track.heightForWidth(900)
    assert track._titles_fit(420)
    # Where "Establishing" is wider than its column, the stage in view is named across the whole width instead.
    assert not track._titles_fit(260)
    assert track.heightForWidth(260) < track.heightForWidth(420)
