"""Documents that somebody made to do harm, or that something broke: each from a sound one, and why it is refused."""

import json
import os
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from roadmap_desktop import errors

Build = Callable[[Path], None]


def run(*statements: str, writable: bool = False) -> Build:
    """Statements that another program ran on the file."""

    def build(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            if writable:
                connection.execute("PRAGMA writable_schema=ON")
            for statement in statements:
                connection.execute(statement)

    return build


def patch(offset: int, data: bytes) -> Build:
    """Other bytes at a place."""

    def build(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[offset : offset + len(data)] = data
        path.write_bytes(content)

    return build


def becomes(data: bytes | Callable[[bytes], bytes]) -> Build:
    """Other bytes altogether."""

    def build(path: Path) -> None:
        path.write_bytes(data(path.read_bytes()) if callable(data) else data)

    return build


def a_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.txt", "x" * 10_000)


def rebuilt(**pragmas: str) -> Build:
    """Every page written anew under settings that the application never uses."""

    def build(path: Path) -> None:
        dump = path.with_suffix(".dump")
        with closing(sqlite3.connect(path)) as old:
            script = "\n".join(old.iterdump())
            header = [old.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        with closing(sqlite3.connect(dump, isolation_level=None)) as new:
            for name, value in pragmas.items():
                new.execute(f"PRAGMA {name}={value}")
            new.executescript(script)
            new.execute(f"PRAGMA application_id={header[0]}")
            new.execute(f"PRAGMA user_version={header[1]}")
        dump.replace(path)

    return build


def a_row(column: str, value: object, table: str = "answer") -> Build:
    """A value that no writer of ours stores, with a hash that does not know of it."""

    def build(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"UPDATE {table} SET {column} = ?", (value,))

    return build


def a_pack(body: str) -> Build:
    """Other prompts inside the file."""
    return a_row("body", body, "pack")


def linked(kind: str) -> Build:
    """Not an ordinary file of its own."""

    def build(path: Path) -> None:
        real = path.with_name("real")
        path.rename(real)
        if kind == "hard":
            path.hardlink_to(real)
        elif kind == "symbolic":
            path.symlink_to(real)
            path.with_name("other").hardlink_to(real)
        elif kind == "broken":
            path.symlink_to("nowhere")
        elif kind == "fifo":
            os.mkfifo(path)
        else:
            path.mkdir()

    return build


def beside(ending: str, data: bytes = b"", *, kind: str = "file", size: int = 0) -> Build:
    """Something that SQLite would look for beside the file."""

    def build(path: Path) -> None:
        planted = path.with_name(path.name + ending)
        if kind == "fifo":
            os.mkfifo(planted)
        elif kind == "folder":
            planted.mkdir()
        elif kind == "link":
            planted.symlink_to(path.with_name("elsewhere"))
        else:
            planted.write_bytes(data)
        if size:
            with planted.open("r+b") as file:
                file.truncate(size)

    return build


def a_log_of_pages(path: Path) -> None:
    """A write-ahead log whose pages, read in place of the file's own, hold a trigger."""
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=wal")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("CREATE TRIGGER t AFTER UPDATE ON document BEGIN DELETE FROM answer; END")
        data = other.with_name("other-wal").read_bytes()
    other.unlink()
    path.with_name(path.name + "-wal").write_bytes(data)


def a_journal_like(pages: int, page: bytes) -> bytes:
    """A journal with a header that SQLite accepts and pages of somebody else's."""
    header = struct.pack(">8sIIIII", MAGIC, pages, 0, pages, 512, 4096).ljust(512, b"\0")
    nonce = 0
    checked = b""
    for number in range(1, pages + 1):
        total = (nonce + sum(page[place] for place in range(4096 - 200, 0, -200))) & 0xFFFFFFFF
        checked += struct.pack(">I", number) + page + struct.pack(">I", total)
    return header + checked


def a_journal_that_names(target: Path, pages: int) -> bytes:
    """A journal without pages, of a step over several files, as it says: SQLite deletes `target`."""
    name = os.fsencode(target)
    total = sum(byte - 256 if byte > 127 else byte for byte in name) & 0xFFFFFFFF
    header = struct.pack(">8sIIIII", MAGIC, 0, 0, pages, 512, 4096).ljust(512, b"\0")
    return header + struct.pack(">I", (1 << 30) // 4096 + 1) + name + struct.pack(">II", len(name), total) + MAGIC


def a_diary_in_danger(path: Path) -> None:
    """A journal that names a file of the user's."""
    diary = path.with_name("diary.txt")
    diary.write_text("Years of work.")
    journal = a_journal_that_names(diary, path.stat().st_size // 4096)
    path.with_name(path.name + "-journal").write_bytes(journal)


def sparse(path: Path) -> None:
    """A terabyte that takes no room."""
    with path.open("r+b") as file:
        file.truncate(1 << 40)


MAGIC = bytes.fromhex("d9d505f920a163d7")
CHANGED, DAMAGED, FOREIGN = errors.FileWasChangedByAnotherProgram, errors.FileIsDamaged, errors.FileIsForeign
DEEP = "[" * 100_000 + "]" * 100_000
MANY = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"

HOSTILE: Mapping[str, tuple[Build, type[errors.RoadmapError]]] = {
    "a trigger": (run("CREATE TRIGGER t AFTER UPDATE ON answer BEGIN DELETE FROM note; END"), CHANGED),
    "a trigger on opening": (run("CREATE TRIGGER t AFTER UPDATE ON document BEGIN DELETE FROM answer; END"), CHANGED),
    "a view": (run("CREATE VIEW v AS SELECT * FROM answer"), CHANGED),
    "an endless view": (
        run("CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n"),
        CHANGED,
    ),
    "a view in place of a table": (
        run("ALTER TABLE answer RENAME TO real_answer", "CREATE VIEW answer AS SELECT * FROM real_answer"),
        CHANGED,
    ),
    "a table more": (run("CREATE TABLE extra (x)"), CHANGED),
    "a table less": (run("DROP TABLE evidence"), CHANGED),
    "an index more": (run("CREATE INDEX i ON answer (text)"), CHANGED),
    "an index less": (run("DROP INDEX change_of_row"), CHANGED),
    "a column more": (run("ALTER TABLE answer ADD COLUMN extra TEXT"), CHANGED),
    "a column of another name": (run("ALTER TABLE answer RENAME COLUMN text TO words"), CHANGED),
    "a generated column": (
        run("ALTER TABLE answer ADD COLUMN g TEXT GENERATED ALWAYS AS (upper(text)) VIRTUAL"),
        CHANGED,
    ),
    "a table without row ids": (run("CREATE TABLE w (k TEXT PRIMARY KEY) WITHOUT ROWID"), CHANGED),
    "a full-text table": (run("CREATE VIRTUAL TABLE f USING fts5(x)"), CHANGED),
    "statistics": (run("ANALYZE"), CHANGED),
    "a counted table": (run("CREATE TABLE c (i INTEGER PRIMARY KEY AUTOINCREMENT)"), CHANGED),
    "a schema edited by hand": (
        run(
            "UPDATE sqlite_schema SET sql = replace(sql, 'text TEXT', 'text  TEXT') WHERE name = 'answer'",
            writable=True,
        ),
        CHANGED,
    ),
    "a schema that is no SQL": (
        run("UPDATE sqlite_schema SET sql = 'nonsense' WHERE name = 'answer'", writable=True),
        DAMAGED,
    ),
    "two tables on one page": (
        run(
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'note')"
            " WHERE name = 'answer'",
            writable=True,
        ),
        DAMAGED,
    ),
    "text in UTF-16": (rebuilt(encoding="'UTF-16'"), CHANGED),
    "another application": (run("PRAGMA application_id=1"), FOREIGN),
    "no application": (run("PRAGMA application_id=0"), FOREIGN),
    "a newer format": (run("PRAGMA user_version=7"), errors.FileFromNewerVersion),
    "a huge format": (run("PRAGMA user_version=2147483647"), errors.FileFromNewerVersion),
    "a format of zero": (run("PRAGMA user_version=0"), CHANGED),
    "a format below zero": (patch(60, b"\xff\xff\xff\xff"), errors.FileFromNewerVersion),
    "a format it does not have": (run("PRAGMA user_version=1"), CHANGED),
    "a changed word": (a_row("text", "Changed by somebody else."), DAMAGED),
    "a text of nine megabytes": (a_row("text", "x" * (9 << 20)), DAMAGED),
    "a text with a NUL": (a_row("text", "before\0after"), DAMAGED),
    "markup in an id": (a_row("prompt", "<img src=x>"), DAMAGED),
    "a path in an id": (a_row("id", "../../etc/passwd", "assessment"), DAMAGED),
    "an impossible date": (a_row("started", "9999-99-99", "assessment"), DAMAGED),
    "a state that nobody knows": (a_row("state", "owned", "answer"), DAMAGED),
    "a revision that nobody wrote": (a_row("revision", "f" * 32), DAMAGED),
    "a log without its changes": (run("DELETE FROM change"), DAMAGED),
    "a log that undoes itself": (run("UPDATE batch SET undoes = id"), DAMAGED),
    "a batch before the first": (run("UPDATE batch SET sequence = -sequence, label = 'x'"), DAMAGED),
    "prompts nested without end": (a_pack(DEEP), DAMAGED),
    "prompts with a number without end": (a_pack(f'{{"id": {"9" * 5000}}}'), DAMAGED),
    "prompts that are infinite": (a_pack('{"id": 1e999}'), DAMAGED),
    "prompts that ask twice": (a_pack('{"id": "a", "id": "b"}'), DAMAGED),
    "prompts with markup": (a_pack(json.dumps({"id": "<script>"})), DAMAGED),
    "prompts that are a megabyte long": (a_pack("x" * (1 << 20)), DAMAGED),
    "a journal with somebody else's pages": (beside("-journal", a_journal_like(3, b"\x41" * 4096)), FOREIGN),
    "a journal that names another file": (a_diary_in_danger, CHANGED),
    "a journal that is a link": (beside("-journal", kind="link"), CHANGED),
    "a journal that is a pipe": (beside("-journal", kind="fifo"), CHANGED),
    "a journal that is a folder": (beside("-journal", kind="folder"), CHANGED),
    "a journal of a terabyte": (beside("-journal", b"x", size=1 << 40), errors.FileIsTooLarge),
    "a log of pages": (a_log_of_pages, CHANGED),
    "an empty log of pages": (beside("-wal"), CHANGED),
    "an index of a log of pages": (beside("-shm", bytes(32_768)), CHANGED),
    "a log of pages that is a link": (beside("-wal", kind="link"), CHANGED),
    "a header that wants a log of pages": (run("PRAGMA journal_mode=wal"), CHANGED),
    "other pages": (rebuilt(page_size="8192"), CHANGED),
    "pages that move by themselves": (rebuilt(auto_vacuum="1"), CHANGED),
    "a tree of rectangles": (run("CREATE VIRTUAL TABLE r USING rtree(id, a, b)"), CHANGED),
    "a column of another kind": (
        run(
            "UPDATE sqlite_schema SET sql = replace(sql, 'discuss INTEGER', 'discuss ANY') WHERE name = 'answer'",
            writable=True,
        ),
        CHANGED,
    ),
    "a column that runs a function": (
        run(
            "UPDATE sqlite_schema SET sql = replace(sql, 'text TEXT NOT NULL',"
            " 'text TEXT NOT NULL CHECK (load_extension(text))') WHERE name = 'answer'",
            writable=True,
        ),
        CHANGED,
    ),
    "more rows than anyone writes": (
        run(f"{MANY} INSERT INTO evidence SELECT i, 'e', 't', '', '', '', 'internal', i, 'r', 's' FROM n"),
        errors.FileIsTooLarge,
    ),
    "bytes that are no text": (
        becomes(lambda data: data.replace(b"We meet weekly (29)", b"We meet\xff\xfe\xc0\x80\xed\xa0\x80(29)y", 1)),
        DAMAGED,
    ),
    "noise in whole pages": (becomes(b"\x99" * 8192), errors.FileIsProtected),
    "an archive": (a_zip, FOREIGN),
    "a PDF": (becomes(b"%PDF-1.7\n" + b"x" * 5000), FOREIGN),
    "plain words": (becomes("Señora\n".encode() * 100), FOREIGN),
    "nothing": (becomes(b""), FOREIGN),
    "a header alone": (becomes(lambda data: data[:100]), DAMAGED),
    "half a header": (becomes(lambda data: data[:50]), DAMAGED),
    "half a file": (becomes(lambda data: data[: len(data) // 2]), DAMAGED),
    "a terabyte": (sparse, errors.FileIsTooLarge),
    "a page that points to itself": (patch(4096, b"\x05" + bytes(7) + b"\x00\x00\x00\x02"), DAMAGED),
    "a list of free pages that goes in circles": (patch(32, b"\x00\x00\x00\x03\x00\x00\x00\x40"), DAMAGED),
    "pages of no size": (patch(16, b"\x00\x00"), DAMAGED),
    "reserved room on every page": (patch(20, b"\xff"), DAMAGED),
    "a second name": (linked("hard"), errors.FileHasTwoNames),
    "a link to a file with a second name": (linked("symbolic"), errors.FileHasTwoNames),
    "a link to nowhere": (linked("broken"), errors.FileNotThere),
    "a pipe": (linked("fifo"), FOREIGN),
    "a folder": (linked("folder"), FOREIGN),
}
