"""The privacy screen comes after the set time, by an injected clock."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from roadmap_desktop.ui.idle_watch import IdleWatch


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(qtbot: QtBot, clock: Clock) -> IdleWatch:
    return IdleWatch(None, clock)


def test_it_tells_after_the_set_minutes_and_not_before(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    watch.set_minutes(5)
    clock.now += 299
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()
    assert watch.timer.isActive()
    assert watch.timer.interval() == 1000
    clock.now += 1
    with qtbot.waitSignal(watch.idle, timeout=0, raising=False) as told:
        watch.look()
    assert told.signal_triggered


def test_a_key_or_the_mouse_on_a_window_starts_the_time_again(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    handle = window.windowHandle()
    watch.set_minutes(1)
    for by_key in (True, False):
        clock.now += 59
        if by_key:
            QTest.keyClick(handle, Qt.Key.Key_A)
        else:
            QTest.mouseClick(handle, Qt.MouseButton.LeftButton)
        clock.now += 59
        with qtbot.assertNotEmitted(watch.idle):
            watch.look()


def test_a_window_that_opens_later_is_watched_as_well(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    watch.set_minutes(1)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.windowHandle() in watch._watched)
    clock.now += 59
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    clock.now += 30
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()


def test_never_is_never(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    watch.set_minutes(5)
    watch.set_minutes(0)
    assert not watch.timer.isActive()
    clock.now += 10_000
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()


def test_a_computer_that_slept_is_hidden_when_it_wakes(watch: IdleWatch, clock: Clock) -> None:
    watch.set_minutes(30)
    # No timer runs while the computer sleeps; the next look comes at once, and the clock on the wall went on.
    assert watch.timer.interval() <= 15_000
    clock.now += 3600
    told: list[int] = []
    watch.idle.connect(lambda: told.append(1))
    watch.timer.timeout.emit()
    assert told == [1]


def test_a_clock_that_was_put_back_does_not_keep_the_window_open(watch: IdleWatch, clock: Clock) -> None:
    watch.set_minutes(5)
    clock.now -= 86_400
    told: list[int] = []
    watch.idle.connect(lambda: told.append(1))
    watch.look()
    assert told == [1]
