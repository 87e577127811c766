"""The guide for authors holds what the types and the checks hold."""

import re
import tomllib

import pytest
from msgspec.structs import replace

from roadmap_desktop import paths
from roadmap_desktop.cli import main
from roadmap_desktop.content import files
from roadmap_desktop.content.checks import problems
from roadmap_desktop.content.loader import load
from roadmap_desktop.content.schema import Provenance

TEXT = (paths.content() / "README.md").read_text(encoding="utf-8")
EXAMPLES = {
    heading: tomllib.loads(block)
    for heading, block in re.findall(
        r"^## ([^\n]+)\n(?:(?!^## ).)*?^```toml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL
    )
}
ELEMENT = "One element file, with every key"


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        (ELEMENT, files.ElementFile),
        ("pack.toml", files.PackFile),
        ("glossary.toml", files.GlossaryFile),
        ("resources.toml", files.ResourcesFile),
    ],
)
def test_each_example_fits_its_type_and_shows_every_key(heading: str, model: type[files.Entry]) -> None:
    example = EXAMPLES[heading]
    model.model_validate(example)
    shown = set(re.findall(r"[a-z_]+", str(example)))
    schema = model.model_json_schema()
    keys = {*schema["properties"], *(key for one in schema.get("$defs", {}).values() for key in one["properties"])}
    # Lenses, aims and closing prompts look like what is shown beside them.
    assert keys - shown <= ({"lenses", "aims", "guidance", "hear_first", "tags"} if heading == "pack.toml" else set())


def test_the_example_of_an_element_keeps_the_rules_it_explains(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("pack")
    for path in paths.original_pack().glob("*.toml"):
        (folder / path.name).write_bytes(path.read_bytes())
    example = re.search(r"^```toml\n(id = \"shared-calendar\".*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert example is not None
    (folder / "elements" / "foundations").mkdir(parents=True)
    (folder / "elements" / "foundations" / "shared-calendar.toml").write_text(example.group(1), encoding="utf-8")
    listing = (folder / "pack.toml").read_text(encoding="utf-8")
    empty = re.sub(r"^elements = \[.*?\]", "elements = []", listing, flags=re.MULTILINE | re.DOTALL)
    (folder / "pack.toml").write_text(
        empty.replace("elements = []", 'elements = ["shared-calendar"]', 1), encoding="utf-8"
    )
    pack = replace(load(folder), provenance=Provenance.LOCAL)
    assert [problem for problem in map(str, problems(pack)) if problem.startswith("elements/")] == []


def test_every_command_that_is_named_is_understood(capsys: pytest.CaptureFixture[str]) -> None:
    named = set(re.findall(r"roadmap-desktop content (\w+)", TEXT))
    assert named == {"check", "release", "schema"}
    for name in named:
        with pytest.raises(SystemExit) as caught:
            main(["content", name, "--help"])
        assert caught.value.code == 0
    capsys.readouterr()


def test_links_inside_the_page_lead_somewhere() -> None:
    anchors = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^## (.+)$", TEXT, re.MULTILINE)
    }
    links = set(re.findall(r"\]\(#([^)]+)\)", TEXT))
    assert links
    assert links <= anchors
