from msgspec.structs import replace

from roadmap_desktop.model.actions import ActionId, ActionItem
from roadmap_desktop.ui.pages.action_plan_page import ActionPlanPage
from tests.windows import TestWindow


def test_what_an_action_needs_and_who_will_be_told_are_asked_for(opened: TestWindow) -> None:
    planning, reading = opened.view.desk.planning, opened.view.desk.reading
    saved = planning.save_action(ActionItem(ActionId(""), "Print the sheets"))
    opened.view.open_page("actions")
    page = opened.view.pages.page("actions")
    assert isinstance(page, ActionPlanPage)
    page._edit_needs()
    assert opened.messages.questions == []
    page.view.setCurrentIndex(page.view.model().index(0, 0))
    opened.messages.texts = ["Two hours", None]
    page._edit_needs()
    assert reading.actions() == (saved,)
    opened.messages.texts = ["Two hours ", "All members"]
    page._edit_needs()
    assert reading.actions() == (replace(saved, resources="Two hours", told="All members"),)
    assert "Print the sheets" in opened.messages.questions[-1]


def edited(opened: TestWindow, words: str) -> ActionPlanPage:
    """The action plan after a cell was edited in place."""
    opened.view.desk.planning.save_action(ActionItem(ActionId(""), "Print the sheets"))
    opened.view.open_page("actions")
    page = opened.view.pages.page("actions")
    assert isinstance(page, ActionPlanPage)
    model = page.view.model()
    assert model.setData(model.index(0, 0), words)
    return page


def test_a_cell_that_could_point_at_a_person_is_noted_and_masked(opened: TestWindow) -> None:
    page = edited(opened, "Call the front desk at 312-555-0198")
    note = page.watch.note
    assert note is not None
    assert note.isVisible()
    assert "phone number" in note.words()
    note.buttons[0].click()
    assert [item.what for item in opened.view.desk.reading.actions()] == [
        "Call the front desk at [phone number removed]"
    ]
    assert not note.isVisible()
    opened.command("undo")
    assert [item.what for item in opened.view.desk.reading.actions()] == ["Call the front desk at 312-555-0198"]


def test_a_passage_that_is_kept_is_not_noted_again(opened: TestWindow) -> None:
    page = edited(opened, "Call the front desk at 312-555-0198")
    note = page.watch.note
    assert note is not None
    note.buttons[1].click()
    assert not note.isVisible()
    model = page.view.model()
    assert model.setData(model.index(0, 0), "Call again: 312-555-0198")
    assert not note.isVisible()


def test_an_ordinary_cell_has_no_note(opened: TestWindow) -> None:
    assert edited(opened, "Print the sheets for all members").watch.note is None
