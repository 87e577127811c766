import pytest
from msgspec.structs import replace

from roadmap_desktop.content.schema import ContentPack
from roadmap_desktop.content.wording import questions, wording_problems
from tests.packs import FIRST_FILE, PACK, lines, with_element, with_prompt, with_stage


@pytest.mark.parametrize(
    "text",
    [
        "Where do we underscore this?",
        "Which steps upgrade the path?",
        "Who decides?",
        "What " + "word " * 39,
        "Where do U.S. Attorneys and local prosecutors meet?",
        "When a member leaves, which role is told, and what follows?",
        "Which rules are written, which are spoken, and which are assumed?",
        "How do sanitation and auditorium staff hear of us?",
    ],
)
def test_prompts_that_keep_the_rules(text: str) -> None:
    assert lines(wording_problems(with_prompt(text=text))) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("What " + "word " * 40, "41 words, at most 40"),
        ("“Is there an agreement?", "opens with an auxiliary"),
        ("MUST we agree?", "opens with an auxiliary"),
        ("Don’t we agree?", "opens with an auxiliary"),
        ("Can't we agree?", "opens with an auxiliary"),
        ("Who went on the Rescues?", "“Rescues” is a word to avoid"),
        ("What does pass/fail mean here?", "“pass/fail” is a word to avoid"),
        ("Which uncooperative witnesses?", "“uncooperative witnesses” is a word to avoid"),
        ("Who is called a modern slavery victim?", "“modern slavery” is a word to avoid"),
        ("Who decides? Who is told?", "more than one sentence"),
        ("We share a plan. Who keeps it?", "more than one sentence"),
        ("Who decides; who is told?", "more than one sentence"),
        ("Who reads it, how much time is there, and which objection stops it?", "3 questions in one"),
    ],
)
def test_a_broken_rule_names_the_prompt_and_quotes_its_text(text: str, reason: str) -> None:
    (line,) = lines(wording_problems(with_prompt(text=text)))
    assert line.startswith(f"{FIRST_FILE}: {PACK.elements[0].prompts[0].id}: ")
    assert reason in line
    assert line.endswith(f": {text}")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Who decides?", 1),
        ("Who decides, and who is told?", 1),
        ("Who decides, and how is it told?", 2),
        ("When a reporter calls, which role answers, and who else hears of it?", 2),
        ("When will they read it, what say will they have, and how is it paid?", 3),
        ("Who may sit in, in which role, and what is said?", 2),
        ("How do staff learn whom to call?", 1),
    ],
)
def test_questions_that_are_joined_are_counted(text: str, count: int) -> None:
    assert questions(text) == count


def test_each_word_to_avoid_is_told_once_for_each_time_it_stands_there() -> None:
    found = lines(wording_problems(with_prompt(text="Which audit checks the audit of raids?")))
    assert [problem.split("“")[1].split("”")[0] for problem in found] == ["audit", "audit", "raids"]


@pytest.mark.parametrize(
    "pack",
    [
        with_prompt(guidance="Count the raids."),
        with_stage(lambda stage: replace(stage, guidance="Count the raids.")),
        with_stage(lambda stage: replace(stage, signs=("Count the raids.", *stage.signs[1:]))),
        with_stage(lambda stage: replace(stage, evidence=("Count the raids.", *stage.evidence[1:]))),
        with_element(lambda element: replace(element, purpose="Count the raids.")),
        with_element(lambda element: replace(element, guidance="Count the raids.")),
        replace(PACK, resources=(replace(PACK.resources[0], about="Count the raids."), *PACK.resources[1:])),
    ],
)
def test_all_our_words_are_read_for_words_to_avoid(pack: ContentPack) -> None:
    (line,) = lines(wording_problems(pack))
    assert line.endswith("“raids” is a word to avoid: Count the raids.")


def test_a_publication_keeps_its_own_title_and_the_attribution_says_what_the_tool_is_not() -> None:
    titles = [resource.title for resource in PACK.resources]
    assert any("Modern Slavery" in title for title in titles)
    assert any("Checklists" in title for title in titles)
    assert "not a checklist" in PACK.attribution
    assert lines(wording_problems(PACK)) == []


def test_closing_prompts_keep_the_same_rules() -> None:
    (first, *others) = PACK.closing_prompts
    pack = replace(PACK, closing_prompts=(replace(first, text="Do we agree?"), *others))
    assert lines(wording_problems(pack)) == [
        f"pack.toml: {first.id}: opens with an auxiliary and can be answered by yes or no: Do we agree?"
    ]


def test_in_another_language_only_the_length_is_asked() -> None:
    pack = replace(with_prompt(text="Is it so? " * 20), language="es")
    assert [line.split(": ")[2] for line in lines(wording_problems(pack))] == ["60 words, at most 40"]
