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
