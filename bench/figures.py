"""A figure is the median of interleaved rounds, next to the floor measured in the same rounds."""

import statistics
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

Measure = Callable[[], Awaitable[float]]


@dataclass(slots=True)
class Figure:
    """`reach` is what the ratio should keep, or the value itself where there is no floor or `by_value` says so:
    at least that, or with `at_most` no more than that. `remark` stands where nothing was measured.
    """

    key: str
    unit: str
    reach: float | None = None
    at_most: bool = False
    by_value: bool = False
    remark: str = ""
    values: list[float] = field(default_factory=list)
    floors: list[float] = field(default_factory=list)

    @property
    def value(self) -> float | None:
        return statistics.median(self.values) if self.values else None

    @property
    def floor(self) -> float | None:
        return statistics.median(self.floors) if self.floors else None

    @property
    def ratio(self) -> float | None:
        """The median of the rounds' own ratios: what slows both sides of a round cancels out."""
        if not self.floors or not self.values:
            return None
        return statistics.median(value / floor for value, floor in zip(self.values, self.floors, strict=True))

    @property
    def judged(self) -> float | None:
        return self.value if self.by_value or not self.floors else self.ratio

    @property
    def reached(self) -> bool | None:
        """None where no goal is set or nothing was measured."""
        if self.reach is None or self.judged is None:
            return None
        return self.judged <= self.reach if self.at_most else self.judged >= self.reach

    def as_json(self) -> dict[str, object]:
        return {"value": self.value, "floor": self.floor, "ratio": self.ratio, "unit": self.unit}


async def interleaved(figure: Figure, measure: Measure, floor: Measure | None, rounds: int) -> Figure:
    """Floor and figure by turns, each round in the other order."""
    for n in range(rounds):
        for which in ("floor", "value") if n % 2 else ("value", "floor"):
            if which == "value":
                figure.values.append(await measure())
            elif floor is not None:
                figure.floors.append(await floor())
    return figure
