"""Facts recorded in any order, corrected, annulled: what is so on a day follows from the facts, not from when they were told."""

import random
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from shared.kernel import Timeline

FIRST = date(2026, 1, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def fact(number: int) -> UUID:
    return UUID(int=number)


A, B, C = fact(1), fact(2), fact(3)
EMPTY: Timeline[str] = Timeline()
HIRED = EMPTY.record(A, day(0), "staff").record(B, day(100), "chief")


def values(timeline: Timeline[str]) -> list[str]:
    return [entry.value for entry in timeline.entries]


def test_before_the_first_fact_nothing_is_so() -> None:
    assert HIRED.on(day(-1)) is None
    assert HIRED.entry_on(day(-1)) is None
    assert EMPTY.on(day(0)) is None


def test_a_fact_is_so_from_its_day_until_the_next() -> None:
    assert [HIRED.on(day(n)) for n in (0, 99, 100, 5_000)] == ["staff", "staff", "chief", "chief"]


def test_a_change_before_a_later_one_is_accepted_and_the_later_one_stays() -> None:
    inserted = HIRED.record(C, day(50), "deputy")
    assert [inserted.on(day(n)) for n in (49, 50, 99, 100)] == ["staff", "deputy", "deputy", "chief"]


def test_on_the_same_day_the_later_arrival_wins() -> None:
    assert HIRED.record(C, day(100), "deputy").on(day(100)) == "deputy"
    assert HIRED.record(C, day(0), "deputy").on(day(99)) == "deputy"


def test_a_correction_replaces_the_value_and_the_day_and_the_old_ones_are_gone() -> None:
    corrected = HIRED.correct(B, day(90), "deputy")
    assert [corrected.on(day(n)) for n in (89, 90, 100)] == ["staff", "deputy", "deputy"]
    assert values(corrected) == ["staff", "deputy"]


def test_a_corrected_fact_keeps_its_place_in_the_order_of_arrival() -> None:
    told_later = HIRED.record(C, day(100), "deputy")
    assert told_later.correct(B, day(100), "director").on(day(100)) == "deputy"


def test_an_annulled_fact_never_was() -> None:
    assert HIRED.annul(B).on(day(200)) == "staff"
    assert not HIRED.annul(B).has(B)
    assert HIRED.annul(A).on(day(50)) is None


def test_annulling_what_is_not_there_changes_nothing() -> None:
    assert HIRED.annul(C) == HIRED


def test_a_place_in_the_order_of_arrival_is_not_given_twice() -> None:
    timeline = HIRED.annul(B).record(C, day(0), "deputy").record(B, day(0), "chief")
    assert len({entry.arrival for entry in timeline.entries}) == 3
    assert timeline.on(day(0)) == "chief"


def test_the_facts_that_begin_inside_a_period_are_told_with_both_its_ends() -> None:
    assert [e.value for e in HIRED.between(day(0), day(100))] == ["staff", "chief"]
    assert [e.value for e in HIRED.between(day(1), day(99))] == []


def test_a_timeline_is_a_value_and_never_changes() -> None:
    before = values(HIRED)
    HIRED.record(C, day(3), "x").correct(A, day(1), "y").annul(A)
    assert values(HIRED) == before == ["staff", "chief"]


@given(st.lists(st.integers(0, 400), unique=True, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_facts_of_different_days_may_be_recorded_in_any_order(days: list[int], shuffle: random.Random) -> None:
    def told(order: list[int]) -> Timeline[str]:
        timeline = EMPTY
        for number in order:
            timeline = timeline.record(fact(number), day(number), f"from {number}")
        return timeline

    shuffled = list(days)
    shuffle.shuffle(shuffled)
    in_order, any_order = told(sorted(days)), told(shuffled)
    asked = [day(n) for n in range(-1, 402)]
    assert [in_order.on(d) for d in asked] == [any_order.on(d) for d in asked]
    assert values(in_order) == values(any_order)


Told = tuple[str, int, int, int]
TOLD = st.tuples(st.sampled_from(("record", "correct", "annul")), st.integers(0, 4), st.integers(0, 30), st.integers())


@given(st.lists(TOLD, max_size=25), st.integers(-1, 31))
def test_the_answer_on_a_day_is_that_of_the_facts_standing(told: list[Told], asked: int) -> None:
    """Against the plainest model: a list of facts in the order of arrival, the last of the latest day wins."""
    standing: dict[UUID, tuple[int, int]] = {}
    timeline: Timeline[int] = Timeline()
    for verb, number, at, value in told:
        id = fact(number)
        if verb == "annul":
            standing.pop(id, None)
            timeline = timeline.annul(id)
        elif (verb == "correct") == (id in standing):
            standing[id] = (at, value)  # a dict keeps the place of a key that is written again
            told_as = timeline.correct if verb == "correct" else timeline.record
            timeline = told_as(id, day(at), value)
    begun = [(at, order, value) for order, (at, value) in enumerate(standing.values()) if at <= asked]
    assert timeline.on(day(asked)) == (max(begun)[2] if begun else None)
    assert {entry.fact for entry in timeline.entries} == set(standing)
    assert list(timeline.entries) == sorted(timeline.entries, key=lambda e: (e.effective, e.arrival))
