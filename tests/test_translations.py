"""The template for translators holds every text of the source, and a catalog made from it is used."""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

from roadmap_desktop import i18n
from tests.pseudo import LANGUAGE, accented, install_catalog, template

ROOT = Path(__file__).parents[1]


def extracted() -> set[object]:
    """Every message of the source as babel finds it."""
    return {message for _file, _line, message, _comments, _context in extract_from_dir(ROOT / "roadmap_desktop")}


def test_the_template_holds_what_the_source_says() -> None:
    # README.md says with which command the template is brought up to date.
    known = {message.id for message in template() if message.id}
    found = extracted()
    assert len(found) > 400
    assert known - found == set()
    assert found - known == set()


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path in (ROOT / "roadmap_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                yield f"{path.name}:{node.lineno}", node


def test_every_message_is_a_plain_text_that_translators_get_to_see() -> None:
    computed = [
        place
        for place, call in _calls()
        for words in call.args[: 1 + (isinstance(call.func, ast.Name) and call.func.id == "ngettext")]
        if not (isinstance(words, ast.Constant) and isinstance(words.value, str))
    ]
    assert computed == []


def test_no_message_hides_where_the_extraction_does_not_look() -> None:
    # Babel reads no calls inside of f-strings on every Python.
    said = {
        ast.literal_eval(call.args[0]) if len(call.args) == 1 else tuple(map(ast.literal_eval, call.args[:2]))
        for _place, call in _calls()
    }
    assert said == extracted()


def test_a_catalog_is_compiled_and_used(tmp_path: Path) -> None:
    try:
        i18n.install(LANGUAGE, install_catalog(tmp_path))
        assert i18n._("Export PDF…") == accented("Export PDF…") != "Export PDF…"
        assert i18n._("{name} - Roadmap Desktop").startswith("{name} ")
        one, many = (i18n.ngettext("{count} answered", "{count} answered", count) for count in (1, 5))
        assert one.startswith("{count} ")
        assert one == many == accented("{count} answered")
    finally:
        i18n.install("en_US", tmp_path)


def test_the_other_language_is_longer_and_keeps_keys_and_places_for_values() -> None:
    assert accented("&Undo: {step}") == "&Úñđó: {step} ~"
    long = "Everything stays in one file on this computer."
    assert 1.3 * len(long) < len(accented(long)) < 1.6 * len(long)
    assert not any(char.isascii() and char.isalpha() for char in accented(long))
