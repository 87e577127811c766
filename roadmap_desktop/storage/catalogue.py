"""The names of the tables and columns of a .roadmap file, as plain facts for reading without a database library.

`rows` declares the same tables for SQLAlchemy; a test holds the two side by side.
"""

from collections.abc import Mapping

from msgspec import Struct

Value = str | int
Row = dict[str, Value]

APPLICATION_ID = 0x524D4150  # "RMAP" in the header of every .roadmap file
FORMAT_VERSION = 2


class Shape(Struct, frozen=True):
    """One table of user data: its key and its other columns; `revision` and `sha256` follow in every such table."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    order: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def stored(self) -> tuple[str, ...]:
        """Key and columns, in the order in which they are hashed."""
        return self.key + self.columns

    def key_of(self, row: Mapping[str, Value]) -> tuple[str, ...]:
        """The key of a row as a tuple."""
        return tuple(str(row[name]) for name in self.key)


TASK_FORCE = Shape("task_force", ("id",), ("name", "small_number"))
AGENCY = Shape("agency", ("id",), ("label", "discipline", "has_left", "position"), ("position", "id"))
RESPONDENT = Shape("respondent", ("id",), ("agency", "may_be_named"))
ASSESSMENT = Shape(
    "assessment",
    ("id",),
    ("title", "pack", "scope", "status", "started", "closed", "position"),
    ("position", "id"),
)
ANSWER = Shape(
    "answer",
    ("assessment", "respondent", "prompt"),
    ("text", "state", "reason", "discuss", "visibility", "wording", "carried_from"),
    texts=("text", "reason"),
)
PLACEMENT = Shape(
    "placement",
    ("assessment", "respondent", "element"),
    (
        "now",
        "is_not_our_role",
        "goal",
        "goal_month",
        "reason",
        "reason_visibility",
        "agreement",
        "dissent",
        "dissent_visibility",
        "carried_from",
    ),
    texts=("reason", "dissent"),
)
NOTE = Shape(
    "note",
    ("id",),
    ("assessment", "respondent", "element", "kind", "text", "visibility", "position"),
    ("position", "id"),
    ("text",),
)
EVIDENCE = Shape(
    "evidence",
    ("id",),
    ("element", "title", "kind", "kept_where", "reviewed", "visibility", "position"),
    ("position", "id"),
    ("title", "kept_where"),
)
ACTION_ITEM = Shape(
    "action_item",
    ("id",),
    (
        "what",
        "owner",
        "due",
        "resources",
        "told",
        "status",
        "dropped_why",
        "element",
        "prompt",
        "raised_in",
        "position",
    ),
    ("position", "id"),
    ("what", "resources", "told", "dropped_why"),
)
LOCAL_PROMPT = Shape("local_prompt", ("id",), ("element", "stage", "text", "position"), ("position", "id"), ("text",))
ISSUED_FORM = Shape(
    "issued_form",
    ("id",),
    ("assessment", "respondent", "pack", "elements", "issued_at", "position"),
    ("position", "id"),
)

FILE_SETTING = Shape("file_setting", ("name",), ("value",))

# Every table whose rows a user can change; each change of them is in the log.
LOGGED: Mapping[str, Shape] = {
    shape.name: shape
    for shape in (
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

BATCH_COLUMNS = ("sequence", "id", "label", "respondent", "origin", "at", "undoes", "moment", "is_sealed")
CHANGE_COLUMNS = ("sequence", "id", "batch", "table_name", "row_key", "parents", "before", "after", "at", "erased_at")
PACK_COLUMNS = ("key", "publisher", "provenance", "body", "added_at")
LAST_PLACE_COLUMNS = ("assessment", "respondent", "element", "stage", "prompt", "at")
