"""Read a finished PDF back with another library: is it whole, does it hold every passage, and how does it look."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from unicodedata import normalize

import pypdfium2
import regex
from msgspec import Struct

from roadmap_desktop.model.passphrase import Passphrase
from roadmap_desktop.reports.data import Report
from roadmap_desktop.reports.document import Layout
from roadmap_desktop.reports.fonts import UNSEEN
from roadmap_desktop.reports.passages import Group, passages
from roadmap_desktop.reports.text import Typesetter

# What is not seen is not always found again either.
_UNSEEN = dict.fromkeys(UNSEEN)
# Words that are read from right to left stand in the order in which they are seen where a line begins with others.
_LEFTWARD = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
_WORDS = regex.compile(
    r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{M}]+|[^\s\p{P}\p{S}\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{M}]+"
)
# A column of a page that a passage runs through from top to bottom holds at least so many characters.
_WHOLE_COLUMN = 100


class PagePicture(Struct, frozen=True):
    """One page as pixels: three bytes each, red, green and blue, rows from the top."""

    width: int
    height: int
    pixels: bytes


class ReadBack(Struct, frozen=True):
    """What was found in the bytes of a PDF: its pages, and how many passages are not in it. 0 pages: no whole PDF."""

    pages: int
    lost: int = 0


def read_back(data: bytes, report: Report, password: Passphrase | None = None) -> ReadBack:
    """Whether the bytes of a PDF hold every passage of a report, in its order, white space and ligatures aside.

    Of one with a password also whether it opens with that one only.
    """
    if password is not None and _opened(data) is not None:
        return ReadBack(0)
    words = Typesetter()
    layout = Layout(report.standing, words)
    pages = [_folded(text) for text in _texts(data, password)]
    # What stands on every page would come between the two halves of a passage that runs over the end of one.
    for place, text in enumerate(pages):
        pages[place] = text.removeprefix(_folded("".join(layout.furniture(place + 1, len(pages)))))
    groups = (_sought_of(tuple(map(words.words, group))) for group in passages(report))
    return ReadBack(len(pages), count_lost(pages, groups))


def count_lost(pages: Sequence[str], groups: Iterable[Group]) -> int:
    """How many passages the pages do not hold where they should be; all of it is folded text.

    One pass: each group is looked for after the one before. A passage that is not whole in the text, such as a cell
    that runs over several pages, may stand in pieces on pages that follow each other.
    """
    whole = "".join(pages)
    starts = list(accumulate((len(page) for page in pages), initial=0))
    lost = 0
    at = 0
    for group in groups:
        end = at
        for passage in group:
            found = whole.find(passage, at)
            after = found + len(passage) if found >= 0 else _end_of_pieces(whole, starts, passage, at)
            lost += after < 0
            end = max(end, after)
        at = end
    return lost


def _end_of_pieces(whole: str, starts: Sequence[int], passage: str, at: int) -> int:
    # Where the last piece of a passage ends; -1 when it is not there in pieces either.
    for first in range(bisect_right(starts, at) - 1, len(starts) - 2):
        rest, begin, page = passage, at, first
        while rest and page < len(starts) - 1:
            begin = max(begin, starts[page])
            size = _longest_piece(whole, begin, starts[page + 1], rest)
            is_middle = page > first and size < len(rest)
            if not size or (is_middle and size < _WHOLE_COLUMN):
                break
            end = whole.find(rest[:size], begin) + size
            rest, page = rest[size:], page + 1
        if not rest:
            return end
    return -1


def holds(data: bytes, passage: str) -> bool:
    """True when the bytes of a PDF are whole and hold a passage on one page, white space and ligatures aside."""
    wanted = _sought_of((Typesetter().words(passage),))
    return any(all(piece in page for piece in wanted) for page in map(_folded, _texts(data)))


def _longest_piece(whole: str, begin: int, end: int, passage: str) -> int:
    # The length of the longest beginning of a passage that stands between two places.
    low, high = 0, len(passage)
    while low < high:
        middle = (low + high + 1) // 2
        if whole.find(passage[:middle], begin, end) >= 0:
            low = middle
        else:
            high = middle - 1
    return low


def _texts(data: bytes, password: Passphrase | None = None) -> Iterator[str]:
    # The text of every page; nothing for bytes that are no whole PDF.
    pdf = _opened(data, password)
    if pdf is None:
        return
    try:
        for page in pdf:
            text = page.get_textpage()
            yield text.get_text_range()
            text.close()
            page.close()
    finally:
        pdf.close()


def _folded(text: str) -> str:
    if not text.isascii():
        # Libraries write ligatures and the shapes of letters as the letters they stand for, or do not.
        text = normalize("NFKC", text.translate(_UNSEEN))
    return "".join(text.split())


def _sought_of(group: Group) -> Group:
    # Words that stand on one line with others that run to the left may be found in another order too.
    if any(_LEFTWARD.search(text) for text in group if not text.isascii()):
        return tuple(piece for text in group for word in text.split() for piece in _WORDS.findall(_folded(word)))
    return tuple(map(_folded, group))


def _opened(data: bytes, password: Passphrase | None = None) -> pypdfium2.PdfDocument | None:
    # PDFium repairs what was cut off; a file of ours ends as it should or was not written whole.
    if b"%%EOF" not in data[-32:]:
        return None
    try:
        return pypdfium2.PdfDocument(data, password=password.reveal() if password is not None else None)
    except pypdfium2.PdfiumError:
        return None


def count_pages(data: bytes) -> int:
    """How many pages the bytes of a PDF hold; 0 when they are no whole PDF."""
    pdf = _opened(data)
    if pdf is None:
        return 0
    try:
        return len(pdf)
    finally:
        pdf.close()


def pictures(data: bytes, width: int) -> Iterator[PagePicture]:
    """Every page of a PDF as a picture of a width in pixels; nothing for bytes that are no PDF."""
    pdf = _opened(data)
    if pdf is None:
        return
    try:
        for page in pdf:
            image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
            yield PagePicture(image.width, image.height, image.tobytes())
    finally:
        pdf.close()
