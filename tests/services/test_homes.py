from datetime import UTC, datetime

from roadmap_desktop.content.schema import ElementId, PackKey, PromptId
from roadmap_desktop.model.shelf import NOWHERE, Home
from roadmap_desktop.services.homes import Homes, text_in
from roadmap_desktop.services.pack_upgrades import PackUpgradeService
from tests.documents import ROLES, STAGES, TRUST, Desk, a_small_pack
from tests.pack_fates import PROMPTS, Fate, Fates, the_next


def test_a_prompt_is_at_home_where_it_was_asked_last(desk: Desk) -> None:
    homes = Homes(desk.document)
    assert homes.home(PROMPTS[0]) == Home(ROLES, STAGES[0], "What does our MOU say about roles (1)?")
    moved = the_next(Fates({PROMPTS[0]: Fate.MOVED_AND_REWORDED}))
    PackUpgradeService(desk.document).upgrade(moved, datetime.now(UTC))
    assert homes.home(PROMPTS[0]).element == TRUST
    assert homes.home(PROMPTS[0], PackKey("small@1")).text == "What does our MOU say about roles (1)?"
    assert homes.last_wording(PROMPTS[0]) == "small@2"


def test_what_nobody_knows_has_no_home_and_no_words(desk: Desk) -> None:
    homes = Homes(desk.document)
    assert homes.home(PromptId("gone.stage-1.p1")) == NOWHERE
    assert homes.words(PROMPTS[0], PackKey("other@1")) == ""
    assert homes.words(PROMPTS[0], PackKey("local@unknown")) == ""
    assert homes.last_wording(PromptId("gone.stage-1.p1")) == ""
    assert homes.title(ElementId("gone")) == homes.title(None) == ""
    assert desk.document.whereabouts(desk.round, PromptId("gone.stage-1.p1")) is None


def test_closing_prompts_are_found_under_each_element() -> None:
    assert text_in(a_small_pack(), PromptId("roles.wrap.p1")) == "What is working here?"
    assert text_in(a_small_pack(), PromptId("gone.wrap.p1")) == ""
