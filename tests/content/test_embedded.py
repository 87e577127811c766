import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_desktop.content.embedded import decode, encode
from roadmap_desktop.content.schema import Label, Provenance, Stage
from tests.documents import a_small_pack


def test_the_same_pack_gives_the_same_bytes() -> None:
    assert encode(a_small_pack()) == encode(a_small_pack())
    assert encode(a_small_pack("1")) != encode(a_small_pack("2"))


def test_a_file_can_be_read_without_the_application() -> None:
    facts = json.loads(encode(a_small_pack()))
    assert (facts["id"], facts["version"], facts["provenance"]) == ("small", "1", "original")
    assert facts["areas"][0]["elements"][0]["stages"][0]["prompts"][0]["id"] == "roles.stage-1.p1"


def test_a_pack_from_before_there_were_scenarios_is_read_without_them() -> None:
    facts = json.loads(encode(a_small_pack()))
    for name in ("scenarios", "ground_rules", "plans"):
        assert facts.pop(name) != []
    pack = decode(json.dumps(facts).encode())
    assert (pack.scenarios, pack.ground_rules, pack.plans) == ((), (), ())
    assert pack.elements == a_small_pack().elements


def test_what_comes_back_is_whole_down_to_the_last_part() -> None:
    pack = decode(encode(a_small_pack()))
    assert pack.provenance is Provenance.ORIGINAL
    assert isinstance(pack.stages[0], Stage)
    assert pack.lenses == (Label("labor", "Labor trafficking"),)


@pytest.mark.parametrize(
    "change",
    [{"provenance": "verified"}, {"stages": None}, {"areas": [{}]}, {"title": 3}, {"lenses": [{"id": "labor"}]}],
)
def test_a_pack_with_a_part_that_does_not_fit_is_a_value_error(change: dict[str, object]) -> None:
    facts = json.loads(encode(a_small_pack())) | change
    with pytest.raises(ValueError, match=next(iter(change))):
        decode(json.dumps(facts).encode())


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"{}", b"\xff", b'{"id": "\xff"}'])
def test_bytes_that_are_no_pack_are_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(data)


@given(data=st.binary(max_size=200))
def test_nothing_else_than_a_value_error_leaves_the_decoder(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(data)


@given(place=st.integers(min_value=0), byte=st.integers(0, 255))
def test_a_pack_with_one_byte_changed_is_refused_or_a_pack(place: int, byte: int) -> None:
    data = bytearray(encode(a_small_pack()))
    data[place % len(data)] = byte
    try:
        pack = decode(bytes(data))
    except ValueError:
        return
    assert decode(encode(pack)) == pack


def changed(**parts: object) -> bytes:
    return json.dumps(json.loads(encode(a_small_pack())) | parts).encode()


def parts_of_the_small_pack() -> dict[str, list[dict[str, object]]]:
    facts: dict[str, list[dict[str, object]]] = json.loads(encode(a_small_pack()))
    return facts


def test_an_embedded_pack_of_a_foreign_file_is_held_to_what_pages_rely_on() -> None:
    facts = parts_of_the_small_pack()
    stages, areas, closing = facts["stages"], facts["areas"], facts["closing_prompts"]
    resource = facts["resources"][0]
    for parts, reason in (
        ({"stages": stages[:4]}, "five different ones"),
        ({"stages": [stages[0]] * 5}, "five different ones"),
        ({"stages": list(reversed(stages))}, "without its five stages"),
        ({"areas": [areas[0], areas[0]]}, "an id stands twice"),
        ({"closing_prompts": closing * 2}, "an id stands twice"),
        ({"resources": [resource | {"address": "javascript:alert(1)"}]}, "no browser opens safely"),
        ({"title": "x" * 5000}, "too long"),
        ({"id": ""}, "or missing"),
    ):
        with pytest.raises(ValueError, match=reason):
            decode(changed(**parts))


def test_a_pack_larger_than_any_may_be_is_refused_unread() -> None:
    with pytest.raises(ValueError, match="larger than 8 MiB"):
        decode(b" " * ((8 << 20) + 1))
