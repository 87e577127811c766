"""What a session needs of its scenarios, ground rules and plans: lengths, counts, one way to count time."""

from collections.abc import Iterator

from roadmap_desktop.content.problems import WORKSHOP_FILE, Problem
from roadmap_desktop.content.schema import ContentPack, Provenance, Scenario, WorkshopPlan

MOST_WORDS_IN_A_RULE = 40
SCENARIO_WORDS = (90, 150)
SCENARIO_QUESTIONS = (4, 6)
# What the pack that ships promises.
FEWEST_SCENARIOS = 8


def workshop_problems(pack: ContentPack) -> Iterator[Problem]:
    """Broken rules of `workshop.toml`; none for a pack that does without it and is not the one that ships."""
    if pack.provenance is Provenance.ORIGINAL and len(pack.scenarios) < FEWEST_SCENARIOS:
        reason = f"at least {FEWEST_SCENARIOS} scenarios are needed, {len(pack.scenarios)} found"
        yield Problem(WORKSHOP_FILE, "scenarios", reason)
    for scenario in pack.scenarios:
        yield from _scenario(scenario)
    for rule in pack.ground_rules:
        number = len(rule.text.split())
        if number > MOST_WORDS_IN_A_RULE:
            reason = f"{number} words, at most {MOST_WORDS_IN_A_RULE}"
            yield Problem(WORKSHOP_FILE, f"ground_rules.{rule.id}", reason, rule.text)
    for plan in pack.plans:
        yield from _plan(plan)


def _scenario(scenario: Scenario) -> Iterator[Problem]:
    place = f"scenarios.{scenario.id}"
    for what, found, (least, most) in (
        ("words", len(scenario.text.split()), SCENARIO_WORDS),
        ("questions", len(scenario.questions), SCENARIO_QUESTIONS),
    ):
        if not least <= found <= most:
            yield Problem(WORKSHOP_FILE, place, f"{least} to {most} {what} are needed, {found} found")


def _plan(plan: WorkshopPlan) -> Iterator[Problem]:
    place = f"plans.{plan.id}"
    if any(step.minutes for step in plan.steps) and any(step.first_month for step in plan.steps):
        yield Problem(WORKSHOP_FILE, place, "its steps count either minutes or months, not both")
    months = [step.first_month for step in plan.steps if step.first_month]
    if months != sorted(months):
        yield Problem(WORKSHOP_FILE, place, "its months are not in order")
