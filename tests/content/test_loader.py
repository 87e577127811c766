import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop import paths
from roadmap_desktop.content import loader
from roadmap_desktop.content.checks import counts, problems
from roadmap_desktop.content.embedded import decode, encode
from roadmap_desktop.content.loader import load
from roadmap_desktop.errors import ContentPackRejected
from tests.documents import a_small_pack


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.original_pack(), tmp_path / "original"))


def reasons(folder: Path) -> str:
    with pytest.raises(ContentPackRejected) as caught:
        load(folder)
    return "\n".join(caught.value.problems)


def an_element_file(folder: Path) -> Path:
    return folder / "elements" / "foundations" / "survivor-leadership.toml"


def test_the_pack_that_ships_has_no_problem_and_what_it_promises() -> None:
    pack = load(paths.original_pack())
    assert problems(pack) == ()
    assert counts(pack).areas == 4
    assert {element.id for element in pack.elements} >= {"survivor-leadership", "referral-and-case-coordination"}
    assert all(3 <= len(stage.prompts) <= 5 for element in pack.elements for stage in element.stages)
    assert "Not produced or endorsed by IACP, BJA or OVC" in pack.attribution
    assert "Not yet reviewed by people with lived experience" in pack.review_note


def test_every_problem_is_told_at_once_with_file_place_and_reason(pack_folder: Path) -> None:
    element = an_element_file(pack_folder)
    element.write_text(element.read_text().replace("purpose =", "purpsoe =", 1))
    (pack_folder / "glossary.toml").write_text("[[terms]]\nid = 'x'\nterm = 3\n")
    (pack_folder / "resources.toml").unlink()
    found = reasons(pack_folder)
    assert "survivor-leadership.toml: purpose: Field required" in found
    assert "survivor-leadership.toml: purpsoe: Extra inputs" in found
    assert "glossary.toml: terms.0.definition" in found
    assert "resources.toml: the file is missing" in found


def test_an_element_that_is_not_listed_or_not_there_is_told(pack_folder: Path) -> None:
    element = an_element_file(pack_folder)
    element.rename(element.with_name("other.toml"))
    found = reasons(pack_folder)
    assert "survivor-leadership.toml: named in pack.toml but missing" in found
    assert "other.toml: not named under its area" in found


@pytest.mark.parametrize("content", [b"\xff\xfe", b"not = = toml", b"a = " + b"[" * 3000])
def test_a_file_that_is_no_toml_is_told(pack_folder: Path, content: bytes) -> None:
    an_element_file(pack_folder).write_bytes(content)
    assert "survivor-leadership.toml" in reasons(pack_folder)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_are_refused(pack_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.toml").write_text("id = 'x'")
    (pack_folder / "elements" / "link.toml").symlink_to(tmp_path / "secret.toml")
    assert "links are not accepted" in reasons(pack_folder)


def test_folders_too_deep_files_too_large_or_too_many_are_refused(
    pack_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = pack_folder / "elements" / "foundations" / "deeper"
    deep.mkdir()
    (deep / "x.toml").write_text("")
    assert "more than 3 folders deep" in reasons(pack_folder)
    shutil.rmtree(deep)
    monkeypatch.setattr(loader, "LARGEST_FILE", 100)
    assert "larger than 1 MiB" in reasons(pack_folder)
    monkeypatch.setattr(loader, "MOST_FILES", 2)
    assert "more than 200 files" in reasons(pack_folder)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert reasons(tmp_path / "nowhere") == "the folder is missing"


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_nothing_else_than_the_refusal_leaves_the_loader(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("pack")
    (folder / "pack.toml").write_bytes(content)
    with pytest.raises(ContentPackRejected):
        load(folder)


def test_a_pack_survives_being_embedded() -> None:
    for pack in (a_small_pack(), load(paths.original_pack())):
        assert decode(encode(pack)) == pack
        assert encode(decode(encode(pack))) == encode(pack)
    with pytest.raises(ValueError, match="truncated"):
        decode(b"{")
