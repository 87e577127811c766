"""JSON Schemas of a pack's files, made from the types that read them, so that an editor completes and checks keys."""

import json
from collections.abc import Mapping
from pathlib import Path

from roadmap_desktop.content import files
from roadmap_desktop.errors import ExportFailed

_FILES: Mapping[str, type[files.Entry]] = {
    "pack": files.PackFile,
    "element": files.ElementFile,
    "glossary": files.GlossaryFile,
    "resources": files.ResourcesFile,
    "released": files.ReleasedFile,
}


def json_schemas() -> dict[str, str]:
    """File name → text of each schema."""
    return {f"{name}.schema.json": _text(model) for name, model in _FILES.items()}


def _text(model: type[files.Entry]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_json_schemas(folder: Path) -> tuple[Path, ...]:
    """Write each schema into a folder, which is made when it is missing; returns the files."""
    written = {folder / name: text for name, text in json_schemas().items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in written.items():
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        for path in filter(Path.is_file, written):
            path.unlink()
        raise ExportFailed(folder, type(error).__name__) from error
    return tuple(written)
