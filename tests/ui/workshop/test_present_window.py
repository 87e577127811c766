from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from roadmap_desktop import paths
from roadmap_desktop.content.loader import load
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.flowing_label import FlowingLabel
from roadmap_desktop.ui.widgets.listed_line import ListedLine
from roadmap_desktop.ui.workshop.deck import Deck, rules_deck, scenario_deck
from roadmap_desktop.ui.workshop.present_window import SMALLEST, PresentWindow, letter_height
from tests.documents import a_small_pack
from tests.windows import widgets_in

Shower = Callable[..., PresentWindow]


@pytest.fixture
def shown(theme: Theme, qtbot: QtBot) -> Shower:
    def show(deck: Deck | None = None, width: int = 1366, height: int = 768) -> PresentWindow:
        window = PresentWindow(theme, deck or scenario_deck(a_small_pack().scenarios[0]))
        # It deletes itself when it is closed, so the bot closes it by hand only while it is there.
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        return window

    return show


def press(window: PresentWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.sheet, key)


def test_the_keys_lead_forward_and_back(shown: Shower) -> None:
    window = shown()
    assert window.sheet.hasFocus() or window.focusWidget() is window.sheet
    assert window.position.text() == "1 of 5"
    press(window, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageDown)
    assert window.slide.lines == ("What is shared?",)
    assert window.position.text() == "4 of 5"
    press(window, Qt.Key.Key_Left, Qt.Key.Key_PageUp)
    assert window.slide.lines == ("Who is called first?",)
    press(window, Qt.Key.Key_End)
    assert not window.forward.isEnabled()
    press(window, Qt.Key.Key_Right)
    assert window.position.text() == "5 of 5"
    press(window, Qt.Key.Key_Home, Qt.Key.Key_Left)
    assert window.position.text() == "1 of 5"
    assert not window.back.isEnabled()


def test_escape_and_a_visible_button_leave(shown: Shower) -> None:
    window = shown()
    press(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    other = shown()
    assert other.leave.isVisible()
    other.leave.click()
    assert not other.isVisible()


def test_the_keys_work_while_a_button_has_the_focus_and_space_presses_it(shown: Shower) -> None:
    window = shown()
    window.larger.setFocus()
    QTest.keyClick(window.larger, Qt.Key.Key_Right)
    assert window.position.text() == "2 of 5"
    before = window.letter_height
    QTest.keyClick(window.larger, Qt.Key.Key_Space)
    assert window.position.text() == "2 of 5"
    assert window.letter_height > before
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert window.position.text() == "1 of 5"
    QTest.keyClick(window, Qt.Key.Key_A)
    assert window.position.text() == "1 of 5"


def test_questions_are_shown_together_or_one_at_a_time(shown: Shower) -> None:
    window = shown()
    press(window, Qt.Key.Key_Right, Qt.Key.Key_T)
    assert window.slide.lines == a_small_pack().scenarios[0].questions
    assert window.switch.text().startswith("One at a time")
    press(window, Qt.Key.Key_T)
    assert window.slide.lines == ("Who is called first?",)
    rules = shown(rules_deck(a_small_pack().ground_rules))
    assert len(rules.slides) == 1
    rules.switch.click()
    assert [slide.lines for slide in rules.slides] == [("Anyone may skip.",), ("Anyone may call a pause.",)]
    single = shown(Deck("Caption", "Title", "", "Title", ("One.",)))
    assert not single.switch.isVisible()


def test_plus_and_minus_change_the_letters_within_limits(shown: Shower) -> None:
    window = shown()
    start = window.letter_height
    press(window, Qt.Key.Key_Plus, Qt.Key.Key_Equal)
    assert window.letter_height > start
    press(window, *[Qt.Key.Key_Minus] * 12)
    assert window.letter_height == SMALLEST
    press(window, *[Qt.Key.Key_Plus] * 12)
    assert window.letter_height == round(768 / 22 * 1.5) or window.letter_height == round(1366 / 40 * 1.5)


def test_a_text_that_does_not_fit_is_read_to_its_end_before_the_next_slide(shown: Shower, qtbot: QtBot) -> None:
    window = shown(width=900, height=420)
    bar = window._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert "More below" in window.more.text()
    presses = 0
    while window.position.text() == "1 of 5":
        seen = bar.value() == bar.maximum()
        press(window, Qt.Key.Key_Space)
        presses += 1
        assert presses < 50
    assert seen
    assert presses > 1
    press(window, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    press(window, Qt.Key.Key_Down)
    assert bar.value() > 0
    press(window, Qt.Key.Key_Up)
    assert bar.value() == 0
    press(window, Qt.Key.Key_Right)
    assert bar.value() > 0
    press(window, Qt.Key.Key_Left)
    assert bar.value() == 0
    assert window.position.text() == "1 of 5"


@pytest.mark.parametrize("size", [100, 200])
def test_no_word_of_the_shipped_pack_is_cut(theme: Theme, shown: Shower, qtbot: QtBot, size: int) -> None:
    pack = load(paths.original_pack())
    theme.apply(text_size=size)
    try:
        decks = [rules_deck(pack.ground_rules), *(scenario_deck(one) for one in pack.scenarios)]
        for deck in decks:
            window = shown(deck)
            for place in range(len(window.slides)):
                window.go_to(place)
                qtbot.waitUntil(lambda window=window: is_whole(window))  # type: ignore[misc]
                assert window.letter_height >= SMALLEST * size / 100
            window.close()
    finally:
        theme.apply(text_size=100)


def is_whole(window: PresentWindow) -> bool:
    """True once every text has the room its words need and none reaches out at the right."""
    lines = [line for widget in widgets_in(window._lines) for line in labels_in(widget)]
    return (
        bool(lines)
        and all(line.isVisible() and line.height() >= line.heightForWidth(line.width()) for line in lines)
        and all(longest(line) <= line.width() for line in lines)
        and window._scroll.horizontalScrollBar().maximum() == 0
    )


def labels_in(widget: QWidget) -> list[FlowingLabel]:
    return [widget] if isinstance(widget, FlowingLabel) else widget.findChildren(FlowingLabel)


def longest(line: FlowingLabel) -> int:
    return max(QFontMetrics(line.font()).horizontalAdvance(word) for word in line.text().split())


def test_the_text_is_said_to_screen_readers(shown: Shower) -> None:
    window = shown()
    press(window, Qt.Key.Key_Right)
    assert window.sheet.accessibleName() == "Questions. Who is called first?"
    assert window.windowTitle() == "Workshop"


def test_every_button_is_reached_with_the_tab_key(shown: Shower) -> None:
    window = shown()
    reached: set[QWidget | None] = set()
    for _turn in range(10):
        QTest.keyClick(window.focusWidget() or window.sheet, Qt.Key.Key_Tab)
        reached.add(window.focusWidget())
    visible = {button for button in window.findChildren(QPushButton) if button.isVisible() and button.isEnabled()}
    assert reached >= visible


class FakeScreen:
    """A second screen at the right of the first."""

    def geometry(self) -> QRect:
        return QRect(800, 0, 1024, 600)


def test_another_screen_is_offered_only_where_there_is_one(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = rules_deck(a_small_pack().ground_rules)
    alone = PresentWindow(theme, deck)
    qtbot.addWidget(alone)
    alone.show()
    assert not alone.other_screen.isVisible()
    alone.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    projector = FakeScreen()
    both: list[QScreen | FakeScreen] = [QGuiApplication.primaryScreen(), projector]
    window = PresentWindow(theme, deck, None, lambda: both)  # type: ignore[arg-type, return-value]
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(window)
    window.show()
    assert window.other_screen.isVisible()
    moved: list[object] = []
    monkeypatch.setattr(window, "setScreen", moved.append)
    monkeypatch.setattr(window, "setGeometry", moved.append)
    window.other_screen.click()
    assert moved == [projector, projector.geometry()]
    assert window.isFullScreen()


@given(
    width=st.integers(320, 8000),
    height=st.integers(240, 5000),
    scale=st.sampled_from([1.0, 1.1, 1.25, 1.5, 1.75, 2.0]),
    zoom=st.floats(0.6, 1.5),
)
def test_letters_are_never_smaller_than_the_back_of_the_room_can_read(
    width: int, height: int, scale: float, zoom: float
) -> None:
    assert letter_height(width, height, scale, zoom) >= SMALLEST
    assert letter_height(width, height, scale, 1.0) >= SMALLEST * scale - 1


@pytest.mark.parametrize("size", [100, 200])
def test_a_single_question_is_large_and_still_whole(theme: Theme, shown: Shower, qtbot: QtBot, size: int) -> None:
    theme.apply(text_size=size)
    try:
        window = shown()
        window.go_to(1)
        qtbot.waitUntil(lambda: is_whole(window))
        (line,) = window.sheet.findChildren(ListedLine)
        assert line.text.font().pixelSize() > window.letter_height
        assert window._scroll.verticalScrollBar().maximum() == 0
    finally:
        theme.apply(text_size=100)


def test_letters_grow_with_the_screen_and_the_text_size() -> None:
    assert letter_height(1920, 1080, 1.0, 1.0) == 48
    assert letter_height(3840, 2160, 1.0, 1.0) == 96
    assert letter_height(1366, 768, 2.0, 1.0) == 68
