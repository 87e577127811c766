"""The content packs inside the file, so that it opens with the same prompts in ten years."""

import sqlite3
from typing import TYPE_CHECKING

from roadmap_desktop.content.schema import ContentPack, PackKey
from roadmap_desktop.errors import DamagedRow, PackDiffers, WriteNotVerified
from roadmap_desktop.storage.database import now
from roadmap_desktop.storage.hashes import pack_hash
from roadmap_desktop.storage.reads import load_pack_body

if TYPE_CHECKING:
    from roadmap_desktop.storage.sql import Connection


def load(connection: sqlite3.Connection, key: PackKey) -> ContentPack:
    """Read an embedded pack; its hash and its shape are checked, its words were when it was added.

    Raises DamagedRow when it is missing, does not match its hash, or is not a pack of that name.
    """
    # Decoding is wanted only once a file is open; the empty window must not wait for its library.
    from roadmap_desktop.content.embedded import decode

    body = load_pack_body(connection, key)
    if body is None:
        raise DamagedRow("pack", key)
    try:
        pack = decode(body.encode())
    except ValueError:
        raise DamagedRow("pack", key) from None
    if pack.key != key:
        raise DamagedRow("pack", key)
    return pack


def add(core: "Connection", pack: ContentPack) -> PackKey:
    """Embed a pack; the same one may be there already, for packs never change.

    Raises PackDiffers when the file holds another one of the same name and version.
    """
    # The tables come with SQLAlchemy, which reading a pack for the first paint must not wait for.
    from roadmap_desktop.content.embedded import decode, encode
    from roadmap_desktop.storage.rows import PACK

    there = core.execute(PACK.select().where(PACK.c.key == pack.key)).mappings().first()
    if there is not None:
        if there["body"] != encode(pack).decode():
            raise PackDiffers(pack.title, pack.version)
        return pack.key
    row = {
        "key": pack.key,
        "publisher": pack.publisher,
        "provenance": pack.provenance.value,
        "body": encode(pack).decode(),
        "added_at": now(),
    }
    row["sha256"] = pack_hash(row)
    core.execute(PACK.insert().values(**row))
    found = core.execute(PACK.select().where(PACK.c.key == pack.key)).mappings().one()
    try:
        is_whole = dict(found) == row and decode(found["body"].encode()) == pack
    except ValueError:
        is_whole = False
    if not is_whole:
        raise WriteNotVerified("pack")
    return pack.key
