from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roadmap_desktop.model.overview import AreaSummary, ElementSummary, Overview
from roadmap_desktop.ui.models.matrix import Matrix
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.matrix_view import MatrixView
from tests.documents import ROLES, STAGES, TRUST, a_small_pack

PACK = a_small_pack()


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> MatrixView:
    matrix = Matrix()
    made = MatrixView(theme, matrix)
    matrix.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 300)
    areas = (
        AreaSummary(
            PACK.areas[0].id, 1, "Foundations", (ElementSummary(ROLES, "Roles", now=STAGES[1], goal=STAGES[3]),)
        ),
        AreaSummary(PACK.areas[1].id, 2, "Operations", (ElementSummary(TRUST, "Trust", is_not_our_role=True),)),
    )
    made.show()
    matrix.set_overview(Overview(areas, 0, 0, 0, 0, 0, 0), PACK)
    return made


def test_enter_opens_the_element_of_the_row(view: MatrixView, qtbot: QtBot) -> None:
    view.setCurrentIndex(view.model().index(1, 2))
    with qtbot.waitSignal(view.element_opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [ROLES]


def test_arrows_move_and_a_heading_opens_nothing(view: MatrixView, qtbot: QtBot) -> None:
    view.setCurrentIndex(view.model().index(1, 1))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().column() == 2
    view.setCurrentIndex(view.model().index(0, 0))
    with qtbot.assertNotEmitted(view.element_opened):
        QTest.keyClick(view, Qt.Key.Key_Return)


def test_a_double_click_opens_once(view: MatrixView, qtbot: QtBot) -> None:
    heard: list[str] = []
    view.element_opened.connect(heard.append)
    at = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard == [ROLES]


def test_every_row_is_in_view_without_a_scroll_bar(view: MatrixView) -> None:
    model = view.model()
    assert view.visualRect(model.index(model.rowCount() - 1, 0)).bottom() <= view.viewport().height()
    assert view.visualRect(model.index(1, 5)).right() <= view.viewport().width()


def test_now_is_filled_with_the_color_of_its_area(view: MatrixView, theme: Theme) -> None:
    picture = view.viewport().grab().toImage()

    def color_at(column: int) -> QColor:
        rect = view.visualRect(view.model().index(1, column))
        return picture.pixelColor(QPoint(rect.left() + 12, rect.center().y()))

    assert color_at(2) == QColor(theme.tokens.area(1))
    assert color_at(4) == color_at(1) == QColor(theme.tokens.track)


def test_not_our_role_is_said_and_not_taken_for_not_discussed(view: MatrixView) -> None:
    title = view.model().index(3, 0)
    assert title.data() == "Trust · not our role"
    assert title.data(Qt.ItemDataRole.AccessibleTextRole) == "Trust: now not our role, goal none"


@pytest.fixture
def large(theme: Theme) -> Iterator[Theme]:
    theme.apply(text_size=200)
    yield theme
    theme.apply(text_size=100)


def test_large_text_is_not_cut_the_table_scrolls_instead(large: Theme, view: MatrixView) -> None:
    metrics = view.fontMetrics()
    assert view.columnWidth(1) > metrics.horizontalAdvance("Establishing")
    assert view.horizontalScrollBar().maximum() > 0
    model = view.model()
    view.setCurrentIndex(model.index(1, 5))
    assert view.visualRect(model.index(1, 5)).right() <= view.viewport().width()
    assert view.visualRect(model.index(model.rowCount() - 1, 0)).bottom() <= view.viewport().height()


@pytest.mark.parametrize("width", [640, 677, 742, 1000])
def test_the_head_is_no_higher_than_its_words_and_no_stage_is_cut_off(view: MatrixView, width: int) -> None:
    view.resize(width, view.height())
    header = view.horizontalHeader()
    lines = QFontMetrics(header.font()).lineSpacing()
    assert 2 * lines <= header.height() <= 2 * lines + 12
    assert view.visualRect(view.model().index(1, 5)).right() <= view.viewport().width()
