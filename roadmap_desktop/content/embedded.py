"""A content pack as the bytes that are embedded in a file, and back."""

import msgspec

from roadmap_desktop.content.schema import ContentPack

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
    pack = _parsed(data)
    order = pack.stage_order
    if len(order) != 5 or len(set(order)) != 5:
        raise ValueError("stages: five different ones are needed")
    elements = pack.elements
    prompts = [prompt for element in elements for stage in element.stages for prompt in stage.prompts]
    if any(tuple([stage.id for stage in element.stages]) != order for element in elements):
        raise ValueError("areas: an element without its five stages in order")
    _require_different([element.id for element in elements], "elements")
    _require_different([prompt.id for prompt in prompts], "prompts")
    _require_different([prompt.id for prompt in pack.closing_prompts], "closing_prompts")
    ids = [pack.id, pack.version, *[one.id for one in elements], *[one.id for one in prompts]]
    texts = [pack.title, pack.publisher, pack.attribution, pack.review_note]
    for element in elements:
        texts += [element.title, element.purpose]
    for prompt in prompts:
        texts += [prompt.text, prompt.guidance]
    lengths = [len(one) for one in ids]
    if min(lengths) == 0 or max(lengths) > _LONGEST_ID or max([len(one) for one in texts]) > _LONGEST_TEXT:
        raise ValueError("pack: an id or a text is too long, or missing")
    if any(not one.address.startswith(("https://", "http://")) for one in pack.resources):
        raise ValueError("resources: an address that no browser opens safely")
    return pack


def _parsed(data: bytes) -> ContentPack:
    try:
        return msgspec.json.decode(data, type=ContentPack)
    except RecursionError:
        raise ValueError("pack: nested without end") from None


def _require_different(ids: list[str], what: str) -> None:
    if len(set(ids)) != len(ids):
        raise ValueError(f"{what}: an id stands twice")
