from datetime import date
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QApplication

from roadmap_desktop.model.actions import ActionId, ActionItem, ActionStatus
from roadmap_desktop.model.filters import Filters, matches
from roadmap_desktop.model.overview import AreaSummary, ElementSummary, Overview
from roadmap_desktop.ui.models.action_table import DUE, ELEMENT, OWNER, STATUS, WHAT, ActionFilter, ActionTable
from roadmap_desktop.ui.models.matrix import Matrix
from roadmap_desktop.ui.models.navigation_tree import NODE_ROLE, Kind, NavigationTree
from tests.documents import ROLES, STAGES, TRUST, a_small_pack

PACK = a_small_pack()


class Checker(Protocol):
    """What pytest-qt's untyped fixture offers."""

    def check(self, model: QAbstractItemModel) -> None: ...


TODAY = date(2026, 11, 24)


def an_overview(**facts: object) -> Overview:
    roles = ElementSummary(
        ROLES, "Roles", now=STAGES[1], goal=STAGES[3], answered=2, total=10, moved=True, lenses=frozenset({"labor"})
    )
    trust = ElementSummary(TRUST, "Trust", is_not_our_role=True, total=10, disciplines=("prosecution",))
    areas = (
        AreaSummary(PACK.areas[0].id, 1, "Foundations", (replace(roles, **facts),)),
        AreaSummary(PACK.areas[1].id, 2, "Operations", (trust,)),
    )
    return Overview(areas, 2, 1, 0, 3, 0, 0)


def test_the_tree_shows_areas_with_elements_and_the_other_pages(qapp: QApplication, qtmodeltester: Checker) -> None:
    tree = NavigationTree()
    qtmodeltester.check(tree)
    tree.set_overview(an_overview(), PACK, 2)
    qtmodeltester.check(tree)
    titles = [tree.index(row, 0).data() for row in range(tree.rowCount())]
    areas = ["1  Foundations", "2  Operations"]
    assert titles == ["Overview", *areas, "Action plan", "Partner agencies", "Library", "Workshop"]
    element = tree.index_of(Kind.ELEMENT, ROLES)
    words = element.data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Key element Roles, now 2 Establishing, goal 4 Working as one, 2 answered"
    assert "not our role" in tree.index_of(Kind.ELEMENT, TRUST).data(Qt.ItemDataRole.AccessibleTextRole)
    assert tree.elements() == [ROLES, TRUST]


def test_new_counts_keep_the_rows_and_the_selection(qapp: QApplication) -> None:
    tree = NavigationTree()
    tree.set_overview(an_overview(), PACK, 2)
    index = tree.index_of(Kind.ELEMENT, ROLES)
    resets: list[int] = []
    tree.modelReset.connect(lambda: resets.append(1))
    tree.set_overview(an_overview(answered=5), PACK, 2)
    assert resets == []
    assert index.data(NODE_ROLE).element.answered == 5


def test_filters_leave_out_what_does_not_fit(qapp: QApplication) -> None:
    tree = NavigationTree()
    tree.set_overview(an_overview(), PACK, 0)
    tree.set_filters(Filters(lens="labor"))
    assert tree.elements() == [ROLES]
    tree.set_filters(Filters(discipline="prosecution"))
    assert tree.elements() == [TRUST]
    assert not tree.index_of(Kind.ELEMENT, ROLES).isValid()
    tree.set_filters(Filters())
    assert tree.elements() == [ROLES, TRUST]


def test_each_filter_asks_its_own_question() -> None:
    summary = ElementSummary(ROLES, "Roles", total=3, answered=1, not_our_role=1, drafts=1, to_discuss=1, actions=1)
    done = ElementSummary(ROLES, "Roles", total=3, answered=2, not_our_role=1)
    for filters in (Filters(unanswered=True), Filters(draft=True), Filters(discuss=True), Filters(with_actions=True)):
        assert filters.is_active
        assert matches(summary, filters)
        assert not matches(done, filters)
    assert not Filters(draft=True).without("draft").is_active


def test_the_matrix_says_now_goal_and_moved_in_words(qapp: QApplication, qtmodeltester: Checker) -> None:
    matrix = Matrix()
    matrix.set_overview(an_overview(), PACK)
    qtmodeltester.check(matrix)
    assert matrix.index(1, 2).data() == "now · moved"
    assert matrix.index(1, 4).data() == "goal"
    assert matrix.element_at(1) == ROLES
    assert matrix.element_at(0) == matrix.element_at(99) == ""
    assert matrix.heading_rows() == [0, 2]
    role = Qt.ItemDataRole.AccessibleTextRole
    assert matrix.index(1, 0).data(role) == "Roles: now 2 Establishing, goal 4 Working as one"
    assert matrix.index(1, 1).data(role) == "Roles, 1 Exploring: empty"
    assert matrix.index(0, 1).data(role) == "1 · Foundations"
    matrix.set_overview(an_overview(goal=STAGES[1]), PACK)
    assert matrix.index(1, 2).data() == "now · moved · goal"


def a_table(saved: list[ActionItem], *, accepts: bool = True) -> ActionTable:
    def save(item: ActionItem) -> bool:
        saved.append(item)
        return accepts

    table = ActionTable(save)
    items = [
        ActionItem(ActionId("1"), "Print sheets", "Coordinator", "2026-10", element=ROLES),
        ActionItem(ActionId("2"), "Ask the labor office", "Example Shelter A", "2027-01-15", status=ActionStatus.DONE),
        ActionItem(ActionId("3"), "Later", status=ActionStatus.DROPPED, dropped_why="No longer needed."),
    ]
    table.set_actions(items, {ROLES: "Roles"}, TODAY)
    return table


def test_the_action_table_shows_words_and_edits_in_place(qapp: QApplication, qtmodeltester: Checker) -> None:
    saved: list[ActionItem] = []
    table = a_table(saved)
    qtmodeltester.check(table)
    assert table.index(0, DUE).data() == "October 2026 · past its date"
    assert table.index(2, STATUS).data() == "Dropped: No longer needed."
    assert table.index(0, ELEMENT).data() == "Roles"
    saved.clear()
    assert table.setData(table.index(0, OWNER), " Co-leads ")
    assert table.setData(table.index(0, STATUS), "in-progress")
    assert table.setData(table.index(0, WHAT), "Print sheets")
    assert not table.setData(table.index(0, ELEMENT), "x")
    assert [(item.owner, item.status) for item in saved] == [
        ("Co-leads", ActionStatus.OPEN),
        ("Coordinator", ActionStatus.IN_PROGRESS),
    ]


def test_actions_are_sorted_by_what_they_mean_and_filtered_by_words(qapp: QApplication) -> None:
    table = a_table([])
    proxy = ActionFilter(table)
    proxy.sort(DUE, Qt.SortOrder.AscendingOrder)
    assert [proxy.index(row, WHAT).data() for row in range(3)] == ["Print sheets", "Ask the labor office", "Later"]
    proxy.set_filter("labor", "")
    assert proxy.rowCount() == 1
    proxy.set_filter("", "dropped")
    assert proxy.index(0, WHAT).data() == "Later"


def test_what_an_action_needs_stands_below_it_and_is_found(qapp: QApplication) -> None:
    table = ActionTable(lambda _item: True)
    item = ActionItem(ActionId("a"), "Print the sheets", resources="Two hours", told="All members")
    table.set_actions([item, ActionItem(ActionId("b"), "Ask")], {}, TODAY)
    assert table.index(0, WHAT).data() == "Print the sheets\nResources needed: Two hours\nWho will be told: All members"
    assert table.index(0, WHAT).data(Qt.ItemDataRole.EditRole) == "Print the sheets"
    assert table.index(1, WHAT).data() == "Ask"
    found = ActionFilter(table)
    found.set_filter("two hours", "")
    assert found.rowCount() == 1
