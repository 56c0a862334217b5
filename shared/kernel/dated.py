"""A policy value that changes on known days."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")


class NoValueYet(LookupError):
    """The value was asked for on a day before its first one."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no value on {day}")
        self.day = day


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """Values by first day, ascending. Ask for the value *on the day the rule applies*, not today."""

    values: tuple[tuple[date, T], ...]

    def __post_init__(self) -> None:
        days = [day for day, _ in self.values]
        if days != sorted(set(days)):
            raise ValueError("days of a dated value must ascend and be unique")

    def on(self, day: date) -> T:
        at = bisect_right(self.values, day, key=lambda pair: pair[0])
        if at == 0:
            raise NoValueYet(day)
        return self.values[at - 1][1]

    def changes(self, first: date, last: date) -> tuple[date, ...]:
        """The days in [first, last] on which a new value begins."""
        return tuple(day for day, _ in self.values if first <= day <= last)

    def overlaid(self, other: "Iterable[tuple[date, T]]") -> "Dated[T]":
        """The same value with further days laid over it."""
        return Dated(tuple(sorted({**dict(self.values), **dict(other)}.items(), key=lambda pair: pair[0])))


def always(value: U) -> Dated[U]:
    """A value that never changed; for tests and defaults."""
    return Dated(((date.min, value),))
