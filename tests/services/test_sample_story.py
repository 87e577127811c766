import re
from pathlib import Path

import msgspec
import pytest

from roadmap_desktop import paths
from roadmap_desktop.content.spelling import american
from roadmap_desktop.content.wording import AVOIDED
from roadmap_desktop.services import sample_words
from roadmap_desktop.services.sample_story import ElementStory, Story, load, told_of
from roadmap_desktop.ui.window_files import original_pack
from tests.documents import a_small_pack

MONTHS = r"January|February|March|April|May|June|July|August|September|October|November|December"


@pytest.fixture(scope="module")
def story() -> Story:
    return load(paths.sample_story())


def texts_of(told: ElementStory) -> list[str]:
    """Every text of an element's story."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for name, below in value.items():
                if name not in {"prompt", "state", "status", "kind"}:
                    walk(below)
        elif isinstance(value, list):
            for below in value:
                walk(below)
        elif isinstance(value, str) and value:
            found.append(value)

    walk(msgspec.to_builtins(told))
    return found


def answers_of(story: Story) -> list[str]:
    own = [text for told in story.values() for said in told.answers for text in (said.baseline, said.review) if text]
    return own + [said.text for told in story.values() for view in told.partners for said in view.answers]


def test_everything_told_is_asked_by_the_shipped_pack(story: Story) -> None:
    pack = original_pack()
    elements = {element.id: element for element in pack.elements}
    assert story.keys() <= elements.keys()
    for name, told in story.items():
        asked = {prompt.id for prompt in elements[name].prompts}
        own = [said.prompt for said in told.answers]
        assert {*own} <= asked
        assert len(own) == len({*own})
        for view in told.partners:
            assert view.agency in dict(sample_words.AGENCIES)
            assert {said.prompt for said in view.answers} <= asked
        assert {item.prompt for item in told.actions if item.prompt} <= asked
    assert {*told_of(pack, story)} == {*story}
    assert all(told_of(pack, story)[name] == told for name, told in story.items())


def test_the_story_touches_every_area(story: Story) -> None:
    for area in original_pack().areas:
        assert any(element.id in story for element in area.elements)


def test_placements_name_stages_and_move_to_a_later_goal(story: Story) -> None:
    for told in story.values():
        for placed in (told.baseline, told.review):
            if placed is not None:
                assert 1 <= placed.now <= 5
                assert placed.goal == 0 or placed.now < placed.goal <= 5
        assert all(1 <= view.now <= 5 for view in told.partners)


def test_answers_are_short_but_for_one_long_one_and_one_with_a_list(story: Story) -> None:
    longer = [text for text in answers_of(story) if not 14 <= len(text.split()) <= 60]
    assert len(longer) == 2
    lists = [text for text in longer if "\n\n- " in text]
    assert len(lists) == 1
    assert len(lists[0].split("\n\n")) == 3
    (plain,) = (text for text in longer if text not in lists)
    assert 100 <= len(plain.split()) <= 140


def test_no_answer_is_given_twice(story: Story) -> None:
    assert len(answers_of(story)) == len({*answers_of(story)})


def test_the_words_fit_the_product(story: Story) -> None:
    for told in story.values():
        for text in texts_of(told):
            assert not AVOIDED.search(text), text
            assert not re.search(rf"\d{{4}}|\b(?:{MONTHS})\b", text), text
            assert not [word for word in re.findall(r"[^\W\d_]+", text) if word.casefold() in american()], text


def test_a_foreign_pack_hears_nothing_of_it(story: Story) -> None:
    assert told_of(a_small_pack(), story) == {}


def test_a_pack_that_asks_less_hears_less(story: Story) -> None:
    pack = original_pack()
    area = pack.areas[0]
    first = area.elements[4]
    stages = tuple(msgspec.structs.replace(stage, prompts=stage.prompts[1:]) for stage in first.stages)
    kept = msgspec.structs.replace(area, elements=(msgspec.structs.replace(first, stages=stages),))
    told = told_of(msgspec.structs.replace(pack, areas=(kept,)), story)
    assert [*told] == [first.id]
    assert "agreements-and-protocols.stage-2.p1" in {said.prompt for said in story[first.id].answers}
    assert {said.prompt for said in told[first.id].answers} == {
        said.prompt for said in story[first.id].answers if not said.prompt.endswith(".p1")
    }
    assert [item.prompt for item in told[first.id].actions] == [None]


def test_a_key_that_nobody_reads_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roles.toml").write_text("[review]\nnow = 1\nreason = 'New.'\ngaol = 2\n")
    with pytest.raises(msgspec.ValidationError, match="gaol"):
        load(tmp_path)
