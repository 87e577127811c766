import shutil
import time
from pathlib import Path

import pytest

from roadmap_desktop import paths
from roadmap_desktop.content.released import RELEASED_FILE, load_released
from roadmap_desktop.errors import ContentPackRejected, ExportFailed
from roadmap_desktop.services import pack_checking
from roadmap_desktop.services.pack_checking import EXTRA_MISSING, NOT_ENGLISH, check_pack, release, tables
from tests.packs import FIRST_FILE, PACK, lines

FIRST = PACK.elements[0].prompts[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.original_pack(), tmp_path / "original"))


def reword(folder: Path, old: str, new: str, file: str = FIRST_FILE) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_pack_that_ships_keeps_every_rule_and_is_checked_in_five_seconds() -> None:
    # Processor time: another process on the machine must not make this slow.
    before = time.process_time()
    report = check_pack(paths.original_pack())
    assert (lines(report.problems), report.notes) == ([], ())
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("Which unicorns graze beside the frozen lake?", ""),
        ("Is there a plan?", "opens with an auxiliary"),
        ("What colour is it?", "spelled “color”"),
        ("Who carries the hives that are marked “م”?", "does not print U+0645"),
        ("Which forms of trafficking rarely come up among us, and which do we talk about most?", "nearly the same as"),
        ("Which organizational accountability mechanisms characterize communication?", "reading grade"),
    ],
)
def test_one_check_asks_every_rule(folder: Path, new: str, told: str) -> None:
    reword(folder, FIRST.text, new)
    found = lines(check_pack(folder).problems)
    assert [told in line for line in found] == ([True] if told else [])


def test_problems_of_structure_are_told_together_with_those_of_words(folder: Path) -> None:
    reword(folder, FIRST.text, "Is there a plan?")
    reword(folder, 'aims = ["', 'aims = ["nothing", "')
    found = "\n".join(lines(check_pack(folder).problems))
    assert "there is no aim “nothing”" in found
    assert "opens with an auxiliary" in found


def test_a_term_that_nothing_uses_must_be_marked(folder: Path) -> None:
    new = '[[terms]]\nid = "unicorn"\nterm = "Unicorn"\ndefinition = "A horned horse."\n'
    (folder / "glossary.toml").write_text((folder / "glossary.toml").read_text(encoding="utf-8") + "\n" + new)
    (line,) = lines(check_pack(folder).problems)
    assert line == "glossary.toml: unicorn: nothing in the pack uses it; mark it `reference_only = true`: Unicorn"
    reword(folder, FIRST.text, "Which unicorns graze beside the lake?")
    assert lines(check_pack(folder).problems) == [line]
    reword(folder, "Which unicorns graze", "Which unicorn grazes")
    assert lines(check_pack(folder).problems) == []


def test_without_the_authors_extra_all_other_rules_are_asked_and_one_sentence_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_checking, "find_spec", lambda name: None)
    reword(folder, FIRST.text, "Is there an organizational accountability mechanism?")
    report = check_pack(folder)
    assert report.notes == (EXTRA_MISSING,)
    assert [line.split(": ")[2] for line in lines(report.problems)] == [
        "opens with an auxiliary and can be answered by yes or no"
    ]
    assert {row.median for row in report.elements} == {None}
    assert any(line.rstrip().endswith("-") for line in tables(report))


def test_a_pack_in_another_language_is_told_what_was_not_asked(folder: Path) -> None:
    reword(folder, 'language = "en-US"', 'language = "es"', "pack.toml")
    reword(folder, FIRST.text, "Is there an organizational accountability mechanism of any colour?")
    report = check_pack(folder)
    assert (lines(report.problems), report.notes) == ([], (NOT_ENGLISH,))


def test_the_tables_hold_every_area_and_element() -> None:
    report = check_pack(paths.original_pack())
    shown = list(tables(report))
    assert len(shown) == 4 + 1 + 1 + 34 + 1 + 1
    assert [area.title for area in PACK.areas] == [row.title for row in report.areas]
    assert sum(sum(row.prompts) for row in report.areas) == report.counts.prompts
    assert sum(row.words for row in report.areas) == sum(row.words for row in report.elements)
    assert shown[1].split()[-2:] == [str(sum(report.areas[0].prompts)), str(report.areas[0].words)]
    first = report.elements[0]
    assert first.median is not None
    assert shown[7].split()[:4] == [str(first.id), str(first.prompts), str(first.words), f"{first.median:.1f}"]


def test_a_release_is_noted_and_guards_its_ids_from_then_on(folder: Path) -> None:
    assert release(folder) == folder / RELEASED_FILE
    assert lines(check_pack(folder).problems) == []
    reword(folder, FIRST.text, "Which hive is the oldest of all?")
    found = lines(check_pack(folder).problems)
    assert any("this id asked something else in 1.0.0" in line for line in found)
    assert any("raise the version" in line for line in found)
    with pytest.raises(ContentPackRejected):
        release(folder)
    kept, _problems = load_released(folder)
    assert kept is not None
    assert kept.ids[FIRST.id] == FIRST.text


def test_a_release_that_cannot_be_written_leaves_nothing_behind(folder: Path) -> None:
    (folder / "released.part").mkdir()
    with pytest.raises(ExportFailed):
        release(folder)
    assert not (folder / RELEASED_FILE).exists()


def test_a_release_that_does_not_read_back_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_checking, "released_text", lambda pack, before: "version = '1.0.0'\n[ids]\n")
    with pytest.raises(ExportFailed, match="read back"):
        release(folder)


def test_a_file_of_released_ids_that_cannot_be_read_is_a_problem(folder: Path) -> None:
    (folder / RELEASED_FILE).write_text("not = = toml")
    (line,) = lines(check_pack(folder).problems)
    assert line.startswith("released.toml: not TOML")
