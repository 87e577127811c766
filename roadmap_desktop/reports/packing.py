"""The last step of every PDF: its many small objects packed together, and a password where one is wanted."""

from io import BytesIO

import pikepdf

from roadmap_desktop.model.passphrase import Passphrase

# Screen readers may always read; whoever has the password may do everything.
_EVERYTHING = pikepdf.Permissions()


def _let_others_in(_percent: int) -> None:
    # The library holds Python's lock while it writes; whoever waits for it, such as a window, gets it in here.
    pass


def packed(data: bytes, password: Passphrase | None = None) -> bytes:
    """The same PDF with its objects in compressed streams (PDF 1.5); the same bytes always give the same bytes.

    With a password it is encrypted with AES-256 (ISO 32000-2, revision 6) under a key that is new every time.
    """
    target = BytesIO()
    words = password.reveal() if password is not None else ""
    locked = pikepdf.Encryption(owner=words, user=words, R=6, allow=_EVERYTHING) if words else None
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=locked is None,
            encryption=locked,
            progress=_let_others_in,
        )
    return target.getvalue()
