import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "roadmap_desktop"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def relative(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_no_module_is_longer_than_a_room() -> None:
    assert [
        name for name, path in zip(relative(SOURCES), SOURCES, strict=True) if len(path.read_text().splitlines()) > 400
    ] == []


def test_packages_hold_one_docstring_and_modules_begin_with_one() -> None:
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        assert ast.get_docstring(tree), path
        if path.name == "__init__.py" and path.parent != PACKAGE:
            assert len(tree.body) == 1, path


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        (r"\bQLabel\(", {"ui/widgets/plain_label.py"}),
        (r"\bParagraph\(", {"reports/text.py"}),
        (r"\.setHtml\(|\.appendHtml\(|RichText", set()),
        (r"\bprint\(", set()),
        (r"QtNetwork|QtWebEngine|import socket|urllib\.request", set()),
        (r"QMessageBox|QFileDialog|QInputDialog", {"ui/messages.py"}),
        (r"echo=True", set()),
        (r"shutil\.copy", set()),
    ],
)
def test_each_door_has_one_room(pattern: str, allowed: set[str]) -> None:
    found = {path.relative_to(PACKAGE).as_posix() for path in SOURCES if re.search(pattern, path.read_text())}
    assert found <= allowed


def test_qt_is_only_in_the_window_and_reportlab_behind_its_door() -> None:
    for path in SOURCES:
        name = path.relative_to(PACKAGE).as_posix()
        text = path.read_text()
        if re.search(r"^\s*(from|import) PySide6", text, re.MULTILINE):
            assert name.startswith("ui/") or name in {"app.py", "screenshots.py"}, name
        if re.search(r"^\s*(from|import) reportlab", text, re.MULTILINE):
            assert name == "reports/rl.py", name
        if re.search(r"^\s*(from|import) sqlalchemy", text, re.MULTILINE):
            assert name.startswith("storage/"), name


def test_what_only_authors_install_is_imported_in_two_rooms() -> None:
    for path in SOURCES:
        for name, room in (("pyphen", "content/readability.py"), ("rapidfuzz", "content/similarity.py")):
            if re.search(rf"^\s*(from|import) {name}", path.read_text(), re.MULTILINE):
                assert path.relative_to(PACKAGE).as_posix() == room


def test_tests_wait_for_events_and_never_for_time() -> None:
    banned = re.compile(r"time\.sleep|qtbot\.wait\(|processEvents|pytest\.mark\.flaky")
    here = Path(__file__)
    found = [
        path.name
        for path in TESTS
        if path != here and "campaigns" not in path.parts and banned.search(path.read_text())
    ]
    assert found == []


def test_the_repository_speaks_of_the_product_alone() -> None:
    # Spelled in parts, so that this page does not hold the words itself.
    words = re.compile(
        "|".join(["cl" + "aude", "anth" + "ropic", "sub" + "agent", "/wo" + "rk/", "py" + r"pi\.org"]), re.IGNORECASE
    )
    suffixes = {".py", ".toml", ".md", ".qss", ".lock", ".yaml", ".svg"}
    found = [
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*")
        if path.suffix in suffixes
        and not any(
            part.startswith((".venv", ".git", "build", ".hypothesis", ".mypy")) for part in path.relative_to(ROOT).parts
        )
        and words.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_sql_is_never_put_together_from_values() -> None:
    for path in sorted((PACKAGE / "storage").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text":
                assert all(isinstance(argument, ast.Constant) for argument in node.args), path


# What may stand inside the text of a statement: names of the catalogue and of the schema, marks for values, constants.
IN_STATEMENTS = {
    "', '.join('?' * len(row))",
    "', '.join(columns)",
    "', '.join(shape.order or shape.key)",
    "', '.join(shape.stored)",
    "APPLICATION_ID",
    "FORMAT_VERSION",
    "columns",
    "condition",
    "marks",
    "name",
    "order",
    "schema",
    "shape.name",
    "table",
    "value",
    "version",
}
STATEMENT = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|ATTACH|DROP|ALTER|VACUUM|WHERE|VALUES)\b")


def put_into_statements(source: str) -> set[str]:
    """What a module puts into the text of SQL, as it is written there."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr) and _is_statement(node):
            found |= {ast.unparse(part.value) for part in node.values if isinstance(part, ast.FormattedValue)}
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mod)) and _is_statement(node):
            found.add(ast.unparse(node))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            is_made = node.func.attr in {"format", "join", "replace"} and _is_statement(node.func.value)
            found |= {ast.unparse(node)} if is_made else set()
    return found


def _is_statement(node: ast.AST) -> bool:
    parts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return any(isinstance(part, str) and STATEMENT.search(part) for part in parts)


def test_only_names_of_the_catalogue_stand_in_the_text_of_a_statement() -> None:
    found = {path.name: put_into_statements(path.read_text()) - IN_STATEMENTS for path in SOURCES}
    assert {name: parts for name, parts in found.items() if parts} == {}


@pytest.mark.parametrize(
    "source",
    [
        "execute(f\"SELECT * FROM answer WHERE text = '{words}'\")",
        "execute('SELECT * FROM answer WHERE text = ' + words)",
        "execute('UPDATE answer SET text = %s' % words)",
        "text('DELETE FROM answer WHERE id = {}'.format(words))",
        "statement = f'SELECT {words} FROM answer'; execute(statement)",
    ],
)
def test_words_in_the_text_of_a_statement_would_be_found(source: str) -> None:
    assert put_into_statements(source) - IN_STATEMENTS
