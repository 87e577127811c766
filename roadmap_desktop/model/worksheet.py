"""A worksheet that is sent out and comes back: the names of its fields, both ways, and what it says of itself."""

import hashlib
import json
import re
from collections.abc import Mapping
from enum import StrEnum

import msgspec
from msgspec import Struct

from roadmap_desktop.model.answers import Answer, AnswerState
from roadmap_desktop.model.placements import StagePlacement
from roadmap_desktop.model.text import ANSWER_LIMIT, NOTE_LIMIT, clean_text

FORMAT = 1
MARK_FIELD = "roadmap_worksheet"
NOT_DISCUSSED = "not-discussed"
NOT_OUR_ROLE = "not-our-role"
NO_GOAL = "no-goal"

_KIND = "roadmap-worksheet"
_HASH_LENGTH = 16
_LONGEST_MARK = 4_000_000
_LONGEST_CODE = 6
_LAST_CODE = 0x10FFFF
_PLAIN = re.compile(r"[A-Za-z0-9-]")
_CODED = re.compile(r"_x([0-9a-f]+)_|_|[A-Za-z0-9-]")


class Part(StrEnum):
    """What a field of the form is for: the first two belong to a prompt, the others to an element."""

    ANSWER = "answer"
    STATE = "state"
    NOW = "now"
    GOAL = "goal"
    REASON = "reason"

    @property
    def is_text(self) -> bool:
        """True for what is typed, false for what is chosen."""
        return self in (Part.ANSWER, Part.REASON)

    @property
    def limit(self) -> int:
        """The most characters that are taken; choices are short."""
        return {Part.ANSWER: ANSWER_LIMIT, Part.REASON: NOTE_LIMIT}.get(self, 300)

    @property
    def blank(self) -> str:
        """The value of what nobody has touched."""
        return AnswerState.DRAFT.value if self is Part.STATE else ""


class Field(Struct, frozen=True):
    """One field: which part, and the id of its prompt or element."""

    part: Part
    id: str

    @property
    def name(self) -> str:
        """Its name in the PDF: plain letters, digits, hyphens and underscores, never a dot (ISO 32000-1, 12.7.3.2)."""
        return f"{self.part.value}_{coded(self.id)}"


def field_named(name: str) -> Field | None:
    """The field of a name, or None for a name that this application never gives."""
    part, _mark, rest = name.partition("_")
    if part not in {one.value for one in Part}:
        return None
    found = _decoded(rest)
    return Field(Part(part), found) if found else None


def coded(text: str) -> str:
    """Any id as a name: a dot becomes an underscore, every other sign its code, such as "_x5f_"."""
    return "".join(char if _PLAIN.fullmatch(char) else "_" if char == "." else f"_x{ord(char):x}_" for char in text)


def _decoded(name: str) -> str | None:
    parts: list[str] = []
    end = 0
    for found in _CODED.finditer(name):
        if found.start() != end:
            return None
        end = found.end()
        code = int(found[1], 16) if found[1] and len(found[1]) <= _LONGEST_CODE else -1
        if found[1] and not 0 <= code <= _LAST_CODE:
            return None
        parts.append(chr(code) if found[1] else "." if found[0] == "_" else found[0])
    whole = "".join(parts)
    # Only the one spelling that is written: two names never mean the same field.
    return whole if end == len(name) and coded(whole) == name else None


class FormMark(Struct, frozen=True):
    """What a form says of itself, in one hidden field.

    `form` is random. `pack` and `version` name the prompts; `elements` those that are asked. `respondent` and `label`
    name the agency it is for. `issued` has the `short_hash` of what stood in the record when the form was made, by the
    name of the field, where there was something.
    """

    assessment: str
    form: str
    pack: str
    version: str
    respondent: str
    label: str
    elements: tuple[str, ...]
    issued: Mapping[str, str] = {}
    format: int = FORMAT
    kind: str = _KIND

    def was_issued_with(self, field: Field, text: str) -> bool:
        """True when the record held just this text when the form was made."""
        held = self.issued.get(field.name)
        if held is None:
            return text == field.part.blank
        return held == short_hash(self.form, field, text)


def short_hash(form: str, field: Field, text: str) -> str:
    """64 bits of SHA-256 in hexadecimal; bound to the form and the field, so that forms cannot be compared."""
    whole = json.dumps([form, field.name, clean_text(text)]).encode("ascii")
    return hashlib.sha256(whole).hexdigest()[:_HASH_LENGTH]


def issued(form: str, current: Mapping[Field, str]) -> dict[str, str]:
    """What `FormMark.issued` says of a record: a hash for each field in which there is something."""
    return {field.name: short_hash(form, field, text) for field, text in current.items() if text != field.part.blank}


def values_of_answer(answer: Answer) -> dict[Field, str]:
    """One answer as the values of its fields; where it is not their role, the reason stands in its place."""
    prompt = str(answer.key.prompt)
    is_away = answer.state is AnswerState.NOT_OUR_ROLE
    text = answer.reason if is_away and not answer.text else answer.text
    return {Field(Part.ANSWER, prompt): text, Field(Part.STATE, prompt): answer.state.value}


def values_of_placement(placement: StagePlacement) -> dict[Field, str]:
    """One placement as the values of its fields."""
    element = str(placement.key.element)
    now = NOT_OUR_ROLE if placement.is_not_our_role else placement.now or ""
    return {
        Field(Part.NOW, element): now,
        Field(Part.GOAL, element): placement.goal or "",
        Field(Part.REASON, element): placement.reason,
    }


class Unfit(StrEnum):
    """Why a PDF is not received."""

    NOT_A_PDF = "not-a-pdf"
    TOO_LARGE = "too-large"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"
    NO_FIELDS = "no-fields"
    FOREIGN = "foreign"
    XFA = "xfa"
    SCRIPTS = "scripts"
    MARK_DAMAGED = "mark-damaged"
    NEWER = "newer"
    DUPLICATES = "duplicates"
    CHANGED = "changed"
    TOO_MUCH = "too-much"


class MarkIsUnfit(Exception):
    """What stands in the hidden field is not what this version wrote; `reason` says why."""

    def __init__(self, reason: Unfit) -> None:
        super().__init__(reason.value)
        self.reason = reason


class _Outline(Struct, frozen=True):
    kind: str
    format: int


def encode_mark(mark: FormMark) -> str:
    """Compact JSON of plain ASCII, so that no reader can spell it otherwise."""
    return json.dumps(msgspec.to_builtins(mark), ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def decode_mark(text: str) -> FormMark:
    """What a form says of itself. Raises MarkIsUnfit: FOREIGN, NEWER or MARK_DAMAGED."""
    if len(text) > _LONGEST_MARK:
        raise MarkIsUnfit(Unfit.MARK_DAMAGED)
    try:
        raw = text.encode("utf-8")
        outline = msgspec.json.decode(raw, type=_Outline)
        if outline.kind != _KIND:
            raise MarkIsUnfit(Unfit.FOREIGN)
        if outline.format > FORMAT:
            raise MarkIsUnfit(Unfit.NEWER)
        mark = msgspec.json.decode(raw, type=FormMark)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise MarkIsUnfit(Unfit.MARK_DAMAGED) from None
    if mark.format < 1 or not (mark.form and mark.pack and mark.assessment and mark.respondent):
        raise MarkIsUnfit(Unfit.MARK_DAMAGED)
    return mark


class Returned(Struct, frozen=True):
    """A form that came back: what it says of itself, and the cleaned value of each field that holds one.

    `others` are the values of fields that are not ours, by name. `digest` is the SHA-256 of the file.
    """

    mark: FormMark
    values: Mapping[str, str]
    others: Mapping[str, str]
    digest: str = ""

    @property
    def fields(self) -> dict[Field, str]:
        """The values by field."""
        found = ((field_named(name), text) for name, text in self.values.items())
        return {field: text for field, text in found if field is not None}
