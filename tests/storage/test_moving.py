from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_desktop.storage.moving import move_into_place

Hold = Callable[[int], None]


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    (tmp_path / "old").write_text("old")
    (tmp_path / "new").write_text("new")
    return tmp_path / "new"


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Lets another program hold every finished file for some tries."""
    real = Path.replace

    def held_for(tries: int) -> None:
        left = iter(range(tries))

        def replace(path: Path, target: Path) -> Path:
            if next(left, None) is not None:
                raise PermissionError(13, "held")
            return real(path, target)

        monkeypatch.setattr(Path, "replace", replace)

    return held_for


@pytest.mark.parametrize("tries", [0, 1, 9])
def test_a_file_that_is_held_for_a_moment_is_moved(finished: Path, hold: Hold, tries: int) -> None:
    rests: list[float] = []
    hold(tries)
    move_into_place(finished, finished.with_name("old"), is_patient=True, rest=rests.append)
    assert finished.with_name("old").read_text() == "new"
    assert not finished.exists()
    assert len(rests) == tries


def test_a_file_that_is_held_for_long_stays_with_the_old_one_in_place(finished: Path, hold: Hold) -> None:
    rests: list[float] = []
    hold(99)
    with pytest.raises(PermissionError):
        move_into_place(finished, finished.with_name("old"), is_patient=True, rest=rests.append)
    assert finished.read_text() == "new"
    assert finished.with_name("old").read_text() == "old"
    assert len(rests) == 9
    assert sum(rests) < 3.1


def test_elsewhere_a_refusal_is_final(finished: Path, hold: Hold) -> None:
    hold(1)
    rests: list[float] = []
    with pytest.raises(PermissionError):
        move_into_place(finished, finished.with_name("old"), is_patient=False, rest=rests.append)
    assert rests == []
    assert finished.with_name("old").read_text() == "old"
