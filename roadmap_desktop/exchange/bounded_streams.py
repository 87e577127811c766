"""The bytes of a stream in a PDF from elsewhere, never more than asked for."""

import zlib
from typing import Any

import pikepdf


class StreamIsUnfit(Exception):
    """The stream unpacks to more than is taken, or is packed in a way that texts are not."""

    def __init__(self, *, is_too_long: bool) -> None:
        super().__init__()
        self.is_too_long = is_too_long


def bounded_bytes(stream: Any, most: int) -> bytes:
    """What a plain or deflated stream holds. Raises StreamIsUnfit beyond `most` bytes and for any other packing."""
    raw: bytes = stream.read_raw_bytes()
    packing = stream.get("/Filter")
    if isinstance(packing, pikepdf.Array) and len(packing) == 1:
        packing = packing[0]
    if packing is None or (isinstance(packing, pikepdf.Array) and not len(packing)):
        return _within(raw, most)
    if packing != pikepdf.Name.FlateDecode or "/DecodeParms" in stream:
        raise StreamIsUnfit(is_too_long=False)
    try:
        return _within(zlib.decompressobj().decompress(raw, most + 1), most)
    except zlib.error:
        raise StreamIsUnfit(is_too_long=False) from None


def _within(data: bytes, most: int) -> bytes:
    if len(data) > most:
        raise StreamIsUnfit(is_too_long=True)
    return data
