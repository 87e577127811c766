from roadmap_desktop.content.problems import Problem, element_file
from tests.packs import FIRST_FILE, PACK


def test_a_problem_tells_file_place_reason_and_text() -> None:
    problem = Problem("pack.toml", "wrap.p1", "too long", "What is it?")
    assert str(problem) == "pack.toml: wrap.p1: too long: What is it?"


def test_what_a_problem_does_not_have_leaves_no_gap() -> None:
    assert str(Problem("released.toml", "", "not TOML")) == "released.toml: not TOML"


def test_an_element_is_told_by_the_file_that_holds_it() -> None:
    assert element_file(PACK.areas[0], PACK.elements[0]) == FIRST_FILE
