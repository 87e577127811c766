import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from roadmap_desktop import __version__, paths
from roadmap_desktop.__main__ import main
from roadmap_desktop.model.backups import Reason
from roadmap_desktop.storage.backups import back_up
from roadmap_desktop.storage.copies import list_backups
from tests.documents import a_desk
from tests.protected import CANARY, WORDS, protect


@pytest.fixture
def sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "sample.roadmap"
    assert main(["new", str(path), "--sample"]) == 0
    capsys.readouterr()
    return path


def test_a_new_file_holds_the_pack_and_an_open_assessment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "river.roadmap"
    assert main(["new", str(path), "--name", "Sample Valley Task Force"]) == 0
    assert main(["check", str(path)]) == 0
    assert "answers 0" in capsys.readouterr().out
    assert main(["new", str(path)]) == 1
    assert capsys.readouterr().err.startswith("There is already a file “river.roadmap”.")


def test_a_full_file_answers_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "full.roadmap"
    assert main(["new", str(path), "--full"]) == 0
    assert main(["content", "check"]) == 0
    prompts = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("prompts"))
    main(["dump", str(path)])
    dumped = json.loads(capsys.readouterr().out)
    own = [row for row in dumped["current"]["answer"] if row["respondent"] == "task-force"]
    assert len(own) == int(prompts.split()[1])


def test_a_report_is_written_and_named(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "report.pdf"
    assert main(["report", str(sample), "-o", str(target), "--paper", "a4", "--unanswered", "--roles"]) == 0
    assert "pages" in capsys.readouterr().out
    reader = pypdf.PdfReader(target)
    assert float(reader.pages[0].mediabox.width) == pytest.approx(595.3, abs=0.5)
    sheet = tmp_path / "sheet.pdf"
    words = ["report", str(sample), "-o", str(sheet), "--kind", "element", "--element", "survivor-leadership"]
    assert main([*words, "--area", "foundations", "--no-notes", "--internal"]) == 0
    assert "Survivor leadership" in pypdf.PdfReader(sheet).pages[0].extract_text()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--element", "none"], "There is no element “none”"),
        (["--area", "none"], "There is no area “none”"),
        (["--assessment", "Baseline 1999"], "There is no assessment “Baseline 1999”"),
    ],
)
def test_what_is_not_there_is_said(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    target = tmp_path / "report.pdf"
    assert main(["report", str(sample), "-o", str(target), *words]) == 1
    assert sentence in capsys.readouterr().err
    assert not target.exists()


def test_an_assessment_is_found_by_its_title(sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["dump", str(sample)])
    title = json.loads(capsys.readouterr().out)["current"]["assessment"][0]["title"]
    target = tmp_path / "report.pdf"
    assert main(["report", str(sample), "-o", str(target), "--assessment", title]) == 0
    assert title in pypdf.PdfReader(target).pages[0].extract_text()


def test_check_finds_a_changed_answer_without_printing_it(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = sqlite3.connect(sample)
    connection.execute("UPDATE answer SET text = 'CANARY'")
    connection.commit()
    connection.close()
    assert main(["check", str(sample)]) == 1
    printed = capsys.readouterr()
    assert "problem: answer" in printed.out
    assert "CANARY" not in printed.out + printed.err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not a Roadmap file"),
        (b"hello", "is not a Roadmap file"),
        (b"SQLite format 3\x00", "is damaged"),
        (None, "is not there any more"),
    ],
)
@pytest.mark.parametrize("command", ["check", "dump"])
def test_a_bad_file_gets_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, sentence: str, command: str
) -> None:
    path = tmp_path / "bad.roadmap"
    if content is not None:
        path.write_bytes(content)
    assert main([command, str(path)]) == 1
    printed = capsys.readouterr().err
    assert sentence in printed
    assert printed.count("\n") == 1
    assert content is None or path.read_bytes() == content


def test_a_pack_with_problems_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "check", str(tmp_path / "none")]) == 1
    assert "the folder is missing" in capsys.readouterr().err


def test_a_pack_is_checked_and_shown_in_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "check", "--table"]) == 0
    printed = capsys.readouterr().out
    assert "Highest grade" in printed
    assert "survivor-leadership" in printed
    assert printed.endswith("no problems\n")
    assert main(["content", "check"]) == 0
    assert "Highest grade" not in capsys.readouterr().out


def test_every_problem_of_a_pack_has_a_line_with_file_place_reason_and_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(paths.original_pack(), folder)
    text = (folder / "pack.toml").read_text(encoding="utf-8")
    (folder / "pack.toml").write_text(
        text.replace("What is working here that we want to protect?", "Is this a checklist in colour?"),
        encoding="utf-8",
    )
    assert main(["content", "check", str(folder)]) == 1
    printed = capsys.readouterr()
    assert "elements 34" in printed.out
    assert "no problems" not in printed.out
    assert printed.err.splitlines() == [
        "The content pack “mine” has 3 problems and was not used:",
        "pack.toml: wrap.p1: opens with an auxiliary and can be answered by yes or no: Is this a checklist in colour?",
        "pack.toml: wrap.p1: “checklist” is a word to avoid: Is this a checklist in colour?",
        "pack.toml: wrap.p1: “colour” is spelled “color” in the US: Is this a checklist in colour?",
    ]
    assert main(["content", "release", str(folder)]) == 1
    assert not (folder / "released.toml").exists()


def test_a_release_and_schemas_are_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(paths.original_pack(), folder)
    assert main(["content", "release", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder / 'released.toml'}\n"
    assert main(["content", "check", str(folder)]) == 0
    capsys.readouterr()
    assert main(["content", "schema", "-o", str(tmp_path / "schema")]) == 0
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(written) == sorted((tmp_path / "schema").iterdir())
    (tmp_path / "file").write_text("")
    assert main(["content", "schema", "-o", str(tmp_path / "file")]) == 1
    assert "nothing was left behind" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--nonsense"], ["new"], ["report", "x"], ["content"], ["content", "other"]])
def test_wrong_usage_is_status_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    for words, expected in (
        (["--help"], "ever opens a network connection"),
        (["--version"], __version__),
        (["report", "-h"], "internal only"),
    ):
        with pytest.raises(SystemExit) as caught:
            main(words)
        assert caught.value.code == 0
        printed = capsys.readouterr().out
        assert expected in printed


def test_the_command_line_loads_no_window_and_no_network(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from roadmap_desktop.__main__ import main\n"
        "assert main(['new', sys.argv[1], '--sample']) == 0\n"
        "assert main(['report', sys.argv[1], '-o', sys.argv[1] + '.pdf']) == 0\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "sys.exit(5 if 'PySide6' in loaded else 0)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "a.roadmap")], check=False, capture_output=True
    )
    assert result.returncode == 0, result.stderr


def test_screenshots_are_taken_of_every_page(sample: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "roadmap_desktop", "screenshots"]
    folder = tmp_path / "pictures"
    words = [str(sample), "-o", str(folder), "--theme", "contrast", "--text-size", "150", "--size", "1000x700"]
    result = subprocess.run([*command, *words], check=False, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert len(list(folder.glob("*.png"))) >= 19
    for wrong in (["--size", "huge"], ["--text-size", "900"]):
        assert subprocess.run([*command, "-o", str(folder), *wrong], check=False, capture_output=True).returncode == 2
    bad = subprocess.run(
        [*command, str(tmp_path / "none"), "-o", str(folder)], check=False, capture_output=True, text=True
    )
    assert bad.returncode == 1
    assert "is not there" in bad.stderr


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    desk = a_desk(tmp_path / "locked.roadmap")
    desk.answering.answer(desk.key(), CANARY)
    desk.document.close()
    protect(desk.document.path)
    return desk.document.path


@pytest.mark.parametrize("words", [["check"], ["dump"], ["report", "-o", "out.pdf"]])
def test_a_protected_file_is_read_with_its_passphrase_from_standard_input(
    locked: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{WORDS.reveal()}\nmore lines\n"))
    assert main([words[0], str(locked), *words[1:], "--passphrase-stdin"]) == 0
    found = capsys.readouterr()
    assert "CANARY" in found.out or words[0] != "dump"
    assert WORDS.reveal() not in found.out + found.err
    monkeypatch.setattr(sys, "stdin", io.StringIO("quite another passphrase\n"))
    assert main([words[0], str(locked), *words[1:], "--passphrase-stdin"]) == 1
    found = capsys.readouterr()
    assert found.err.startswith("Wrong passphrase, or “locked.roadmap” is not a Roadmap file.")
    assert found.out == ""


def test_without_a_terminal_one_sentence_says_so(locked: Path) -> None:
    command = [sys.executable, "-m", "roadmap_desktop", "check", str(locked)]
    found = subprocess.run(
        command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL, start_new_session=True
    )
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.count("\n") == 1
    assert "there is no terminal to type it on" in found.stderr


@pytest.mark.skipif(os.name == "nt", reason="terminals are other things there")
def test_on_a_terminal_it_is_asked_for_and_never_shown(locked: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "roadmap_desktop", "check", str(locked)]
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as asked:
        assert asked.stderr is not None
        prompt = asked.stderr.read(len("Passphrase of “locked.roadmap”: "))
        os.write(ours, f"{WORDS.reveal()}\n".encode())
        out, err = asked.communicate(timeout=60)
    assert prompt == "Passphrase of “locked.roadmap”: "
    assert asked.returncode == 0, err
    assert "all hashes match" in out
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        echoed = os.read(ours, 1000)
    except (BlockingIOError, OSError):
        echoed = b""
    os.close(ours)
    assert WORDS.reveal().encode() not in echoed


def test_a_plain_file_asks_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_desk(tmp_path / "plain.roadmap").document.close()
    monkeypatch.setattr(sys, "stdin", io.StringIO("untouched\n"))
    assert main(["check", str(tmp_path / "plain.roadmap"), "--passphrase-stdin"]) == 0
    assert sys.stdin.readline() == "untouched\n"


def test_there_is_no_word_for_a_passphrase_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("check", "dump", "report"):
        with pytest.raises(SystemExit):
            main([command, "-h"])
        printed = capsys.readouterr().out
        found = set(re.findall(r"--pass[a-z-]*", printed.split("options:")[1]))
        wanted = {"--passphrase-stdin", "--password-stdin"} if command == "report" else {"--passphrase-stdin"}
        assert found == wanted


def test_backups_are_listed_and_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = a_desk(tmp_path / "river.roadmap")
    desk.answering.answer(desk.key(), "Whole words.")
    for hour in range(2):
        back_up(desk.document.database, datetime(2027, 1, 1, hour, tzinfo=UTC), Reason.WORK)
    kept = list_backups(desk.document.path)
    desk.document.close()
    assert main(["backups", str(desk.document.path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[1:] for line in lines] == [
        ["1", str(one.stat().st_size), "while working", one.name] for one in reversed(kept)
    ]
    assert main(["backups", str(desk.document.path), "--check"]) == 0
    assert [line.split("\t")[-1] for line in capsys.readouterr().out.splitlines()] == ["whole", "whole"]
    data = bytearray(kept[0].read_bytes())
    data[data.find(b"Whole words.")] ^= 1
    kept[0].write_bytes(data)
    assert main(["backups", str(desk.document.path), "--check"]) == 1
    found = capsys.readouterr()
    assert [line.split("\t")[-1] for line in found.out.splitlines()] == ["whole", "DAMAGED"]
    assert found.err.startswith("1 of 2 backups are damaged")


WEIRD = (
    "",
    " ",
    ".",
    "..",
    "/",
    "a\0b.roadmap",
    "x" * 5000,
    "/".join("x" * 100 for _folder in range(60)),
    "caf\udce9.roadmap",
    "\u202egnp.roadmap",
    "line\nbreak.roadmap",
    "\x1b[2J.roadmap",
    "%s%n{0}{name}.roadmap",
    "http://example.org/x.roadmap",
    "file:///etc/passwd",
    "\\\\host\\share\\x.roadmap",
    "C:\\x.roadmap",
    "NUL",
    "con.roadmap",
    "x.roadmap:stream",
    "~/x.roadmap",
    "$HOME/x.roadmap",
    "`id`.roadmap",
    "nothing/beside/x.roadmap",
)


@pytest.mark.parametrize("name", WEIRD)
@pytest.mark.parametrize("command", ["check", "dump", "backups", "salvage", "report"])
def test_a_weird_name_gets_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    more = {"salvage": ["-o", "new.roadmap"], "report": ["-o", "out.pdf"]}.get(command, [])
    assert main([command, name, *more]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert "Traceback" not in printed.err
    # Nothing that steers a terminal or turns the direction of writing.
    assert not set(printed.err[:-1]) & {"\x1b", "\0", "\u202e", "\n"}
    assert list(tmp_path.iterdir()) == []


def test_names_that_are_options_are_not_taken_for_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("-x.roadmap", "--name=x", "-o", "--", "--passphrase-stdin"):
        with pytest.raises(SystemExit) as ended:
            main(["check", name])
        assert ended.value.code == 2
    assert main(["new", "./-x.roadmap"]) == 0
    assert main(["check", "--", "-x.roadmap"]) == 0
    assert main(["check", "./-x.roadmap"]) == 0


def test_a_name_that_is_no_text_is_made_read_and_printed(tmp_path: Path) -> None:
    """As bytes come from a terminal; what was done is done, however its name is spelled."""
    name = os.fsdecode(b"caf\xe9.roadmap")
    for words in (["new", name], ["check", name], ["report", name, "-o", os.fsdecode(b"\xff.pdf")]):
        command = [sys.executable, "-m", "roadmap_desktop", *words]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONIOENCODING": "ascii"}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr


def test_a_report_with_a_password_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = tmp_path / "river.roadmap", tmp_path / "summary.pdf"
    assert main(["new", str(path), "--sample"]) == 0
    words = ["report", str(path), "-o", str(out), "--kind", "summary", "--password-stdin"]
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    assert main(words) == 1
    assert not out.exists()
    monkeypatch.setattr(sys, "stdin", io.StringIO("long enough words\n"))
    assert main(words) == 0
    assert len(pypdfium2.PdfDocument(out.read_bytes(), password="long enough words")) == 2
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(out.read_bytes())
