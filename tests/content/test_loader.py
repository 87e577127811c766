import os
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roadmap_desktop import paths
from roadmap_desktop.content import safe_folder
from roadmap_desktop.content.checks import counts, problems
from roadmap_desktop.content.embedded import decode, encode
from roadmap_desktop.content.loader import load, read
from roadmap_desktop.content.schema import ElementId, Land, Provenance, TraffickingForm
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
    monkeypatch.setattr(safe_folder, "LARGEST_FILE", 100)
    assert "larger than 1 MiB" in reasons(pack_folder)
    monkeypatch.setattr(safe_folder, "MOST_FILES", 2)
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


def test_a_pack_from_anyone_needs_ids_and_references_that_hold_but_not_our_wording(pack_folder: Path) -> None:
    element = an_element_file(pack_folder)
    text = element.read_text(encoding="utf-8")
    element.write_text(text.replace('purpose = "', 'purpose = "A checklist in colour; ', 1), encoding="utf-8")
    assert "checklist" in load(pack_folder).element(ElementId("survivor-leadership")).purpose
    element.write_text(text.replace('aims = ["', 'aims = ["nothing", "', 1), encoding="utf-8")
    assert reasons(pack_folder) == (
        "elements/foundations/survivor-leadership.toml: survivor-leadership: there is no aim “nothing”"
    )
    assert read(pack_folder).elements != ()


def test_an_element_must_have_the_name_of_its_file(pack_folder: Path) -> None:
    element = an_element_file(pack_folder)
    text = element.read_text(encoding="utf-8")
    element.write_text(text.replace('id = "survivor-leadership"', 'id = "other"', 1), encoding="utf-8")
    assert reasons(pack_folder) == (
        "elements/foundations/survivor-leadership.toml: id: the file of “other” must be named other.toml"
    )


def test_a_mark_for_reference_arrives(pack_folder: Path) -> None:
    pack = load(pack_folder)
    for name, entries in (("glossary", pack.glossary), ("resources", pack.resources)):
        written = tomllib.loads((pack_folder / f"{name}.toml").read_text(encoding="utf-8"))
        (listed,) = written.values()
        assert [entry.reference_only for entry in entries] == [one.get("reference_only", False) for one in listed]
        assert {entry.reference_only for entry in entries} == {True, False}


def test_a_pack_survives_being_embedded() -> None:
    for pack in (a_small_pack(), load(paths.original_pack())):
        assert decode(encode(pack)) == pack
        assert encode(decode(encode(pack))) == encode(pack)
    with pytest.raises(ValueError, match="truncated"):
        decode(b"{")


def test_files_that_are_not_part_of_a_pack_are_left_alone(pack_folder: Path) -> None:
    before = load(pack_folder)
    (pack_folder / "notes.txt").write_bytes(b"\xff")
    (pack_folder / "drafts").mkdir()
    (pack_folder / "drafts" / "idea.toml").write_text("not = = toml")
    assert load(pack_folder) == before


def test_a_folder_where_a_file_belongs_is_told(pack_folder: Path) -> None:
    (pack_folder / "glossary.toml").unlink()
    (pack_folder / "glossary.toml").mkdir()
    assert reasons(pack_folder) == "glossary.toml: the file cannot be read as UTF-8 text"


def test_too_many_bytes_in_all_are_refused(pack_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_folder, "LARGEST_PACK", 1000)
    assert reasons(pack_folder) == "more than 200 files or 8 MiB in all"


def test_an_element_listed_under_another_area_than_its_folder_is_told(pack_folder: Path) -> None:
    element = an_element_file(pack_folder)
    element.rename(pack_folder / "elements" / element.name)
    assert reasons(pack_folder).splitlines() == [
        "elements/foundations/survivor-leadership.toml: named in pack.toml but missing",
        "elements/survivor-leadership.toml: not named under its area in pack.toml",
    ]


def test_elements_come_in_the_order_of_the_listing_and_not_of_the_files() -> None:
    pack = load(paths.original_pack())
    listing = tomllib.loads((paths.original_pack() / "pack.toml").read_text(encoding="utf-8"))["areas"]
    assert [[element.id for element in area.elements] for area in pack.areas] == [area["elements"] for area in listing]


def test_every_word_of_a_file_arrives() -> None:
    pack = load(paths.original_pack())
    written = tomllib.loads(an_element_file(paths.original_pack()).read_text(encoding="utf-8"))
    element = pack.element(ElementId(written["id"]))
    assert (element.title, element.purpose, element.guidance) == (
        written["title"],
        written["purpose"],
        written["guidance"],
    )
    assert [prompt.text for prompt in element.prompts] == [
        prompt["text"] for stage in written["stages"] for prompt in stage["prompts"]
    ]
    assert [stage.evidence for stage in element.stages] == [tuple(stage["evidence"]) for stage in written["stages"]]
    assert [stage.resources for stage in element.stages] == [tuple(stage["resources"]) for stage in written["stages"]]


def test_two_readings_do_not_mix_their_problems(pack_folder: Path) -> None:
    (pack_folder / "glossary.toml").unlink()
    assert reasons(pack_folder) == reasons(pack_folder) == "glossary.toml: the file is missing"
    assert load(paths.original_pack()).glossary != ()


def test_a_pack_without_a_workshop_file_is_whole(pack_folder: Path) -> None:
    (pack_folder / "workshop.toml").unlink()
    pack = load(pack_folder)
    assert (pack.scenarios, pack.ground_rules, pack.plans) == ((), (), ())
    # Only the pack that ships promises scenarios.
    assert problems(replace(pack, provenance=Provenance.LOCAL)) == ()


def test_every_word_of_the_workshop_file_arrives() -> None:
    pack = load(paths.original_pack())
    written = tomllib.loads((paths.original_pack() / "workshop.toml").read_text(encoding="utf-8"))
    assert [
        {
            "id": one.id,
            "title": one.title,
            "form": one.form,
            "setting": one.setting,
            "land": one.land,
            "lenses": list(one.lenses),
            "text": one.text,
            "questions": list(one.questions),
        }
        for one in pack.scenarios
    ] == written["scenarios"]
    assert [{"id": one.id, "text": one.text} for one in pack.ground_rules] == written["ground_rules"]
    for plan, entry in zip(pack.plans, written["plans"], strict=True):
        assert (plan.id, plan.title) == (entry["id"], entry["title"])
        assert [(step.text, step.minutes, step.first_month, step.last_month) for step in plan.steps] == [
            (step["text"], step.get("minutes", 0), *step.get("months", (0, 0))) for step in entry["steps"]
        ]


def test_a_workshop_file_that_does_not_fit_is_told_with_its_place(pack_folder: Path) -> None:
    (pack_folder / "workshop.toml").write_text(
        "[[plans]]\nid = 'hour'\ntitle = 'An hour'\n[[plans.steps]]\ntext = 'Talk.'\n"
        "[[scenarios]]\nid = 'kitchen'\nform = 'other'\n"
    )
    found = reasons(pack_folder)
    assert "workshop.toml: plans.0.steps.0: Value error, a step has either minutes or months" in found
    assert "workshop.toml: scenarios.0.form: Input should be 'sex', 'labor' or 'both'" in found
    (pack_folder / "workshop.toml").unlink()
    (pack_folder / "workshop.toml").mkdir()
    assert reasons(pack_folder) == "workshop.toml: the file cannot be read as UTF-8 text"


def test_the_pack_that_ships_has_what_a_session_needs() -> None:
    pack = load(paths.original_pack())
    assert len(pack.scenarios) >= 8
    assert len(pack.ground_rules) == 12
    session, year = pack.plans
    assert sum(step.minutes for step in session.steps) == 90
    assert (year.steps[0].first_month, year.steps[-1].last_month) == (1, 12)


def test_the_scenarios_that_ship_vary_and_point_to_nobody() -> None:
    pack = load(paths.original_pack())
    assert {one.form for one in pack.scenarios} == set(TraffickingForm)
    assert {one.land for one in pack.scenarios} == set(Land)
    assert sum(one.is_about(TraffickingForm.LABOR) for one in pack.scenarios) >= 4
    assert sum(one.is_about(TraffickingForm.SEX) for one in pack.scenarios) >= 4
    wanted = {"labor", "minors", "tribal", "rural", "language-access", "men-and-boys", "lgbtq"}
    assert {lens for one in pack.scenarios for lens in one.lenses} >= wanted
    known = {"American", "ASL", "Deaf", "English", "ID", "Language", "S", "Sign", "Spanish", "Tribal", "U"}
    for one in pack.scenarios:
        assert re.search(r"\d", one.text) is None, one.id
        # A capital letter inside a sentence is where a name would show.
        inside = re.sub(r"(^|[.?!:]”? |“)[A-Z]", " ", one.text)
        assert set(re.findall(r"\b[A-Z]\w*", inside)) <= known, one.id
