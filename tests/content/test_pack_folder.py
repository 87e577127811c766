import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from roadmap_desktop import paths
from roadmap_desktop.content import pack_folder
from roadmap_desktop.content.loader import load
from roadmap_desktop.content.pack_folder import read_pack, unseen
from roadmap_desktop.errors import ContentPackRejected
from tests.documents import a_small_pack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.original_pack(), tmp_path / "original"))


def reasons(folder: Path) -> tuple[str, ...]:
    with pytest.raises(ContentPackRejected) as caught:
        read_pack(folder)
    return caught.value.problems


def test_the_pack_that_ships_keeps_every_rule(folder: Path) -> None:
    assert read_pack(folder) == load(folder)


def test_faults_of_the_rules_are_listed_and_not_only_those_of_the_files(folder: Path) -> None:
    element = folder / "elements" / "foundations" / "survivor-leadership.toml"
    text = element.read_text(encoding="utf-8")
    element.write_text(text.replace('text = "', 'text = "Do we keep a checklist? ', 2), encoding="utf-8")
    found = reasons(folder)
    assert sum("opens with an auxiliary" in reason for reason in found) == 2
    assert sum("“checklist” is a word to avoid" in reason for reason in found) == 2


def test_words_that_show_otherwise_than_they_are_stored_are_refused(folder: Path) -> None:
    pack = folder / "pack.toml"
    text = pack.read_text(encoding="utf-8").replace('publisher = "', 'publisher = "\\u202e', 1)
    pack.write_text(text, encoding="utf-8")
    assert reasons(folder) == ("pack.publisher: holds characters that cannot be seen",)


@pytest.mark.parametrize(
    ("text", "is_seen"), [("a\nb", True), ("co\u00adop", True), ("a\x00b", False), ("\ue000", False)]
)
def test_what_counts_as_unseen(text: str, is_seen: bool) -> None:
    assert (list(unseen(replace(a_small_pack(), title=text))) == []) is is_seen


def test_a_pack_with_endless_faults_is_told_in_a_list_with_an_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_folder, "MOST_REASONS", 2)
    (folder / "glossary.toml").unlink()
    (folder / "resources.toml").unlink()
    (folder / "pack.toml").unlink()
    found = reasons(folder)
    assert len(found) == 3
    assert found[-1].startswith("and ")
