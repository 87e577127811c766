"""An e-mail that is not sent yet: a subject, a text and one PDF, as a file that mail programs open for writing.

It has no sender, no receiver, no date and no name of a computer. The bytes depend on what it says alone.
"""

import base64
import binascii
import hashlib
import re

from msgspec import Struct

_LINE_BYTES = 45  # of UTF-8 in an encoded word, which may be 75 characters long; RFC 2047, 2
_PLAIN_IN_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
_SHORT_LINE = 60


class Draft(Struct, frozen=True):
    """What is to be sent: `subject` and `file_name` are one line each, `attachment` holds the bytes of a PDF."""

    subject: str
    text: str
    file_name: str
    attachment: bytes


def to_eml(draft: Draft) -> bytes:
    """The file, to be opened in a mail program (`X-Unsent` is how several of them know)."""
    parts = (
        _part('text/plain; charset="utf-8"', (), draft.text.replace("\n", "\r\n").encode()),
        _part("application/pdf", _disposition(draft.file_name), draft.attachment),
    )
    # Long enough that no part can hold it by chance; base 64 holds no underscore at all.
    boundary = f"=_{hashlib.sha256(b''.join(parts)).hexdigest()[:40]}"
    head = (
        "X-Unsent: 1",
        f"Subject: {_header_words(draft.subject)}",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{boundary}"',
    )
    mark = f"--{boundary}".encode()
    return b"\r\n".join((*(line.encode() for line in head), b"", mark, parts[0], mark, parts[1], mark + b"--", b""))


def _part(kind: str, more: tuple[str, ...], data: bytes) -> bytes:
    head = (f"Content-Type: {kind}", *more, "Content-Transfer-Encoding: base64", "", "")
    return "\r\n".join(head).encode() + base64.encodebytes(data).strip().replace(b"\n", b"\r\n")


def _disposition(name: str) -> tuple[str, ...]:
    """How the attachment is called: in full as RFC 2231 has it, and in ASCII for programs that know only that."""
    simple = "".join(char if char in _PLAIN_IN_NAME or char == " " else "_" for char in name)
    lines = ["Content-Disposition: attachment;", f' filename="{simple}"']
    if simple != name:
        coded = "".join(
            chr(byte) if chr(byte) in _PLAIN_IN_NAME else f"%{byte:02X}" for byte in name.encode("utf-8", "replace")
        )
        lines[-1] += ";"
        # A name has 255 bytes at most: well below the longest line of a mail, so it stays whole.
        lines.append(f" filename*=UTF-8''{coded}")
    return tuple(lines)


def _header_words(text: str) -> str:
    """A header as it is where that is safe, otherwise in encoded words (RFC 2047)."""
    is_plain = text.isascii() and text.isprintable() and "=?" not in text and text == text.strip()
    if is_plain and len(text) <= _SHORT_LINE:
        return text
    words, word = [], b""
    for char in text:
        coded = char.encode("utf-8", "replace")
        if len(word) + len(coded) > _LINE_BYTES:
            words.append(word)
            word = b""
        word += coded
    return "\r\n ".join(f"=?utf-8?B?{base64.b64encode(one).decode()}?=" for one in (*words, word))


def read_eml(data: bytes) -> Draft:
    """What a file that `to_eml` wrote says. Raises ValueError for one that is cut short or names anybody."""
    head, _blank, rest = data.partition(b"\r\n\r\n")
    headers = _headers(head)
    if set(headers) != {"x-unsent", "subject", "mime-version", "content-type"}:
        raise ValueError("other headers")
    found = re.fullmatch(r'multipart/mixed; boundary="(=_[0-9a-f]{40})"', headers["content-type"])
    if found is None:
        raise ValueError("no boundary")
    mark = f"--{found[1]}".encode()
    pieces = (b"\r\n" + rest).split(b"\r\n" + mark)
    if len(pieces) != 4 or pieces[0] or pieces[3] != b"--\r\n":
        raise ValueError("not two parts")
    (_kind, text), (disposition, attachment) = _read_part(pieces[1]), _read_part(pieces[2])
    words = text.decode().replace("\r\n", "\n")
    draft = Draft(_read_words(headers["subject"]), words, _read_name(disposition), attachment)
    # No further header of a part, no other name, no word between the parts.
    if to_eml(draft) != data:
        raise ValueError("more than a draft")
    return draft


def _headers(head: bytes) -> dict[str, str]:
    lines = head.decode("ascii").replace("\r\n ", "\0 ").split("\r\n")
    return {name.lower(): value for name, _colon, value in (line.partition(": ") for line in lines)}


def _read_part(piece: bytes) -> tuple[str, bytes]:
    head, blank, body = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not blank:
        raise ValueError("no part")
    return _headers(head).get("content-disposition", ""), base64.b64decode(body.replace(b"\r\n", b""), validate=True)


def _read_words(value: str) -> str:
    coded = re.findall(r"=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=", value)
    try:
        return b"".join(map(base64.b64decode, coded)).decode() if coded else value
    except binascii.Error as error:
        raise ValueError("no encoded words") from error


def _read_name(disposition: str) -> str:
    full = re.search(r"filename\*=UTF-8''([^\0]*)$", disposition)
    if full is not None:
        return re.sub(rb"%([0-9A-F]{2})", lambda one: bytes([int(one[1], 16)]), full[1].encode()).decode()
    simple = re.search(r'filename="([^"]*)"', disposition)
    return simple[1] if simple is not None else ""
