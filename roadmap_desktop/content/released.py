"""The memory of a pack's released ids: none vanishes silently, and none comes to ask something else.

`released.toml` lies beside `pack.toml`. It is written when a version is released and read by the check alone; an
installed application never needs it, for each file of answers holds the packs it was made with.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path

from pydantic import ValidationError

from roadmap_desktop.content import files
from roadmap_desktop.content.problems import Problem
from roadmap_desktop.content.schema import ContentPack

RELEASED_FILE = "released.toml"
# Share of words, in order, that a reworded text keeps. Below it, the id asks something else.
SAME_QUESTION = 0.4
_HEAD = """\
# What each id of this pack asked in the version that was released last; written by `roadmap-desktop content release`.
# An id that is given up moves to [retired] with the reason. It is never used again.
"""


def load_released(folder: Path) -> tuple[files.ReleasedFile | None, tuple[Problem, ...]]:
    """What was released of the pack in a folder, with the problems of that file; None before the first release."""
    path = folder / RELEASED_FILE
    if not path.exists():
        return None, ()
    try:
        return files.ReleasedFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))), ()
    except (OSError, UnicodeDecodeError, RecursionError):
        return None, (Problem(RELEASED_FILE, "", "the file cannot be read as UTF-8 text"),)
    except tomllib.TOMLDecodeError as error:
        return None, (Problem(RELEASED_FILE, "", f"not TOML: {error}"),)
    except ValidationError as error:
        return None, tuple(
            Problem(RELEASED_FILE, ".".join(map(str, found["loc"])), found["msg"]) for found in error.errors()
        )


def released_problems(pack: ContentPack, released: files.ReleasedFile) -> Iterator[Problem]:
    """Ids that vanished, came back or ask something else, and changed words under an old version number."""
    now = wordings(pack)
    for name, words in released.ids.items():
        if name in now:
            if now[name] != words and _share_kept(words, now[name]) < SAME_QUESTION:
                reason = f"this id asked something else in {released.version}: “{words}”; give the new text a new id"
                yield Problem(RELEASED_FILE, name, reason, now[name])
        elif name not in released.retired:
            reason = f"used in {released.version} and now missing; bring it back or name it under [retired]"
            yield Problem(RELEASED_FILE, name, reason, words)
    for name in released.retired:
        if name in now:
            yield Problem(RELEASED_FILE, name, "this id is retired and cannot be used again", now[name])
    if now != dict(released.ids) and _number(pack.version) <= _number(released.version):
        reason = f"ids or prompts changed since {released.version} was released; raise the version"
        yield Problem("pack.toml", "version", reason, pack.version)


def wordings(pack: ContentPack) -> dict[str, str]:
    """Each id that files of answers are keyed by, with the text that says what it stands for."""
    return {
        **{str(area.id): area.title for area in pack.areas},
        **{str(stage.id): stage.title for stage in pack.stages},
        **{str(element.id): element.title for element in pack.elements},
        **{str(prompt.id): prompt.text for _element, _stage, prompt in pack.walk()},
        **{str(prompt.id): prompt.text for prompt in pack.closing_prompts},
    }


def released_text(pack: ContentPack, before: files.ReleasedFile | None) -> str:
    """The content of `released.toml` once this version of the pack is released."""
    retired = {} if before is None else before.retired
    lines = [_HEAD, f"version = {_quoted(pack.version)}\n", "[ids]", *_pairs(wordings(pack))]
    return "\n".join([*lines, "\n[retired]", *_pairs(retired)]) + "\n"


def _pairs(facts: Mapping[str, str]) -> Iterator[str]:
    return (f"{_quoted(name)} = {_quoted(words)}" for name, words in facts.items())


def _quoted(text: str) -> str:
    # A basic string of TOML takes the escapes of JSON; DEL is the one character that only TOML wants escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _share_kept(before: str, now: str) -> float:
    return SequenceMatcher(None, before.casefold().split(), now.casefold().split(), autojunk=False).ratio()


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
