import json
import re
import tomllib
from pathlib import Path

import pytest

from roadmap_desktop import paths
from roadmap_desktop.content.json_schemas import _HINTS, json_schemas, write_json_schemas
from roadmap_desktop.errors import ExportFailed

FOLDER = paths.content() / "schema"


def test_the_schemas_in_the_repository_are_those_of_the_types() -> None:
    """When this fails, run `roadmap-desktop content schema -o roadmap_content/schema`."""
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert written == json_schemas()


def test_every_file_of_the_pack_names_its_schema() -> None:
    for path in paths.original_pack().rglob("*.toml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        found = re.fullmatch(r"#:schema (\S+)", first)
        assert found, path
        schema = (path.parent / found.group(1)).resolve()
        assert schema.parent == FOLDER.resolve()
        keys = json.loads(schema.read_text(encoding="utf-8"))["properties"]
        assert set(tomllib.loads(path.read_text(encoding="utf-8"))) <= set(keys), path


def test_a_schema_knows_the_keys_and_refuses_others() -> None:
    element = json.loads(json_schemas()["element.schema.json"])
    assert element["additionalProperties"] is False
    assert set(element["required"]) == {"id", "title", "purpose", "guidance", "stages"}
    assert {"text", "guidance", "lenses", "hear_first", "tags"} <= set(element["$defs"]["PromptEntry"]["properties"])


def test_an_editor_is_told_what_a_key_is_for() -> None:
    element = json.loads(json_schemas()["element.schema.json"])
    assert element["properties"]["purpose"]["description"].startswith("One sentence")
    assert "ids from pack.toml" in element["$defs"]["PromptEntry"]["properties"]["hear_first"]["description"]
    everything = "".join(json_schemas().values())
    assert [key for key, hint in _HINTS.items() if json.dumps(hint, ensure_ascii=False) not in everything] == []


def test_schemas_are_written_and_a_folder_that_takes_none_is_told(tmp_path: Path) -> None:
    written = write_json_schemas(tmp_path / "new" / "schema")
    assert {path.name: path.read_text(encoding="utf-8") for path in written} == json_schemas()
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportFailed):
        write_json_schemas(tmp_path / "file")
    assert (tmp_path / "file").read_text() == ""
    (tmp_path / "taken" / "glossary.schema.json.part").mkdir(parents=True)
    with pytest.raises(ExportFailed):
        write_json_schemas(tmp_path / "taken")
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["glossary.schema.json.part"]
