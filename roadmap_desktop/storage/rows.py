"""The tables of a .roadmap file, declared once; rows never leave this package."""

from roadmap_desktop.storage.sql import Column, Index, Integer, MetaData, PrimaryKeyConstraint, Table, Text

METADATA = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _logged(name: str, key: tuple[str, ...], *columns: Column[str] | Column[int]) -> Table:
    # STRICT: a number where text belongs is refused by SQLite itself, whoever writes.
    return Table(
        name,
        METADATA,
        *(_text(part) for part in key),
        *columns,
        _text("revision"),
        _text("sha256"),
        PrimaryKeyConstraint(*key),
        sqlite_strict=True,
    )


DOCUMENT = Table(
    "document",
    METADATA,
    Column("document_id", Text, primary_key=True, nullable=False),
    _text("created_at"),
    _text("written_by"),
    _number("open_count"),
    sqlite_strict=True,
)
LAST_PLACE = Table(
    "last_place",
    METADATA,
    Column("document_id", Text, primary_key=True, nullable=False),
    _text("assessment"),
    _text("respondent"),
    _text("element"),
    _text("stage"),
    _text("prompt"),
    _text("at"),
    sqlite_strict=True,
)
PACK = Table(
    "pack",
    METADATA,
    Column("key", Text, primary_key=True, nullable=False),
    _text("publisher"),
    _text("provenance"),
    _text("body"),
    _text("added_at"),
    _text("sha256"),
    sqlite_strict=True,
)
KEPT_PASSAGE = Table(
    "kept_passage",
    METADATA,
    Column("fingerprint", Text, primary_key=True, nullable=False),
    _text("at"),
    sqlite_strict=True,
)
TASK_FORCE = _logged("task_force", ("id",), _text("name"), _number("small_number"))
AGENCY = _logged("agency", ("id",), _text("label"), _text("discipline"), _number("has_left"), _number("position"))
RESPONDENT = _logged("respondent", ("id",), _text("agency"), _number("may_be_named"))
ASSESSMENT = _logged(
    "assessment",
    ("id",),
    _text("title"),
    _text("pack"),
    _text("scope"),
    _text("status"),
    _text("started"),
    _text("closed"),
    _number("position"),
)
ANSWER = _logged(
    "answer",
    ("assessment", "respondent", "prompt"),
    _text("text"),
    _text("state"),
    _text("reason"),
    _number("discuss"),
    _text("visibility"),
    _text("wording"),
    _text("carried_from"),
)
PLACEMENT = _logged(
    "placement",
    ("assessment", "respondent", "element"),
    _text("now"),
    _number("is_not_our_role"),
    _text("goal"),
    _text("goal_month"),
    _text("reason"),
    _text("reason_visibility"),
    _text("agreement"),
    _text("dissent"),
    _text("dissent_visibility"),
    _text("carried_from"),
)
NOTE = _logged(
    "note",
    ("id",),
    _text("assessment"),
    _text("respondent"),
    _text("element"),
    _text("kind"),
    _text("text"),
    _text("visibility"),
    _number("position"),
)
EVIDENCE = _logged(
    "evidence",
    ("id",),
    _text("element"),
    _text("title"),
    _text("kind"),
    _text("kept_where"),
    _text("reviewed"),
    _text("visibility"),
    _number("position"),
)
ACTION_ITEM = _logged(
    "action_item",
    ("id",),
    _text("what"),
    _text("owner"),
    _text("due"),
    _text("resources"),
    _text("told"),
    _text("status"),
    _text("dropped_why"),
    _text("element"),
    _text("prompt"),
    _text("raised_in"),
    _number("position"),
)
LOCAL_PROMPT = _logged("local_prompt", ("id",), _text("element"), _text("stage"), _text("text"), _number("position"))
ISSUED_FORM = _logged(
    "issued_form",
    ("id",),
    _text("assessment"),
    _text("respondent"),
    _text("pack"),
    _text("elements"),
    _text("issued_at"),
    _number("position"),
)
FILE_SETTING = _logged("file_setting", ("name",), _text("value"))
BATCH = Table(
    "batch",
    METADATA,
    Column("sequence", Integer, primary_key=True, nullable=False),
    Column("id", Text, nullable=False, unique=True),
    _text("label"),
    _text("respondent"),
    _text("origin"),
    _text("at"),
    _text("undoes"),
    _text("moment"),
    _number("is_sealed"),
    _text("sha256"),
    sqlite_strict=True,
)
CHANGE = Table(
    "change",
    METADATA,
    Column("sequence", Integer, primary_key=True, nullable=False),
    Column("id", Text, nullable=False, unique=True),
    _text("batch"),
    _text("table_name"),
    _text("row_key"),
    _text("parents"),
    Column("before", Text),
    Column("after", Text),
    _text("at"),
    _text("erased_at"),
    _text("sha256"),
    Index("change_of_row", "table_name", "row_key"),
    Index("change_of_batch", "batch"),
    sqlite_strict=True,
)

LOGGED = {
    table.name: table
    for table in (
        TASK_FORCE,
        AGENCY,
        RESPONDENT,
        ASSESSMENT,
        ANSWER,
        PLACEMENT,
        NOTE,
        EVIDENCE,
        ACTION_ITEM,
        LOCAL_PROMPT,
        ISSUED_FORM,
        FILE_SETTING,
    )
}
