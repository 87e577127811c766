"""How prompts and the words around them are written in English: length, openings, one idea, words to avoid."""

import re
from collections.abc import Iterator

from roadmap_desktop.content.problems import Problem
from roadmap_desktop.content.schema import ContentPack
from roadmap_desktop.content.texts import Kind, Text, texts

MOST_WORDS = 40
MOST_QUESTIONS = 2
_AUXILIARIES = frozenset(
    ("am", "are", "be", "is", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "may", "might")
) | {"must", "shall", "should", "will", "would"}
AVOIDED = re.compile(
    r"(?<![\w-])(?:scores?|scoring|grades?|pass/fail|compliance level|checklists?|audit(?:s|ed|ing)?|maturity"
    r"|red/amber/green|rescue[sdr]?|rescuing|raid(?:s|ed|ing)?|prostitutes?|prostitution|illegals?|modern slavery"
    r"|self-identify as a victim|(?:un)?cooperative (?:victims?|witness(?:es)?)|uncooperative)(?![\w-])",
    re.IGNORECASE,
)
_QUESTION_WORD = "what|which|who|whom|whose|how|where|when|why"
# A clause that asks: it opens with a question word, or with a joining word before it. A preposition before the
# question word ("..., in which languages") makes it a detail of the question before, not a new one.
_ASKS = re.compile(rf"(?:(?:and|or|but)\s+)?({_QUESTION_WORD})\b\s*(\S*)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][”\"')]*\s+(?=\S)")
# "U.S. citizens" and "No. 2" end no sentence.
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.)+|\b(?:e\.g|i\.e|vs|No)\.")


def is_english(pack: ContentPack) -> bool:
    """Whether the rules for English wording apply."""
    return pack.language.split("-")[0] == "en"


def wording_problems(pack: ContentPack) -> Iterator[Problem]:
    """Broken rules of wording, in the order of the files; a pack in another language has but the length to keep."""
    asked = [text for text in texts(pack) if text.kind in {Kind.PROMPT, Kind.QUESTION}]
    for text in asked:
        yield from _length(text)
    if is_english(pack):
        for text in asked:
            yield from _opening(text)
            yield from _one_idea(text)
        for text in texts(pack):
            # A publication keeps the title its publisher gave it, and the attribution says what the tool is not.
            if text.kind in {Kind.PROMPT, Kind.QUESTION, Kind.HELP}:
                yield from _avoided(text)


def _length(text: Text) -> Iterator[Problem]:
    count = len(text.words.split())
    if count > MOST_WORDS:
        yield text.problem(f"{count} words, at most {MOST_WORDS}")


def _opening(text: Text) -> Iterator[Problem]:
    words = text.words.split()
    first = words[0].strip("“”\"'‘’(,").casefold().replace("’", "'") if words else ""
    if first.removesuffix("n't") in _AUXILIARIES or first in {"can't", "won't", "shan't"}:
        yield text.problem("opens with an auxiliary and can be answered by yes or no")


def _one_idea(text: Text) -> Iterator[Problem]:
    plain = _ABBREVIATION.sub("x", text.words)
    if plain.count("?") > 1 or _SENTENCE_END.search(plain) or ";" in plain:
        yield text.problem("more than one sentence; a prompt holds one idea in one question")
    elif (asked := questions(plain)) > MOST_QUESTIONS:
        yield text.problem(f"{asked} questions in one; a prompt holds one idea, with one follow-up at most")


def questions(words: str) -> int:
    """How many questions a sentence joins; "which ..., which ..." in a row and an opening "When x happens," count once.

    >>> questions("When a member leaves, which role is told, which is not, and what follows?")
    2
    """
    asked: list[str] = []
    for place, clause in enumerate(re.split(r"[,:–—]\s+", words)):
        found = _ASKS.match(clause)
        if found is None:
            continue
        word, following = found.group(1).casefold(), found.group(2).casefold()
        sets_the_scene = place == 0 and word == "when" and following not in _AUXILIARIES
        if not sets_the_scene and asked[-1:] != [word]:
            asked.append(word)
    return len(asked)


def _avoided(text: Text) -> Iterator[Problem]:
    return (text.problem(f"“{found.group()}” is a word to avoid") for found in AVOIDED.finditer(text.words))
