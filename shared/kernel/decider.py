"""A decider is three plain things: where a stream begins, what may follow, what it means."""

import builtins
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any, Generic, TypeVar
from uuid import UUID

from shared.kernel.region import Region
from shared.kernel.reservation import Reservation

S = TypeVar("S")
C = TypeVar("C")
E = TypeVar("E")
P = TypeVar("P")


class Rejected(Exception):
    """A business 'no'. The code is public: clients branch on it; `field` is a JSON pointer into the command.

    `facts` fill the placeholders of the texts in problems.*.yaml; never put personal data there.
    """

    def __init__(self, code: str, *, field: str | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts: Mapping[str, object] = facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Generic[P]):
    """All a decision may know besides the state and the command.

    `today` is the business day in Asia/Shanghai, `now` the recorded instant (UTC), `by` the caller's subject.
    """

    today: date
    now: datetime
    by: str
    policies: P


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider(Generic[S, C, E, P]):
    """decide refuses by raising Rejected; evolve never refuses."""

    initial: S
    decide: Callable[[S, C, Facts[P]], tuple[E, ...]]
    evolve: Callable[[S, E], S]

    def fold(self, events: Iterable[E]) -> S:
        return reduce(self.evolve, events, self.initial)


def no_subject(stream_id: UUID, state: Any) -> UUID | None:
    return None


def its_own_subject(stream_id: UUID, state: Any) -> UUID | None:
    return stream_id


def nothing_reserved(stream_id: UUID, command: Any, event: Any) -> tuple[Reservation, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream(Generic[S, C, E, P]):
    """One kind of stream: its stored name, its decider, and what the log must know about it.

    `events` are the classes that may be stored in it. `region_of` and `subject_of` are asked about the state
    *after* the new events; `reserves` turns a decided event into the unique facts it takes or gives back.
    """

    type: str
    decider: Decider[S, C, E, P]
    events: "tuple[builtins.type[E], ...]"
    region_of: Callable[[S], Region]
    subject_of: Callable[[UUID, S], UUID | None] = no_subject
    reserves: Callable[[UUID, C, E], tuple[Reservation, ...]] = nothing_reserved
