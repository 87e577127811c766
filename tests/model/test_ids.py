import re

from roadmap_desktop.model.ids import new_id


def test_ids_are_32_hexadecimal_digits_and_never_the_same() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in made)
