"""What a returned form would change in a record: new, changed, the same, or for a person to decide."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from roadmap_desktop.model.text import clean_text
from roadmap_desktop.model.worksheet import NO_GOAL, NOT_DISCUSSED, Field, FormMark, Part


class Fate(StrEnum):
    """What becomes of one field. Only NEW and CHANGED are written without asking; UNTOUCHED never clears anything."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    NEEDS_A_CHOICE = "needs-a-choice"
    TOO_LONG = "too-long"
    UNKNOWN = "unknown"
    UNTOUCHED = "untouched"


class Finding(Struct, frozen=True):
    """One field: what stands in the record now, and what the form says; neither is lost, whatever the fate."""

    field: Field
    fate: Fate
    current: str
    returned: str

    @property
    def is_written(self) -> bool:
        """True when applying the form writes it."""
        return self.fate in (Fate.NEW, Fate.CHANGED)

    @property
    def value(self) -> str:
        """The value that would be written: a choice of nothing is the blank value of its part."""
        return meant(self.field, self.returned)


def compare(
    mark: FormMark,
    current: Mapping[Field, str],
    returned: Mapping[Field, str],
    choices: Mapping[Part, Sequence[str]] | None = None,
) -> tuple[Finding, ...]:
    """What a form would do to a record, field by field: those of the record in its order, then the unknown ones.

    `current` has every field that may be written, also the blank ones; any other field is UNKNOWN, and so is a choice
    that `choices` does not list for its part. What a form does not hold is UNTOUCHED.
    """
    known = [_finding(mark, field, now, returned.get(field, ""), choices or {}) for field, now in current.items()]
    unknown = [
        Finding(field, Fate.UNKNOWN, "", text)
        for field, text in returned.items()
        if field not in current and text.strip()
    ]
    return (*known, *unknown)


def meant(field: Field, returned: str) -> str:
    """What a returned value stands for in the record."""
    nothing = {Part.NOW: NOT_DISCUSSED, Part.GOAL: NO_GOAL}.get(field.part)
    return field.part.blank if returned == nothing else clean_text(returned)


def _finding(mark: FormMark, field: Field, now: str, text: str, choices: Mapping[Part, Sequence[str]]) -> Finding:
    return Finding(field, _fate(mark, field, now, text, choices), now, text)


def _fate(mark: FormMark, field: Field, now: str, text: str, choices: Mapping[Part, Sequence[str]]) -> Fate:
    if not text.strip():
        return Fate.UNTOUCHED
    value, listed = meant(field, text), choices.get(field.part)
    if value == now:
        return Fate.SAME
    if len(value) > field.part.limit:
        return Fate.TOO_LONG
    if listed is not None and value not in listed and value != field.part.blank:
        return Fate.UNKNOWN
    # What was written since the form was made is not overwritten unseen.
    if not mark.was_issued_with(field, now):
        return Fate.NEEDS_A_CHOICE
    return Fate.NEW if now == field.part.blank else Fate.CHANGED


def written(findings: Sequence[Finding]) -> dict[Field, str]:
    """What applying a form writes without asking, by field."""
    return {finding.field: finding.value for finding in findings if finding.is_written}


def counts(findings: Sequence[Finding]) -> dict[Fate, int]:
    """How many fields have each fate, in the order of the fates."""
    return {fate: sum(finding.fate is fate for finding in findings) for fate in Fate}
