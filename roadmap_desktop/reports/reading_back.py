"""Read a finished PDF back with another library: is it whole, how many pages has it, and how do they look."""

from collections.abc import Iterator

import pypdfium2
from msgspec import Struct


class PagePicture(Struct, frozen=True):
    """One page as pixels: three bytes each, red, green and blue, rows from the top."""

    width: int
    height: int
    pixels: bytes


def count_pages(data: bytes) -> int:
    """How many pages the bytes of a PDF hold; 0 when they are no whole PDF."""
    # PDFium repairs what was cut off; a file of ours ends as it should or was not written whole.
    if b"%%EOF" not in data[-32:]:
        return 0
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(pdf)
    finally:
        pdf.close()


def pictures(data: bytes, width: int) -> Iterator[PagePicture]:
    """Every page of a PDF as a picture of a width in pixels; nothing for bytes that are no PDF."""
    if count_pages(data) == 0:
        return
    pdf = pypdfium2.PdfDocument(data)
    try:
        for page in pdf:
            image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
            yield PagePicture(image.width, image.height, image.tobytes())
    finally:
        pdf.close()
