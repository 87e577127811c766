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
    "workshop": files.WorkshopFile,
    "released": files.ReleasedFile,
}


# Shown by an editor beside the key.
_HINTS: Mapping[str, str] = {
    "about": "One sentence of our own on what the reader finds there.",
    "address": "Printed in reports, opened only on a click.",
    "aims": "What the element serves: ids from pack.toml.",
    "also": "Other spellings found in prompts and answers.",
    "attribution": "The line printed on the cover of every report.",
    "checked": "The day the entry was last looked over, as 2026-11-23.",
    "closing_prompts": "Asked at the end of every element.",
    "disciplines": "Who is concerned: in pack.toml each id and its name, in an element ids from there.",
    "evidence": "Three to five documents about working practice, never case material.",
    "hear_first": "Disciplines to ask first: ids from pack.toml that the element names too.",
    "ids": "Each id of the version released last, with its wording.",
    "language": "Such as en-US or es.",
    "lenses": "Used to filter prompts: in pack.toml each id and its name, in a prompt ids from there.",
    "number": "The one people say aloud.",
    "provenance": "What the pack says of itself: original, official or local. Nothing verifies it.",
    "purpose": "One sentence: what is true when this element works.",
    "reference_only": "True when nothing in the pack uses the entry, and only then.",
    "retired": "Each id that was given up, with the reason. It is never used again.",
    "review_note": "Who has read the pack, or that nobody has yet.",
    "signs": "What a group may notice when it stands here.",
    "tags": "“differently” marks a prompt that asks where partners disagree.",
    "version": "A new version whenever any text changes.",
    "year": "The year the source gives, or n.d. when it gives none.",
}


def json_schemas() -> dict[str, str]:
    """File name → text of each schema."""
    return {f"{name}.schema.json": _text(model) for name, model in _FILES.items()}


def _text(model: type[files.Entry]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    for part in (schema, *schema.get("$defs", {}).values()):
        for key, facts in part["properties"].items():
            if key in _HINTS:
                facts["description"] = _HINTS[key]
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write_json_schemas(folder: Path) -> tuple[Path, ...]:
    """Write each schema into a folder, which is made when it is missing; returns the files."""
    texts = json_schemas()
    beside = [folder / f"{name}.part" for name in texts]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in zip(beside, texts.values(), strict=True):
            path.write_text(text, encoding="utf-8", newline="\n")
        return tuple(path.replace(path.with_suffix("")) for path in beside)
    except OSError as error:
        for path in filter(Path.is_file, beside):
            path.unlink()
        raise ExportFailed(folder, type(error).__name__) from error
