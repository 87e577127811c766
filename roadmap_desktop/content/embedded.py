"""A content pack as the bytes that are embedded in a file, and back."""

import msgspec

from roadmap_desktop.content.schema import ContentPack


def encode(pack: ContentPack) -> bytes:
    """The pack as JSON in UTF-8; the same pack gives the same bytes."""
    return msgspec.json.encode(pack)


def decode(data: bytes) -> ContentPack:
    """A pack from bytes made by `encode`. Raises ValueError for anything else."""
    return msgspec.json.decode(data, type=ContentPack)
