"""One line of the table."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Row:
    """What was measured against what; `bar` is the most that `value` may be, None for a row that is only printed."""

    what: str
    value: float
    unit: str
    bar: float | None
    measured: str

    @property
    def holds(self) -> bool:
        return self.bar is None or self.value <= self.bar

    def line(self) -> str:
        bar = f"bar {self.bar:g}{self.unit}" if self.bar is not None else "printed"
        verdict = "ok" if self.holds else "OVER"
        return f"{self.what:<62} {self.value:8.2f}{self.unit:<3} {bar:<14} {verdict:<5} {self.measured}"

    def as_json(self) -> dict[str, object]:
        return {"what": self.what, "value": self.value, "unit": self.unit, "bar": self.bar, "holds": self.holds}


def seconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    before = perf_counter()
    action()
    return perf_counter() - before


def side_by_side(rounds: int, *actions: Callable[[], object]) -> list[float]:
    """The median of each action, taken in turns so that a slow moment hits all alike."""
    taken: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, found in zip(actions, taken, strict=True):
            found.append(seconds(action))
    return [median(found) for found in taken]
