"""Facts about a person or unit, each true from a business day, recorded in any order, corrected and annulled.

Three verbs, three acts: **record** adds a fact, **correct** replaces one that was entered wrongly, **annul** says that
it never was. A change may always be recorded before a later one. A corrected or annulled value is never seen again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One fact: its id, the day from which it is so, its place in the order of arrival, its value."""

    fact: UUID
    effective: date
    arrival: int
    value: T


@dataclass(frozen=True, slots=True)
class Timeline(Generic[T]):
    """Facts ordered by (effective, arrival); the later arrival wins on the same day."""

    entries: tuple[Entry[T], ...] = ()
    arrivals: int = 0

    def record(self, fact: UUID, effective: date, value: T) -> "Timeline[T]":
        return self._with(self.entries, Entry(fact, effective, self.arrivals, value))

    def correct(self, fact: UUID, effective: date, value: T) -> "Timeline[T]":
        """Replace the fact; it keeps its place in the order of arrival."""
        kept = tuple(e for e in self.entries if e.fact != fact)
        arrival = next((e.arrival for e in self.entries if e.fact == fact), self.arrivals)
        return self._with(kept, Entry(fact, effective, arrival, value))

    def annul(self, fact: UUID) -> "Timeline[T]":
        return Timeline(tuple(e for e in self.entries if e.fact != fact), self.arrivals)

    def has(self, fact: UUID) -> bool:
        return any(e.fact == fact for e in self.entries)

    def told(self, fact: UUID, effective: date, value: T) -> bool:
        """Whether this is nothing new: the fact by its id, or the same value as what begins on the very day."""
        begun = self.entry_on(effective)
        same = begun is not None and (begun.effective, begun.value) == (effective, value)
        return same or self.has(fact)

    def entry_on(self, day: date) -> Entry[T] | None:
        found = None
        for entry in self.entries:
            if entry.effective > day:
                break
            found = entry
        return found

    def on(self, day: date) -> T | None:
        found = self.entry_on(day)
        return found.value if found else None

    def between(self, first: date, last: date) -> Iterator[Entry[T]]:
        """The facts that begin inside [first, last]."""
        return (e for e in self.entries if first <= e.effective <= last)

    def _with(self, entries: tuple[Entry[T], ...], new: Entry[T]) -> "Timeline[T]":
        ordered = sorted((*entries, new), key=lambda e: (e.effective, e.arrival))
        return Timeline(tuple(ordered), self.arrivals + 1)
