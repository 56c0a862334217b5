"""Certificates are registered, moved, revoked and annulled in any order: the highest that counted on a day is shown on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from typing import Any, Final
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.personnel.domain.qualifications import EndQualification, MoveQualification, RegisterQualification
from services.personnel.domain.scheme_terms import Certificate
from services.personnel.domain.streams import WORKER
from services.personnel.domain.workforce import Person, told
from services.personnel.projections import dated
from services.personnel.projections import papers as papers_projected
from shared.ids import new_id
from shared.kernel import Facts, Recorded, Sealed
from tests.personnel.domain.test_profile import REGISTERED
from tests.personnel.people import COMMUNITY, POLICIES
from tests.personnel.people import WORKER as PERSON

FIRST: Final = date(2027, 3, 1)
TODAY: Final = date(2027, 12, 31)
FACTS: Final = Facts(today=TODAY, now=datetime(2027, 12, 31, tzinfo=UTC), by="officer", policies=POLICIES)


@dataclass(frozen=True, slots=True)
class Paper:
    """Of one level: the day it was registered on, the right one if that was wrong, and its last one: before the first if it never was."""

    level: Certificate
    entered: int
    right: int | None
    last: int | None

    @property
    def first(self) -> int:
        return self.entered if self.right is None else self.right

    def steps(self) -> list[Any]:
        about: dict[str, Any] = {"worker_id": PERSON, "level": self.level}
        found: list[Any] = [
            RegisterQualification(
                **about, number=Sealed("n"), number_hash=self.level.value, registered_on=_day(self.entered)
            )
        ]
        if self.right is not None:
            found.append(
                MoveQualification(**about, fact=UUID(int=9), number=Sealed("n"), registered_on=_day(self.right))
            )
        if self.last is not None:
            found.append(EndQualification(**about, fact=UUID(int=9), last_day=_day(self.last)))
        return found

    def counts_on(self, day: int) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def _day(number: int) -> date:
    return FIRST + timedelta(days=number)


@st.composite
def papers(draw: Any) -> tuple[list[Paper], list[int]]:
    """One of some levels each, and an order in which what happened to them is told."""
    days = st.integers(1, 30)
    levels = draw(st.lists(st.sampled_from(list(Certificate)), min_size=1, max_size=3, unique=True))
    found = [Paper(level, draw(days), draw(st.none() | days), draw(st.none() | st.integers(0, 40))) for level in levels]
    return found, draw(st.permutations([n for n in range(len(levels)) for _ in range(3)]))


def heard(commands: Sequence[Any]) -> list[Recorded[Any]]:
    decider, state = WORKER.decider, WORKER.decider.fold((REGISTERED,))
    events: list[Any] = [REGISTERED]
    for command in commands:
        for event in decider.decide(state, command, FACTS):
            state = decider.evolve(state, event)
            events.append(event)
    return [
        Recorded(
            position=position, stream_type="worker", stream_id=PERSON, version=position, event=event, event_id=new_id(),
            subject=PERSON, region=COMMUNITY, recorded=FACTS.now, effective=event.effective, actor="li",
            correlation=UUID(int=9), causation=None,
        )
        for position, event in enumerate(events, 1)
    ]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(papers())
def test_the_highest_certificate_that_counted_on_a_day_is_shown_on_it_in_whatever_order_it_was_heard(
    drawn: tuple[list[Paper], list[int]],
) -> None:
    held, order = drawn
    waiting = [paper.steps() for paper in held]
    known = heard([waiting[n].pop(0) for n in order if waiting[n]])
    person = reduce(told, known, Person())
    for day in range(45):
        counting = [paper.level for paper in held if paper.counts_on(day)]
        highest = max(counting, key=list(Certificate).index, default=None)
        assert person.certificate_on(_day(day)) == (highest and highest.value), day


@settings(max_examples=100, deadline=None)
@given(papers())
def test_the_roster_of_today_shows_the_highest_of_what_has_not_ended(drawn: tuple[list[Paper], list[int]]) -> None:
    held, order = drawn
    waiting = [paper.steps() for paper in held]
    rows: dict[str, dict[str, Any]] = {}
    for recorded in heard([waiting[n].pop(0) for n in order if waiting[n]]):
        for change in papers_projected.project(recorded):
            rows[change.values["level"]] = rows.get(change.values["level"], {}) | change.values
    lasting = max((p.level for p in held if p.last is None), key=list(Certificate).index, default=None)
    assert dated.certificate(level for level, row in rows.items() if row["last_day"] is None) == lasting
