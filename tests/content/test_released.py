from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap_desktop.content import files
from roadmap_desktop.content.released import RELEASED_FILE, load_released, released_problems, released_text, wordings
from roadmap_desktop.content.schema import ContentPack
from tests.packs import PACK, lines, with_prompt, with_stage

FIRST = PACK.elements[0].prompts[0]
NEXT = "1.1.0"


def released(pack: ContentPack = PACK, retired: str = "") -> files.ReleasedFile:
    """The pack as it was released; the first prompt is retired when a reason is given."""
    return files.ReleasedFile(version=pack.version, ids=wordings(pack), retired={FIRST.id: retired} if retired else {})


def newer(pack: ContentPack) -> ContentPack:
    return replace(pack, version=NEXT)


def without_first() -> ContentPack:
    return newer(with_stage(lambda stage: replace(stage, prompts=stage.prompts[1:])))


def test_the_version_that_was_released_has_no_problem() -> None:
    assert lines(released_problems(PACK, released())) == []


def test_an_id_that_vanished_is_told_until_it_is_retired() -> None:
    (line,) = lines(released_problems(without_first(), released()))
    assert line == (
        f"released.toml: {FIRST.id}: used in {PACK.version} and now missing; bring it back or name it under [retired]: "
        f"{FIRST.text}"
    )
    assert lines(released_problems(without_first(), released(retired="Asked elsewhere."))) == []


def test_a_retired_id_never_comes_back() -> None:
    (line,) = lines(released_problems(PACK, released(retired="Asked elsewhere.")))
    assert line == f"released.toml: {FIRST.id}: this id is retired and cannot be used again: {FIRST.text}"


def test_an_id_that_asks_something_else_is_told_and_a_rewording_is_not() -> None:
    reworded = FIRST.text.replace("our agencies", "our partners")
    assert reworded != FIRST.text
    assert lines(released_problems(newer(with_prompt(text=reworded)), released())) == []
    other = "Which hive is the oldest of all?"
    (line,) = lines(released_problems(newer(with_prompt(text=other)), released()))
    assert line.startswith(f"released.toml: {FIRST.id}: this id asked something else in {PACK.version}: “{FIRST.text}”")
    assert line.endswith(other)


def test_changed_prompts_ask_for_a_higher_version() -> None:
    changed = with_prompt(text=FIRST.text + " Why?")
    told = f"pack.toml: version: ids or prompts changed since {PACK.version} was released; raise the version"
    assert lines(released_problems(changed, released())) == [f"{told}: {PACK.version}"]
    assert lines(released_problems(replace(changed, version="0.99.0"), released())) == [f"{told}: 0.99.0"]
    assert lines(released_problems(replace(changed, version="1.10.0"), released(newer(PACK)))) == []


def test_what_was_written_reads_back_and_keeps_what_was_retired(tmp_path: Path) -> None:
    before = released(retired='Said "twice" \\ and\tdropped.')
    (tmp_path / RELEASED_FILE).write_text(released_text(without_first(), before), encoding="utf-8")
    found, problems = load_released(tmp_path)
    assert problems == ()
    assert found == files.ReleasedFile(version=NEXT, ids=wordings(without_first()), retired=before.retired)


@given(words=st.text(st.characters(codec="utf-8"), min_size=1, max_size=50))
def test_any_wording_survives_the_file(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    folder = tmp_path_factory.mktemp("pack")
    pack = with_prompt(text=words)
    (folder / RELEASED_FILE).write_text(released_text(pack, None), encoding="utf-8", newline="\n")
    found, _none = load_released(folder)
    assert found is not None
    assert found.ids[FIRST.id] == words


def test_before_the_first_release_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    assert load_released(tmp_path) == (None, ())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff", "released.toml: the file cannot be read as UTF-8 text"),
        (b"not = = toml", "released.toml: not TOML: "),
        (b"version = '1'\n[ids]\n", "released.toml: version: "),
        (b"version = '1.0.0'\n", "released.toml: ids: Field required"),
    ],
)
def test_a_file_that_does_not_fit_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / RELEASED_FILE).write_bytes(content)
    found, problems = load_released(tmp_path)
    assert found is None
    assert [line for line in lines(problems) if line.startswith(told)] != []
