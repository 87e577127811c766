import pytest
from msgspec.structs import replace

from roadmap_desktop.content.checks import problems
from roadmap_desktop.content.schema import ContentPack, GroundRule, PlanStep, Provenance, Scenario, WorkshopPlan
from roadmap_desktop.content.workshop_rules import workshop_problems
from tests.documents import a_small_pack
from tests.packs import PACK, lines


def with_scenario(**facts: object) -> ContentPack:
    first: Scenario = replace(PACK.scenarios[0], **facts)
    return replace(PACK, scenarios=(first, *PACK.scenarios[1:]))


def with_steps(*steps: PlanStep) -> ContentPack:
    return replace(PACK, plans=(WorkshopPlan("a-plan", "A plan", steps),))


@pytest.mark.parametrize(
    ("pack", "told"),
    [
        (replace(PACK, scenarios=PACK.scenarios[:7]), "scenarios: at least 8 scenarios are needed, 7 found"),
        (with_scenario(text="word " * 89), "90 to 150 words are needed, 89 found"),
        (with_scenario(text="word " * 151), "90 to 150 words are needed, 151 found"),
        (with_scenario(text="raid " + "word " * 100), "“raid” is a word to avoid"),
        (with_scenario(title="After the raid"), "“raid” is a word to avoid"),
        (with_scenario(setting="A raid"), "“raid” is a word to avoid"),
        (with_scenario(questions=PACK.scenarios[0].questions[:3]), "4 to 6 questions are needed, 3 found"),
        (with_scenario(questions=("Is he safe?", *PACK.scenarios[0].questions[1:])), "opens with an auxiliary"),
        (with_scenario(questions=("Who " * 41, *PACK.scenarios[0].questions[1:])), "41 words, at most 40"),
        (with_scenario(lenses=("none",)), "there is no lens “none”"),
        (with_scenario(id=PACK.plans[0].id), "this id is used 2 times"),
        (replace(PACK, ground_rules=(GroundRule("long", "word " * 41),)), "41 words, at most 40"),
        (replace(PACK, ground_rules=(GroundRule("grim", "No grade is given."),)), "“grade” is a word to avoid"),
        (with_steps(PlanStep("Score it.", minutes=5)), "“Score” is a word to avoid"),
        (with_steps(PlanStep("Talk.", 5), PlanStep("Talk.", 0, 1, 2)), "either minutes or months"),
        (with_steps(PlanStep("Talk.", 0, 3, 4), PlanStep("Talk.", 0, 1, 2)), "months are not in order"),
    ],
)
def test_each_rule_of_the_workshop_is_told_with_its_file(pack: ContentPack, told: str) -> None:
    assert any(line.startswith("workshop.toml: ") and told in line for line in lines(problems(pack)))


def test_what_ships_and_a_pack_without_a_workshop_are_fine() -> None:
    assert list(workshop_problems(PACK)) == []
    own = replace(a_small_pack(), provenance=Provenance.LOCAL, scenarios=(), ground_rules=(), plans=())
    assert list(workshop_problems(own)) == []
