"""Deciders, refusals, records and reservations: the plain things every rule is made of."""

import dataclasses
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from shared.kernel import (
    NATION,
    Decider,
    Facts,
    Rejected,
    Release,
    Reservation,
    Stream,
    Take,
    its_own_subject,
    no_subject,
    record,
)
from shared.testing.spec import Spec

ID = UUID(int=7)
FACTS = Facts(today=date(2026, 11, 23), now=datetime(2026, 11, 23, 1, tzinfo=UTC), by="ann", policies=10)


@record
class Counted:
    by: int


def decide(state: int, command: int, facts: Facts[int]) -> tuple[Counted, ...]:
    if state + command > facts.policies:
        raise Rejected("counter.full", field="/by", most=facts.policies)
    return (Counted(by=command),) if command else ()


COUNTER: Stream[int, int, Counted, int] = Stream(
    type="counter",
    decider=Decider(initial=0, decide=decide, evolve=lambda state, event: state + event.by),
    events=(Counted,),
    region_of=lambda state: NATION,
)
given = Spec(COUNTER, FACTS).given


def test_a_state_is_the_fold_of_its_events_from_the_beginning() -> None:
    assert COUNTER.decider.fold(()) == 0
    assert COUNTER.decider.fold((Counted(by=2), Counted(by=3))) == 5


def test_a_rule_reads_as_given_when_then() -> None:
    given(Counted(by=2)).when(3).then(Counted(by=3))
    given(Counted(by=2)).when(0).then()
    assert given(Counted(by=2)).when(3).then_state() == 5


def test_a_spec_fails_when_something_else_follows() -> None:
    with pytest.raises(AssertionError):
        given().when(3).then(Counted(by=4))
    with pytest.raises(AssertionError):
        given().when(3).then()
    with pytest.raises(AssertionError):
        given(Counted(by=9)).when(3).then_rejected("counter.empty")
    with pytest.raises(pytest.fail.Exception):
        given().when(3).then_rejected("counter.full")


def test_a_refusal_carries_its_code_its_field_and_facts_for_its_text() -> None:
    refused = given(Counted(by=9)).when(3).then_rejected("counter.full")
    assert (refused.code, refused.field, refused.facts, str(refused)) == (
        "counter.full", "/by", {"most": 10}, "counter.full",
    )  # fmt: skip


def test_other_facts_give_another_decision() -> None:
    spec = Spec(COUNTER, FACTS)
    spec.on(dataclasses.replace(FACTS, policies=20)).given(Counted(by=9)).when(3).then(Counted(by=3))


def test_a_record_is_frozen_and_takes_names_only() -> None:
    counted = Counted(by=1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        counted.by = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        Counted(1)  # type: ignore[call-arg]
    assert not hasattr(counted, "__dict__")


def test_a_stream_is_about_nobody_and_reserves_nothing_unless_it_says_so() -> None:
    assert COUNTER.subject_of(ID, 0) is None is no_subject(ID, 0)
    assert its_own_subject(ID, 0) == ID
    assert COUNTER.reserves(ID, 1, Counted(by=1)) == ()


def test_a_reservation_is_taken_or_given_back_by_kind_and_key() -> None:
    def said(reservation: Reservation) -> str:
        match reservation:
            case Take(kind=kind, key=key):
                return f"take {kind} {key}"
            case Release(kind=kind, key=key):
                return f"release {kind} {key}"

    assert [said(Take(kind="post", key="1")), said(Release(kind="post", key="1"))] == ["take post 1", "release post 1"]
    assert Take(kind="post", key="1") == Take(kind="post", key="1") != Take(kind="post", key="2")
    assert {Take(kind="post", key="1"), Take(kind="post", key="1")} == {Take(kind="post", key="1")}
