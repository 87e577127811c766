import pytest
from msgspec.structs import replace

from roadmap_desktop import errors
from roadmap_desktop.content.embedded import encode
from roadmap_desktop.content.schema import PackKey
from roadmap_desktop.storage import packs
from roadmap_desktop.storage.hashes import pack_hash
from tests.documents import Desk, a_small_pack


def put_body(desk: Desk, body: str) -> None:
    """As a foreign file could hold it: other words under a hash that fits."""
    row = {"key": "small@1", "publisher": "x", "provenance": "original", "body": body, "added_at": "x"}
    values = (row["publisher"], row["provenance"], body, row["added_at"], pack_hash(row), row["key"])
    desk.document.connection.execute(
        "UPDATE pack SET publisher=?, provenance=?, body=?, added_at=?, sha256=? WHERE key=?", values
    )


@pytest.mark.parametrize("body", ["", "{}", "[" * 100_000, '{"id": 3}', encode(a_small_pack("2")).decode()])
def test_an_embedded_pack_that_is_none_is_damage_and_no_crash(desk: Desk, body: str) -> None:
    put_body(desk, body)
    with pytest.raises(errors.DamagedRow):
        packs.load(desk.document.connection, PackKey("small@1"))


def test_a_pack_is_there_once_and_never_changes(desk: Desk) -> None:
    with desk.document.database.transaction() as core:
        assert packs.add(core, a_small_pack()) == "small@1"
        with pytest.raises(errors.PackDiffers):
            packs.add(core, replace(a_small_pack(), title="Other"))
    assert packs.load(desk.document.connection, PackKey("small@1")) == a_small_pack()


def test_a_pack_that_could_not_be_read_again_is_not_written(desk: Desk) -> None:
    before = desk.document.connection.execute("SELECT count(*) FROM pack").fetchone()
    with pytest.raises(errors.WriteNotVerified), desk.document.database.transaction() as core:
        packs.add(core, replace(a_small_pack("2"), stages=()))
    assert desk.document.connection.execute("SELECT count(*) FROM pack").fetchone() == before


def test_a_missing_pack_is_damage(desk: Desk) -> None:
    with pytest.raises(errors.DamagedRow):
        packs.load(desk.document.connection, PackKey("other@1"))
