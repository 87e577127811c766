"""The last step of every PDF: its many small objects packed together, so that it is small enough for a poor line."""

from io import BytesIO

import pikepdf


def _let_others_in(_percent: int) -> None:
    # The library holds Python's lock while it writes; whoever waits for it, such as a window, gets it in here.
    pass


def packed(data: bytes) -> bytes:
    """The same PDF with its objects in compressed streams (PDF 1.5); the same bytes always give the same bytes."""
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
            progress=_let_others_in,
        )
    return target.getvalue()
