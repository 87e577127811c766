"""No word of an answer reaches the log, a report or standard error, whatever library quotes it."""

import ast
import io
import json
import logging
import sqlite3
import stat
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from roadmap_desktop import cli, logs
from roadmap_desktop.services.documents import DocumentService

CANARY = "CANARY-7f3a"
PACKAGE = Path(__file__).parent.parent / "roadmap_desktop"


def by_reportlab() -> None:
    from reportlab.platypus import Paragraph

    Paragraph(f"<b>{CANARY}</para>")


def by_json() -> None:
    json.loads(f'{{"{CANARY}": ')


def by_a_missing_key() -> None:
    {}[CANARY]  # type: ignore[index]


def by_a_number() -> None:
    int(CANARY)


def by_the_system() -> None:
    Path(f"/nowhere/{CANARY}").read_text(encoding="utf-8")


def by_the_system_with_words() -> None:
    raise OSError(CANARY, CANARY)


def by_sqlite() -> None:
    sqlite3.connect(":memory:").execute(f"SELECT {CANARY.replace('-', '_')}_ FROM '{CANARY}'")


def by_sqlalchemy() -> None:
    with create_engine("sqlite://").connect() as connection:
        connection.execute(text("INSERT INTO nothing VALUES (:words)"), {"words": CANARY})


def by_another() -> None:
    try:
        int(CANARY)
    except ValueError as error:
        raise RuntimeError(CANARY) from error


def quotes(error: BaseException) -> bool:
    """Whether an exception holds the words of an answer anywhere that a library would print."""
    words = "".join(traceback.format_exception(error))
    return CANARY in words or CANARY.replace("-", "_") in words or CANARY in repr(vars(error))


QUOTING = [
    by_reportlab, by_json, by_a_missing_key, by_a_number, by_the_system, by_the_system_with_words,
    by_sqlite, by_sqlalchemy, by_another,
]  # fmt: skip


@pytest.mark.parametrize("fail", QUOTING, ids=lambda fail: fail.__name__)
def test_an_exception_that_quotes_an_answer_leaves_no_word_of_it(
    fail: Callable[[], None], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log" / "app.log"
    logs.start(log)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - any kind at all
        fail()
    error = caught.value
    report = logs.failure(type(error), error, error.__traceback__)
    logs.stop()
    assert quotes(error), "the example quotes nothing"
    captured = capfd.readouterr()
    for place in (report, log.read_text(encoding="utf-8"), captured.out, captured.err):
        assert CANARY not in place
        assert CANARY.replace("-", "_") not in place
    assert "test_logs.py:" in report


def test_without_a_log_a_failure_is_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    logs.stop()
    error = ValueError(CANARY)
    assert logs.failure(ValueError, error, None) == "ValueError at ?"
    logs.note("qt", CANARY)
    assert capfd.readouterr().err == ""


def test_the_plain_formatter_would_have_quoted_it() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("control")
    logger.propagate = False
    logger.addHandler(handler)
    logger.error("unexpected", exc_info=ValueError(CANARY))
    logger.removeHandler(handler)
    assert CANARY in stream.getvalue()


def test_a_code_is_a_number_or_a_name_of_sqlite() -> None:
    error = sqlite3.OperationalError()
    error.sqlite_errorname = "SQLITE_FULL"
    assert logs.described(error).startswith("OperationalError SQLITE_FULL at")
    error.sqlite_errorname = CANARY.lower()
    assert CANARY.lower() not in logs.described(error)
    assert logs.described(OSError(28, CANARY)).startswith("OSError 28 at")


def test_a_chain_of_exceptions_ends() -> None:
    first = error = ValueError()
    for _round in range(50):
        error.__cause__ = ValueError()
        error = error.__cause__
    assert logs.described(first).count("ValueError") == 9


def test_a_note_holds_names_and_nothing_else(tmp_path: Path) -> None:
    logs.start(tmp_path / "app.log")
    logs.note("qt", "QtWarningMsg", "default", "a b/c\n<d>" + "x" * 200)
    logs.stop()
    line = (tmp_path / "app.log").read_text(encoding="utf-8")
    assert line.rstrip().endswith("qt QtWarningMsg default " + ("abcd" + "x" * 200)[:80])


def test_a_day_without_a_failure_leaves_no_log_and_a_log_is_its_owners(tmp_path: Path) -> None:
    log = tmp_path / "log" / "app.log"
    logs.start(log)
    assert not log.parent.exists()
    logs.note("something")
    logs.stop()
    assert stat.S_IMODE(log.stat().st_mode) & 0o077 == 0 or sys.platform == "win32"
    assert stat.S_IMODE(log.parent.stat().st_mode) & 0o077 == 0 or sys.platform == "win32"


def test_a_log_on_a_full_disk_says_nothing_on_standard_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no drive that is always full")
    (tmp_path / "app.log").symlink_to("/dev/full")
    logs.start(tmp_path / "app.log")
    try:
        int(CANARY)
    except ValueError as error:
        logs.failure(ValueError, error, error.__traceback__)
    logs.stop()
    assert capfd.readouterr().err == ""


def test_the_command_line_tells_a_failure_of_its_own_without_a_word(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(DocumentService, "is_protected", lambda *_values: by_a_missing_key())
    assert cli.main(["dump", str(tmp_path / "river.roadmap")]) == 3
    said = capsys.readouterr()
    assert "KeyError at test_logs.py" in said.err
    assert CANARY not in said.out + said.err


def test_only_fixed_words_are_handed_to_a_log() -> None:
    """Whoever logs calls `failure` or `note` with a fixed event; the library's own calls stand in one module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            called = ast.unparse(node.func)
            if called == "logs.note":
                assert isinstance(node.args[0], ast.Constant), path
            if called.startswith(("logging.", "logger.")) and path.name != "logs.py":
                raise AssertionError(f"{path}: {called}")
