"""Dated facts come to be known in any order, are corrected and annulled: what is so on a day is as if all had come by day.

One property for every stream that keeps facts with days; a fact is recorded, maybe wrongly at first, maybe corrected, maybe annulled.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.kernel import Facts
from tests.personnel.kept import FIRST, KEPT, Kept
from tests.personnel.people import POLICIES

TODAY: Final = date(2027, 12, 31)
FACTS: Final = Facts(today=TODAY, now=datetime(2027, 12, 31, tzinfo=UTC), by="officer", policies=POLICIES)


@dataclass(frozen=True, slots=True)
class Life:
    """A fact: the day and value it was entered with, those it was corrected to, whether it was annulled in the end."""

    number: int
    entered: tuple[int, int]
    right: tuple[int, int] | None
    annulled: bool

    def steps(self, kept: Kept) -> list[Any]:
        day, value = self.entered
        found = [kept.record(self.number, _day(day), value)]
        if self.right is not None and kept.correct is not None:
            found.append(kept.correct(self.number, _day(day), _day(self.right[0]), self.right[1]))
        if self.annulled and kept.annul is not None:
            found.append(kept.annul(self.number, self.final(kept)[0]))
        return found

    def final(self, kept: Kept) -> tuple[date, int]:
        day, value = self.entered if self.right is None or kept.correct is None else self.right
        return _day(day), value


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


def told(kept: Kept, commands: Sequence[tuple[int, Any]]) -> dict[int, Any]:
    """By the stream's number, which is the fact's where each has one of its own: what the commands came to, in this order."""
    begun = kept.stream.decider.fold(kept.begun)
    states: dict[int, Any] = {} if kept.apart else {0: begun}
    for number, command in commands:
        at = number if kept.apart else 0
        state = states.get(at, begun)
        for event in kept.stream.decider.decide(state, command, FACTS):
            state = kept.stream.decider.evolve(state, event)
        states[at] = state
    return states


def said(kept: Kept, states: dict[int, Any], day: date) -> Any:
    """What is so on the day; a stream of its own that was annulled says as much as one that never was."""
    found = {number: kept.on(state, day) for number, state in states.items()}
    return {number: value for number, value in found.items() if value} if kept.apart else found


@st.composite
def lives(draw: Any) -> tuple[list[Life], list[int]]:
    """Up to five facts on days of their own, and an order in which their steps are told."""
    many = draw(st.integers(1, 5))
    days = draw(st.lists(st.integers(1, 40), min_size=2 * many, max_size=2 * many, unique=True))
    found = [
        Life(
            number=n, entered=(days[2 * n], draw(st.integers(0, 1))),
            right=draw(st.none() | st.tuples(st.just(days[2 * n + 1]), st.integers(0, 1))), annulled=draw(st.booleans()),
        )
        for n in range(many)
    ]  # fmt: skip
    return found, draw(st.permutations([n for n in range(many) for _ in range(3)]))


@pytest.mark.parametrize("name", sorted(KEPT))
@settings(max_examples=120, deadline=None)
@given(lives())
def test_a_day_is_the_same_in_whatever_order_its_facts_came_to_be_known(
    name: str, drawn: tuple[list[Life], list[int]]
) -> None:
    kept, (facts, order) = KEPT[name], drawn
    waiting = [life.steps(kept) for life in facts]
    as_it_came = told(kept, [(n, waiting[n].pop(0)) for n in order if waiting[n]])
    lasting = [life for life in facts if not (life.annulled and kept.annul is not None)]
    by_day = sorted(lasting, key=lambda life: life.final(kept)[0])
    sorted_ = told(kept, [(life.number, kept.record(life.number, *life.final(kept))) for life in by_day])
    days = [_day(n) for n in range(60)]
    assert [said(kept, as_it_came, day) for day in days] == [said(kept, sorted_, day) for day in days]


@pytest.mark.parametrize("name", sorted(set(KEPT) - {"profile", "archives"}))
def test_the_same_fact_told_twice_is_told_once(name: str) -> None:
    """But for the profile and the archive, where a fact that is there is refused by its id or by its hash."""
    kept = KEPT[name]
    again = kept.record(1, _day(3), 0)
    (state,) = told(kept, [(1, again)]).values()
    assert kept.stream.decider.decide(state, again, replace(FACTS, by="another")) == ()
