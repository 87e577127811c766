import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roadmap_desktop.model.overview import AreaSummary, ElementSummary, Overview
from roadmap_desktop.ui.models.navigation_tree import NODE_ROLE, Kind, NavigationTree
from roadmap_desktop.ui.theme import Theme
from roadmap_desktop.ui.widgets.navigation_view import NavigationView, _NavigationDelegate
from tests.documents import ROLES, STAGES, TRUST, a_small_pack

PACK = a_small_pack()
LONG = "Comprehensive services for every survivor, whatever brought them here, in one short line"


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> NavigationView:
    tree = NavigationTree()
    made = NavigationView(theme, tree)
    tree.setParent(made)
    qtbot.addWidget(made)
    made.resize(320, 500)
    areas = (
        AreaSummary(
            PACK.areas[0].id, 1, "Foundations", (ElementSummary(ROLES, "Roles", now=STAGES[1], goal=STAGES[3]),)
        ),
        AreaSummary(PACK.areas[1].id, 2, "Operations", (ElementSummary(TRUST, LONG),)),
    )
    tree.set_overview(Overview(areas, 0, 0, 0, 0, 0, 0), PACK, 0)
    made.show()
    return made


def tree_of(view: NavigationView) -> NavigationTree:
    model = view.model()
    assert isinstance(model, NavigationTree)
    return model


def test_enter_opens_an_element_even_where_the_mouse_rests_on_the_tree(
    view: NavigationView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "underMouse", lambda: True)
    view.select(Kind.ELEMENT, ROLES)
    with qtbot.waitSignal(view.node_opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args[0].element.element == ROLES


def test_a_click_opens_once(view: NavigationView, qtbot: QtBot) -> None:
    heard: list[object] = []
    view.node_opened.connect(heard.append)
    at = view.visualRect(tree_of(view).index_of(Kind.ELEMENT, ROLES)).center()
    with qtbot.waitSignal(view.node_opened):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert len(heard) == 1


def test_enter_on_an_area_folds_it(view: NavigationView, qtbot: QtBot) -> None:
    area = view.model().index(1, 0)
    view.setCurrentIndex(area)
    assert view.isExpanded(area)
    with qtbot.assertNotEmitted(view.node_opened):
        QTest.keyClick(view, Qt.Key.Key_Enter)
    assert not view.isExpanded(area)


def test_arrows_move_from_row_to_row(view: NavigationView) -> None:
    view.select(Kind.OVERVIEW)
    for _step in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().data() == "Roles"


def test_showing_where_the_window_is_opens_nothing(view: NavigationView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.node_opened):
        view.select(Kind.ELEMENT, TRUST)
    assert view.currentIndex().data() == LONG


def test_a_long_title_gets_a_higher_row(view: NavigationView) -> None:
    tree = tree_of(view)
    short, long = (view.visualRect(tree.index_of(Kind.ELEMENT, one)).height() for one in (ROLES, TRUST))
    assert long > short * 1.5


def test_large_text_puts_the_marks_below_the_title(view: NavigationView, theme: Theme) -> None:
    roles = tree_of(view).index_of(Kind.ELEMENT, ROLES)
    node = roles.data(NODE_ROLE)
    delegate = view.itemDelegate()
    assert isinstance(delegate, _NavigationDelegate)
    beside = delegate._text_rect(QRect(0, 0, 320, 60), node).width()
    theme.apply(text_size=200)
    try:
        assert delegate._is_stacked(node)
        assert delegate._text_rect(QRect(0, 0, 320, 60), node).width() > beside
    finally:
        theme.apply(text_size=100)
    assert not delegate._is_stacked(node)
