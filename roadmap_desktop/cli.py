"""The command line: everything that needs no window."""

import argparse
import io
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from roadmap_desktop import __version__, paths
from roadmap_desktop.cli_exports import add_exports
from roadmap_desktop.errors import FileIsProtected, NoSuchThing, PassphraseMissing, RoadmapError
from roadmap_desktop.i18n import _, install
from roadmap_desktop.logs import described
from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.sentences import sentence, shown_name
from roadmap_desktop.services.changes import ChangeFeed
from roadmap_desktop.services.documents import Document, DocumentService
from roadmap_desktop.services.progress import Progress
from roadmap_desktop.services.reading import ReadingService

if TYPE_CHECKING:
    from roadmap_desktop.services.quarantine import Looked

Result = TypeVar("Result")
KINDS = ("assessment", "summary", "element", "action-plan")
COMMANDS = ("new", "report", "export", "draft", "check", "backups", "salvage", "dump", "content", "screenshots")

_ABOUT = """\
Roadmap Desktop helps a multidisciplinary anti-human-trafficking task force assess and plan its work.
It works offline: no command here ever opens a network connection.

  roadmap-desktop [FILE]          opens the window, on FILE or where you left off
  roadmap-desktop COMMAND ...     does one thing without a window, as described below
"""
_END = """\
Exit status: 0 when all is well, 1 with one sentence on standard error for an expected failure such as a damaged file,
2 for a command that was not understood, 3 for a failure of the program itself, told without a word of the file.

Examples:
  roadmap-desktop new river.roadmap --name "Sample River Task Force"
  roadmap-desktop new sample.roadmap --sample
  roadmap-desktop report sample.roadmap -o report.pdf --paper a4
  roadmap-desktop report sample.roadmap -o sheet.pdf --kind element --element survivor-leadership
  roadmap-desktop export sample.roadmap -o plan.xlsx
  roadmap-desktop check sample.roadmap
  roadmap-desktop content check roadmap_content/original
"""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name that is no text, or a sign that this terminal does not have, must not end a command that has worked.
        sys.stdout.reconfigure(errors="backslashreplace")
    install("en_US", paths.translations())
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except RoadmapError as error:
        sys.stderr.write(sentence(error) + "\n")
        return 1
    except Exception as error:  # noqa: BLE001 - its words may quote an answer; its type and place may not
        sys.stderr.write(
            f"Something went wrong inside Roadmap Desktop {__version__}. Nothing of it is quoted here.\n"
            f"{described(error)}\n"
        )
        return 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="roadmap-desktop",
        description=_ABOUT,
        epilog=_END,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"Roadmap Desktop {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_new(commands)
    _add_report(commands)
    add_exports(commands, _add_file, _opened, _assessment_named)
    check = commands.add_parser("check", help="verify a file: its structure and the hash of every row; prints counts")
    _add_file(check)
    check.set_defaults(run=_check)
    kept = commands.add_parser("backups", help="list the backups beside a file, newest first; --check verifies each")
    _add_file(kept)
    kept.add_argument("--check", action="store_true", help="open every backup and compare every hash")
    kept.set_defaults(run=_backups)
    saved = commands.add_parser("salvage", help="put what can be read of a damaged file into a new one")
    _add_file(saved)
    saved.add_argument("-o", dest="out", type=Path, metavar="NEW.roadmap", required=True)
    saved.set_defaults(run=_salvage)
    dump = commands.add_parser("dump", help="print the whole document as JSON: `current` rows and the `log`")
    _add_file(dump)
    dump.set_defaults(run=_dump)
    _add_content(commands)
    shots = commands.add_parser("screenshots", help="render every page and dialog to PNG, without a screen")
    shots.add_argument("file", metavar="FILE", nargs="?", help="default: a sample file made for it")
    shots.add_argument("-o", dest="folder", metavar="DIR", required=True)
    shots.add_argument("--theme", choices=("light", "dark", "contrast"))
    shots.add_argument("--text-size", metavar="PERCENT", help="100 to 200")
    shots.add_argument("--size", metavar="1440x900")
    return parser


def _add_file(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE")
    # Never as a word of the command line: every user of the computer can read those.
    command.add_argument(
        "--passphrase-stdin",
        action="store_true",
        help="read the passphrase of a protected file from the first line of standard input; default: ask for it",
    )


def _add_new(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    new = commands.add_parser("new", help="make a file; never replaces one")
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("--name", help="what the task force is called", default="Sample River Task Force")
    new.add_argument("--title", help="what the first assessment is called", default=f"Baseline {date.today().year}")
    new.add_argument(
        "--pack", type=Path, metavar="DIR", help="the content pack to ask with; default: the one that ships"
    )
    filled = new.add_mutually_exclusive_group()
    filled.add_argument("--sample", action="store_true", help="half-filled, with example agencies, to look around in")
    filled.add_argument("--full", action="store_true", help="every element answered at length")
    new.set_defaults(run=_new)


def _add_report(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    report = commands.add_parser("report", help="write a PDF; nothing is left behind when it fails")
    _add_file(report)
    report.add_argument("-o", dest="out", type=Path, metavar="OUT.pdf", required=True)
    report.add_argument("--kind", choices=tuple(KINDS), default="assessment")
    report.add_argument("--assessment", metavar="NAME", help="default: the newest")
    report.add_argument("--element", metavar="ID", action="append", default=[], help="only these; may be repeated")
    report.add_argument("--area", metavar="ID", action="append", default=[], help="only these; may be repeated")
    report.add_argument("--paper", choices=("letter", "a4"), default="letter")
    report.add_argument("--unanswered", action="store_true", help="also print prompts without an answer")
    report.add_argument("--no-notes", action="store_true", help="leave notes out")
    report.add_argument("--roles", action="store_true", help="say which agency each partner's view comes from")
    report.add_argument("--internal", action="store_true", help="also print what is marked internal only")
    report.add_argument(
        "--password-stdin",
        action="store_true",
        help="encrypt the PDF with the password on the next line of standard input",
    )
    report.add_argument("--by-owner", action="store_true", help="in an action plan, a sheet for each owner")
    report.add_argument("--mask", action="store_true", help="mask what looks as if it could point at a person")
    report.set_defaults(run=_report)


def _add_content(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    content = commands.add_parser("content", help="for authors of content packs: check, release, schema")
    inner = content.add_subparsers(metavar="check|release|schema", required=True)
    check = inner.add_parser("check", help="report every problem of a pack with file, place, reason and text")
    check.add_argument("folder", type=Path, metavar="DIR", nargs="?", help="default: the pack that ships")
    check.add_argument("--table", action="store_true", help="also print prompts, words and reading grades in tables")
    check.set_defaults(run=_content_check)
    release = inner.add_parser(
        "release", help="note the ids of a pack without problems, so that none is lost or reused"
    )
    release.add_argument("folder", type=Path, metavar="DIR")
    release.set_defaults(run=_content_release)
    schema = inner.add_parser("schema", help="write the JSON Schemas of a pack's files, for editors")
    schema.add_argument("-o", dest="folder", type=Path, metavar="DIR", required=True)
    schema.set_defaults(run=_content_schema)


def _new(options: argparse.Namespace) -> int:
    # The validation library is wanted only where a pack is read from a folder.
    from roadmap_desktop.content.pack_folder import read_pack
    from roadmap_desktop.services.samples import SampleService

    service = DocumentService(ChangeFeed())
    pack = read_pack(options.pack or paths.original_pack())
    if options.sample or options.full:
        samples = SampleService(service, pack)
        make = samples.new_full if options.full else samples.new_sample
        document = make(options.file)
    else:
        document = service.new(options.file, options.name, pack, options.title)
    document.close()
    sys.stdout.write(f"{options.file}\n")
    return 0


def _opened(options: argparse.Namespace) -> Document:
    def opened(passphrase: Passphrase | None) -> Document:
        looked = _looked_at(options.file, passphrase)
        return DocumentService(ChangeFeed()).open(options.file, passphrase, looked)

    return _unlocked(options, opened)


def _looked_at(path: Path, passphrase: Passphrase | None, *, hashes: bool = True) -> "Looked | None":
    # Whoever sent the file: it is opened only after a process of its own has looked at a copy of it.
    from roadmap_desktop.services.known_documents import KnownDocuments
    from roadmap_desktop.services.quarantine import look

    if KnownDocuments(paths.known_documents_file()).knows(path):
        return None
    if passphrase is None and DocumentService.is_protected(path):
        return None
    return look(path, Progress(), passphrase, hashes=hashes)


def _unlocked(options: argparse.Namespace, work: Callable[[Passphrase | None], Result]) -> Result:
    try:
        return work(None)
    except FileIsProtected:
        return work(_asked_passphrase(options))


def _asked_passphrase(options: argparse.Namespace) -> Passphrase:
    if options.passphrase_stdin:
        return Passphrase(sys.stdin.readline())
    # Without a terminal the words would have to be shown while they are typed.
    if not sys.stdin.isatty():
        raise PassphraseMissing(options.file)
    from getpass import getpass

    try:
        return Passphrase(getpass(_("Passphrase of “{name}”: ").format(name=shown_name(options.file))))
    except EOFError:
        raise PassphraseMissing(options.file) from None


def _report(options: argparse.Namespace) -> int:
    from roadmap_desktop.services.reporting import ReportingService, ReportKind, ReportRequest

    document = _opened(options)
    try:
        request = ReportRequest(
            ReportKind(options.kind),
            _assessment_named(document, options.assessment),
            elements=tuple(options.element),
            areas=tuple(options.area),
            paper=options.paper,
            unanswered=options.unanswered,
            notes=not options.no_notes,
            roles=options.roles,
            internal=options.internal,
            by_owner=options.by_owner,
        )
        service = ReportingService(document)
        report = service.gather(request, date.today())
        found = service.leaving(report)
        if options.mask:
            report = service.without(report, found)
        if words := service.unprintable(report):
            sys.stderr.write(f"{words}\n")
        password = Passphrase(sys.stdin.readline()) if options.password_stdin else None
        written = service.write(report, options.out, Progress(), password)
    finally:
        document.close()
    sys.stdout.write(f"{written.path}: {written.pages} pages, {written.answers} answers, {written.size:,} bytes\n")
    if found:
        done = "and were masked" if options.mask else "and were kept; --mask masks them"
        sys.stderr.write(f"passages that look as if they could point at a person: {len(found)}, {done}\n")
    return 0


def _assessment_named(document: Document, name: str | None) -> str:
    rounds = ReadingService(document).assessments()
    if name is None:
        return rounds[-1].id
    for found in rounds:
        if name in (found.title, found.id):
            return found.id
    raise NoSuchThing("assessment", name)


def _check(options: argparse.Namespace) -> int:
    from roadmap_desktop.services.checking import CheckReport, check

    def checked(passphrase: Passphrase | None) -> CheckReport:
        # This command is the one that names each damaged row.
        _looked_at(options.file, passphrase, hashes=False)
        return check(options.file, passphrase)

    report = _unlocked(options, checked)
    sys.stdout.write(
        f"answers {report.answers}\nplacements {report.placements}\nnotes {report.notes}\n"
        f"actions {report.actions}\nevidence {report.evidence}\nchanges {report.changes}\n"
    )
    if report.problems:
        sys.stdout.write("".join(f"problem: {problem}\n" for problem in report.problems))
        sys.stderr.write(f"“{options.file.name}” has entries that do not match their hash. Nothing was changed.\n")
        return 1
    sys.stdout.write("all hashes match\n")
    return 0


def _backups(options: argparse.Namespace) -> int:
    from roadmap_desktop.services.backups import BackupService

    document = _opened(options)
    try:
        service = BackupService(document)
        listed = service.listed()
        checked = {one.path: one for one in service.checker()(Progress())} if options.check else {}
    finally:
        document.close()
    for backup in listed:
        found = checked.get(backup.path)
        state = "" if found is None else "\twhole" if found.is_whole else "\tDAMAGED"
        answers = "?" if backup.answers is None else str(backup.answers)
        why = backup.name or backup.reason.value or "-"
        sys.stdout.write(f"{backup.at.isoformat()}\t{answers}\t{backup.size}\t{why}\t{backup.path.name}{state}\n")
    bad = sum(not one.is_whole for one in checked.values())
    if bad:
        sys.stderr.write(f"{bad} of {len(checked)} backups are damaged; the others are whole. Nothing was changed.\n")
    return 1 if bad else 0


def _salvage(options: argparse.Namespace) -> int:
    from roadmap_desktop.services.salvaging import salvage

    report = salvage(options.file, options.out, Progress())
    sys.stdout.write(f"whole rows {report.whole}\nanswers in the new file {report.answers}\n")
    for name, count in report.from_backups.items():
        sys.stdout.write(f"from {name}: {count} rows\n")
    for one in report.damaged:
        sys.stdout.write(f"left out, {one.table}, looks damaged: {one.text}\n")
    return 0


def _dump(options: argparse.Namespace) -> int:
    from roadmap_desktop.services.dumping import dump

    document = _opened(options)
    try:
        found = dump(document)
    finally:
        document.close()
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    return 0


def _content_check(options: argparse.Namespace) -> int:
    from roadmap_desktop.errors import ContentPackRejected
    from roadmap_desktop.services.pack_checking import check_pack, tables

    folder = options.folder or paths.original_pack()
    report = check_pack(folder)
    number = report.counts
    sys.stdout.write(
        f"{report.pack.title} {report.pack.version} ({report.pack.key})\nareas {number.areas}\n"
        f"elements {number.elements}\nprompts {number.prompts}\nresources {number.resources}\n"
        f"glossary terms {number.terms}\nscenarios {number.scenarios}\n"
    )
    sys.stdout.write("".join(f"{line}\n" for line in (*(tables(report) if options.table else ()), *report.notes)))
    if report.problems:
        raise ContentPackRejected(folder, tuple(map(str, report.problems)))
    sys.stdout.write("no problems\n")
    return 0


def _content_release(options: argparse.Namespace) -> int:
    from roadmap_desktop.services.pack_checking import release

    sys.stdout.write(f"{release(options.folder)}\n")
    return 0


def _content_schema(options: argparse.Namespace) -> int:
    from roadmap_desktop.content.json_schemas import write_json_schemas

    sys.stdout.write("".join(f"{path}\n" for path in write_json_schemas(options.folder)))
    return 0
