from msgspec import Struct
from msgspec.structs import asdict, replace

from roadmap_desktop.reports.data import (
    ActionRow,
    DifferenceRow,
    PartnerRow,
    PrintedElement,
    PrintedPrompt,
    PrintedStage,
    Report,
    Track,
)
from roadmap_desktop.reports.passages import passages
from tests.reports.test_rendering import STAGE_TITLES, a_report


def words(place: str) -> str:
    return f"words of {place}"


def a_full_report() -> Report:
    """Every text that people write is its own words."""
    prompt = PrintedPrompt("1.1", *(words(f"prompt {name}") for name in ("text", "answer", "state", "wording")))
    closing = PrintedPrompt("", words("closing text"), words("closing answer"))
    action = ActionRow(*(words(f"action {name}") for name in ActionRow.__struct_fields__))
    element = PrintedElement(
        "1.1",
        words("title"),
        "The pack's purpose.",
        Track(STAGE_TITLES, 1, 3),
        words("why"),
        words("agreement"),
        words("dissent"),
        (PrintedStage("1 Exploring", (prompt,)),),
        (closing,),
        (("Gap", words("note")),),
        (action,),
        ((words("evidence title"), words("evidence facts")),),
        (PartnerRow(*(words(f"partner {name}") for name in PartnerRow.__struct_fields__)),),
    )
    report = a_report()
    return replace(
        report,
        areas=(replace(report.areas[0], elements=(element,)),),
        actions=(action,),
        differences=(DifferenceRow("1.1", *(words(f"difference {name}") for name in ("title", "between", "views"))),),
    )


def test_every_text_of_people_is_among_the_passages() -> None:
    written = [text for text in _texts(a_full_report()) if text.startswith("words of")]
    found = {text for group in passages(a_full_report()) for text in group}
    assert len(written) > 25
    assert set(written) == found - {""}


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Struct):
        return _texts(tuple(asdict(value).values()))
    return [text for one in value for text in _texts(one)] if isinstance(value, tuple) else []
