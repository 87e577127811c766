"""A content pack as the bytes that are embedded in a file, and back."""

import msgspec

from roadmap_desktop.content.schema import ContentPack, FunctionArea

LARGEST = 8 << 20
_LONGEST_ID = 200
_LONGEST_TEXT = 4000


def encode(pack: ContentPack) -> bytes:
    """The pack as JSON in UTF-8; the same pack gives the same bytes."""
    return msgspec.json.encode(pack)


def decode(data: bytes) -> ContentPack:
    """A pack from bytes made by `encode`. Raises ValueError for anything else.

    A file can come from anywhere, so a pack in it is bounded, and held to what the rest of the application relies on:
    every element at every stage, and no id twice. The rules of writing were asked when it was first read.
    """
    if len(data) > LARGEST:
        raise ValueError("pack: larger than 8 MiB")
    pack = msgspec.json.decode(data, type=ContentPack)
    order = pack.stage_order
    if len(order) != 5 or len(set(order)) != 5:
        raise ValueError("stages: five different ones are needed")
    for area in pack.areas:
        _require_whole(area, order)
    _require_different([element.id for element in pack.elements], "elements")
    _require_different([prompt.id for _, _, prompt in pack.walk()], "prompts")
    _require_different([prompt.id for prompt in pack.closing_prompts], "closing_prompts")
    _require_bounded([pack.id, pack.version], [pack.title, pack.publisher, pack.attribution, pack.review_note])
    if any(not one.address.startswith(("https://", "http://")) for one in pack.resources):
        raise ValueError("resources: an address that no browser opens safely")
    return pack


def _require_whole(area: FunctionArea, order: tuple[str, ...]) -> None:
    for element in area.elements:
        if tuple(stage.id for stage in element.stages) != order:
            raise ValueError("areas: an element without its five stages in order")
        _require_bounded([element.id], [element.title, element.purpose])
        for prompt in element.prompts:
            _require_bounded([prompt.id], [prompt.text, prompt.guidance])


def _require_different(ids: list[str], what: str) -> None:
    if len(set(ids)) != len(ids):
        raise ValueError(f"{what}: an id stands twice")


def _require_bounded(ids: list[str], texts: list[str]) -> None:
    if any(not 0 < len(one) <= _LONGEST_ID for one in ids) or any(len(one) > _LONGEST_TEXT for one in texts):
        raise ValueError("pack: an id or a text is too long, or missing")
