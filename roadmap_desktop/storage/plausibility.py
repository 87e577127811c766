"""Could this application have written these values? Asked of files from elsewhere once their hashes hold.

A hash says that nothing changed since it was made; whoever makes a file makes its hashes too. The rest of the
application turns rows into values without asking again, so what it could not have written itself is not let in.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from roadmap_desktop.content.embedded import LARGEST, decode
from roadmap_desktop.content.schema import Provenance
from roadmap_desktop.model.actions import ActionStatus
from roadmap_desktop.model.answers import AnswerState, Visibility
from roadmap_desktop.model.assessment import AssessmentStatus
from roadmap_desktop.model.notes import NoteKind
from roadmap_desktop.model.placements import Agreement
from roadmap_desktop.storage.catalogue import BATCH_COLUMNS, CHANGE_COLUMNS, LAST_PLACE_COLUMNS, LOGGED, PACK_COLUMNS

Check = Callable[[object], bool]

# Twenty rounds of thirty partners who answer everything, with five wordings each, stay below these.
MOST_ROWS: Mapping[str, int] = {"change": 2_000_000, "batch": 2_000_000, "answer": 500_000}
MOST_OTHERS = 50_000
_LONGEST_TEXT = 100_000
_LONGEST_NAME = 1_000
_LONGEST_LOGGED = 1_000_000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,219}")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_FIRST_YEAR, _LAST_YEAR = 1970, 2999


def is_id(value: object) -> bool:
    """What a row, a prompt, an element or a pack goes by: never a path, never markup."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def is_text(value: object) -> bool:
    """Words as they are stored: no control characters but tab and line feed, and not without end."""
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT and _CONTROL.search(value) is None


def is_name(value: object) -> bool:
    """Words on one line, without characters that turn the direction of writing."""
    return (
        isinstance(value, str)
        and len(value) <= _LONGEST_NAME
        and is_text(value)
        and "\n" not in value
        and _TURNING.search(value) is None
    )


def is_number(value: object) -> bool:
    """A place in an order, or a count."""
    return isinstance(value, int) and 0 <= value < 1 << 31


def is_flag(value: object) -> bool:
    """Yes or no."""
    return isinstance(value, int) and value in (0, 1)


def is_day(value: object) -> bool:
    """A day of the calendar."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        return _FIRST_YEAR <= date.fromisoformat(value).year <= _LAST_YEAR
    except ValueError:
        return False


def is_month(value: object) -> bool:
    """A month of the calendar."""
    return isinstance(value, str) and _MONTH.fullmatch(value) is not None


def is_moment(value: object) -> bool:
    """A moment with its distance from universal time, in years that every system can show."""
    if not isinstance(value, str) or len(value) > 40:
        return False
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return False
    return moment.tzinfo is not None and _FIRST_YEAR < moment.year < _LAST_YEAR


def is_hash(value: object) -> bool:
    """A SHA-256 in hex."""
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value) is not None


def is_list_of_ids(value: object) -> bool:
    """A JSON list of ids."""
    found = _parsed(value)
    return isinstance(found, list) and all(map(is_id, found))


def _parsed(value: object, longest: int = _LONGEST_LOGGED) -> object:
    # Never the same key twice, never a number that is none; None for what is no JSON at all.
    if not isinstance(value, str) or len(value) > longest:
        return None
    try:
        return json.loads(value, object_pairs_hook=_once, parse_constant=_refuse, parse_float=_refuse)
    except (ValueError, RecursionError):
        return None


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refuse(_text: str) -> object:
    raise ValueError


def _one_of(kind: type[StrEnum]) -> Check:
    values = frozenset(one.value for one in kind)
    return lambda value: value in values


def _or_nothing(check: Check) -> Check:
    return lambda value: value == "" or check(value)


def _either(*checks: Check) -> Check:
    return lambda value: any(check(value) for check in checks)


_SHOWN = _one_of(Visibility)
_MAYBE_ID = _or_nothing(is_id)
_WHERE: Mapping[str, Check] = {"assessment": is_id, "respondent": is_id, "element": is_id, "prompt": is_id}
# What each column of user data may hold; a test wants one for every column there is.
COLUMNS: Mapping[str, Mapping[str, Check]] = {
    "task_force": {"id": is_id, "name": is_name, "small_number": is_number},
    "agency": {"id": is_id, "label": is_name, "discipline": _MAYBE_ID, "has_left": is_flag, "position": is_number},
    "respondent": {"id": is_id, "agency": _MAYBE_ID, "may_be_named": is_flag},
    "assessment": {
        "id": is_id,
        "title": is_name,
        "pack": is_id,
        "scope": is_list_of_ids,
        "status": _one_of(AssessmentStatus),
        "started": _or_nothing(is_day),
        "closed": _or_nothing(is_day),
        "position": is_number,
    },
    "answer": {
        **_WHERE,
        "text": is_text,
        "state": _one_of(AnswerState),
        "reason": is_text,
        "discuss": is_flag,
        "visibility": _SHOWN,
        "wording": _MAYBE_ID,
        "carried_from": is_name,
    },
    "placement": {
        **_WHERE,
        "now": _MAYBE_ID,
        "is_not_our_role": is_flag,
        "goal": _MAYBE_ID,
        "goal_month": _or_nothing(is_month),
        "reason": is_text,
        "reason_visibility": _SHOWN,
        "agreement": _one_of(Agreement),
        "dissent": is_text,
        "dissent_visibility": _SHOWN,
        "carried_from": is_name,
    },
    "note": {
        **_WHERE,
        "id": is_id,
        "kind": _one_of(NoteKind),
        "text": is_text,
        "visibility": _SHOWN,
        "position": is_number,
    },
    "evidence": {
        "id": is_id,
        "element": is_id,
        "title": is_text,
        "kind": is_name,
        "kept_where": is_text,
        "reviewed": _or_nothing(is_month),
        "visibility": _SHOWN,
        "position": is_number,
    },
    "action_item": {
        "id": is_id,
        "what": is_text,
        "owner": is_name,
        "due": _or_nothing(_either(is_month, is_day)),
        "resources": is_text,
        "told": is_text,
        "status": _one_of(ActionStatus),
        "dropped_why": is_text,
        "element": _MAYBE_ID,
        "prompt": _MAYBE_ID,
        "raised_in": _MAYBE_ID,
        "position": is_number,
    },
    "local_prompt": {"id": is_id, "element": is_id, "stage": is_id, "text": is_text, "position": is_number},
    "issued_form": {
        **_WHERE,
        "id": is_id,
        "pack": is_id,
        "elements": is_list_of_ids,
        "issued_at": is_moment,
        "position": is_number,
    },
    "file_setting": {"name": is_id, "value": is_text},
}
_OTHERS: Mapping[str, Mapping[str, Check]] = {
    "batch": {
        "sequence": lambda value: is_number(value) and value != 0,
        "id": is_id,
        "label": is_text,
        "respondent": _MAYBE_ID,
        "origin": is_id,
        "at": is_moment,
        "undoes": _MAYBE_ID,
        "moment": is_name,
        "is_sealed": is_flag,
    },
    "change": {
        "sequence": lambda value: is_number(value) and value != 0,
        "id": is_id,
        "batch": is_id,
        "table_name": lambda value: value in LOGGED,
        "row_key": is_list_of_ids,
        "parents": is_list_of_ids,
        "before": lambda value: value is None or isinstance(value, str),
        "after": lambda value: value is None or isinstance(value, str),
        "at": is_moment,
        "erased_at": _or_nothing(is_moment),
    },
    "pack": {
        "key": is_id,
        "publisher": is_text,
        "provenance": _one_of(Provenance),
        "body": lambda value: isinstance(value, str),
        "added_at": is_moment,
    },
    "document": {"document_id": is_id, "created_at": is_moment, "written_by": is_name, "open_count": is_number},
    "last_place": {
        "document_id": is_id,
        "assessment": _MAYBE_ID,
        "respondent": _MAYBE_ID,
        "element": _MAYBE_ID,
        "stage": _MAYBE_ID,
        "prompt": _MAYBE_ID,
        "at": _or_nothing(is_moment),
    },
    "kept_passage": {"fingerprint": is_id, "at": is_moment},
}
_READ: Mapping[str, Sequence[str]] = {
    **{name: shape.stored for name, shape in LOGGED.items()},
    "batch": BATCH_COLUMNS,
    "change": CHANGE_COLUMNS,
    "pack": PACK_COLUMNS,
    "document": tuple(_OTHERS["document"]),
    "last_place": LAST_PLACE_COLUMNS,
    "kept_passage": tuple(_OTHERS["kept_passage"]),
}


def is_plausible(table: str, row: Mapping[str, object]) -> bool:
    """Whether each value of a row could have been written by this application; other columns are not asked about."""
    checks = COLUMNS.get(table) or _OTHERS[table]
    if not all(check(row[name]) for name, check in checks.items() if name in row):
        return False
    if table == "change":
        return _is_plausible_change(row)
    return table != "pack" or _is_plausible_pack(row)


def _is_plausible_change(change: Mapping[str, object]) -> bool:
    shape = LOGGED[str(change["table_name"])]
    key = _parsed(change["row_key"])
    if not isinstance(key, list) or len(key) != len(shape.key):
        return False
    for state in (change["before"], change["after"]):
        if state is None:
            continue
        row = _parsed(state)
        if not isinstance(row, dict) or tuple(row) != shape.stored or not is_plausible(shape.name, row):
            return False
        if [row[name] for name in shape.key] != key:
            return False
    return True


def _is_plausible_pack(row: Mapping[str, object]) -> bool:
    if _parsed(row["body"], LARGEST) is None:
        return False
    try:
        pack = decode(str(row["body"]).encode())
    except ValueError:
        return False
    ids = [pack.id, *pack.stage_order, *(area.id for area in pack.areas)]
    for element in pack.elements:
        ids += [element.id, *(prompt.id for stage in element.stages for prompt in stage.prompts)]
    ids += [prompt.id for prompt in pack.closing_prompts]
    return pack.key == row["key"] and all(map(is_id, ids)) and all(map(_is_shown, _strings(msgspec.to_builtins(pack))))


def _is_shown(text: str) -> bool:
    return is_text(text) and _TURNING.search(text) is None


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _strings(inner)


def is_too_much(connection: sqlite3.Connection, tables: Iterable[str]) -> bool:
    """True when a table has more rows than any task force writes."""
    counts = ((name, connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in tables)  # noqa: S608
    return any(count > MOST_ROWS.get(name, MOST_OTHERS) for name, count in counts)


def implausible(connection: sqlite3.Connection, tables: Iterable[str]) -> str:
    """The first table that holds what this application could not have written, or an empty text. Never writes."""
    for name in tables:
        columns = _READ[name]
        found = connection.execute(f"SELECT {', '.join(columns)} FROM {name}")  # noqa: S608 - the catalogue's names
        if not all(is_plausible(name, dict(zip(columns, values, strict=True))) for values in found):
            return name
    return _broken_link(connection)


# What one row says of another.
_LINKS = (
    ("document", "SELECT count(*) != 1 FROM document"),
    ("task_force", "SELECT count(*) > 1 FROM task_force"),
    ("change", "SELECT count(*) FROM change WHERE batch NOT IN (SELECT id FROM batch)"),
    ("assessment", "SELECT count(*) FROM assessment WHERE pack NOT IN (SELECT key FROM pack)"),
    (
        "batch",
        "SELECT count(*) FROM batch JOIN batch AS b ON b.id = batch.undoes WHERE b.sequence >= batch.sequence",
    ),
)


def _broken_link(connection: sqlite3.Connection) -> str:
    return next((name for name, text in _LINKS if connection.execute(text).fetchone()[0]), "")
