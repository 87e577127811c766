import pickle
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.model.passphrase import Passphrase

COMPOSED, APART = "café crème brûlée", unicodedata.normalize("NFD", "café crème brûlée")


def test_another_keyboard_gives_the_same_bytes() -> None:
    assert COMPOSED != APART
    assert Passphrase(COMPOSED).to_bytes() == Passphrase(APART).to_bytes()
    assert Passphrase(COMPOSED) == Passphrase(APART)


@pytest.mark.parametrize(
    "typed", ["one two three", "  one two three\n", "one\u00a0two\u3000three", "one \t two\r\nthree"]
)
def test_white_space_is_one_space_and_none_at_the_ends(typed: str) -> None:
    assert Passphrase(typed).reveal() == "one two three"


def test_letters_that_only_look_alike_stay_apart() -> None:
    # NFKC would make these one.
    assert Passphrase("ﬁnd ① the way out") != Passphrase("find 1 the way out")
    assert Passphrase("Correct horse") != Passphrase("correct horse")


@pytest.mark.parametrize(
    ("typed", "enough"), [("a" * 13, False), ("a" * 14, True), (" " * 40, False), ("é" * 14, True)]
)
def test_the_only_rule_is_a_length(typed: str, enough: bool) -> None:
    assert Passphrase(typed).is_long_enough == enough
    assert Passphrase(unicodedata.normalize("NFD", typed)).is_long_enough == enough


def test_it_never_shows_itself() -> None:
    words = Passphrase("CANARY words for a test")
    shown = (repr(words), str(words), f"{words}", repr([words]), repr({"a": words}))
    assert all("CANARY" not in text for text in shown)
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(words)
    assert words != "CANARY words for a test"


@given(st.text(alphabet=st.characters()))
def test_whatever_is_typed_becomes_bytes(typed: str) -> None:
    words = Passphrase(typed)
    assert Passphrase(words.reveal()) == words
    assert words.is_empty is (words.length == 0)
    assert words == Passphrase(unicodedata.normalize("NFD", typed)) or any(
        "\ud800" <= char <= "\udfff" for char in typed
    )
