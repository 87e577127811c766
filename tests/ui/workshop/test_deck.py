from roadmap_desktop.ui.workshop.deck import Deck, Slide, plan_deck, rules_deck, scenario_deck, slides
from tests.documents import a_small_pack

PACK = a_small_pack()


def test_a_scenario_is_told_first_and_asked_about_one_question_at_a_time() -> None:
    scenario = PACK.scenarios[0]
    deck = scenario_deck(scenario)
    assert deck.caption == "An invented scenario"
    first, *others = slides(deck, together=deck.is_together)
    assert first == Slide("Work in a kitchen", (scenario.text,))
    assert [(slide.title, slide.lines, slide.first_number) for slide in others] == [
        ("Questions", (question,), number) for number, question in enumerate(scenario.questions, 1)
    ]


def test_questions_stand_together_on_one_slide_when_wanted() -> None:
    scenario = PACK.scenarios[0]
    assert slides(scenario_deck(scenario), together=True)[1:] == (Slide("Questions", scenario.questions, 1),)


def test_ground_rules_begin_together_and_have_no_opening() -> None:
    deck = rules_deck(PACK.ground_rules)
    assert slides(deck, together=deck.is_together) == (
        Slide("Ground rules", ("Anyone may skip.", "Anyone may call a pause."), 1),
    )


def test_a_plan_names_the_time_of_each_step() -> None:
    hour, year = (plan_deck(plan) for plan in PACK.plans)
    assert hour.points == ("Minutes 0 to 10: Welcome.", "Minutes 10 to 60: Talk.")
    assert year.points == ("Month 1: Begin.", "Months 2 to 12: Go on.")


def test_a_deck_holds_words_of_the_pack_and_nothing_else() -> None:
    words = json_words(scenario_deck(PACK.scenarios[0]))
    scenario = PACK.scenarios[0]
    assert words == {"An invented scenario", "Questions", scenario.title, scenario.text, *scenario.questions}


def json_words(deck: Deck) -> set[str]:
    return {deck.caption, deck.title, deck.opening, deck.points_title, *deck.points}
